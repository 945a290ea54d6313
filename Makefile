# Two commands do all the set-up: `make brief` and `make test`. Both build ./.venv from hashed locks, the second time in seconds.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: brief test check docs lock clean help

help:
	@echo "make brief   set up and write brief.html for the packaged case"
	@echo "make test    set up and run the tests"
	@echo "make check   lint and types"
	@echo "make docs    the documentation as a site"

brief: $(VENV)/.product
	$(VENV)/bin/hikiwake brief

# Commands and workers start by the hundred: what one has compiled the others find.
test: $(VENV)/.tests
	PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m pytest -n 2

check: $(VENV)/.tests
	$(VENV)/bin/ruff check src tests scripts benchmarks
	$(VENV)/bin/ruff format --check src tests scripts benchmarks
	$(VENV)/bin/mypy

$(VENV)/.product: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make brief PYTHON=python3.11"; exit 1; }
	@echo "Setting up $(VENV) (once; some hundred megabytes are downloaded) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tests: requirements-dev.lock $(VENV)/.product
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --quiet --strict
	@echo "site/index.html is the documentation."

$(VENV)/.docs: requirements-docs.lock $(VENV)/.product
	@$(PIP) install --require-hashes -r requirements-docs.lock
	@touch $@

# For maintainers: needs uv on the path. The locks carry hashes and name no registry.
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra docs --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o requirements-docs.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist site brief.html
