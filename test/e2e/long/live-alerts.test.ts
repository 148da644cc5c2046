import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Monitoring } from "../../../components/monitoring/monitoring";
import type { MonitoringSettings } from "../../../contract/monitoring-settings";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import { rehearsed } from "../../../plan/rehearsed";
import type { Plan } from "../../../plan/plan";
import { liveRecord } from "../../../release/watch/blind-rules";
import type { RuleGroup } from "../../../release/watch/rule";
import { fakeTarget, type FakeTarget } from "../../support/rules/fake-targets";
import { LiveMonitoring, until, type Heard, type Scraped } from "../../support/rules/live-monitoring";
import { manifests } from "../../support/manifests";
import { deploy } from "../../support/pulumi";
import { run } from "../../support/rules/promtool";
import { planOf } from "../../support/rules/rule-systems";

/* A real Prometheus with the rules that the component emits, a real Alertmanager with the routes that the component emits and prometheus-operator converts. The
   targets are small programs with the labels that a PodMonitor gives; that a PodMonitor gives them is for a cluster with the operator to say. Times are those of
   a rehearsal fifteen times as fast, so that a look is taken every second. */
const namespace = "mcp-jira-server-production";
const whole = planOf("mcp-jira-server");
const plan: Plan = rehearsed({ ...whole, rehearsal: { of: "v1:x", factor: 15 } });
const watchedPlan: Plan = {
  ...plan,
  rollBackWhen: plan.rollBackWhen.filter(({ metric }) => metric !== "tool failure rate"),
};

let live: LiveMonitoring;
let groups: readonly RuleGroup[];
let targets: Readonly<Record<"stable" | "candidate", FakeTarget>>;
const scraped = (candidateTrack = "candidate"): readonly Scraped[] => [
  { target: targets.stable, labels: { namespace, service: "server", track: "stable" } },
  { target: targets.candidate, labels: { namespace, service: "server", track: candidateTrack } },
];
const hears = (wanted: Partial<Heard>) => () =>
  live.heard.some((one) => Object.entries(wanted).every(([key, value]) => one[key as keyof Heard] === value));
const forget = (): void => void live.heard.splice(0);

const secret = { name: "on-call", key: "" };
const settings: MonitoringSettings = {
  ...{ labels: {}, runbooks: "docs/runbooks" },
  receivers: Object.fromEntries(
    ["pager", "chat", "manager", "heartbeat"].map((name) => [name, { kind: "webhook", url: { ...secret, key: name } }]),
  ),
  notify: { page: ["pager"], warn: ["chat"], info: ["chat"], escalation: ["manager"], watchdog: ["heartbeat"] },
};

beforeAll(async () => {
  const { programs } = await ensureToolchain(["prometheus", "alertmanager", "monitoring-converter"], () => undefined);
  live = new LiveMonitoring(programs);
  const address = await live.listen();
  targets = { stable: await fakeTarget(), candidate: await fakeTarget() };
  const args = { platform: "kubernetes", system: plan.system, namespace, plan: watchedPlan, phase: "canary" } as const;
  const objects = manifests(await deploy(() => new Monitoring(plan.system, { ...args, candidate: true, settings })));
  groups = objects.find(({ kind }) => kind === "PrometheusRule")?.spec.groups as readonly RuleGroup[];
  const stringData = Object.fromEntries(Object.keys(settings.receivers).map((name) => [name, address(name)]));
  const metadata = { name: secret.name, namespace };
  const items = [
    objects.find(({ kind }) => kind === "AlertmanagerConfig"),
    { apiVersion: "v1", kind: "Secret", metadata, stringData },
  ];
  const said = await run(programs["monitoring-converter"], [], tmpdir(), JSON.stringify({ items }));
  await live.start(said.output, groups, scraped());
});
afterAll(async () => {
  await live.stop();
  await Promise.all(Object.values(targets).map((target) => target.die()));
});

describe("a running monitoring", () => {
  it("beats, sees the candidate, and wakes nobody while all is well", async () => {
    await until("the heartbeat is heard", hears({ receiver: "heartbeat", alert: "Watchdog", status: "firing" }));
    await until("the candidate is seen", async () => (await live.series(`${liveRecord}{track="candidate"}`)) === 1);
    // Before its first scrape a Prometheus sees nothing, and at this pace that may be called blind already.
    await until("nothing is called blind", async () => (await live.series('ALERTS{alertname="CandidateBlind"}')) === 0);
    forget();
    await until("more looks were taken", () => new Promise((done) => setTimeout(() => void done(true), 15_000)));
    expect(live.heard.filter(({ receiver, status }) => receiver === "pager" && status === "firing")).toEqual([]);
  });

  it("pages for a fault of the candidate, tells that it must go back, and does not warn of what it pages for", async () => {
    forget();
    targets.candidate.behave({ failedPercent: 30 });
    await until("the pager hears of the page", hears({ receiver: "pager", alert: "ErrorRatePage", status: "firing" }));
    await until("of the rollback", async () => (await live.series('ALERTS{rollback="true",alertstate="firing"}')) > 0);
    const pages = live.heard.filter(({ receiver }) => receiver === "pager");
    expect(new Set(pages.map(({ labels }) => labels["track"] ?? "both"))).not.toContain("stable");
    // A warning waits half a minute before it is sent, and is inhibited all that time.
    expect(await live.series('ALERTS{alertname="ErrorRateWarn",alertstate="firing"}')).toBe(1);
    await until(
      "a warning would have been sent",
      () => new Promise((resolve) => setTimeout(() => void resolve(true), 40_000)),
    );
    expect(live.heard.filter(({ alert }) => alert === "ErrorRateWarn")).toEqual([]);
  });

  it("tells the pager when it is over", async () => {
    targets.candidate.behave({ failedPercent: 0 });
    await until("it is resolved", hears({ receiver: "pager", alert: "ErrorRatePage", status: "resolved" }));
  });

  it("calls a dead target blind, and sees again when it lives", async () => {
    forget();
    await targets.candidate.die();
    await until(
      "the pager hears of blindness",
      hears({ receiver: "pager", alert: "CandidateBlind", status: "firing" }),
    );
    expect(await live.series(`${liveRecord}{track="candidate"}`)).toBe(0);
    await targets.candidate.revive();
    await until("it is seen again", async () => (await live.series(`${liveRecord}{track="candidate"}`)) === 1);
  });

  it.each<[string, () => readonly RuleGroup[], () => readonly Scraped[]]>([
    ["a wrong label", () => groups, () => scraped("canary")],
    [
      "an unloaded rule",
      () =>
        groups.map((group) => ({
          ...group,
          rules: group.rules.filter((rule) => !("record" in rule) || rule.record !== liveRecord),
        })),
      () => scraped(),
    ],
  ])("calls %s blind, never healthy", async (_what, rules, seen) => {
    await live.change(groups, scraped());
    await until(
      "no alert of blindness fires",
      async () => (await live.series('ALERTS{alertname="CandidateBlind"}')) === 0,
    );
    await live.change(rules(), seen());
    const firing = 'ALERTS{alertname="CandidateBlind",alertstate="firing"}';
    await until("the candidate is called blind", async () => (await live.series(firing)) > 0);
    expect(await live.series(`${liveRecord}{track="candidate"}`)).toBe(0);
  });

  it("shows no live series at all without rules, which is what the rollback asks for", async () => {
    await live.change([], scraped());
    await until("nothing is recorded", async () => (await live.series(liveRecord)) === 0);
    expect(await live.series("up == 1")).toBe(2);
  });
});
