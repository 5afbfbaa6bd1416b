# What CI runs and what a person types. The first two need Python 3.11+ and make, nothing else.
#   make brief   set everything up in .venv and brief the examples
#   make test    set up what tests need and run them all

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGES ?= examples/ullenford
# Locked by hash, the build tools too, so that nothing unlocked is ever fetched; nothing is resolved again (--no-deps),
# so that a release newer than the lock changes nothing.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes

.PHONY: brief test lint types layers docs ci bench bench-reading bench-attribution bench-moments bench-figures bench-names bench-lineage lock clean

brief: $(VENV)/.run
	@$(BIN)/headwater brief $(PAGES) --format html --output brief.html
	@$(BIN)/headwater brief $(PAGES)
	@echo "The same as one page to read and share: brief.html"

test: $(VENV)/.test
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.test
	$(BIN)/python -m pytest tests/cli/test_docs.py tests/test_docs.py

ci: lint types layers docs test

bench: $(VENV)/.run
	$(BIN)/python benchmarks/run.py

# Our reading of HTML pages beside that of other tools, which get an environment of their own.
VENV_BENCH := .venv-bench
bench-reading: $(VENV_BENCH)/.reading
	$(VENV_BENCH)/bin/python benchmarks/reading_peers.py --write

$(VENV_BENCH)/.reading: benchmarks/requirements-reading.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)
	$(VENV_BENCH)/bin/python -m pip --disable-pip-version-check install --quiet --upgrade pip
	$(VENV_BENCH)/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# Our statements beside those of another library, over the same parser.
bench-attribution: $(VENV_BENCH)-attribution/.ready
	$(VENV_BENCH)-attribution/bin/python benchmarks/attribution_peers.py --write

$(VENV_BENCH)-attribution/.ready: benchmarks/requirements-attribution.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-attribution
	$(VENV_BENCH)-attribution/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# Our moments beside those of other libraries.
bench-moments: $(VENV_BENCH)-moments/.ready
	$(VENV_BENCH)-moments/bin/python benchmarks/moments_peers.py --write

$(VENV_BENCH)-moments/.ready: benchmarks/requirements-moments.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-moments
	$(VENV_BENCH)-moments/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# Our figures beside those of other libraries.
bench-figures: $(VENV_BENCH)-figures/.ready
	$(VENV_BENCH)-figures/bin/python benchmarks/figures_peers.py --write

$(VENV_BENCH)-figures/.ready: benchmarks/requirements-figures.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-figures
	$(VENV_BENCH)-figures/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# Our names beside those of other matchers and another finder. PyICU, which one of them needs, is built here.
bench-names: $(VENV_BENCH)-names/.ready
	$(VENV_BENCH)-names/bin/python benchmarks/names_peers.py --write

$(VENV_BENCH)-names/.ready: benchmarks/requirements-names.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-names
	$(VENV_BENCH)-names/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# Our lineage beside libraries of near-duplicate search.
bench-lineage: $(VENV_BENCH)-lineage/.ready
	$(VENV_BENCH)-lineage/bin/python benchmarks/lineage_peers.py --write

$(VENV_BENCH)-lineage/.ready: benchmarks/requirements-lineage.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-lineage
	$(VENV_BENCH)-lineage/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# The locks are made for every platform and Python from 3.11 on, and name no package index.
LOCK := uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements/run.lock
	$(LOCK) requirements/build.in -c requirements/run.lock -o requirements/build.lock
	$(LOCK) pyproject.toml --group test -c requirements/run.lock -o requirements/test.lock
	$(LOCK) pyproject.toml --group test --group lint -c requirements/test.lock -o requirements/dev.lock

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headwater needs Python 3.11 or later; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/build.lock requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) -r requirements/build.lock -r requirements/run.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	$(PIP) -r requirements/test.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.test
	$(PIP) -r requirements/dev.lock
	@touch $@

clean:
	rm -rf $(VENV) $(VENV_BENCH) $(VENV_BENCH)-attribution $(VENV_BENCH)-moments $(VENV_BENCH)-figures $(VENV_BENCH)-names $(VENV_BENCH)-lineage .coverage .mypy_cache .ruff_cache .pytest_cache brief.html
