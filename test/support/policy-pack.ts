import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerResourceOptions, AnalyzeRequest, type AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Seen } from "./policy";

/** One violation as the engine is told. */
export interface Reported {
  readonly policy: string;
  readonly message: string;
  /** 0 advisory, 1 mandatory: the engine goes on after the first and stops after the second. */
  readonly level: number;
}

/** A resource with the options that policies see. */
export interface Shown extends Seen {
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
}

/** The policy pack in a process of its own, asked as the engine asks it. */
export interface RunningPack {
  readonly analyze: (resource: Shown) => Promise<readonly Reported[]>;
  readonly stop: () => void;
}

const ours = resolve(__dirname, "../../policies/pack.js");

/** Starts a pack, this repository's if none is named, and speaks the engine's protocol with it. There is no engine: what it would make of an answer is not proven. */
export async function startPack(env: Readonly<Record<string, string>> = {}, path = ours): Promise<RunningPack> {
  const pack = spawn(process.execPath, [path, "127.0.0.1:1"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const [port] = (await once(pack.stdout, "data")) as [Buffer];
  const client = new AnalyzerClient(`127.0.0.1:${port.toString().trim()}`, credentials.createInsecure());
  const analyze: RunningPack["analyze"] = async (resource) => {
    const response = await new Promise<AnalyzeResponse>((done, fail) => {
      client.analyze(requestOf(resource), (error: Error | null, answer: AnalyzeResponse) => {
        if (error) fail(error);
        else done(answer);
      });
    });
    return response.getDiagnosticsList().map((one) => ({
      policy: one.getPolicyname(),
      message: one.getMessage(),
      level: one.getEnforcementlevel(),
    }));
  };
  return { analyze, stop: () => pack.kill() };
}

function requestOf({ type, name, urn, props = {}, protect = false, ignoreChanges = [] }: Shown): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setName(name);
  request.setUrn(urn ?? `urn:pulumi:test::project::${type}::${name}`);
  request.setProperties(Struct.fromJavaScript(JSON.parse(JSON.stringify(props)) as Record<string, never>));
  const options = new AnalyzerResourceOptions();
  options.setProtect(protect);
  options.setIgnorechangesList([...ignoreChanges]);
  request.setOptions(options);
  return request;
}
