import { candidateSuffix } from "../../../contract/object-names";
import { headerRulePattern } from "../../../contract/track-headers";

/** How a kind of object says which share of the traffic a candidate gets, in CEL. */
export interface Share {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** At least `asked` and `had` (whole percent, rounded up) and `raises` (whether the write asks for more than there was). */
  readonly variables: Readonly<Record<string, string>>;
  /** True when a raise stays at or below the ceiling, which is given as the name of a variable. */
  readonly staysBelow: (ceiling: string) => string;
}

/** True for the name of a service that leads to a candidate. */
const isCandidate = (name: string): string => `${name}.endsWith('${candidateSuffix}')`;

/** The share of candidates among weighted entries. An entry without a weight has 1; both kinds of objects allow no negative one. */
function weighted(entries: string): string {
  const weights = (of: string): string => `${of}.map(e, int(e.?weight.orValue(1)))`;
  const candidates = `${entries}.filter(e, ${isCandidate("e.?name.orValue('')")})`;
  return (
    `(${weights(entries)}.sum() == 0 ? 0 : ` +
    `(${weights(candidates)}.sum() * 100 + ${weights(entries)}.sum() - 1) / ${weights(entries)}.sum())`
  );
}

/** Variables and test of every kind whose share is one number. */
function byNumber(shareOf: (object: string) => string): Pick<Share, "variables" | "staysBelow"> {
  return {
    variables: {
      asked: shareOf("object"),
      had: `request.operation == 'UPDATE' ? (${shareOf("oldObject")}) : 0`,
      raises: "variables.asked > variables.had",
    },
    staysBelow: (ceiling) => `variables.asked <= ${ceiling}`,
  };
}

/** Traefik's weighted service, by weight; a candidate in one of its other forms counts as everything. */
export const traefikServiceShare: Share = {
  group: "traefik.io",
  version: "v1alpha1",
  resource: "traefikservices",
  ...byNumber((object) => {
    const names = ["failover.?service", "failover.?fallback", "mirroring"].map(
      (path) => `${object}.?spec.?${path}.?name.orValue('')`,
    );
    const lists = ["weighted", "highestRandomWeight"].map((form) =>
      weighted(`${object}.?spec.?${form}.?services.orValue([])`),
    );
    return `([${lists.join(", ")}] + [${names.join(", ")}].map(n, ${isCandidate("n")} ? 100 : 0)).max()`;
  }),
};

/** Gateway API's route, by the rule with the highest share. A rule that wants one of the headers is not asked by the public. */
export const httpRouteShare = (headers: readonly string[]): Share => ({
  group: "gateway.networking.k8s.io",
  version: "v1",
  resource: "httproutes",
  ...byNumber((object) => {
    const named = `h.?type.orValue('Exact') == 'Exact' && h.name.lowerAscii() in ${list(headers)}`;
    const byHeader = `r.?matches.orValue([]).size() > 0 && r.matches.all(m, m.?headers.orValue([]).exists(h, ${named}))`;
    const rules = `${object}.?spec.?rules.orValue([])`;
    return `([0] + ${rules}.filter(r, !(${byHeader})).map(r, ${weighted("r.?backendRefs.orValue([])")})).max()`;
  }),
});

/** Traefik's route: everything, when it leads straight to a candidate without asking for one of the headers. */
export const ingressRouteShare = (headers: readonly string[]): Share => ({
  group: "traefik.io",
  version: "v1alpha1",
  resource: "ingressroutes",
  ...byNumber((object) => {
    const straight = `r.?services.orValue([]).exists(s, ${isCandidate("s.?name.orValue('')")})`;
    const routes = `${object}.?spec.?routes.orValue([])`;
    return `${routes}.exists(r, ${straight} && !r.?match.orValue('').matches(r'${headerRulePattern(`(?i:${headers.join("|")})`)}')) ? 100 : 0`;
  }),
});

const list = (headers: readonly string[]): string =>
  `[${headers.map((header) => `'${header.toLowerCase()}'`).join(", ")}]`;
