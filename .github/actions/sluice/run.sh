#!/usr/bin/env bash
# Runs `sluice up` and tells refused from failed: only a failure has begun to change something.
# Reads SLUICE_PROJECT and SLUICE_STACK; writes `outcome` to GITHUB_OUTPUT.
set -uo pipefail
npx --no-install sluice up --cwd "$SLUICE_PROJECT" --stack "$SLUICE_STACK"
code=$?
case "$code" in
  0) outcome=done ;;
  3) outcome=refused ;;
  *) outcome=failed ;;
esac
echo "outcome=$outcome" >> "$GITHUB_OUTPUT"
case "$outcome" in
  refused) echo "::error title=Refused::A gate is open. Nothing was changed; see the table of gates above." ;;
  failed) echo "::error title=Failed::The update began and did not end (exit code $code). The release is rolled back." ;;
esac
exit "$code"
