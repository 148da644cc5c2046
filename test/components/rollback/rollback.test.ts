import { expect, it } from "vitest";
import { Rollback } from "../../../components/rollback/rollback";
import { deploy, valueOf, type Registered } from "../../support/pulumi";
import { rollbackArgs } from "../../support/shop";

/* What the policies refuse is proven on a real API server: test/e2e/admission.test.ts, raise.test.ts and hold.test.ts. */
const built = (change: object = {}): Promise<readonly Registered[]> =>
  deploy(() => new Rollback("shop", { ...rollbackArgs, ...change }));
const policies = (resources: readonly Registered[]): Registered[] =>
  resources.filter(({ type }) => type.endsWith(":ValidatingAdmissionPolicy"));

it("guards every kind that can send traffic to a candidate, once against the ceiling and once against a missing hold", async () => {
  expect(
    policies(await built())
      .map(({ inputs }) => inputs.metadata.name)
      .sort(),
  ).toEqual(
    [
      ...["traefikservices", "rollouts", "httproutes", "ingressroutes"].flatMap((kind) => [
        `ceiling-${kind}`,
        `guard-${kind}`,
      ]),
      ...["hold", "guarded", "hold-definition"],
    ]
      .map((role) => `sluice-shop-production-${role}`)
      .sort(),
  );
});

it("never refuses for want of a parameter where a lowering could be meant", async () => {
  const bindings = (await built()).filter(({ type }) => type.endsWith(":ValidatingAdmissionPolicyBinding"));
  const refusing = bindings.filter(({ inputs }) => inputs.spec.paramRef?.parameterNotFoundAction === "Deny");
  expect(refusing.map(({ inputs }) => inputs.metadata.name)).toEqual(["sluice-shop-production-guarded"]);
});

it("writes no percent sign into any message: Argo takes them for format strings", async () => {
  const messages = policies(await built()).flatMap(({ inputs }) =>
    inputs.spec.validations.map(({ messageExpression }: { messageExpression: string }) =>
      messageExpression.replace("replace('%'", ""),
    ),
  );
  expect(messages.filter((message: string) => message.includes("%"))).toEqual([]);
  expect(messages.length).toBe(13);
});

it("binds everything to its own namespace, but for the kind itself", async () => {
  const bindings = (await built()).filter(({ type }) => type.endsWith(":ValidatingAdmissionPolicyBinding"));
  const free = bindings.filter(
    ({ inputs }) =>
      inputs.spec.matchResources?.namespaceSelector.matchLabels["kubernetes.io/metadata.name"] !== "shop-production",
  );
  expect(free.map(({ inputs }) => inputs.metadata.name)).toEqual(["sluice-shop-production-hold-definition"]);
});

it("says that a hold exists after it does, and after everything that guards it", async () => {
  const resources = await built();
  const at = (name: string) => resources.findIndex((resource) => resource.name === name);
  expect(at("shop-hold")).toBeLessThan(at("shop-ceiling-rollouts-policy"));
  expect(
    resources
      .filter(({ name }) => !name.includes("-holder") && !name.includes("-lifter") && !name.includes("-on-call"))
      .at(-1)?.name,
  ).toBe("shop-guarded");
});

it("writes the hold that it is given, and one that lets nothing rise where it is given none", async () => {
  const spec = async (change: object) => (await built(change)).find(({ name }) => name === "shop-hold")?.inputs.spec;
  expect(await spec({})).toEqual(rollbackArgs.hold);
  const { hold, ...rest } = rollbackArgs;
  const made = await deploy(() => new Rollback("shop", rest));
  const kept = made.find(({ name }) => name === "shop-hold");
  expect([hold?.ceilingPercent, kept?.inputs.spec.ceilingPercent, kept?.options.ignoreChanges]).toEqual([
    100,
    0,
    ["spec"],
  ]);
});

it("gives each actor what it must do", async () => {
  const roles = (await built()).filter(({ type }) => type.endsWith(":Role"));
  const rules = Object.fromEntries(roles.map(({ name, inputs }) => [name, inputs.rules]));
  expect(rules["shop-holder"]).toEqual([
    { apiGroups: ["sluice.dev"], resources: ["holds"], resourceNames: ["hold"], verbs: ["patch"] },
  ]);
  const writing = rules["shop-on-call"].filter(({ verbs }: { verbs: string[] }) => verbs.includes("patch"));
  expect(writing.flatMap(({ resources }: { resources: string[] }) => resources)).toEqual(["holds", "rollouts/status"]);
});

it("names the hold once the ceiling guards", async () => {
  let guard: Rollback["guard"] | undefined;
  await deploy(() => {
    guard = new Rollback("shop", rollbackArgs).guard;
  });
  expect(guard && (await valueOf(guard))).toBe("Hold/hold");
});

it.each([
  ["nobody who may lift a hold", { lifters: [] }, "lifters must name at least one actor who may lift a hold, got none"],
  ["no header", { headers: [] }, "headers must name at least one, got none"],
  ["a header that breaks an expression", { headers: ["x'"] }, "a header must be letters, digits and dashes, got x'"],
  ["aws", { platform: "aws" as const }, "not built yet for this platform, choose kubernetes, got aws"],
  ["azure", { platform: "azure" as const }, "not built yet for this platform, choose kubernetes, got azure"],
])("refuses %s before anything is registered", async (_what, change, problem) => {
  const build = () => new Rollback("shop", { ...rollbackArgs, ...change });
  expect(await deploy(() => expect(build).toThrow(`rollback "shop": ${problem}`))).toEqual([]);
});
