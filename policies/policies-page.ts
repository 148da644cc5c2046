import { policies } from "./policies";

const introduction = `# Policies

Printed from the sources by \`npm run generate\`; edit the policies, not this page.

The pack judges every resource before the engine touches it: \`pulumi up --policy-pack policies\`. Each policy is mandatory and fails closed: a value that is not known yet, a field of another shape or a crash is a violation, with the reason. A message says the rule, what was found, and what to do.

\`life-cycle\` is the gate: it judges the whole move once more, from its own reading of plan, trust, evidence and platform. The others are guardrails: they look at the objects. Where a rehearsal runs, \`tls\` is silent.

| policy | rule | what to do |
|---|---|---|
`;

/** The page of policies: each with its rule and what to do, in the order in which they judge. */
export function policiesPage(): string {
  const rows = policies(".").map(
    ({ name, description, remediationSteps = "" }) => `| \`${name}\` | ${description} | ${remediationSteps} |`,
  );
  return `${introduction}${rows.join("\n")}\n\nThe pack sees what is declared, not what is deleted, and not what others write: [Threat model](../threat-model.md) says what stops those. Backups are made by nobody in the program, so no policy looks at one; the gate \`backup\` asks for evidence of them.\n`;
}
