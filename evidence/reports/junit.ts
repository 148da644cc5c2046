import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Parsed } from "../parsed";
import type { TestCounts } from "./measured";

type Node = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder("utf-8", { fatal: true });
const attributes = ":@";
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  processEntities: false,
  maxNestedTags: 64,
});

/**
 * Counts the tests of a JUnit XML report one by one: what its summary attributes say is only believed when it says less.
 * Document types, and with them entities of their own, are refused by name.
 */
export function readJunit(bytes: Uint8Array): Parsed<TestCounts> {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return invalid("is not valid UTF-8");
  }
  const refused = refusedText(text);
  if (refused !== undefined) return invalid(refused);
  if (XMLValidator.validate(text) !== true) return invalid("is not well-formed XML");
  let roots: readonly Node[];
  try {
    roots = parser.parse(text) as readonly Node[];
  } catch {
    return invalid("nests deeper than 64 levels or is not readable XML");
  }
  return countTests(roots);
}

const invalid = (reason: string): Parsed<never> => ({ kind: "invalid", reason });

function refusedText(text: string): string | undefined {
  if (/<!doctype/i.test(text)) return "has a document type, which may bring entities: refused";
  if (/<!entity/i.test(text)) return "declares an entity: refused";
  const encoding = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1];
  return encoding === undefined || encoding.toLowerCase() === "utf-8"
    ? undefined
    : `must be in UTF-8, says "${encoding}"`;
}

function countTests(roots: readonly Node[]): Parsed<TestCounts> {
  const named = roots.map(tagOf);
  if (!named.some((tag) => tag === "testsuites" || tag === "testsuite"))
    return invalid("is no JUnit report: it holds no test suite");
  const counts = { total: 0, failed: 0, skipped: 0 };
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const tag = tagOf(node);
    const children = childrenOf(node);
    if (tag === "testcase") {
      counts.total++;
      const results = children.map(tagOf);
      // A case can carry more than one mark: the worst one counts.
      if (results.includes("failure") || results.includes("error")) counts.failed++;
      else if (results.includes("skipped")) counts.skipped++;
    } else {
      const problem = suiteProblem(node, children);
      if (problem !== undefined) return invalid(problem);
      open.push(...children);
    }
  }
  const { total, failed, skipped } = counts;
  return { kind: "present", value: { kind: "tests", total, failed, skipped, passed: total - failed - skipped } };
}

/** A suite that says more than it holds was cut, and one that says it failed has no failed case in it. */
function suiteProblem(node: Node, children: readonly Node[]): string | undefined {
  if (children.some((child) => tagOf(child) === "testsuite")) return undefined;
  const cases = children.filter((child) => tagOf(child) === "testcase");
  const said = numberOf(node, "tests");
  if (said > cases.length) return `says that it ran ${said} tests and holds ${cases.length}`;
  const marked = cases.filter((one) => childrenOf(one).some((child) => ["failure", "error"].includes(tagOf(child))));
  const bad = numberOf(node, "failures") + numberOf(node, "errors");
  return bad > 0 && marked.length === 0 ? `says that ${bad} tests failed and holds none that did` : undefined;
}

const tagOf = (node: Node): string => Object.keys(node).find((key) => key !== attributes) ?? "";

function childrenOf(node: Node): readonly Node[] {
  const children = node[tagOf(node)];
  return Array.isArray(children) ? (children as readonly Node[]) : [];
}

function numberOf(node: Node, name: string): number {
  const value = Number((node[attributes] as Readonly<Record<string, string>> | undefined)?.[name] ?? 0);
  return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
}
