import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSocket, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import type { RuleGroup } from "../../../release/watch/rule";
import type { FakeTarget } from "./fake-targets";

/** One alert as a receiver hears of it. */
export interface Heard {
  readonly receiver: string;
  readonly alert: string;
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
}

/** A target as Prometheus is told of it. */
export interface Scraped {
  readonly target: FakeTarget;
  readonly labels: Readonly<Record<string, string>>;
}

/** Prometheus and Alertmanager as they run in a cluster, and a page that keeps what each receiver hears. */
export class LiveMonitoring {
  readonly heard: Heard[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "sluice-live-"));
  private readonly children: ChildProcess[] = [];
  private sink: Server | undefined;
  private port = 0;

  constructor(private readonly programs: { readonly prometheus: string; readonly alertmanager: string }) {}

  /** Opens the page of the receivers and gives the address of one. */
  async listen(): Promise<(receiver: string) => string> {
    this.sink = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        this.hear((request.url ?? "/").slice(1), body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => this.sink?.listen(0, "127.0.0.1", resolve));
    const { port } = this.sink.address() as AddressInfo;
    return (receiver) => `http://127.0.0.1:${port}/${receiver}`;
  }

  private hear(receiver: string, body: string): void {
    const { alerts } = JSON.parse(body) as { alerts: { status: Heard["status"]; labels: Record<string, string> }[] };
    for (const { status, labels } of alerts) {
      this.heard.push({ receiver, status, labels, alert: labels["alertname"] ?? "" });
    }
  }

  /** Starts both programs. Alertmanager routes by the given configuration. */
  async start(routes: string, groups: readonly RuleGroup[], scraped: readonly Scraped[]): Promise<void> {
    const [alertmanager, prometheus] = [await freePort(), await freePort()];
    this.port = prometheus;
    writeFileSync(join(this.folder, "alertmanager.yml"), routes);
    this.write(groups, scraped, alertmanager);
    this.run(this.programs.alertmanager, [
      "--config.file=alertmanager.yml",
      "--storage.path=alertmanager",
      `--web.listen-address=127.0.0.1:${alertmanager}`,
      "--cluster.listen-address=",
    ]);
    this.run(this.programs.prometheus, [
      "--config.file=prometheus.yml",
      "--storage.tsdb.path=prometheus",
      `--web.listen-address=127.0.0.1:${prometheus}`,
      "--web.enable-lifecycle",
    ]);
    this.alertmanager = alertmanager;
    await until("Prometheus is ready", async () => (await this.get("/-/ready")) !== undefined);
  }
  private alertmanager = 0;

  /** Gives Prometheus other rules or targets, as an operator does. */
  async change(groups: readonly RuleGroup[], scraped: readonly Scraped[]): Promise<void> {
    this.write(groups, scraped, this.alertmanager);
    await fetch(`http://127.0.0.1:${this.port}/-/reload`, { method: "POST" });
  }

  /** How many series a query gives now. */
  async series(query: string): Promise<number> {
    const text = await this.get(`/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = JSON.parse(text ?? '{"data":{"result":[]}}') as { data: { result: readonly unknown[] } };
    return data.result.length;
  }

  async stop(): Promise<void> {
    for (const child of this.children) child.kill("SIGKILL");
    this.sink?.closeAllConnections();
    await new Promise<void>((resolve) => {
      if (this.sink === undefined) resolve();
      else this.sink.close(() => void resolve());
    });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(groups: readonly RuleGroup[], scraped: readonly Scraped[], alertmanager: number): void {
    writeFileSync(join(this.folder, "rules.yml"), stringify({ groups }, { lineWidth: 0 }));
    const targets = scraped.map(({ target, labels }) => ({ targets: [target.address], labels }));
    const config = {
      global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
      rule_files: ["rules.yml"],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager}`] }] }] },
      scrape_configs: [{ job_name: "pods", static_configs: targets }],
    };
    writeFileSync(join(this.folder, "prometheus.yml"), stringify(config, { lineWidth: 0 }));
  }

  private run(program: string, words: readonly string[]): void {
    this.children.push(spawn(program, words, { cwd: this.folder, stdio: "ignore" }));
  }

  private async get(path: string): Promise<string | undefined> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}${path}`);
      return answer.ok ? await answer.text() : undefined;
    } catch {
      // It does not listen yet.
      return undefined;
    }
  }
}

/** Waits until something is so, which is awaited for as long as the plan gives a page. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 300): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`must become so within ${seconds} s: ${what}`);
    await sleep(200);
  }
}

function freePort(): Promise<number> {
  const socket = createSocket();
  return new Promise((resolve) => {
    socket.listen(0, "127.0.0.1", () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => {
        resolve(port);
      });
    });
  });
}
