import { proofByTests } from "./proof-by-tests";

/** Sends 100,000 requests to the sample application, which `npm test` does with 20,000. */
export const load = (): Promise<void> =>
  proofByTests({
    name: "load",
    title: "The load generator against a healthy application",
    about:
      "The application is a process of its own. Every request is answered, the application counts as many, and the rate is held within 1 %.",
    files: ["test/e2e/long/healthy-load.test.ts"],
  });
