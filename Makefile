# Everything a user runs. Bare `make` prints this help; STUDY= and DATA= may be set on each target that says so.

STUDY ?= reference
DATA  ?= data
SIZE  ?= usual
PYTHON ?= python3

VENV := .venv
BIN  := $(VENV)/bin
RUN   = $(BIN)/ecourts-indicators
PIP  := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: $(shell awk -F: '/^[a-z]+:.*\#\# / { print $$1 }' Makefile)

help: ## Print this help
	@echo "Usage: make TARGET [STUDY=$(STUDY)] [DATA=$(DATA)]"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  %-11s %s\n", $$1, $$2 }'

setup: $(VENV)/ready ## Build the environment in .venv from requirements.lock (done by itself when needed)

baseline: $(VENV)/ready ## Pull, build, check, compute and publish the study's baseline (STUDY=, DATA=)
	@$(RUN) run --study "$(STUDY)" --timepoint baseline --data "$(DATA)"

endline: $(VENV)/ready ## The same for the study's endline (STUDY=, DATA=)
	@$(RUN) run --study "$(STUDY)" --timepoint endline --data "$(DATA)"

compare: $(VENV)/ready-compare ## Set baseline and endline side by side: what can and what can't be concluded (STUDY=, DATA=)
	@$(RUN) compare --study "$(STUDY)" --data "$(DATA)"

report: $(VENV)/ready-report ## Write the study's report from its published tables: one HTML file, and a PDF (STUDY=, DATA=)
	@$(RUN) report --study "$(STUDY)" --data "$(DATA)"

replay: $(VENV)/ready ## Compute the baseline again from the endline's pull and name what drifted (STUDY=, DATA=)
	@$(RUN) replay --study "$(STUDY)" --from endline --data "$(DATA)"

sensitivity: $(VENV)/ready ## The baseline's headline under every other choice of clock, year, frame, lag, definition (STUDY=, DATA=)
	@$(RUN) sensitivity --study "$(STUDY)" --timepoint baseline --data "$(DATA)"

notebooks: $(VENV)/ready-notebooks ## Run the notebooks on the warehouse; says where the executed copies lie (STUDY=, DATA=)
	@$(BIN)/python notebooks/run_all.py --study "$(STUDY)" --data "$(DATA)"

doctor: $(VENV)/ready ## Is this machine fit for a pull, and what to mend if not (STUDY=, DATA=)
	@$(RUN) doctor --study "$(STUDY)" --data "$(DATA)"

browser: $(VENV)/ready-browser ## Add what the attended browser needs (it drives your own Chromium or Chrome)

warc: $(VENV)/ready-warc ## Add what reading and writing WARC and WACZ files needs

spark: $(VENV)/ready-spark ## Add what `indicators --engine spark` needs (and a Java of 17 or newer, from your system)

encryption: $(VENV)/ready-encryption ## Add what encrypting the raw archive needs (then: ecourts-indicators encrypt)


docs: $(VENV)/ready-docs ## Build the documentation into site/ (open site/index.html; works without a network)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "documentation: site/index.html"

reference: $(VENV)/ready ## Write the reference pages of the documentation anew from the code
	@$(BIN)/python -m pipeline.reference

test: $(VENV)/ready-dev ## Run the test suite, on two cores
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadscope -m "not thorough"

thorough: $(VENV)/ready-dev ## Run the tests that take minutes each: whole chains, Spark, the documentation's commands
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadscope -m thorough

soak: $(VENV)/ready-dev ## Pull 2,000 made-up cases through every fault and 20 kill -9 (about a minute)
	@ECOURTS_SOAK=full $(BIN)/python -m pytest -q -s tests/extract/test_pull_soak.py

redteam: $(VENV)/ready-dev ## Attack 10,000 random tables after suppression (some minutes)
	@DISCLOSURE_TABLES=10000 $(BIN)/python -m pytest -q tests/checks/disclosure

bench: $(VENV)/ready-bench ## Measure speed and growth, print and store the figures (SIZE=quick|usual|full)
	@$(BIN)/python -m bench --size "$(SIZE)"

lint: $(VENV)/ready-dev ## Check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
  --no-annotate --quiet

lock: $(VENV)/ready-dev ## Renew the lock files from pyproject.toml (needs the uv command)
	@echo "setuptools>=77" | $(LOCK) pyproject.toml - -o requirements.lock
	@echo "setuptools>=77" | $(LOCK) --all-extras pyproject.toml - -c requirements.lock -o requirements-dev.lock
	@for extra in browser warc compare report encryption spark notebooks docs bench; do \
	  $(LOCK) --extra $$extra pyproject.toml -c requirements.lock -c requirements-dev.lock -o requirements-$$extra.lock; \
	done

clean: ## Remove what was computed (tables, indicators, warehouse); the raw archive and the environment stay
	@rm -rf "$(DATA)/tables" "$(DATA)/indicators" "$(DATA)/checks" "$(DATA)/shared" "$(DATA)/stamps" "$(DATA)/warehouse.duckdb" "$(DATA)/notebooks" "$(DATA)/prints"
	@echo "Removed what was computed under $(DATA)/; the pulled pages in $(DATA)/raw/ are kept."

$(VENV)/python-is-new-enough:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is too old; Python 3.11 or newer is needed. Say which with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "make: $(PYTHON) can't make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/python-is-new-enough
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-%: requirements-%.lock | $(VENV)/ready
	@echo "Adding what '$*' needs ..."
	@$(PIP) install --require-hashes -r requirements-$*.lock
	@touch $@
