import { spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, Metadata } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

const deadlineMilliseconds = 10_000;

/** The version that a resource provider reports. It has no flag for it, so it is asked as the engine does: started, called, stopped. Undefined when it does not answer within 10 s. */
export async function askProviderVersion(file: string): Promise<string | undefined> {
  const provider = spawn(file, [], { stdio: ["ignore", "pipe", "ignore"], timeout: deadlineMilliseconds });
  const ended = once(provider, "close");
  try {
    const port = await firstLine(provider.stdout);
    return /^\d+$/.test(port) ? await pluginVersion(`127.0.0.1:${port}`) : undefined;
  } catch {
    return undefined;
  } finally {
    provider.kill("SIGKILL");
    await ended.catch(() => undefined);
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const part of stream) {
    text += String(part);
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end).trim();
  }
  return "";
}

async function pluginVersion(address: string): Promise<string> {
  const client = new ResourceProviderClient(address, credentials.createInsecure());
  try {
    return await new Promise<string>((resolve, reject) => {
      const options = { deadline: Date.now() + deadlineMilliseconds };
      client.getPluginInfo(new Empty(), new Metadata(), options, (failure, info) => {
        if (failure) reject(failure);
        else resolve(info.getVersion());
      });
    });
  } finally {
    client.close();
  }
}
