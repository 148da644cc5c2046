import { createInterface } from "node:readline/promises";

/** What a person answers at the terminal, without blanks around it; undefined where there is nobody to ask. */
export async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asking.question(question)).trim();
  } finally {
    asking.close();
  }
}
