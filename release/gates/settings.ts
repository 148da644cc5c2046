import type { Plan } from "../../plan/plan";
import { secondsOf } from "../instant";
import { fail } from "../verdict";
import { durationText } from "./duration-text";
import type { GateJudge } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { signCommand } from "./sign-command";

const certificateMarginSeconds = 14 * 86_400;

/** Every environment variable and secret that the plan names is present on the stack. Names only: no value is ever read. */
export const configuration: GateJudge = (question) => {
  const variables = question.plan.services.flatMap(({ env }) => Object.keys(env));
  const secrets = question.plan.services.flatMap((service) => Object.keys(service.secrets));
  return judgeNewest(question, {
    kind: "configuration",
    what: "configuration",
    objection: ({ claim }) =>
      missingText("the environment variable", variables, claim.variables) ??
      missingText("the secret", secrets, claim.secrets),
    shows: ({ claim }) => `${claim.variables.length} variables and ${claim.secrets.length} secrets are present`,
    remedy: signCommand("configuration", question),
  });
};

/** Every host of the plan has a certificate that is valid now and for two weeks more. */
export const certificates: GateJudge = (question) => {
  const hosts = hostsOf(question.plan);
  if (hosts.length === 0)
    return fail(
      "certificates: the plan must name the hosts, got none",
      "author of the plan: name the hosts of the services",
    );
  return judgeNewest(question, {
    kind: "certificates",
    what: "certificates",
    objection: ({ claim }) => {
      for (const host of hosts) {
        const until = claim.hosts.find((one) => one.host === host)?.until;
        if (until === undefined) return `names no certificate for "${host}"`;
        const left = secondsOf(until) - secondsOf(question.now);
        if (!(left > 0)) return `the certificate of "${host}" expired at ${until}`;
        if (left < certificateMarginSeconds) {
          return `the certificate of "${host}" must be valid for ${durationText(certificateMarginSeconds)} more, got ${durationText(left)}`;
        }
      }
      return undefined;
    },
    shows: () => `${hosts.length} are valid`,
    remedy: signCommand("certificates", question),
  });
};

const hostsOf = ({ services }: Plan): readonly string[] => [...new Set(services.flatMap(({ hosts }) => hosts))];

function missingText(what: string, wanted: readonly string[], found: readonly string[]): string | undefined {
  const missing = wanted.filter((name) => !found.includes(name));
  return missing.length === 0 ? undefined : `misses ${what} ${[...new Set(missing)].join(", ")}`;
}
