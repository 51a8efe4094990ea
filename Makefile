PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
MODEL ?= qwen2.5-coder-0.5b
SAMPLE ?= examples/night-ferry.txt

.PHONY: demo test lint eval bench clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[local,files,eval,dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/factcards models pull $(MODEL)
	$(BIN)/factcards make $(SAMPLE) --model local/$(MODEL)

test: $(VENV)/.installed
	$(BIN)/factcards models pull $(MODEL)
	$(BIN)/python -m pytest

lint: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.installed
	$(BIN)/factcards eval run evals/suites/news --model local/$(MODEL) --replay --split dev

bench: $(VENV)/.installed
	for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
