#!/usr/bin/env bash
# Tells the channel of the release managers how a release ended. Usage: notify.sh <refused|failed> <project>
# Without NOTICE_URL the notice stands in the run alone, and that is said.
set -euo pipefail
declare -A words=([refused]="was refused: a gate is open, nothing was changed" [failed]="failed: it was rolled back, look at the run at once")
text="${2:?project} ${words[${1:?outcome}]}: ${GITHUB_SERVER_URL:-}/${GITHUB_REPOSITORY:-}/actions/runs/${GITHUB_RUN_ID:-}"
echo "::warning title=Notice::$text"
[ -n "${NOTICE_URL:-}" ] || { echo "no NOTICE_URL is set: nobody was told but here"; exit 0; }
node -e 'console.log(JSON.stringify({ text: process.argv[1] }))' "$text" |
  curl --fail --silent --show-error --retry 3 --max-time 20 --header "content-type: application/json" --data @- "$NOTICE_URL"
