import { proofByTests } from "./proof-by-tests";

/** Runs a real Prometheus and Alertmanager with what the component emits. `npm test` asks promtool and amtool the same of every alert and route. */
export const liveAlerts = (): Promise<void> =>
  proofByTests({
    name: "live-alerts",
    title: "Alerts of a running Prometheus and Alertmanager",
    about:
      "The rules and routes that the component emits, the routes converted by prometheus-operator's own code, with targets of our own in a rehearsal fifteen times as fast. A fault pages the right receiver and resolves; a dead target, a wrong label and an unloaded rule each end in blindness.",
    files: ["test/e2e/long/live-alerts.test.ts"],
  });
