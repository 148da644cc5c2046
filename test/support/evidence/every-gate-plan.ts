import { gateNames } from "../../../plan/gate-name";
import { readPlan } from "../../../plan/read-plan";
import type { Plan } from "../../../plan/plan";

const quoted = gateNames.map((gate) => `"${gate}"`).join(", ");

/** A plan whose canary asks for every gate there is. */
export const everyGatePlanText = `
system: shop
services:
  - name: api
    port: 8000
    health: /health
    environment: { MODE: "production" }
    secrets: { DATABASE_URL: database/url }
  - { name: web, port: 3000, health: /, hosts: [shop.example.com] }
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
    enter: [${quoted}]
    advance when:
      error rate: below 0.5 %
      mean response time: within 10 % of staging
      critical issues: none
  - name: full
    traffic: 100 %
    soak: 1 hour
    enter: [approvals]
    advance when: { error rate: below 0.5 % }
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
hotfix: { soak: 30 minutes, extra signatures: 1 }
backup: { stores: [orders], every: 24 hours, keep: 30 days, recovery point: 24 hours, recovery time: 1 hour }
migrations:
  - { service: api, store: orders, expand: alembic upgrade head }
announcements:
  - { what: scheduled deployment, when: 24 hours before canary, channels: [email] }
`;

/** The same plan, parsed. */
export function everyGatePlan(): { readonly plan: Plan; readonly hash: string } {
  const reading = readPlan(everyGatePlanText);
  if (reading.kind === "invalid")
    throw new Error(reading.problems.map(({ path, problem }) => `${path}: ${problem}`).join("\n"));
  return reading;
}
