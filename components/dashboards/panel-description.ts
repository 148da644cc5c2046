import type { LineLevel, SeriesPanel } from "../../release/boards/board";
import { conditionText } from "../../release/watch/threshold-text";

const words: Readonly<Record<LineLevel, string>> = {
  rollback: "rolls back",
  page: "pages",
  limit: "must be",
  warn: "warns",
  info: "is noted",
  target: "should be",
};

/** What a reader of a panel must know: each of its lines in the words of the plan, with its colour's meaning and its source. */
export function panelDescription({ lines, note }: SeriesPanel): string {
  const said = lines.map(
    ({ level, condition, source }) => `- **${words[level]}** ${conditionText(condition)} (${source})`,
  );
  return [...said, ...(note === undefined ? [] : [...(said.length > 0 ? [""] : []), note])].join("\n");
}
