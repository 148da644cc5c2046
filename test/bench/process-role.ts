/** What a process of a run is there for. */
export const roles = ["engine", "language host", "program", "pack", "provider"] as const;
export type Role = (typeof roles)[number];

const marks: readonly (readonly [role: Role, words: RegExp])[] = [
  ["provider", /^\S*pulumi-resource-/],
  ["language host", /^\S*pulumi-language-/],
  ["engine", /^\S*pulumi /],
  ["program", /\/cmd\/run\b/],
  ["pack", /\/policies\b/],
];

/** The role of a process by the words that it was started with; nothing for another one, such as a shell in between. */
export const processRole = (words: string): Role | undefined => marks.find(([, mark]) => mark.test(words))?.[0];
