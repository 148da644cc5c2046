import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";
import { pathText, shown } from "./problem";
import type { Problem } from "./problem";

/** A YAML text may be so large. The largest plan known is a tenth of it. */
const largestBytes = 256 * 1024;
/** A plan may nest so deep; its deepest place is 7. */
const deepest = 20;

/** What a text holds, with every problem that reading found. `value` is what could be read all the same. */
export interface YamlText {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of every path, as `pathText` says it. */
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * Reads one YAML 1.2 document strictly: bounded in size and depth, no aliases, no tags, no directives, no duplicate keys,
 * text keys only, finite numbers only. It never throws; what cannot be read is one problem.
 */
export function readYaml(text: string): YamlText {
  const unreadable = unreadableText(text);
  if (unreadable) return refused(unreadable);
  const counter = new LineCounter();
  // Two quadratic corners of the library are avoided: its own check of unique keys, and pretty messages.
  const document = parseDocument(text, {
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    lineCounter: counter,
  });
  const [first] = [...document.errors, ...document.warnings];
  if (first) return refused(syntaxProblem(first.code, first.message, counter.linePos(first.pos[0])));
  if (document.directives.yaml.explicit || Object.keys(document.directives.tags).length > 1) {
    return refused({ path: "", problem: "must be a document without YAML directives (lines that begin with %)" });
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return refused({ path: "", problem: "is empty; it must be a mapping of keys" });
  }
  const reading = new Reading(counter);
  const value = reading.value(document.contents as Node, []);
  return { value, problems: reading.problems, lines: reading.lines };
}

function refused(problem: Problem): YamlText {
  return { value: undefined, problems: [problem], lines: new Map() };
}

function unreadableText(text: string): Problem | undefined {
  const size = text.length > largestBytes ? text.length : Buffer.byteLength(text);
  if (size > largestBytes) {
    return { path: "", problem: `must be at most ${largestBytes / 1024} KiB`, got: `${Math.ceil(size / 1024)} KiB` };
  }
  // Characters that nobody sees or that reorder what is seen: a plan is what it looks like.
  const hidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffd]|(?<!^)\ufeff/u.exec(text);
  if (!hidden) return undefined;
  const line = text.slice(0, hidden.index).split("\n").length;
  const code = hidden[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return {
    path: `line ${line}`,
    problem: "must be text without invisible or broken characters",
    got: `U+${code}`,
    line,
  };
}

function syntaxProblem(code: string, message: string, { line, col }: { line: number; col: number }): Problem {
  const path = `line ${line}, column ${col}`;
  if (code === "MULTIPLE_DOCS") return { path, problem: "must be the only document: remove the second `---`", line };
  if (code === "TAB_AS_INDENT") return { path, problem: "must be indented by spaces, not by tabs", line };
  if (code === "TAG_RESOLVE_FAILED")
    return { path, problem: "must be plain text, numbers, lists and mappings without tags", line };
  const [sentence] = message.split("\n");
  return { path, problem: `is not YAML: ${(sentence ?? code).slice(0, 120)}`, line };
}

class Reading {
  readonly problems: Problem[] = [];
  readonly lines = new Map<string, number>();

  constructor(private readonly counter: LineCounter) {}

  value(node: Node | null, path: readonly (string | number)[]): unknown {
    if (node?.range) this.lines.set(pathText(path), this.counter.linePos(node.range[0]).line);
    if (isAlias(node)) return this.refuse(path, "must be written out: a plan has no aliases", `*${node.source}`);
    if (path.length > deepest) return this.refuse(path, `must be nested at most ${deepest} deep`);
    if (isSeq(node)) return node.items.map((item, at) => this.value(item as Node | null, [...path, at]));
    if (isMap(node)) return this.mapping(node.items as Pair<Node | null, Node | null>[], path);
    if (!isScalar(node)) return null;
    if (node.tag !== undefined && !/^tag:yaml.org,2002:(str|int|float|bool|null)$/.test(node.tag)) {
      return this.refuse(path, "must be plain text, a number, a list or a mapping", `the tag ${node.tag}`);
    }
    if (typeof node.value !== "number" || Number.isFinite(node.value)) return node.value;
    return this.refuse(path, "must be a finite number", node.source ?? String(node.value));
  }

  private mapping(pairs: readonly Pair<Node | null, Node | null>[], path: readonly (string | number)[]): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const name = this.key(key, path);
      if (name === undefined) continue;
      if (entries.has(name)) this.refuse([...path, name], "is written twice; it must be written once");
      else entries.set(name, this.value(value, [...path, name]));
    }
    return Object.fromEntries(entries);
  }

  private key(key: Node | null, path: readonly (string | number)[]): string | undefined {
    const value = isScalar(key) ? key.value : undefined;
    if (typeof value === "string" && value !== "__proto__" && value !== "<<") return value;
    if (key?.range) this.lines.set(pathText(path), this.counter.linePos(key.range[0]).line);
    const got = isScalar(key) ? shown(value) : isAlias(key) ? "an alias" : "a list or mapping";
    this.refuse(path, "must have keys that are plain words", got);
    return undefined;
  }

  private refuse(path: readonly (string | number)[], problem: string, got?: string): undefined {
    const line = this.lines.get(pathText(path));
    this.problems.push({ path: pathText(path), problem, ...(got !== undefined && { got }), ...(line && { line }) });
    return undefined;
  }
}
