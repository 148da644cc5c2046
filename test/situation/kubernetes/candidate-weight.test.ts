import { expect, it } from "vitest";
import { candidateWeight } from "../../../situation/kubernetes/candidate-weight";

const traefik = (stable?: number, candidate?: number) => ({
  spec: {
    weighted: {
      services: [
        { name: "web-stable", ...(stable === undefined ? {} : { weight: stable }) },
        { name: "web-candidate", ...(candidate === undefined ? {} : { weight: candidate }) },
      ],
    },
  },
});
const backends = (stable: number, candidate: number) => [
  { name: "web-stable", weight: stable },
  { name: "web-candidate", weight: candidate },
];

it.each([
  ["reads the share of a TraefikService", traefik(90, 10), 10],
  ["reads a missing weight as 1, as Traefik does", traefik(), 50],
  ["reads weights that do not add up to 100 as a share", traefik(3, 1), 25],
  ["reads a router that sends nothing as no share", traefik(0, 0), 0],
  ["reads the share of an HTTPRoute", { spec: { rules: [{ backendRefs: backends(75, 25) }] } }, 25],
  [
    "takes the largest share of several rules",
    { spec: { rules: [{ backendRefs: backends(100, 0) }, { backendRefs: backends(60, 40) }] } },
    40,
  ],
  [
    "leaves out a rule that asks for a header",
    {
      spec: {
        rules: [
          { matches: [{ headers: [{ name: "x-smoke" }] }], backendRefs: backends(0, 100) },
          { backendRefs: backends(95, 5) },
        ],
      },
    },
    5,
  ],
])("%s", (_behaviour, router, percent) => {
  expect(candidateWeight(router)).toBe(percent);
});
it.each([
  ["nothing", undefined],
  ["no weights", { spec: {} }],
  ["only routes by header", { spec: { rules: [{ matches: [{ headers: [{}] }], backendRefs: backends(0, 100) }] } }],
  ["a weight that is text", { spec: { weighted: { services: [{ name: "web-candidate", weight: "10" }] } } }],
])("throws for %s, so that the reader answers unknown and never 0", (_fault, router) => {
  expect(() => candidateWeight(router)).toThrow();
});
