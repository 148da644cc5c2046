import { envelopeFuzz } from "./envelope-fuzz";
import { gateMatrix } from "./gate-matrix";
import { coldStart } from "./cold-start";
import { interrupts } from "./interrupts";
import { lifeCycle } from "./life-cycle";
import { labCycles } from "./lab-cycles";
import { mutationGates } from "./mutation-gates";
import { liveAlerts } from "./live-alerts";
import { load } from "./load";
import { mutationRelease } from "./mutation-release";
import { planFuzz } from "./plan-fuzz";
import { traffic } from "./traffic";

/** A long proof: what it proves, in a sentence, and how to run it. It writes its report under docs/reports and throws when it fails. */
interface Proof {
  readonly proves: string;
  readonly run: () => Promise<void>;
}

const proofs: Readonly<Record<string, Proof>> = {
  "cold-start": {
    proves: "a fresh clone with every cache empty gets to a running lab with Node, npm and Go alone",
    run: coldStart,
  },
  "envelope-fuzz": {
    proves: "of 10,000 forged envelopes none is accepted, and every genuine one is",
    run: envelopeFuzz,
  },
  "gate-matrix": {
    proves: "every gate, with every fault, in every mode of the real engine, is refused and nothing is written",
    run: gateMatrix,
  },
  interrupts: {
    proves:
      "an up that is killed at ten moments, refused at its end or cut short leaves progress as it was, and converges",
    run: interrupts,
  },
  "lab-cycles": {
    proves: "20 starts of the lab, 5 killed hard at random moments, leave nothing behind",
    run: labCycles,
  },
  "live-alerts": {
    proves: "a real Prometheus and Alertmanager page for a fault, resolve it, and call what cannot be seen blind",
    run: liveAlerts,
  },
  "mutation-gates": {
    proves: "no change of one operator, value or branch in what reads and judges evidence goes unnoticed",
    run: mutationGates,
  },
  "life-cycle": {
    proves:
      "both systems go through a release's whole life on the real engine, and after each step nothing is left to do",
    run: lifeCycle,
  },
  load: {
    proves: "100,000 requests at 2,000 a second and 50 streams lose nothing, and the application counts the same",
    run: load,
  },
  "mutation-release": {
    proves: "no change of one operator, value or branch in the life cycle lets a share rise unseen",
    run: mutationRelease,
  },
  "plan-fuzz": {
    proves: "100,000 made-up, changed and broken plans are read or refused, and none breaks a rule",
    run: planFuzz,
  },
  traffic: {
    proves: "100,000 requests and the streams beside them lose nothing while a release goes through every change",
    run: traffic,
  },
};

async function prove(name: string | undefined): Promise<void> {
  const found = name === undefined ? undefined : proofs[name];
  if (found !== undefined) return found.run();
  const rows = Object.entries(proofs).map(([one, { proves }]) => `  ${one.padEnd(20)} ${proves}`);
  process.stdout.write(`npm run prove -- <name>\n${rows.join("\n")}\n`);
  if (name !== undefined) throw new Error(`proof "${name}": unknown`);
}

prove(process.argv[2]).catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
});
