import { ConfigMap } from "@pulumi/kubernetes/core/v1";

// The fast floor: nothing but ConfigMaps. It is transpiled before it runs, so no TypeScript loader and no policy pack take part.
const count = Number(process.env["SLUICE_BENCH_PADDING"]);
for (let index = 0; index < count; index++) {
  const data = { index: String(index), serial: index === 0 ? (process.env["SLUICE_BENCH_SERIAL"] ?? "") : "" };
  new ConfigMap(`floor-${index}`, { metadata: { namespace: "default" }, data });
}
