import { describe, expect, it } from "vitest";
import { credentialIn } from "../../plan/credential";
import { readPlan } from "../../plan/read-plan";
import { planText } from "./written-example";

// Put together at run time, so that no scanner takes this file for a leak.
const join = (...parts: readonly string[]): string => parts.join("");
const letters = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7";

describe("a text that looks like a credential", () => {
  it.each([
    ["a password in a URL", join("postgres://user:", "pass@db:5432/shop"), "a URL with a password"],
    ["a password without a user", join("redis://:", "pass@cache:6379/0"), "a URL with a password"],
    ["a password in a connection string", join("Server=db;Password", "=abc123;"), "a password in a text"],
    ["a private key", join("-----BEGIN EC PRIVATE", " KEY-----\nMHc"), "a PEM block"],
    ["a certificate", join("-----BEGIN CERTI", "FICATE-----"), "a PEM block"],
    ["a key of AWS", join("AKIA", "ABCDEFGHIJKLMNOP"), "a token of a known form"],
    ["a token of GitHub", join("ghp", "_", letters), "a token of a known form"],
    ["a fine-grained token of GitHub", join("github", "_pat_", letters), "a token of a known form"],
    ["a token of GitLab", join("glpat", "-", letters), "a token of a known form"],
    ["a token of Slack", join("xoxb", "-", letters), "a token of a known form"],
    ["a key of Stripe", join("sk", "_live_", letters), "a token of a known form"],
    ["a key of Google", join("AIza", letters, letters), "a token of a known form"],
    ["a token of npm", join("npm", "_", letters, letters), "a token of a known form"],
    ["a token of Vault", join("hvs", ".", letters), "a token of a known form"],
    ["a token of Pulumi", join("pul", "-", "0123456789abcdef".repeat(2), "01234567"), "a token of a known form"],
    ["a web token", join("eyJhbGciOiJIUzI1NiJ9", ".", "eyJzdWIiOiIxIn0", ".x"), "a token of a known form"],
    ["random letters and digits", join(letters, "xC"), "a random text"],
    ["random hex digits", "3f9a".repeat(2) + "b07c61de5824" + "97e0c3d1a6b2", "a random text"],
  ])("is found: %s", (_, text, reason) => {
    expect(credentialIn(undefined, text)).toBe(reason);
    expect(credentialIn(undefined, `see ${text} there`)).toBe(reason);
  });

  it.each([
    "SECRET_KEY",
    "API_TOKEN",
    "DB_PASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "GITHUB_API_KEY",
    "PRIVATE_KEY",
    "apikey",
  ])("is found by the name of the variable %s, however plain its value", (name) => {
    expect(credentialIn(name, "abc")).toBe(`a literal in a variable named ${name}`);
    expect(credentialIn(name, "")).toBeUndefined();
  });

  it.each([
    ["a URL", "https://api.example.org/v1/things?limit=10"],
    ["a URL with a port", "redis://prod-redis:6379/0"],
    ["an address of mail", "mailto:team@example.org"],
    ["a path", "/health/detailed"],
    ["a sentence", "the release does what was asked for, and the password policy holds"],
    ["a query", 'sum(rate(http_requests_total{code=~"5..",$track}[5m])) / sum(rate(http_requests_total{$track}[5m]))'],
    ["the digest of an image", `sha256:${"0123456789abcdef".repeat(4)}`],
    ["the hash of a plan", `v1:${"0123456789abcdef".repeat(4)}`],
    ["a date", "2026-12-20T16:00:00Z"],
    ["a long name", "horizontal-pod-autoscaler-downscale-stabilization-window"],
  ])("is not found in %s", (_, text) => {
    expect(credentialIn("API_URL", text)).toBeUndefined();
  });

  it.each(["MONKEY", "KEYBOARD_LAYOUT", "TOKENIZER", "COMPASS"])("is not found in the name %s", (name) => {
    expect(credentialIn(name, "abc")).toBeUndefined();
  });

  it("is not looked for beyond the longest text that a plan may have, which bounds what looking costs", () => {
    const token = join("ghp", "_", letters);
    const text = (before: number): string => `${"a ".repeat(before / 2)}${token}`;
    expect(credentialIn("NOTE", text(4000 - token.length))).toBe("a token of a known form");
    expect(credentialIn("NOTE", text(4000))).toBeUndefined();
  });

  it("is refused wherever it stands in a plan, and is not repeated", () => {
    const secret = join("ghp", "_", letters);
    const reading = readPlan(
      planText((plan) => {
        plan["description"] = `deployed with ${secret}`;
        plan.services[0]["secrets"] = { TOKEN: secret };
        plan["announcements"] = [{ what: `call us, ${secret}`, when: "at the start" }];
      }),
    );
    const problems = reading.kind === "invalid" ? reading.problems : [];
    expect(problems.map(({ path }) => path)).toEqual([
      "services[0].secrets.TOKEN",
      "description",
      "announcements[0].what",
    ]);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });
});
