import { expect, it } from "vitest";
import { metricNames } from "../../plan/metric";
import { metricsPage } from "../../report/metrics-page";

it("names every metric that every plan knows, with the series it needs or that people report it", () => {
  const page = metricsPage();
  expect(metricNames.filter((name) => !page.includes(`| ${name} | `) && !page.includes(name))).toEqual([]);
  expect(page).toContain("| error rate | percent | lower | `http_requests_total` | service, track | a window | yes |");
  expect(page).toContain(
    "| memory | percent | lower | `process_resident_memory_bytes` | service, track | the moment |  |",
  );
});
