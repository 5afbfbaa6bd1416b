# What CI runs and what a person types. The first two need Python 3.11+ and make, nothing else.
#   make brief   set everything up in .venv and brief the examples
#   make test    set up what tests need and run them all
#   make serve   put the examples into an archive and open it in a browser

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGES ?= examples/ullenford
# Locked by hash, the build tools too, so that nothing unlocked is ever fetched; nothing is resolved again (--no-deps),
# so that a release newer than the lock changes nothing.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes

TASKS := reading attribution moments figures names lineage stories synopsis verify

.PHONY: brief serve pictures test lint types layers docs ci bench $(TASKS:%=bench-%) bench-llm fuzz lock clean

brief: $(VENV)/.run
	@$(BIN)/headwater brief $(PAGES) --format html --output brief.html
	@$(BIN)/headwater brief $(PAGES)
	@echo "The same as one page to read and share: brief.html"

# The archive is made once; `make clean` takes it away with everything else.
ARCHIVE ?= $(VENV)/examples.sqlite
serve: $(VENV)/.web
	@test -e $(ARCHIVE) || $(BIN)/headwater add $(PAGES) --archive $(ARCHIVE)
	@$(BIN)/headwater serve --archive $(ARCHIVE)

# The pictures of the docs, from the real pages in a real browser.
pictures: $(VENV)/.test
	$(BIN)/python docs/make_pictures.py

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

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

# Ours beside other tools, task by task; each task's tools get an environment of their own.
VENV_BENCH := .venv-bench
$(TASKS:%=bench-%): bench-%: $(VENV_BENCH)-%/.ready
	$(VENV_BENCH)-$*/bin/python benchmarks/$*_peers.py --write

$(VENV_BENCH)-%/.ready: benchmarks/requirements-%.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-$*
	$(VENV_BENCH)-$*/bin/python -m pip --disable-pip-version-check install --quiet --upgrade pip
	$(VENV_BENCH)-$*/bin/python -m pip --disable-pip-version-check install --quiet -r $< -e .
	@touch $@

# 5,000 calls made up from the API's description: none may be answered with a fault of ours.
fuzz: $(VENV)/.test
	$(BIN)/python benchmarks/api_fuzz.py --calls 5000

# A real model behind a real endpoint: how many of its sentences the gate lets pass.
bench-llm: $(VENV_BENCH)-llm/.ready
	$(VENV_BENCH)-llm/bin/python benchmarks/llm_real.py --show

$(VENV_BENCH)-llm/.ready: benchmarks/requirements-llm.txt pyproject.toml
	$(PYTHON) -m venv $(VENV_BENCH)-llm
	$(VENV_BENCH)-llm/bin/python -m pip --disable-pip-version-check install --quiet --no-deps -r $<
	$(VENV_BENCH)-llm/bin/python -m pip --disable-pip-version-check install --quiet -e .
	@touch $@

# The locks are made for every platform and Python from 3.11 on, and name no package index.
LOCK := uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements/run.lock
	$(LOCK) requirements/build.in -c requirements/run.lock -o requirements/build.lock
	$(LOCK) pyproject.toml --extra web -c requirements/run.lock -o requirements/web.lock
	$(LOCK) pyproject.toml --extra web --extra postgres -c requirements/web.lock -o requirements/server.lock
	$(LOCK) pyproject.toml --all-extras --group test -c requirements/web.lock -o requirements/test.lock
	$(LOCK) pyproject.toml --all-extras --group test --group lint -c requirements/test.lock -o requirements/dev.lock

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headwater needs Python 3.11 or later; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/build.lock requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) -r requirements/build.lock -r requirements/run.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.web: requirements/web.lock $(VENV)/.run
	$(PIP) -r requirements/web.lock
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	$(PIP) -r requirements/test.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.test
	$(PIP) -r requirements/dev.lock
	@touch $@

clean:
	rm -rf $(VENV) $(TASKS:%=$(VENV_BENCH)-%) $(VENV_BENCH)-llm .coverage .mypy_cache .ruff_cache .pytest_cache brief.html
