/** Headers by which a request asks for a track. Both are overwritten or taken away at the edge, so no client chooses by accident. */
export const trackHeaders = {
  /** By which a request asks for the candidate whatever the shares are. */
  smoke: "x-sluice-smoke",
  /** Which tells every service downstream which track a request was given. */
  track: "x-sluice-track",
} as const;

/** The middleware that sends clients of plain HTTP to TLS. */
export const redirectMiddleware = "redirect-to-tls";

/**
 * The form of a rule of Traefik that is asked for with one of the headers only: hosts, perhaps a path, and then the header. In this form no
 * part of it can be true without the header. `headers` is the group that matches their names, e.g. `(?i:a|b)`.
 */
export function headerRulePattern(headers: string): string {
  const host = "Host\\(`[^`]*`\\)";
  const hosts = `(?:${host}|\\(${host}(?: \\|\\| ${host})*\\))`;
  return `^${hosts}(?: && PathPrefix\\(\`[^\`]*\`\\))? && Header\\(\`${headers}\`, \`[^\`]+\`\\)$`;
}
