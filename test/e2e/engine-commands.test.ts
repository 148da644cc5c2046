import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { holdObject } from "../../contract/hold";
import { namespaceOf } from "../../contract/object-names";
import { clusterApi, type ClusterApi } from "../support/cluster-api";
import { storyStack, type StoryStack } from "../support/story-stack";

// The rows of docs/reference/engine-commands.md, in its order: commands of the engine that run neither the program nor the policy pack.
let stack: StoryStack;
let api: ClusterApi;
let namespace: string;
const version = "1.0.0";

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server");
  api = await clusterApi(stack.lab);
  namespace = namespaceOf(stack.plan.system, "production");
  await stack.project.pulumi("stack", "init", "production");
  stack.story.ask("bootstrap", version);
  await stack.story.sign();
  await stack.story.up();
}, 1_800_000);
beforeEach(() => stack.story.ask("bootstrap", version));
afterAll(() => stack.stop());

const pulumi = (...words: string[]) => stack.project.pulumi(...words, "--stack", "production");
/** How often the identity of Pulumi has written; what it only tried out does not count. */
const written = (): number => stack.writes().filter(({ dryRun }) => !dryRun).length;
/** Runs a command and says what it printed, how it ended and how many writes it made. */
async function ran(
  ...words: string[]
): Promise<{ readonly code: number | null; readonly said: string; readonly writes: number }> {
  const before = written();
  const { code, out, err } = await pulumi(...words);
  return { code, said: `${out}${err}`, writes: written() - before };
}
async function urnOf(type: string, name = ""): Promise<string> {
  const { out } = await pulumi("stack", "export");
  const { deployment } = JSON.parse(out) as { deployment: { resources: readonly { urn: string; type: string }[] } };
  const found = deployment.resources.find((one) => one.type.endsWith(`:${type}`) && one.urn.includes(name));
  if (found === undefined) throw new Error(`state: has no ${type} "${name}"`);
  return found.urn;
}
const progressPath = () => `/api/v1/namespaces/${namespace}/configmaps/progress`;
const rolloutPath = () => `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/server`;
const holdPath = () => `/apis/sluice.dev/v1/namespaces/${namespace}/${holdObject.plural}/${holdObject.name}`;
const uidOf = async (path: string) => (await api.call("GET", path)).body.metadata?.uid as string | undefined;

describe("pulumi refresh", () => {
  it("reads, judges nothing, and writes nothing, whatever is asked", async () => {
    stack.story.ask("full", "9.9.9");
    const refresh = await ran("refresh", "--yes");
    expect(refresh.code, refresh.said).toBe(0);
    expect(refresh.writes).toBe(0);
    stack.story.ask("bootstrap", version);
    const preview = await ran("preview", "--expect-no-changes");
    expect(preview.code, preview.said).toBe(0);
  });

  it("does not make the judge believe the state: a share that is asked after it is judged by the cluster", async () => {
    stack.story.ask("canary", "2.0.0");
    const up = await ran("up", "--yes", "--refresh");
    expect(up.code).not.toBe(0);
    expect(up.said).toMatch(/starts at "prepare"/);
    expect(up.writes).toBe(0);
  });
});

describe("pulumi destroy", () => {
  it.each([[[]], [["--skip-preview"]], [["--continue-on-error"]]])(
    "is refused by what is protected, and deletes nothing, with %j",
    async (flags) => {
      const destroy = await ran("destroy", "--yes", ...flags);
      expect(destroy.code).not.toBe(0);
      expect(destroy.said).toMatch(/protect/);
      expect(destroy.writes).toBe(0);
    },
  );

  it("leaves, without the protected, what those depend on: nothing is deleted", async () => {
    const destroy = await ran("destroy", "--yes", "--skip-preview", "--exclude-protected");
    expect({ code: destroy.code, writes: destroy.writes }, destroy.said).toEqual({ code: 0, writes: 0 });
    expect(await uidOf(rolloutPath())).toBeDefined();
  });

  it("of one unprotected object that a protected one needs is refused", async () => {
    const destroy = await ran("destroy", "--yes", "--skip-preview", "--target", await urnOf("Middleware"));
    expect(destroy.code, destroy.said).not.toBe(0);
    expect(destroy.said).toMatch(/will be destroyed but was not specified in --target list/);
    expect(destroy.writes).toBe(0);
  });
});

