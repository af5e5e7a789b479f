#!/usr/bin/env bash
# A new analyst with only the documentation: set up, baseline, read, forms, a wording nobody knows (see docs/tutorial.md,
# docs/guides/real_study.md, docs/guides/wordings.md). Usage: analyst.sh DATA, a folder in which `make baseline` may run.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/journeys/saying.sh
export PATH="$PWD/.venv/bin:$PATH" ECOURTS_DATA="$1"
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT

step "Set up and run (tutorial, 1)"
make baseline DATA="$1" >"$trial/printed"
says "$trial/printed" "adjournments before disposal, mean (A1)" "29.0"
says "$trial/printed" "cases analysed" "103"

step "Open a table (tutorial, 3)"
grep '^I12,A1,.*,all,' "$1/indicators/reference/baseline/I12.csv" >"$trial/printed"
says "$trial/printed" "disposed cases,29,adjournments per case,667,23,23"

step "Is the machine fit, what will it cost, how far are we (a real study, 1 to 3)"
ecourts-indicators doctor --study reference >"$trial/printed" || true
says "$trial/printed" "ok      warehouse"
ecourts-indicators plan --study cse_maharashtra >"$trial/printed"
says "$trial/printed" "all 77 complexes"
ecourts-indicators status --study reference >"$trial/printed"
says "$trial/printed" "Everything asked for is there: 103 cases."

step "Forms (a real study, 6)"
ecourts-indicators forms coverage --study reference >"$trial/printed"
says "$trial/printed" "case_review" "23"
ecourts-indicators forms new --study reference --form case_lists --data "$trial/data" >"$trial/printed"
says "$trial/printed" "case_lists.csv"

step "A wording nobody knows: warned (a wording nobody knows)"
mkfifo "$trial/address"
ecourts-indicators standin --wording "Evidense=x" >/dev/null 2>"$trial/refused" && fails "a wording was taken for another"
says "$trial/refused" "with a purpose of:"
ecourts-indicators standin --wording "Evidence=Evidense for Prosecutn Side" --port "${STANDIN_PORT:-8021}" >"$trial/address" &
standin=$!
trap 'kill "$standin" 2>/dev/null; rm -rf "$trial"' EXIT
read -r _ <"$trial/address"
ecourts-indicators pull --study reference --timepoint baseline --data "$trial/data" \
    --portal-url "http://127.0.0.1:${STANDIN_PORT:-8021}/ecourtindia_v6/" >/dev/null
ecourts-indicators check --study reference --timepoint baseline --data "$trial/data" >"$trial/printed" 2>&1 &&
    fails "the check passed over an unknown wording"
says "$trial/printed" "purposes not in our map: 82 of 1130"

step "listed, decided, mended"
ecourts-indicators vocab list --study reference --timepoint baseline --data "$trial/data" >/dev/null
list="$trial/data/vocabulary/reference/to_decide.csv"
sed -i.asked 's/,,,$/,evidence,An analyst,misspelt/' "$list"
ecourts-indicators vocab decide --study reference --timepoint baseline --data "$trial/data" --from "$list" >"$trial/printed"
says "$trial/printed" "adjournments before disposal, mean (A1)" "29.0"
echo "the analyst has arrived"
