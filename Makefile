# Kept from a fresh clone: `make demo` shows it, `make test` proves it. Both need Python 3.11 or newer and nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Progress bars where a person looks on, silence in a log.
PIP = $(BIN)/python -m pip --disable-pip-version-check install $$(test -t 2 || echo --quiet)
UV_VERSION := 0.13.8
BENCHMARKS ?= everyday reading_speed ledger_balances pages

.PHONY: help demo test check format docs bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: .venv/installed-base ## build the example in demo-data/ and serve it (KEPT_PORT, KEPT_DEMO_ARGS=--no-serve)
	@env -u DATABASE_URL KEPT_DATA="$(CURDIR)/demo-data" $(BIN)/kept demo $(KEPT_DEMO_ARGS)

test: .venv/installed-dev ## run the tests on SQLite, then on PostgreSQL (TEST_ARGS goes to pytest)
	@echo "Testing on SQLite"
	@$(BIN)/python -m pytest $(TEST_ARGS)
	@if $(BIN)/python -m tests.postgres; then \
		echo "Testing on PostgreSQL"; \
		$(BIN)/python -m pytest --postgres $(TEST_ARGS); \
	elif [ "$${CI:-}" = true ]; then \
		echo "Tests on PostgreSQL may not be left out where CI=true"; exit 1; \
	else \
		echo "Tests on PostgreSQL left out"; \
	fi

check: .venv/installed-dev ## check format, lint and types
	@echo "Checking format"
	@$(BIN)/ruff format --check
	@echo "Checking lint"
	@$(BIN)/ruff check
	@echo "Checking types"
	@$(BIN)/mypy

format: .venv/installed-dev ## bring the code into form
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: .venv/installed-base ## write docs/reference/ anew
	@echo "Writing docs/reference"
	@$(BIN)/python -m kept.reference

bench: .venv/installed-dev ## run the benchmarks (BENCHMARKS=reading_speed for one)
	@for name in $(BENCHMARKS); do echo "Running $$name"; $(BIN)/python -m benchmarks.$$name; done

# Pins that still fit stay: LOCK_ARGS=--upgrade takes the newest of all, LOCK_ARGS="--upgrade-package django" of one.
lock: ## resolve requirements/*.lock anew (LOCK_ARGS=--upgrade for the newest of all)
	@echo "Locking the requirements"
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/pip --disable-pip-version-check install --quiet "uv==$(UV_VERSION)"
	@for name in base dev; do \
		extra=(); if [ $$name = dev ]; then extra=(--all-extras --constraint requirements/base.lock); fi; \
		build/lock/bin/uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_ARGS) \
			"$${extra[@]}" --output-file requirements/$$name.lock pyproject.toml requirements/build.in >/dev/null; \
	done

clean: ## remove what the other targets made, demo-data/ too
	@rm -rf .venv demo-data build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis src/*.egg-info
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What follows sets up .venv. A stamp is newer than the lock that it was made from, so a second run has nothing to do.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python found: Kept needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$$($(PYTHON) --version) found: Kept needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/installed-base: requirements/base.lock pyproject.toml | .venv/bin/python
	@echo "Installing what Kept needs (once, about a minute)"
	@$(PIP) --require-hashes -r requirements/base.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: requirements/dev.lock pyproject.toml | .venv/bin/python
	@echo "Installing what Kept and its tests need (once, about two minutes)"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch .venv/installed-base $@
