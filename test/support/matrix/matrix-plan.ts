import { gateNames } from "../../../plan/gate-name";
import { rehearse } from "../../../plan/rehearse";

const quoted = gateNames.map((gate) => `"${gate}"`).join(", ");

/** A plan whose last step asks for every gate there is, and whose steps before it ask for as little as may be. */
const text = `
system: matrix
services:
  - { name: web, port: 3000, health: /health, replicas: 1, hosts: [matrix.lab], environment: { LOG_LEVEL: "info" } }
stores:
  - { name: orders, kind: postgres }
tests:
  - { suite: tools, count: 45 }
  - { suite: end to end, pass rate: 90 % }
documents: [runbook, user guide]
legal: [privacy policy, GDPR]
staging:
  soak: 4 hours
  enter: [code-review]
  advance when: { error rate: below 0.5 %, p95 response time: below 500 ms }
phases:
  - name: canary
    traffic: 10 %
    soak: 6 hours
    minimum requests: 1000
    enter: [provenance]
    advance when: { error rate: below 0.5 % }
  - name: full
    traffic: 100 %
    soak: 1 hour
    enter: [${quoted}]
    advance when:
      error rate: below 0.5 %
      mean response time: within 10 % of staging
roll back when:
  - error rate above 2 % for 5 minutes
targets:
  first contentful paint: below 1.5 s
  largest contentful paint: below 2.5 s
  cumulative layout shift: below 0.1
roles:
  - { name: security }
  - { name: operations }
  - { name: release-manager }
approvals:
  - { role: security }
  - { role: operations, people: 2 }
decisions:
  - { what: go or no-go, role: release-manager, ahead: 2 hours }
backup: { stores: [orders], every: 24 hours, keep: 30 days, recovery point: 24 hours, recovery time: 1 hour }
migrations:
  - { service: web, store: orders, expand: alembic upgrade head }
announcements:
  - { what: scheduled deployment, when: 24 hours before full, channels: [email] }
`;

/** The text of the plan, as a rehearsal: its soaks take seconds, its signatures count as long as ever. */
export const matrixPlanText = (): string => rehearse(text, 100_000);
