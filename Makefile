# make demo and make test set everything up by themselves: Python 3.11 or later is all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types unit quality format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(DEV_STAMP) ## create .venv with everything in it, when needed

# $(1): what to install, $(2): what to say. Both stamps use one .venv.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "warta needs Python 3.11 or later; say which: make PYTHON=python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, $(2)) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '$(1)' 2>$(VENV)/pip.log \
		|| { cat $(VENV)/pip.log >&2; exit 1; }
	@touch $@
endef

$(STAMP): setup.cfg pyproject.toml constraints.txt
	$(call install,.,about half a minute)

$(DEV_STAMP): setup.cfg pyproject.toml constraints.txt
	$(call install,.[dev],about a minute)
	@touch $(STAMP)

demo: $(STAMP) ## crawl a recorded sample of two outlets offline and show what comes out
	@$(BIN)/warta demo

test: $(DEV_STAMP) ## lint, types and the whole test suite
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(MAKE) unit

lint: $(DEV_STAMP) ## ruff, check and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(DEV_STAMP) ## mypy, strict
	@$(BIN)/mypy

unit: $(DEV_STAMP) ## the test suite alone
	@$(BIN)/pytest -n auto --dist loadfile

quality: $(DEV_STAMP) ## accuracy and speed of extraction against trafilatura and other installed peers
	@$(BIN)/python -m benchmarks.extraction --compare

format: $(DEV_STAMP) ## let ruff put the code in order
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean: ## remove .venv and every cache
	@rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
