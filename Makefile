.DEFAULT_GOAL := help
.PHONY: help setup run serve demo test test-browser test-postgres check lint types layers coverage pictures fuzz format lock clean
VENV := .venv
BIN := $(VENV)/bin/
PYTHON ?= python3
PYTEST := $(BIN)python -m pytest
JOBS ?= auto
POSTGRES_URL ?= postgres:///postgres
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

$(VENV)/.run: requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Cần Python 3.11 trở lên / Python 3.11+ is needed"; exit 1; }
	@test -x $(BIN)python || $(PYTHON) -m venv $(VENV)
	$(BIN)python -m pip install -q --require-hashes -r requirements.txt
	$(BIN)python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.run ## Create the environment

run: $(VENV)/.run ## Set everything up and open the product on demo data
	@THUCCHAT_DEMO=1 $(BIN)thucchat serve --setup --demo

serve: $(VENV)/.run ## Start the product on the data that is there
	@$(BIN)thucchat serve --setup

demo: $(VENV)/.run ## Load the demo data
	@THUCCHAT_DEMO=1 $(BIN)thucchat demo

test: $(VENV)/.dev ## Run the tests; what needs a browser or PostgreSQL is skipped and says so
	rm -f .coverage .coverage.*
	COVERAGE_PROCESS_START=pyproject.toml $(BIN)coverage run -m pytest -q -n $(JOBS) --dist loadgroup -rs -m "not browser"
	@command -v $${CHROME:-chromium} >/dev/null && echo "Not run here: the browser tests (make test-browser)" \
		|| echo "Skipped here: the browser tests (no Chromium: install it, then make test-browser)"
	@command -v pg_isready >/dev/null && pg_isready -q && echo "Not run here: the tests on PostgreSQL (make test-postgres)" \
		|| echo "Skipped here: the tests on PostgreSQL (no server answers: start one, then make test-postgres)"

test-browser: $(VENV)/.dev ## Run the tests that drive a browser
	$(PYTEST) -q -rs -m browser

test-postgres: $(VENV)/.dev ## Run the tests of all that uses a database on PostgreSQL (POSTGRES_URL)
	DATABASE_URL=$(POSTGRES_URL) $(PYTEST) -q -n $(JOBS) --dist loadgroup -rs -m "not browser" \
		--ignore=thucchat/kernel --ignore=thucchat/vntext --ignore=thucchat/forms --ignore=tests/fuzz

check: lint types layers test coverage ## Everything that must hold before a change lands

lint: $(VENV)/.dev ## Style, errors, security, forgotten migrations
	$(BIN)ruff check .
	$(BIN)ruff format --check .
	$(BIN)python manage.py makemigrations --check --dry-run

types: $(VENV)/.dev ## Check the types
	$(BIN)mypy thucchat config

layers: $(VENV)/.dev ## Check the order of the packages
	$(BIN)lint-imports

coverage: test ## Hold the coverage limits of the last run of the tests
	$(BIN)coverage combine -q
	$(BIN)coverage report
	$(BIN)coverage report --fail-under=100 --include="*/rules.py,*/rules/*.py,thucchat/kernel/*.py,thucchat/indicators/formulas/*.py"

pictures: $(VENV)/.dev ## Take the pictures of the documents from the product on fresh demo data
	rm -rf var/pictures
	$(BIN)python scripts/pictures.py docs/pictures

FUZZER := atheris==3.0.0
SECONDS ?= 600
fuzz: $(VENV)/.dev ## Fuzz the readers and the text miner for SECONDS in all; the fuzzer is put in var/fuzz
	test -d var/fuzz/atheris || $(BIN)python -m pip install -q --target var/fuzz $(FUZZER)
	PYTHONPATH=var/fuzz $(BIN)python -m tests.fuzz.run $(SECONDS) $(TARGET)

format: $(VENV)/.dev ## Put the code in shape
	$(BIN)ruff check -q --fix . ; $(BIN)ruff format -q .

sync: $(VENV)/.dev ## Bring the environment up to the locked files

lock: ## Resolve requirements*.in into locked files with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

clean: ## Remove the environment and the data of this copy
	rm -rf $(VENV) var
