import { describe, expect, it } from "vitest";
import { readJunit } from "../../../evidence/reports/junit";
import { junitXml } from "../../support/evidence/reports";

const read = (xml: string | Uint8Array) => readJunit(typeof xml === "string" ? Buffer.from(xml) : xml);
const counts = (total: number, failed = 0, skipped = 0) => ({
  kind: "present",
  value: { kind: "tests", total, failed, skipped, passed: total - failed - skipped },
});
const refused = (reason: string) => ({ kind: "invalid", reason });
const one = '<testcase name="a"/>';

describe("a JUnit report", () => {
  it.each([
    ["with a byte order mark", `\uFEFF<?xml version="1.0" encoding="UTF-8"?><testsuite>${one}</testsuite>`, counts(1)],
    [
      "that quotes another document",
      `<testsuite>${one}<system-out><![CDATA[<?xml encoding="latin1"?>]]></system-out></testsuite>`,
      counts(1),
    ],
    [
      "in small letters and single quotes",
      `<?xml version='1.0' encoding='utf-8'?><testsuite>${one}</testsuite>`,
      counts(1),
    ],
    [
      "whose suite holds suites and more",
      `<testsuite tests="1"><properties/><testsuite tests="1">${one}</testsuite></testsuite>`,
      counts(1),
    ],
    [
      "whose suite failed by an error",
      `<testsuite errors="1"><testcase name="a"><error/></testcase></testsuite>`,
      counts(1, 1),
    ],
    [
      "whose case prints before it fails",
      `<testsuite failures="1"><testcase name="a"><system-out/><failure/></testcase></testsuite>`,
      counts(1, 1),
    ],
    [
      "whose case prints before it is skipped",
      `<testsuite><testcase name="a"><system-out/><skipped/></testcase></testsuite>`,
      counts(1, 0, 1),
    ],
    ["that says fewer than it holds", `<testsuite tests="0">${one}</testsuite>`, counts(1)],
    ["of an empty suite", "<testsuite/>", counts(0)],
    ["with a comment at its head", `<!-- made by hand --><testsuite>${one}</testsuite>`, counts(1)],
  ])("is read: one %s", (_, xml, answer) => {
    expect(read(xml)).toEqual(answer);
  });

  it.each([
    [
      "in another encoding with spaces",
      '<?xml version="1.0" encoding = "latin1"?><testsuite/>',
      'must be in UTF-8, says "latin1"',
    ],
    ["in an encoding without a name", '<?xml version="1.0" encoding=""?><testsuite/>', 'must be in UTF-8, says ""'],
    [
      "that counts something else than cases",
      `<testsuite tests="2">${one}<properties/></testsuite>`,
      "says that it ran 2 tests and holds 1",
    ],
    [
      "whose count is an entity",
      `<testsuite tests="&#50;">${one}</testsuite>`,
      "says that it ran Infinity tests and holds 1",
    ],
    [
      "that says it broke and holds no case that did",
      `<testsuite tests="1" errors="1">${one}</testsuite>`,
      "says that 1 tests failed and holds none that did",
    ],
    [
      "that says both",
      `<testsuite tests="1" failures="2" errors="1">${one}</testsuite>`,
      "says that 3 tests failed and holds none that did",
    ],
    ["whose suites were cut off", '<testsuites tests="45"></testsuites>', "says that it ran 45 tests and holds 0"],
    ["with text before its declaration", ' <?xml version="1.0"?><testsuite/>', "is not well-formed XML"],
  ])("is refused: one %s", (_, xml, reason) => {
    expect(read(xml)).toEqual(refused(reason));
  });

  it("is refused with bytes that are no UTF-8, wherever they stand", () => {
    const bytes = Buffer.concat([
      Buffer.from("<testsuite><!-- "),
      Buffer.from([0xff]),
      Buffer.from(" --></testsuite>"),
    ]);
    expect(read(bytes)).toEqual(refused("is not valid UTF-8"));
  });

  it("nests 64 levels deep below its root and no deeper", () => {
    const nested = (levels: number) => `<testsuite>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</testsuite>`;
    expect(read(nested(64)).kind).toBe("present");
    expect(read(nested(65))).toEqual(refused("nests deeper than 64 levels or is not readable XML"));
  });
});

describe("the cases of a JUnit report", () => {
  it.each([
    ["45 of 45", junitXml(45), { total: 45, passed: 45, failed: 0, skipped: 0 }],
    ["491 of 491", junitXml(491), { total: 491, passed: 491, failed: 0, skipped: 0 }],
    ["failed and skipped ones", junitXml(10, 2, 3), { total: 10, passed: 5, failed: 2, skipped: 3 }],
    [
      "nested suites",
      `<testsuites tests="2"><testsuite tests="2"><testsuite tests="1"><testcase name="a"/></testsuite><testsuite tests="1"><testcase name="b"><error/></testcase></testsuite></testsuite></testsuites>`,
      { total: 2, passed: 1, failed: 1, skipped: 0 },
    ],
    [
      "one suite at the top, and a skipped test that failed",
      `<testsuite><testcase name="a"><skipped/><failure/></testcase></testsuite>`,
      { total: 1, passed: 0, failed: 1, skipped: 0 },
    ],
  ])("counts %s case by case", (_, xml, counts) => {
    expect(read(xml)).toEqual({ kind: "present", value: { kind: "tests", ...counts } });
  });

  it.each([
    [
      "an entity bomb",
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><testsuite>&b;</testsuite>',
      "has a document type, which may bring entities: refused",
    ],
    [
      "a file from outside",
      '<!DOCTYPE x SYSTEM "file:///etc/passwd"><testsuite/>',
      "has a document type, which may bring entities: refused",
    ],
    [
      "a document type in odd letters",
      "<!dOcTyPe x><testsuite/>",
      "has a document type, which may bring entities: refused",
    ],
    ["an entity alone", "<testsuite><!ENTITY a 'b'></testsuite>", "declares an entity: refused"],
    [
      "another encoding",
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite/>',
      'must be in UTF-8, says "ISO-8859-1"',
    ],
    [
      "fewer cases than it says",
      '<testsuite tests="45"><testcase name="a"/></testsuite>',
      "says that it ran 45 tests and holds 1",
    ],
    [
      "a failure that it does not hold",
      '<testsuite tests="1" failures="1"><testcase name="a"/></testsuite>',
      "says that 1 tests failed and holds none that did",
    ],
    [
      "a count that is no number",
      '<testsuite tests="many"><testcase name="a"/></testsuite>',
      "says that it ran Infinity tests and holds 1",
    ],
    ["a tag that is not closed", "<testsuite><testcase></testsuite>", "is not well-formed XML"],
    ["another document", "<html></html>", "is no JUnit report: it holds no test suite"],
    [
      "a hundred levels",
      `<testsuite>${"<a>".repeat(100)}${"</a>".repeat(100)}</testsuite>`,
      "nests deeper than 64 levels or is not readable XML",
    ],
  ])("refuses %s by name", (_, xml, text) => {
    expect(read(xml)).toEqual(refused(text));
  });
});
