# make book | page SLUG=… | test | verify | check | serve | bench | lock | clean       (README.md says what each prints and how long it takes)
SHELL := /bin/sh
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
BENCH := .venv-bench/Scripts
else
BIN := .venv/bin
BENCH := .venv-bench/bin
endif

# One clock for every date that a build writes, one font of ids in every SVG: two builds of one commit are equal
# (but for the seconds on the page Reproduce).
export SOURCE_DATE_EPOCH := 1767225600
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: book page test verify check serve bench lock clean
.DELETE_ON_ERROR:

book: .venv/ready node_modules/ready
	@$(BIN)/python -m collabgov.build.book

page: .venv/ready node_modules/ready
	@$(BIN)/python -m collabgov.build.page "$(SLUG)"

test: check node_modules/ready
	@echo "== tests"
	@$(BIN)/python -m pytest -q

verify: .venv/ready
	@$(BIN)/python -m collabgov.build.verify

check: .venv/ready
	@echo "== check: ruff, formatting (also of code cells), types"
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check . || { echo "run: ruff format ."; exit 1; }
	@$(BIN)/python -m collabgov.build.code_cells --check book
	@$(BIN)/ty check -q

serve: book
	@echo "== http://127.0.0.1:8000/book/index.html   (Ctrl-C stops)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000

bench: .venv-bench/ready
	@echo "== bench: ratios of one run, ours beside the peers"
	@PYTHONPATH=src $(BENCH)/python -m bench

lock: .venv/ready
	@$(BIN)/pip install -q --require-hashes --only-binary :all: -r requirements-lock.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --only-binary :all: --python-version 3.11 \
	  --fork-strategy fewest --no-annotate --no-header --no-emit-index-url --group book --group test \
	  pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --only-binary :all: --python-version 3.11 \
	  --fork-strategy fewest --no-annotate --no-header --no-emit-index-url --group bench \
	  --constraint requirements.txt pyproject.toml -o requirements-bench.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --only-binary :all: --python-version 3.11 \
	  --fork-strategy fewest --no-annotate --no-header --no-emit-index-url --group scale \
	  --constraint requirements.txt pyproject.toml -o requirements-scale.txt
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean:
	rm -rf _build .venv .venv-bench .venv-sweep node_modules .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed ($(PYTHON) not found)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "== set-up: Python packages into .venv (once, one to three minutes)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --require-hashes --only-binary :all: -r requirements.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv-bench/ready: requirements-bench.txt pyproject.toml
	@echo "== set-up: the peers into .venv-bench (once, a minute or two)"
	@$(PYTHON) -m venv .venv-bench
	@$(BENCH)/pip install -q --require-hashes --only-binary :all: -r requirements-bench.txt
	@touch $@

node_modules/ready: package-lock.json .venv/ready
	@echo "== set-up: front-end parts into node_modules (once, a few seconds)"
	@npm ci --silent --no-audit --no-fund
	@touch $@
