import { describe, expect, it } from "vitest";
import { parseStrictJson } from "../../evidence/strict-json";

const read = (text: string | Uint8Array, bounds?: { depth: number; count: number }) =>
  parseStrictJson(typeof text === "string" ? Buffer.from(text) : text, bounds);

describe("strict JSON", () => {
  it.each([
    ["an object", '{"a":[1,-2.5e3,true,false,null,"x"]}', { a: [1, -2500, true, false, null, "x"] }],
    ["the same key in two objects", '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ["text beyond ASCII", '{"é":"日本 😀"}', { é: "日本 😀" }],
  ])("reads %s as JSON.parse does", (_, text, value) => {
    expect(read(text)).toEqual({ kind: "present", value });
  });

  it.each([
    ["a key twice", '{"a":1,"a":1}', 'has the property "a" twice'],
    ["a key twice, once escaped", '{"a":1,"\\u0061":2}', 'has the property "a" twice'],
    ["a key twice, deep down", '[{"b":{"a":1,"a":2}}]', 'has the property "a" twice'],
    ["a prototype", '{"__proto__":{"admin":true}}', 'has a property "__proto__"'],
    ["nothing", "", "is not valid JSON"],
    ["a comment", '{"a":1} // so', "is not valid JSON"],
    ["a comment that hides a key", '{/*"a":2,*/"a":1}', "is not valid JSON"],
    ["a trailing comma", '{"a":1,}', "is not valid JSON"],
    ["a second document", "{}{}", "is not valid JSON"],
    ["a single quote", "{'a':1}", "is not valid JSON"],
    ["NaN", "[NaN]", "is not valid JSON"],
    ["half an object", '{"a":', "is not valid JSON"],
    ["a control character in a text", '{"a":"\u0001"}', "is not valid JSON"],
    ["a byte order mark", "\uFEFF{}", "starts with a byte order mark"],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "is not valid UTF-8"],
    ["an overlong encoding", new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), "is not valid UTF-8"],
    ["UTF-16", Buffer.from('{"a":1}', "utf16le"), "is not valid JSON"],
    ["a million brackets", "[".repeat(1_000_000), "nests deeper than 32 levels"],
    ["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`, "nests deeper than 32 levels"],
  ])("refuses %s by name", (_, text, reason) => {
    expect(read(text)).toEqual({ kind: "invalid", reason });
  });

  it("takes the key of an inner object again once that object is closed", () => {
    expect(read('{"x":{"a":1},"a":2}')).toEqual({ kind: "present", value: { x: { a: 1 }, a: 2 } });
    expect(read('{"a":{"b":1},"a":2}')).toEqual({ kind: "invalid", reason: 'has the property "a" twice' });
  });

  it("takes exactly as many levels and entries as it may", () => {
    expect(read(`${"[".repeat(32)}${"]".repeat(32)}`).kind).toBe("present");
    // Levels are counted again once they are left.
    expect(read(`[${"[[]],".repeat(20)}{"a":{"b":{}}}]`, { depth: 4, count: 99 }).kind).toBe("present");
    expect(read(`[${Array.from({ length: 20 }, () => "{}").join(",")}]`, { depth: 2, count: 99 }).kind).toBe("present");
    expect(read('{"a":{"b":{}}}', { depth: 2, count: 99 })).toEqual({
      kind: "invalid",
      reason: "nests deeper than 2 levels",
    });
    expect(read("[1,2,3,4]", { depth: 1, count: 3 }).kind).toBe("present");
    expect(read("[1,2,3,4,5]", { depth: 1, count: 3 })).toEqual({
      kind: "invalid",
      reason: "holds more than 3 entries",
    });
  });
});
