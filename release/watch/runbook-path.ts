/** Where the page of an alert stands below the folder of runbooks: `proofile/error-rate-page.md`. */
export const runbookPath = (system: string, alert: string): string =>
  `${system}/${alert.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}.md`;
