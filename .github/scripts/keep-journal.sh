#!/usr/bin/env bash
# Commits what a release has written into the journal and pushes it. Usage: keep-journal.sh <project> <stack> <branch>
# Progress on the platform names the journal's head: without this commit the next release finds the journal cut short, and is refused.
# Where the journal of the branch has gone on meanwhile, a chain cannot be merged: ours goes to a branch of its own, and a person decides.
set -euo pipefail
project=${1:?project} stack=${2:?stack} branch=${3:?branch}
npx --no-install sluice record --cwd "$project" --stack "$stack"
git ls-files -z --others --modified --exclude-standard -- ":(glob)$project/**/journal.jsonl" ":(glob)$project/**/trust/*.yaml" |
  xargs -0 -r git add --
if git diff --cached --quiet; then
  echo "the journal is as the branch has it"
  exit 0
fi
# The same words keep this push from starting the release again.
git -c user.name=sluice -c user.email=sluice@users.noreply.github.com \
  commit --quiet --message "Record the release of $project on $stack [skip ci]"
for _ in 1 2 3; do
  if git push --quiet origin "HEAD:refs/heads/$branch"; then exit 0; fi
  git fetch --quiet origin "$branch"
  git -c user.name=sluice -c user.email=sluice@users.noreply.github.com rebase --quiet --autostash FETCH_HEAD || break
done
git rebase --abort 2>/dev/null || true
own="journal/$(basename "$project")-$stack-${GITHUB_RUN_ID:-$(git rev-parse --short HEAD)}"
git push --quiet origin "HEAD:refs/heads/$own"
echo "::error title=Journal::$branch could not take the journal of this release. It is on the branch $own: merge it with its journal kept as it is, then sign again what was signed meanwhile."
exit 1
