import { finding, type Guard, nothing, upward } from "./guard";

/** The journal is readable and nothing was cut from it: withdrawals and holds stand in there. */
export const wholeJournal: Guard = {
  of: upward,
  judge: ({ progress, situation: { journal }, asked }) => {
    const remedy = "platform engineer: restore the journal that progress names";
    const what = `journal of "${asked.system}"`;
    if (journal.kind === "unknown") return finding(`${what}: cannot be read, got ${journal.reason}`, remedy);
    if (progress === undefined) return nothing;
    if (journal.kind === "absent")
      return finding(`${what}: is absent although a release is at "${progress.phase}"`, remedy);
    if (journal.value.reachesProgress) return nothing;
    return finding(`${what}: was cut, entry "${progress.journalHead}" that progress names is not in it`, remedy);
  },
};
