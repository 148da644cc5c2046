import { expect, it } from "vitest";
import { cpuQuantity, memoryQuantity } from "../../contract/quantity";

it.each([
  [250, "250m"],
  [1500, "1500m"],
  [2000, "2"],
])("writes %d thousandths of a core as %s", (millicores, expected) => {
  expect(cpuQuantity(millicores)).toBe(expected);
});

it.each([
  [256 * 1024 ** 2, "256Mi"],
  [1024 ** 3, "1Gi"],
  [1536 * 1024 ** 2, "1536Mi"],
  [500_000_000, "500M"],
  [512, "512"],
])("writes %d bytes as %s", (bytes, expected) => {
  expect(memoryQuantity(bytes)).toBe(expected);
});
