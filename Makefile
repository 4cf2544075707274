# The commands of the project. Each does its own set-up; the first run takes a minute, the next ones nothing.

VENV := .venv
PYTHON := $(VENV)/bin/python
# What is needed to run, and what is needed to change it. Packages are checked against the hashes of the lock.
RUNTIME := $(VENV)/runtime.stamp
DEVELOPMENT := $(VENV)/development.stamp
INSTALL := $(PYTHON) -m pip install -qq --no-input --disable-pip-version-check --require-hashes --requirement
TESTING := LIBRARY_ENV=test $(PYTHON)
TESTS ?= tests
WORKERS ?= 2

.PHONY: help run test check format lint types imports migrations drift fmt openapi bench lock chromium node clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: $(RUNTIME) ## start everything; PORT=8001 moves it; Ctrl-C stops it
	@exec $(PYTHON) -m config.run

test: $(DEVELOPMENT) chromium node ## run every test; TESTS=tests/library runs some
	@$(PYTHON) -m pytest -n $(WORKERS) --maxschedchunk 16 $(TESTS)

check: format lint types imports migrations drift ## format, lint, types, import contracts, migrations, OpenAPI drift

format: $(DEVELOPMENT)
	$(VENV)/bin/ruff format --check --quiet .

lint: $(DEVELOPMENT)
	$(VENV)/bin/ruff check --quiet .

types: $(DEVELOPMENT)
	$(VENV)/bin/mypy

imports: $(DEVELOPMENT)
	$(VENV)/bin/lint-imports

migrations: $(DEVELOPMENT)
	$(TESTING) manage.py makemigrations --check --dry-run
	$(TESTING) manage.py lintmigrations --quiet ignore ok warning

drift: $(DEVELOPMENT)
	$(TESTING) manage.py spectacular --validate --fail-on-warn --file $(VENV)/openapi.yaml
	diff -u openapi/openapi.yaml $(VENV)/openapi.yaml

fmt: $(DEVELOPMENT) ## write the code as the formatter does, and mend what the linter can
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

openapi: $(DEVELOPMENT) ## write openapi/openapi.yaml from the code
	@mkdir -p openapi
	$(TESTING) manage.py spectacular --validate --fail-on-warn --file openapi/openapi.yaml

bench: $(DEVELOPMENT) ## measure the public reads against a plain baseline
	@$(PYTHON) -m tests.benchmarks

lock: UV = $(shell command -v uv || echo $(VENV)/bin/uv)
lock: COMPILE = $(UV) pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"
lock: $(RUNTIME) ## write the locks from pyproject.toml; UPGRADE=--upgrade takes newer versions
	@command -v uv >/dev/null || $(PYTHON) -m pip install -qq --no-input --disable-pip-version-check uv
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove the virtual environment and the tests' database (not the library's data)
	rm -rf $(VENV) .data/test-postgres .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

chromium:
	@deploy/get-chromium

node:
	@deploy/get-node

$(PYTHON):
	@deploy/make-venv $(VENV)

$(RUNTIME): requirements.lock | $(PYTHON)
	@echo "Installing what is needed to run."
	@$(INSTALL) requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock | $(PYTHON)
	@echo "Installing what is needed to test and to change it."
	@$(INSTALL) requirements-dev.lock
	@touch $(RUNTIME) $@
