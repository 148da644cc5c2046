import { parser } from "@prometheus-io/lezer-promql";

/** What Prometheus' own grammar makes of a query: whether it is one, and the names of the series that it reads. */
export function promqlSeries(query: string): { readonly valid: boolean; readonly series: readonly string[] } {
  const series = new Set<string>();
  let valid = query !== "";
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) valid = false;
      if (node.name === "VectorSelector") {
        const name = node.node.getChild("Identifier");
        if (name !== null) series.add(query.slice(name.from, name.to));
      }
    },
  });
  return { valid, series: [...series] };
}
