# Two commands: `make run` and `make test`. Each sets up what it needs, and only what has changed.
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	then echo $$p; break; fi; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ASSETS := $(shell find webapp/assets -type f -not -path '*/node_modules/*' 2>/dev/null)
PORT ?= 5000

.PHONY: run setup test lint types layers templates unit integration content house journeys browser model lock clean

run: setup
	@exec $(BIN)/said run --sample --port $(PORT)

setup: $(VENV)/.run $(VENV)/.assets

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Said & Done needs Python 3.11, 3.12 or 3.13. Install one of them and try again."; exit 1; }
	@mkdir -p $(VENV) 2>/dev/null && touch $(VENV)/.probe 2>/dev/null || { echo "This folder is read-only or its disk is full. Copy the project to a folder that you may write to."; exit 1; }
	@rm -f $(VENV)/.probe
	@echo "Making a virtual environment with $(PYTHON) …"
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the product needs …"
	@$(PIP) install --require-hashes -r requirements/run.txt || { echo "The packages could not be installed. Is there a way to the Python package index, and room on the disk (2 GB)?"; exit 1; }
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "Installing what the checks need …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# Node builds the assets and is 200 MB: it stays no longer than that takes.
$(VENV)/.assets: $(ASSETS) requirements/assets.txt $(VENV)/.run
	@echo "Building the front-end assets …"
	@rm -rf .cache/node
	@$(PIP) install --target .cache/node --require-hashes -r requirements/assets.txt
	@PYTHONPATH=.cache/node $(BIN)/python -m webapp.assets.build
	@rm -rf .cache/node
	@touch $@

test: lint types layers templates unit content house integration journeys
	@$(BIN)/coverage combine --quiet .cache
	@$(BIN)/coverage report --skip-covered --skip-empty --fail-under=90

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports --no-cache

templates: $(VENV)/.test
	$(BIN)/djlint webapp/templates --lint --quiet

unit integration content house: $(VENV)/.test $(VENV)/.assets
	COVERAGE_FILE=.cache/.coverage.$@ $(BIN)/pytest tests/$@ --quiet --numprocesses auto --cov --cov-report=

journeys: $(VENV)/.test $(VENV)/.assets browser
	COVERAGE_FILE=.cache/.coverage.$@ $(BIN)/pytest tests/journeys --quiet --numprocesses auto --maxprocesses 4 --cov --cov-report=

browser:
	@command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || { echo "Installing the browser for the journeys …"; apt-get update -qq && \
		{ apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || apt-get install -y -qq chromium >/dev/null; }; } \
		|| { echo "The journeys need Chromium: install your system's package “chromium” and try again."; exit 1; }

model: $(VENV)/.run
	@test -x .cache/model/bin/python || $(PYTHON) -m venv .cache/model
	@.cache/model/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/model.txt
	@.cache/model/bin/python -m pip --quiet --disable-pip-version-check install torch==2.13.0
	.cache/model/bin/python -m nlp.build_model

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --group assets -o requirements/assets.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --extra test -c requirements/run.txt -o requirements/test.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --extra model -c requirements/run.txt -o requirements/model.txt

clean:
	rm -rf $(VENV) .cache webapp/static webapp/assets/node_modules
