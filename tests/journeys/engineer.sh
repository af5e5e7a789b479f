#!/usr/bin/env bash
# A new engineer with only the documentation: add a wording, an indicator and a page layout by "Add something" in a copy of
# the tree, and see their tests pass (docs/how_to/). Usage: engineer.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/journeys/saying.sh
export PATH="$PWD/.venv/bin:$PATH"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r extract transform checks pipeline tests docs pyproject.toml "$copy/"
mkdir "$copy/data" && cp -r data/studies "$copy/data/"
cd "$copy"
export PYTHONPATH="$copy"

step "A wording, an indicator, a page layout: the worked commits"
for name in wording indicator page_layout; do git apply "docs/how_to/patches/$name.patch"; done

step "Their tests"
python -m pytest -q -p no:cacheprovider \
    tests/transform/test_vocabulary.py tests/transform/test_vocabulary_files.py \
    tests/transform/indicators/test_indicator_registry.py tests/transform/indicators/test_indicators_by_hand.py \
    tests/extract/parsers/test_case_page.py

step "A new indicator without its value worked out by hand is noticed"
git apply --reverse --include=tests/transform/indicators/test_indicators_by_hand.py docs/how_to/patches/indicator.patch
git apply --reverse --include=tests/transform/indicators/test_indicator_registry.py docs/how_to/patches/indicator.patch
python -m pytest -q -p no:cacheprovider tests/transform/indicators/test_indicator_registry.py -k all_indicators \
    >"$copy/printed" && fails "an indicator that is not registered went unseen"
says "$copy/printed" "I52"

step "The reference pages are written anew"
python -m pipeline.reference >"$copy/printed"
says "$copy/printed" "indicators.md"
says "$copy/printed" "vocabularies.md"
grep -q "I52 Cases never heard" docs/reference/indicators.md || fails "the new indicator is not in the reference"
echo "the engineer has arrived"
