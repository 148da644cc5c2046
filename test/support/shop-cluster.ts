import { setTimeout as sleep } from "node:timers/promises";
import { startLab, type Lab } from "../../lab/cluster/lab";
import { clusterApi, type Answer, type ClusterApi } from "./cluster-api";
import { manifests, type Manifest } from "./manifests";
import { deploy } from "./pulumi";
import { rollbackArgs, shop, type Changes } from "./shop";

/** The shop on a real API server. */
export interface ShopCluster {
  readonly lab: Lab;
  readonly api: ClusterApi;
  /** What the API server answered to each object, in the order of the program. */
  readonly answers: readonly { readonly object: Manifest; readonly answer: Answer }[];
}

/** The path of the hold of the shop. */
export const holdPath = "/apis/sluice.dev/v1/namespaces/shop-production/holds/hold";

/** Whoever deploys: the shop lets this user lift a hold. */
export const deployer = { user: "deployer", groups: ["system:masters"] };

/** Somebody who may write everything, but whom the shop does not let lift a hold. */
export const stranger = { user: "stranger", groups: ["system:masters"] };

/** Starts a lab and applies every object that the components emit, as the deployer. `change` may need the lab, e.g. for its images. */
export async function startShop(change: (lab: Lab) => Changes = () => ({})): Promise<ShopCluster> {
  const lab = await startLab();
  const api = await clusterApi(lab);
  const objects = manifests(await deploy(() => shop(change(lab))));
  const answers: { object: Manifest; answer: Answer }[] = [];
  for (const object of objects) answers.push({ object, answer: await applied(api, object) });
  const refused = answers.filter(({ answer }) => answer.code >= 300);
  if (refused.length > 0) throw new Error(`the shop was refused: ${JSON.stringify(refused, null, 1)}`);
  // The API server compiles policies once a second.
  await until(async () => (await api.call("DELETE", holdPath, undefined, { dryRun: true })).code === 403);
  return { lab, api, answers };
}

/** Applies an object whose kind may have been defined a moment ago, as Pulumi's provider does. */
async function applied(api: ClusterApi, object: Manifest): Promise<Answer> {
  let answer = await api.apply(object, { as: deployer });
  for (let tries = 0; tries < 50 && answer.code === 404; tries += 1) {
    await sleep(100);
    answer = await api.apply(object, { as: deployer });
  }
  return answer;
}

let written = Date.now();

/** Writes the hold in the deployer's name, later than any write before. */
export async function setHold(api: ClusterApi, ceilingPercent: number, reason = "error rate above 2 %"): Promise<void> {
  written = Math.max(written + 1000, Date.now());
  const spec = { ...rollbackArgs.hold, ceilingPercent, reason, at: `${new Date(written).toISOString().slice(0, 19)}Z` };
  const answer = await api.merge(holdPath, { spec }, { as: deployer });
  if (answer.code !== 200)
    throw new Error(`hold: refused with ${String(answer.code)}, got ${JSON.stringify(answer.body)}`);
}

/** Waits until something is true; fails after `limitMs`. Answers how long it took, in milliseconds. */
export async function until(test: () => Promise<boolean>, limitMs = 30_000): Promise<number> {
  const start = performance.now();
  while (!(await test())) {
    if (performance.now() - start > limitMs)
      throw new Error(`not true within ${String(limitMs)} ms: ${test.toString()}`);
    await sleep(5);
  }
  return performance.now() - start;
}
