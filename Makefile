# Every target makes .venv first, from requirements-dev.lock, and makes it again when the lock has changed.
# `make help` lists the targets. Variables: PYTHON (interpreter for .venv), PYTEST_ARGS, BENCH_ARGS, UPGRADE (for `make lock`).

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
PYTEST_ARGS ?= -n auto
BENCH_ARGS ?=
UPGRADE ?=
ADDRESS ?= 127.0.0.1:8000

BIN := .venv/bin
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)
LOCKED := .venv/.locked
INSTALLED := .venv/.installed

# Material announces its end of life at every build; this hides the notice.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install serve build check test bench bench-live lint format lock mermaid clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

install: $(INSTALLED) ## Make .venv and install the project into it, editable

serve: $(INSTALLED) mermaid ## Show this repository's site at 127.0.0.1:8000 and rebuild it on every change
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: $(INSTALLED) mermaid ## Build this repository's site into site/; a warning fails
	$(BIN)/mkdocs build --strict

check: $(INSTALLED) ## Judge this repository's specification: backend-spec check
	$(BIN)/backend-spec check

test: lint ## Everything that must pass before a merge: lint, then all tests, browser included
	chromium=$$($(BIN)/python scripts/ensure_browser.py) && \
	BACKEND_SPEC_CHROMIUM="$$chromium" $(BIN)/pytest $(PYTEST_ARGS)

bench: $(INSTALLED) ## Speed against mkdocs, as ratios; BENCH_ARGS="--factors 1 --rounds 3" is quick
	$(BIN)/python benchmarks/run.py $(BENCH_ARGS)

bench-live: $(INSTALLED) mermaid ## From a save to the verdict, the badge and the site, against the targets; half an hour
	$(BIN)/python benchmarks/latency.py
	$(BIN)/python benchmarks/badge.py
	$(BIN)/python benchmarks/rebuild.py

lint: $(INSTALLED) ## Style, format, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED) ## Format the code and apply safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(INSTALLED) ## Write the two lock files anew; UPGRADE=--upgrade takes newer versions
	$(COMPILE) --output-file requirements-dev.lock --extra site --extra compilers --group dev pyproject.toml
	$(COMPILE) --output-file requirements-node.lock --group node

mermaid: $(INSTALLED)
	$(BIN)/python scripts/ensure_mermaid.py

clean: ## Remove what was built: site, distributions, caches (not .venv)
	rm -rf site build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find plugins scripts tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(LOCKED): requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml plugins/backend_spec/__init__.py
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
