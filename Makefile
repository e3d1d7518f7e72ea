# Ramverk. `make demo` and `make test` are all a new machine needs; `make help` shows the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROOM ?=
MARKS ?=
PORT ?= 8000
DATE ?= 2018-04-11
WORKERS ?= 2
# Beside a server of its own a worker waits half its time.
WAITING := $(shell expr $(WORKERS) + 1)
PATHS := $(if $(ROOM),src/ramverk/$(ROOM),tests src)
# The longest come first, so that no worker ends alone.
# What cannot know a database is tested once: core, rules and formats (an import contract holds it), documentation, and the
# table of doors, which asks policies that are declared once for every database. The rest runs on both.
STORED := tests/test_the_year.py tests/test_migrations.py src/ramverk/apps src/ramverk/demo src/ramverk/web
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Read each module once and keep it compiled, even where the machine says otherwise: every worker reads them all.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo run test check lint types contracts docs fix bench messages pictures

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ramverk needs Python 3.11 or later; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Could not create $(VENV). On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --no-compile -r requirements/base.txt
	$(BIN)/pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/pip install --quiet --no-compile -r requirements/dev.txt
	@touch $@

install: $(VENV)/.dev ## Install everything into .venv

demo: $(VENV)/.base ## Invent the municipality, walk its year to DATE and start the server (DATE=2018-06-05 PORT=8000)
	$(BIN)/ramverk demo --date $(DATE) --port $(PORT)

run: $(VENV)/.base ## Start the server on the installation's own database
	$(BIN)/ramverk run --port $(PORT)

test: $(VENV)/.dev ## Run the tests on SQLite and on PostgreSQL (ROOM=core for one room)
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal $(if $(MARKS),-m "$(MARKS)") $(PATHS)
	$(if $(ROOM),,$(BIN)/python tools/with_postgresql.py --forgetful $(BIN)/pytest -q -n $(WAITING) --dist worksteal -m "not browser" $(STORED))

check: types lint contracts docs ## All of types, lint, contracts and docs

types: $(VENV)/.dev ## Check the types
	$(BIN)/mypy

lint: $(VENV)/.dev ## Check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contracts: $(VENV)/.dev ## Check which room may import which
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## Hold the documentation to the code
	$(BIN)/pytest -q tests/docs

fix: $(VENV)/.dev ## Mend what the linters can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## Measure what should be fast; table on screen, build/bench.json
	$(BIN)/python -m bench

messages: $(VENV)/.dev ## Collect the interface's words and compile the English ones
	$(BIN)/python tools/messages.py

pictures: $(VENV)/.dev ## Take the README's pictures anew from the demo that runs on PORT
	$(BIN)/python tools/pictures.py http://127.0.0.1:$(PORT)/
