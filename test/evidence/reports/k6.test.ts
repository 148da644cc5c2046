import { describe, expect, it } from "vitest";
import { k6Summary } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const whole = k6Summary();
const noRequests = "holds no http_reqs with count and rate";
const noDuration = "holds no http_req_duration with avg";
const noFailures = "holds no http_req_failed with a rate from 0 to 1";

describe("a summary of k6", () => {
  it("gives each percentile that it holds", () => {
    const values = { avg: 60, med: 50, "p(90)": 120, "p(95)": 180, "p(99)": 300 };
    expect(readAs("k6", putAt(whole, "metrics.http_req_duration.values", values))).toMatchObject({
      value: { meanSeconds: 0.06, p50Seconds: 0.05, p90Seconds: 0.12, p95Seconds: 0.18, p99Seconds: 0.3 },
    });
    const mean = readAs("k6", putAt(whole, "metrics.http_req_duration.values", { avg: 60 }));
    const keys = mean.kind === "present" ? Object.keys(mean.value).filter((key) => key.endsWith("Seconds")) : [];
    expect(keys).toEqual(["meanSeconds"]);
  });

  it("names every threshold that it missed, of every metric, in both of its forms", () => {
    const thresholds = { "p(95)<100": { ok: false }, "p(95)<200": { ok: true }, "max<1": true, "max<9999": false };
    const missed = putAt(whole, "metrics.http_req_duration.thresholds", thresholds);
    const answer = readAs("k6", putAt(missed, "metrics.checks", { thresholds: { "rate>0.9": { ok: false } } }));
    expect(answer).toMatchObject({
      value: { missedThresholds: ["http_req_duration p(95)<100", "http_req_duration max<1", "checks rate>0.9"] },
    });
  });

  it("may say that nothing or everything failed", () => {
    expect(readAs("k6", putAt(whole, "metrics.http_req_failed.values.rate", 0))).toMatchObject({
      value: { failedPercent: 0 },
    });
    expect(readAs("k6", putAt(whole, "metrics.http_req_failed", { value: 1 }))).toMatchObject({
      value: { failedPercent: 100 },
    });
  });

  it.each([
    ["metrics.http_reqs", undefined, noRequests],
    ["metrics.http_reqs.values.count", undefined, noRequests],
    ["metrics.http_reqs.values.rate", undefined, noRequests],
    ["metrics.http_reqs.values.rate", -1, noRequests],
    ["metrics.http_req_duration", undefined, noDuration],
    ["metrics.http_req_duration.values.avg", undefined, noDuration],
    ["metrics.http_req_duration.values.med", "50", noDuration],
    ["metrics.http_req_duration.values.p(90)", "50", noDuration],
    ["metrics.http_req_duration.values.p(95)", "50", noDuration],
    ["metrics.http_req_duration.values.p(99)", "50", noDuration],
    ["metrics.http_req_failed", undefined, noFailures],
    ["metrics.http_req_failed", { value: 1.1 }, noFailures],
    ["metrics.http_req_failed", { value: -0.1 }, noFailures],
    ["metrics.http_req_failed", { rate: "0" }, noFailures],
  ])("is refused with another %s (%o)", (path, value, reason) => {
    expect(refusal("k6", putAt(whole, path, value))).toBe(reason);
  });

  it.each([
    ["metrics", 1],
    ["metrics.http_reqs", 1],
    ["metrics.http_reqs.values", 1],
    ["metrics.http_req_duration.thresholds", []],
    ["metrics.http_req_duration.thresholds.p(95)<500", {}],
    ["metrics.http_req_duration.thresholds.p(95)<500", "yes"],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("k6", putAt(whole, path, value)).startsWith(path)).toBe(true);
  });
});
