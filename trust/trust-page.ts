import { sectionPages } from "../plan/plan-page";
import { exampleTrust } from "./example-trust";
import { writtenTrust } from "./written-trust";

const head = `# trust.yaml

<!-- Written by \`npm run generate\` from the schema in trust/. Do not edit. -->

The trust says who is believed: people and machines, their public keys, the keys that are void, who may waive which gate, and which gates no plan can leave out. It is read as strictly as a plan: one document, every problem at once, each with its place. What is judged never defines who judges, so the trust stands beside the plans, is taken from the protected branch, and is changed by its own rule only.

- A key counts from \`from\` until, and without, \`until\`. A revoked key stays in the list and voids everything that it ever signed, whatever that says of when it was issued.
- A person may hold several keys and several roles. Duties are kept apart by person, never by key.
- What a machine signs, no person can sign, and the other way round, whatever a role is called: \`ci\`, \`scanner\` and \`drill-runner\` sign what they built or measured.
- A change counts when so many different people sign it as \`change.threshold\` of the trust **before** it says, with keys that counted there. A change that lowers the threshold, drops a gate or adds a signer is no exception.
- The trust is named by its hash: \`v1:\` and the SHA-256 over RFC 8785 JSON of all that it says. Progress names the trust under which a release last went up; under another one nothing goes up until the change is signed.

\`\`\`yaml
${exampleTrust.trimEnd()}
\`\`\`
`;

/** The reference page of a trust, as Markdown: a whole example, then every section with its keys and what they allow. */
export const trustPage = (): string => [head, ...sectionPages(writtenTrust)].join("\n");
