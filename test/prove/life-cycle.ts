import { proofByTests } from "./proof-by-tests";

/** Takes both systems through a release's whole life on the real engine. `npm test` takes proofile alone. */
export const lifeCycle = (): Promise<void> =>
  proofByTests({
    name: "life-cycle",
    title: "A release's whole life, for both systems",
    about:
      "The real engine with the policy pack on a real API server. After each stage progress and the router's weight are as they must be, and `pulumi preview --refresh --expect-no-changes` finds nothing to do.",
    files: ["test/e2e/program.test.ts", "test/e2e/long/one-service.test.ts"],
  });
