import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeRequest, AnalyzerResourceOptions, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";

const pack = resolve(__dirname, "../../../policies/pack.js");

/** What a policy of the pack said of a resource. */
export interface PackDiagnostic {
  readonly policy: string;
  readonly message: string;
  readonly mandatory: boolean;
}

/** A resource as the engine shows it to the pack. */
export interface ShownResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: object;
}

/** The real policy pack in a process of its own, asked as the engine asks it. */
export class PackClient {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Starts the pack as the engine starts it and waits for its port. `env` is added to this process's own. */
  static async start(env: Readonly<Record<string, string>>): Promise<PackClient> {
    const child = spawn(process.execPath, [pack, "127.0.0.1:1"], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new PackClient(
      child,
      new AnalyzerClient(`127.0.0.1:${Number(line.toString())}`, credentials.createInsecure()),
    );
  }

  /** What the pack says of one resource. */
  async analyze({ type, name, urn, properties }: ShownResource): Promise<readonly PackDiagnostic[]> {
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setName(name);
    request.setUrn(urn);
    request.setProperties(Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]));
    request.setOptions(new AnalyzerResourceOptions());
    const diagnostics = await new Promise<readonly PackDiagnostic[]>((done, failed) => {
      this.client.analyze(request, (problem, answer) => {
        if (problem !== null) return failed(problem);
        done(
          answer.getDiagnosticsList().map((one) => ({
            policy: one.getPolicyname(),
            message: one.getMessage(),
            mandatory: one.getEnforcementlevel() === EnforcementLevel.MANDATORY,
          })),
        );
      });
    });
    return diagnostics;
  }

  async stop(): Promise<void> {
    this.client.close();
    this.child.kill("SIGKILL");
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "close");
  }
}
