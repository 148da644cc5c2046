import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer";
import type { AppContext } from "./app-context";

const mostBytes = 64 * 1024;

/** Answers `/lab/fault`: GET shows the fault in force, POST replaces what was posted to this instance, `{}` ends it. */
export async function faultRoute(context: AppContext, request: IncomingMessage): Promise<Answer> {
  if (request.method === "POST") {
    const text = await bodyOf(request);
    if (text === undefined) {
      return { status: 413, body: { error: `fault: may hold ${mostBytes} bytes` }, headers: { connection: "close" } };
    }
    try {
      context.faults.post(JSON.parse(text === "" ? "{}" : text));
    } catch (error) {
      return { status: 400, body: { error: (error as Error).message } };
    }
  }
  return { status: 200, body: context.faults.current };
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}
