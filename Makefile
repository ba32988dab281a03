# Two commands: `make run` and `make test`. Each sets up what it needs in .venv, and does nothing twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt

MINUTES ?= 10

CHECKS := lint types contracts
# What takes long for a reason: the same tests while it is measured what they cover, which doubles their time, and the
# slow ones, each of which says why.
SLOW_PARTS := covered uncovered slow pytests night

# Does the parts in turn, and says at the end how long each took.
in_turn = @times=; for part in $(1); do \
    begun=$$(date +%s); $(MAKE) --no-print-directory $$part || { printf "$$times%s failed\n" $$part; exit 1; }; \
    times="$$times$$(printf '%-10s %5d s' $$part $$(($$(date +%s) - begun)))\n"; \
done; printf "$$times"

.PHONY: run test test-all lint types contracts tests covered uncovered slow pytests night bench nightly docs scripts pictures clean

run: $(VENV)/.installed
	$(BIN)/negsim run scenarios/moscow-2007.yaml

test: $(VENV)/.installed-test
	$(call in_turn,$(CHECKS) tests)

test-all: $(VENV)/.installed-test
	$(call in_turn,$(CHECKS) $(SLOW_PARTS))

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

contracts: $(VENV)/.installed-test
	$(BIN)/lint-imports

tests: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not slow' --hypothesis-profile=fast

covered: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto -m 'not slow and not uncovered' --cov --cov-report=term-missing

uncovered: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto -m 'uncovered and not slow' tests

slow: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto -m slow

pytests: $(VENV)/.installed-test
	$(BIN)/tox run

night:
	$(MAKE) --no-print-directory nightly MINUTES=1 SEED=$(or $(SEED),1)

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks $(PART)

nightly: $(VENV)/.installed-test
	$(BIN)/python -m tools.nightly --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) scenarios/*.yaml

docs: $(VENV)/.installed-test
	$(BIN)/python docs/generate.py
	$(BIN)/negsim schema --output docs/scenario.schema.json

scripts: $(VENV)/.installed-test
	$(BIN)/python -m tools.minified_scripts

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
