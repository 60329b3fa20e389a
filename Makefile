# All set-up needs only Python 3.11 or newer with venv, and make. Another Python: make PYTHON=python3.12 run
PYTHON ?= python3
UV ?= uv
BIN = .venv/bin
# Only the lock decides what is installed; the package itself is linked to this folder, so a changed fact counts at once.
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet install
LOCK = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-config --no-header --no-emit-index-url --no-emit-find-links --quiet

.PHONY: run chat telegram install test lint format check eval bench plan model lock wheel clean

run: .venv/.run
	@$(BIN)/hoi serve

chat: .venv/.run
	@$(BIN)/hoi chat

telegram: .venv/.run
	@$(BIN)/hoi telegram

install: .venv/.run

test: .venv/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict knowledge nlp bot

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: .venv/.run
	@$(BIN)/hoi check

eval: .venv/.dev
	@$(BIN)/python -m tests.evaluate

bench: .venv/.dev
	@$(BIN)/python -m tests.bench

# Read the source text anew into knowledge/data/plan.yaml.
plan: .venv/.run
	@$(BIN)/python -m knowledge.write

# Train nlp/data/model.msgpack anew from the phrase banks.
model: .venv/.dev
	@$(BIN)/python -m nlp.train

# Newest versions into the lock files. Needs uv; nothing else does.
lock:
	$(LOCK) --upgrade --extra build --output-file requirements.lock
	$(LOCK) --upgrade --extra dev --constraints requirements.lock --output-file requirements-dev.lock

wheel: .venv/.dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find bot knowledge nlp tests -name __pycache__ -prune -exec rm -rf {} +

# The stamps: set-up runs again only when a lock file or pyproject.toml is newer.
.venv/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@echo "Setting up .venv (first start only, about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@echo "Adding what tests and checks need …"
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
