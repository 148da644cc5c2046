import { describe, expect, it } from "vitest";
import { k6Summary, lighthouse, prometheusRange, slsa } from "../../support/evidence/reports";
import { put, readAs as read, refusal as reason } from "../../support/evidence/read-as";

const artifacts = { api: `sha256:${"a".repeat(64)}` };

describe("measurements", () => {
  const legacy = {
    metrics: {
      http_reqs: { count: 100, rate: 10 },
      http_req_failed: { passes: 5, fails: 95, value: 0.05 },
      http_req_duration: { avg: 40, med: 30, "p(95)": 90, thresholds: { "p(95)<50": true, "p(95)<100": false } },
    },
  };
  it("of k6 are read in both of its forms", () => {
    expect(read("k6", k6Summary())).toEqual({
      kind: "present",
      value: {
        kind: "load",
        requests: 12_000,
        requestsPerSecond: 200,
        failedPercent: 0.1,
        meanSeconds: 0.06,
        p50Seconds: 0.05,
        p90Seconds: 0.12,
        p95Seconds: 0.18,
        missedThresholds: [],
      },
    });
    expect(read("k6", legacy)).toEqual({
      kind: "present",
      value: {
        kind: "load",
        requests: 100,
        requestsPerSecond: 10,
        failedPercent: 5,
        meanSeconds: 0.04,
        p50Seconds: 0.03,
        p95Seconds: 0.09,
        missedThresholds: ["http_req_duration p(95)<50"],
      },
    });
  });

  it("of Lighthouse are read in seconds", () => {
    expect(read("lighthouse", lighthouse())).toEqual({
      kind: "present",
      value: {
        kind: "vitals",
        page: "https://shop.example.com/",
        firstContentfulPaintSeconds: 0.9,
        largestContentfulPaintSeconds: 2.1,
        cumulativeLayoutShift: 0.02,
      },
    });
  });

  it("of Prometheus are read with what is no number as such", () => {
    const answer = put(
      prometheusRange(0, 180, () => 1),
      ["data", "result", 0, "values"],
      [
        [0, "1"],
        [60, "NaN"],
        [120, "+Inf"],
        [180, "1e3"],
        [240, "0x10"],
        [300, ""],
      ],
    );
    expect(read("prometheus", answer)).toEqual({
      kind: "present",
      value: {
        kind: "series",
        samples: [
          [0, 1],
          [60, Number.NaN],
          [120, Number.POSITIVE_INFINITY],
          [180, 1000],
          [240, Number.NaN],
          [300, Number.NaN],
        ],
      },
    });
  });

  it.each([
    ["k6 without a request", "k6", put(k6Summary(), ["metrics", "http_reqs", "values", "count"], 0), "sent no request"],
    [
      "k6 without a failure rate",
      "k6",
      put(k6Summary(), ["metrics", "http_req_failed"], {}),
      "holds no http_req_failed with a rate from 0 to 1",
    ],
    [
      "k6 with a failure rate above 1",
      "k6",
      put(k6Summary(), ["metrics", "http_req_failed", "values", "rate"], 1.1),
      "holds no http_req_failed with a rate from 0 to 1",
    ],
    [
      "k6 without durations",
      "k6",
      put(k6Summary(), ["metrics", "http_req_duration"], {}),
      "holds no http_req_duration with avg",
    ],
    [
      "Lighthouse that could not load the page",
      "lighthouse",
      put(lighthouse(), ["runtimeError"], { code: "NO_FCP" }),
      "says that the page could not be measured (NO_FCP)",
    ],
    [
      "Lighthouse without a value",
      "lighthouse",
      put(lighthouse(), ["audits", "largest-contentful-paint", "numericValue"], undefined),
      "audits.largest-contentful-paint.numericValue: Invalid input: expected number, received undefined",
    ],
    [
      "an answer of Prometheus that failed",
      "prometheus",
      put(
        prometheusRange(0, 60, () => 1),
        ["status"],
        "error",
      ),
      'status: Invalid input: expected "success"',
    ],
    [
      "an answer with warnings",
      "prometheus",
      put(
        prometheusRange(0, 60, () => 1),
        ["warnings"],
        ["partial"],
      ),
      "warnings: carries warnings: the answer may be partial",
    ],
    [
      "two series",
      "prometheus",
      put(
        prometheusRange(0, 60, () => 1),
        ["data", "result"],
        [
          { metric: {}, values: [] },
          { metric: {}, values: [] },
        ],
      ),
      "must hold one series, got 2",
    ],
    [
      "samples out of order",
      "prometheus",
      put(
        prometheusRange(0, 60, () => 1),
        ["data", "result", 0, "values"],
        [
          [60, "1"],
          [0, "1"],
        ],
      ),
      "holds sample 2 out of order",
    ],
    [
      "a build from no commit",
      "slsa",
      put(slsa(artifacts, "x"), ["predicate", "buildDefinition", "resolvedDependencies"], [{ uri: "x" }]),
      "names no commit that was built",
    ],
    [
      "a build of nothing",
      "slsa",
      put(slsa(artifacts, "x"), ["subject"], []),
      "subject: Too small: expected array to have >=1 items",
    ],
  ] as const)("are refused: %s", (_, format, content, text) => {
    expect(reason(format, content)).toBe(text);
  });
});
