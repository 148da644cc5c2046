/** Path of the journal of one stack in the folder of evidence. Each stack has its own: a folder of evidence may serve several. */
export const journalPathOf = (folder: string, stack: string): string => `${folder}/journal.${stack}.jsonl`;
