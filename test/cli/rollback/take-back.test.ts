import { describe, expect, it } from "vitest";
import { takeBack } from "../../../cli/rollback/take-back";
import { present, unknown, type Known } from "../../../release/known";
import type { Cluster, Read } from "../../../situation/kubernetes/cluster";

const read = (answer: Known<unknown>): Read => ({ answer, clockSkewSeconds: present(0) });
const paths = { rollouts: "/rollouts", router: (service: string) => `/routers/${service}` };

/** A cluster in this process, whose router answers as it is told. It does not prove what an API server does with an abort: the e2e test of rollback does. */
function cluster(router: () => Known<unknown>) {
  const writes: string[] = [];
  const one: Cluster = {
    get: () => Promise.resolve(read(router())),
    merge: (path) => {
      writes.push(path);
      return Promise.resolve(read(present({})));
    },
  };
  return { one, writes };
}
const taken = (one: Cluster, ms: number) =>
  takeBack({ cluster: one, paths, service: "web", until: performance.now() + ms });
const weighted = (candidate: number) => ({
  spec: { weighted: { services: [{ name: "web-stable" }, { name: "web-candidate", weight: candidate }] } },
});

describe("taking back one service", () => {
  it("is done when the router gives the candidate nothing", async () => {
    const answers = [10, 10, 0];
    const { one, writes } = cluster(() => present(weighted(answers.shift() ?? 0)));
    expect(await taken(one, 2000)).toEqual({ service: "web", percent: 0, problems: [] });
    expect(writes).toEqual(["/rollouts/web/status"]);
  });

  it("writes the router itself when the controller does not answer", async () => {
    let weight = 10;
    const { one, writes } = cluster(() => present(weighted(weight)));
    const merge = one.merge;
    const answering = {
      ...one,
      merge: (path: string, patch: object) => {
        if (path === "/routers/web") weight = 0;
        return merge(path, patch);
      },
    };
    expect(await taken(answering, 5000)).toEqual({ service: "web", percent: 0, problems: [] });
    expect(writes).toContain("/routers/web");
  });

  it.each([
    ["has no weights", present({ spec: {} }), 'router of "web": must have weights, got the router has no weights'],
    ["is none", present("none"), expect.stringMatching(/^router of "web": must have weights, got .*expected object/)],
    ["cannot be read", unknown("connection refused"), "connection refused"],
  ])("says so, still aborts and never throws, when the router %s", async (_what, answer, problem) => {
    const { one, writes } = cluster(() => answer);
    expect(await taken(one, 50)).toEqual({ service: "web", problems: [problem] });
    expect(writes).toEqual(["/rollouts/web/status"]);
  });
});