describe("pulumi import", () => {
  const stray = () => `/api/v1/namespaces/${namespace}/configmaps/stray`;
  it("takes an object into the state without a write, and the next update refuses to delete it", async () => {
    await api.call("POST", `/api/v1/namespaces/${namespace}/configmaps`, {
      metadata: { name: "stray" },
      data: { a: "b" },
    });
    const taken = await ran(
      "import",
      "kubernetes:core/v1:ConfigMap",
      "stray",
      `${namespace}/stray`,
      "--yes",
      "--skip-preview",
      "--generate-code=false",
    );
    expect({ code: taken.code, writes: taken.writes }, taken.said).toEqual({ code: 0, writes: 0 });
    const up = await ran("up", "--yes", "--skip-preview");
    expect(up.code).not.toBe(0);
    expect(up.said).toMatch(/protect/);
    expect((await api.call("GET", stray())).code).toBe(200);
  });

  it("is taken back by state delete, which leaves the object alone", async () => {
    const urn = await urnOf("ConfigMap", "stray");
    expect((await ran("state", "delete", urn, "--yes")).code).not.toBe(0);
    const gone = await ran("state", "delete", urn, "--yes", "--force");
    expect({ code: gone.code, writes: gone.writes }, gone.said).toEqual({ code: 0, writes: 0 });
    expect((await api.call("GET", stray())).code).toBe(200);
  });

  it("without protection lets the next update delete the object, as its preview says", async () => {
    await ran(
      "import",
      "kubernetes:core/v1:ConfigMap",
      "stray",
      `${namespace}/stray`,
      "--yes",
      "--skip-preview",
      "--generate-code=false",
      "--protect=false",
    );
    const preview = await ran("preview");
    expect(preview.said).toMatch(/-.*stray.*delete/);
    const up = await ran("up", "--yes", "--skip-preview");
    expect(up.code, up.said).toBe(0);
    expect((await api.call("GET", stray())).code).toBe(404);
  });
});

describe("pulumi state delete", () => {
  it("of a protected object is refused", async () => {
    const gone = await ran("state", "delete", await urnOf("Rollout"), "--yes");
    expect(gone.code).not.toBe(0);
    expect(gone.said).toMatch(/protect/);
  });

  it("by force forgets a Rollout: it runs on, and the next update takes up the same one", async () => {
    const uid = await uidOf(rolloutPath());
    const gone = await ran("state", "delete", await urnOf("Rollout"), "--yes", "--force", "--target-dependents");
    expect({ code: gone.code, writes: gone.writes }, gone.said).toEqual({ code: 0, writes: 0 });
    const up = await ran("up", "--yes", "--skip-preview");
    expect(up.code, up.said).toBe(0);
    expect(await uidOf(rolloutPath())).toBe(uid);
  });

  it("by force forgets progress, and what is released is known all the same: the judge reads the cluster", async () => {
    const gone = await ran("state", "delete", await urnOf("ConfigMapPatch"), "--yes", "--force");
    expect(gone.code, gone.said).toBe(0);
    stack.story.ask("full", "2.0.0");
    const up = await ran("up", "--yes", "--skip-preview");
    expect(up.code).not.toBe(0);
    expect(up.said).toMatch(/starts at "prepare"/);
    expect(up.writes).toBe(0);
  });
});

describe("pulumi state unprotect, then destroy", () => {
  it("takes the service away, and neither hold nor ceiling nor progress", async () => {
    expect((await ran("state", "unprotect", "--all", "--yes")).code).toBe(0);
    const destroy = await ran("destroy", "--yes", "--skip-preview", "--continue-on-error");
    expect(destroy.code, destroy.said).not.toBe(0);
    expect(destroy.said).toMatch(/a hold is lifted, never deleted/);
    expect(await uidOf(rolloutPath())).toBeUndefined();
    for (const path of [holdPath(), progressPath()]) expect(await uidOf(path)).toBeDefined();
    const policies = await api.call("GET", "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies");
    expect((policies.body.items as readonly unknown[]).length).toBeGreaterThanOrEqual(11);
  });
});
