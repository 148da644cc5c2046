import { network } from "../cluster/network";

const firstHost = 2;
const lastHost = 254;

/** Hands out addresses of the pod range. One given back is used again last, so that late requests meet nobody new. */
export class PodAddresses {
  readonly #free = Array.from(
    { length: lastHost - firstHost + 1 },
    (_, at) => `${network.podPrefix}.${firstHost + at}`,
  );

  /** Takes an address; throws when a node's worth of pods runs already. */
  take(): string {
    const address = this.#free.shift();
    if (address === undefined) throw new Error("pod addresses: all 253 are taken");
    return address;
  }

  giveBack(address: string): void {
    this.#free.push(address);
  }
}
