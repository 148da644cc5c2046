#!/usr/bin/env bash
# Lays the data of a proposal over the work tree of the protected branch: plans, settings of stacks, evidence and calendars.
# Program, pack, trust, workflows and Pulumi.yaml, which can start programs, stay those of the protected branch. Links are left out.
# Usage: lay-proposal.sh <commit of the proposal>
set -euo pipefail
proposal="$1"
data='(^|/)(plan\.yaml|checklist\.yaml|Pulumi\.[A-Za-z0-9-]+\.yaml|[A-Za-z0-9-]+\.ics)$|(^|/)evidence/'
code='^(\.github|policies|cli|components|contract|evidence|lab|plan|release|report|situation|test|trust)/|(^|/)node_modules/'

git ls-files -z | { grep -zE "$data" || true; } | { grep -zvE "$code" || true; } | xargs -0 -r rm -f --
git ls-tree -rz "$proposal" | while IFS= read -r -d '' entry; do
  mode="${entry%% *}"
  path="${entry#*$'\t'}"
  [[ "$mode" == 100644 && "$path" =~ $data && ! "$path" =~ $code && "${path##*/}" != trust.yaml ]] || continue
  mkdir -p -- "$(dirname -- "$path")"
  git show "$proposal:$path" > "$path"
done

# No settings may lead to another trust than one of the protected branch.
git ls-files -co --exclude-standard -z | { grep -zE '(^|/)Pulumi\.[A-Za-z0-9-]+\.yaml$' || true; } | while IFS= read -r -d '' path; do
  [[ -f "$path" ]] || continue
  if grep -n trust -- "$path" | grep -qvE '^[0-9]+: *sluice:trust: ([A-Za-z0-9_-]+/)*trust\.yaml *$'; then
    echo "$path: the trust must be a trust.yaml of the protected branch" >&2
    exit 1
  fi
done
