import fc from "fast-check";

/** A valid plan that was made up: as it is written, and what must be read from it. */
export interface MadeUpPlan {
  readonly written: Readonly<Record<string, unknown>>;
  readonly shares: readonly number[];
  readonly soaksSeconds: readonly number[];
  readonly limits: readonly number[];
  readonly ports: readonly number[];
}

const units = [
  ["seconds", 1],
  ["minutes", 60],
  ["hours", 3600],
  ["days", 86_400],
] as const;

/** A duration as text and in seconds. */
const duration = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...units))
  .map(([amount, [unit, seconds]]) => ({ text: `${amount} ${unit}`, seconds: amount * seconds }));

/** Shares in tenths of a percent that rise to 100 %. */
export const risingShares = fc
  .uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 6 })
  .map((tenths) => [...tenths.sort((a, b) => a - b), 1000].map((tenth) => tenth / 10));

/** Shares that would rise to 100 %, if one of them had not been replaced. */
export const disturbedShares = fc
  .tuple(risingShares, fc.nat(), fc.integer({ min: 0, max: 1010 }))
  .map(([shares, at, tenth]) => shares.map((share, index) => (index === at % shares.length ? tenth / 10 : share)));

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .map((raw) => `about ${raw.replace(/[^\p{L}\p{N} ]/gu, "")}`);

const optional = fc.record(
  {
    description: text,
    stickiness: fc.constantFrom("none", "user"),
    platforms: fc.subarray(["kubernetes", "aws", "azure"], { minLength: 1 }),
    "when blind": fc.constantFrom("freeze", "roll back", "freeze for 5 minutes, then roll back"),
    documents: fc.array(text, { minLength: 1, maxLength: 3 }),
    announcements: fc.array(
      fc.record({ what: text, when: fc.constantFrom("at the start", "24 hours before", "on trouble") }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    timeline: fc.array(fc.record({ what: text, takes: duration.map((one) => one.text) }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: [] },
);

const services = fc.uniqueArray(fc.tuple(word, fc.integer({ min: 1, max: 65_535 })), {
  minLength: 1,
  maxLength: 5,
  selector: ([name]) => name,
});

const gates = fc.subarray(["smoke-test", "web-vitals", "issues", "code-review", "image-scan"], { minLength: 1 });

/** Valid plans of many shapes. */
export const madeUpPlan: fc.Arbitrary<MadeUpPlan> = fc
  .tuple(word, services, risingShares, fc.array(duration, { minLength: 8, maxLength: 8 }), optional, gates)
  .chain(([system, parts, shares, soaks, more, enter]) =>
    fc
      .array(fc.integer({ min: 1, max: 200 }), { minLength: shares.length, maxLength: shares.length })
      .map((limits) => ({
        written: {
          system,
          services: parts.map(([name, port]) => ({ name, port, health: "/health" })),
          phases: shares.map((share, at) => ({
            name: `phase-${at}`,
            traffic: `${share} %`,
            soak: soaks[at % soaks.length]?.text,
            enter,
            "advance when": { "error rate": `below ${(limits[at] ?? 1) / 100} %` },
          })),
          "roll back when": ["error rate above 2 % for 5 minutes"],
          ...more,
        },
        shares,
        soaksSeconds: shares.map((_, at) => soaks[at % soaks.length]?.seconds ?? 0),
        limits: limits.map((limit) => limit / 100),
        ports: parts.map(([, port]) => port),
      })),
  );
