# Everything a user runs. Bare `make` prints this help; STUDY= and DATA= may be set on each target that says so.

STUDY ?= reference
DATA  ?= data
PYTHON ?= python3

VENV := .venv
BIN  := $(VENV)/bin
RUN   = $(BIN)/ecourts-indicators
PIP  := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup baseline test lint lock clean

help: ## Print this help
	@echo "Usage: make TARGET [STUDY=$(STUDY)] [DATA=$(DATA)]"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  %-10s %s\n", $$1, $$2 }'

setup: $(VENV)/ready ## Build the environment in .venv from requirements.lock (done by itself when needed)

baseline: $(VENV)/ready ## Pull, build, check, compute and publish the study's baseline (STUDY=, DATA=)
	@$(RUN) run --study "$(STUDY)" --timepoint baseline --data "$(DATA)"

test: $(VENV)/ready-dev ## Run the test suite
	@$(BIN)/python -m pytest

lint: $(VENV)/ready-dev ## Check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: $(VENV)/ready-dev ## Renew both lock files from pyproject.toml (needs the uv command)
	@for extra in "" dev; do \
	  echo "setuptools>=77" | uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate --quiet $${extra:+--extra $$extra} \
	    pyproject.toml - -o requirements$${extra:+-$$extra}.lock; \
	done

clean: ## Remove what was computed (tables, indicators, warehouse); the raw archive and the environment stay
	@rm -rf "$(DATA)/tables" "$(DATA)/indicators" "$(DATA)/checks" "$(DATA)/stamps" "$(DATA)/warehouse.duckdb"
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

$(VENV)/ready-dev: requirements-dev.lock | $(VENV)/ready
	@echo "Adding the tools for tests and checks ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
