# Two commands: `make run` and `make test`. Each sets up what it needs in .venv, and does nothing twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt

MINUTES ?= 10

.PHONY: run test lint types contracts tests pytests bench nightly docs pictures clean

run: $(VENV)/.installed
	$(BIN)/negsim run scenarios/moscow-2007.yaml

test: lint types contracts tests

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

contracts: $(VENV)/.installed-test
	$(BIN)/lint-imports

tests: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing

pytests: $(VENV)/.installed-test
	$(BIN)/tox run

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks

nightly: $(VENV)/.installed-test
	$(BIN)/python -m sim.testing.nightly --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) scenarios/*.yaml

docs: $(VENV)/.installed-test
	$(BIN)/python docs/generate.py
	$(BIN)/negsim schema --output docs/scenario.schema.json

pictures: $(VENV)/.installed-test
	$(BIN)/python -m docs.pictures

clean:
	rm -rf $(VENV) .tox

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[test]'
	touch $(VENV)/.installed $@

$(VENV)/.installed-bench: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[bench]'
	touch $(VENV)/.installed $@
