# Everything one does with this book. Needs make, git and Python 3.11 or newer; the rest is installed into .venv.
# Start with `make book` (the website) and `make test` (all checks); `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two marks in the environment: it holds what the book needs; and also what tests and JupyterLab need.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
SITE := _build/html
NOTEBOOKS := _build/notebooks
LAB = $(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS)
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help book page test check serve notebooks lab author lock bench results diff-results cohort data linkcheck clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

book: $(READY) ## build the website into _build/html
	$(BIN)/jupyter-book build . -W -n --keep-going
	@echo "Open $(CURDIR)/$(SITE)/index.html, or run: make serve"

page: $(READY) ## build one page into a copy of the site: make page ONLY=chapters/methods
	@$(BIN)/python -m analysis.publication.one_page "$(ONLY)"

test: $(READY_DEV) ## run every check: lint, types, layers, unit tests, and the built site in a browser
	$(BIN)/python -m tests.browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile

check: $(READY_DEV) ## the quick checks while working: lint, types, layers, unit tests but the slow ones
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --ignore=tests/book -q -n auto -m "not slow"

serve: book ## show the site at http://localhost:8000 (PORT=... for another port)
	$(BIN)/python -m http.server --bind localhost --directory $(SITE) $(PORT)

notebooks: book ## write every page as a plain notebook that has run and reads whole
	@echo "Open one of them with: make lab"

# What a reader changed in the notebooks stays: they are built only where there are none.
lab: $(READY_DEV) $(NOTEBOOKS)/START.ipynb ## open the notebooks in JupyterLab (ARGS="--ip 0.0.0.0 --no-browser" and the like)
	@echo "Opening $(CURDIR)/$(NOTEBOOKS)/START.ipynb; stop JupyterLab with Ctrl-C."
	$(LAB) $(NOTEBOOKS)/START.ipynb

author: $(READY_DEV) ## open the pages' own sources in JupyterLab, to write in them
	@echo "Opening $(CURDIR): each page in chapters/ and appendices/ opens as a notebook."
	$(LAB)

$(NOTEBOOKS)/START.ipynb: | $(READY_DEV)
	$(BIN)/jupyter-book build . -W -n --keep-going

bench: $(READY) ## measure speed: ratios within one run
	$(BIN)/python -m benchmarks

results: book ## renew results.json, the manifest of every number, from the built site
	cp $(SITE)/results.json results.json

diff-results: ## show which published results changed since BASE=<commit>
	git diff --stat $(BASE) -- results.json
	git diff -U0 $(BASE) -- results.json

cohort: $(READY) ## renew what is computed in data/reconstructed/
	$(BIN)/python -m analysis.reconstruction.illustrative
	$(BIN)/python -m analysis.claims.disclosure.simulate

data: $(READY) ## renew data/datapackage.json and the dictionary in data/README.md from the schemas
	$(BIN)/python -m analysis.data.describe

linkcheck: $(READY) ## ask every external link of the book (needs the network)
	$(BIN)/jupyter-book build . --builder linkcheck

lock: $(READY) ## renew the locks from pyproject.toml at the current releases
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --fork-strategy fewest --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade --quiet --output-file requirements-dev.txt
	cp requirements-dev.txt requirements.txt # its versions are kept in the smaller lock
	$(BIN)/uv pip compile pyproject.toml --extra book --extra backend --universal --fork-strategy fewest \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.txt
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade --quiet --output-file requirements-uv.txt

clean: ## remove what was built (the environment too: rm -r .venv)
	rm -rf _build reports dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environment. uv installs a lock in seconds; where uv cannot be had, pip installs the same lock.
$(READY): requirements.txt requirements-uv.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing the packages that the book needs into $(VENV) ..."
	@if $(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.txt; then \
	  $(BIN)/uv pip install --python $(BIN)/python --require-hashes -r requirements.txt && \
	  $(BIN)/uv pip install --python $(BIN)/python --quiet --no-build-isolation --no-deps --editable .; \
	else \
	  echo "uv cannot be installed here: using pip, which takes a minute or two."; \
	  $(BIN)/python -m pip install --require-hashes -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .; \
	fi
	@touch $@

$(READY_DEV): requirements-dev.txt lab-settings.json lab-server.py $(READY)
	@echo "Installing the packages that tests and JupyterLab need into $(VENV) ..."
	@if $(BIN)/uv --version >/dev/null 2>&1; then \
	  $(BIN)/uv pip install --python $(BIN)/python --require-hashes -r requirements-dev.txt; \
	else \
	  $(BIN)/python -m pip install --require-hashes -r requirements-dev.txt; \
	fi
	@mkdir -p $(VENV)/share/jupyter/lab/settings && cp lab-settings.json $(VENV)/share/jupyter/lab/settings/overrides.json
	@mkdir -p $(VENV)/etc/jupyter && cp lab-server.py $(VENV)/etc/jupyter/jupyter_server_config.py
	@touch $@

$(VENV)/pyvenv.cfg:
	@command -v "$(PYTHON)" >/dev/null || \
	  { echo "$(PYTHON) was not found: install Python 3.11 or newer, or name one that is there, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@"$(PYTHON)" --version >/dev/null 2>&1 || \
	  { echo "$(PYTHON) does not run as Python: name Python 3.11 or newer, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$$("$(PYTHON)" --version 2>&1) is too old: name Python 3.11 or newer, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. Run: sudo apt-get install python3-venv"; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
