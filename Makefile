# Python ≥ 3.11, git and make are all a machine needs; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := bot handlers storage tests

.PHONY: install demo test check bench format lock hooks clean

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: install
	$(BIN)/zhibu demo

# Tests of real processes wait more than they work: three at a time keep two cores busy.
test: install
	$(BIN)/pytest -n 3 $(PYTEST_ARGS)

check: install
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.check_locales
	$(BIN)/python -m tests.check_lock

bench: install
	$(BIN)/python -m tests.bench

format: install
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

# The lock file names versions and hashes only, so that any mirror of the package index serves it.
lock: install
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock

# Local only: git runs .githooks/pre-commit with the tools of .venv.
hooks: install
	git config core.hooksPath .githooks

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache
