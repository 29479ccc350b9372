# make demo and make test set everything up by themselves: Python 3.11 or later is all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types unit quality format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## create .venv with everything in it, when needed

$(STAMP): setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "warta needs Python 3.11 or later; say which: make PYTHON=python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]' 2>$(VENV)/pip.log \
		|| { cat $(VENV)/pip.log >&2; exit 1; }
	@touch $@

demo: $(STAMP) ## crawl a recorded sample of two outlets offline and show what comes out
	@$(BIN)/warta demo

test: $(STAMP) ## lint, types and the whole test suite
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(MAKE) unit

lint: $(STAMP) ## ruff, check and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(STAMP) ## mypy, strict
	@$(BIN)/mypy

unit: $(STAMP) ## the test suite alone
	@$(BIN)/pytest -n auto --dist loadfile

quality: $(STAMP) ## accuracy and speed of extraction against trafilatura and other installed peers
	@$(BIN)/python -m benchmarks.extraction --compare

format: $(STAMP) ## let ruff put the code in order
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean: ## remove .venv and every cache
	@rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
