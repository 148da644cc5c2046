import { Agent, type AgentOptions } from "node:http";

/** An agent without a limit on connections that counts those it opens. */
export class CountedAgent extends Agent {
  /** Connections opened so far. */
  connections = 0;

  /** Takes the options of Node's agent. */
  constructor(options: AgentOptions) {
    super({ ...options, maxSockets: Infinity });
  }

  /** Opens one connection; called by Node. */
  override createConnection(...args: Parameters<Agent["createConnection"]>): ReturnType<Agent["createConnection"]> {
    this.connections += 1;
    return super.createConnection(...args);
  }
}
