# Short verbs; each sets up what it needs in .venv, so that a fresh machine needs Python 3.11 or later and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test browser lint types build bench evaluate golden screenshots fix clean

run: .venv/.installed
	$(BIN)/vigie dashboard corpora seeds

test: .venv/.installed-dev
	sh tests/browser/install_chromium.sh
	$(BIN)/python -m pytest

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.installed-dev
	$(BIN)/mypy

build: .venv/.installed-dev
	$(BIN)/python -m build --outdir dist

bench: .venv/.installed-bench  # BENCH="--sizes 1000" passes options
	$(BIN)/python -m tests.benchmarks $(BENCH)

evaluate: .venv/.installed-dev .venv/.installed-bench  # against treebanks and coded passages, where they are
	$(BIN)/python -m tests.evaluation

golden: .venv/.installed-dev  # pins the golden run anew and shows what changed
	$(BIN)/python -m pytest tests/golden --golden-update
	git diff --stat tests/golden

screenshots: .venv/.installed-dev
	sh tests/browser/install_chromium.sh
	$(BIN)/python -m tests.browser.screenshots

fix: .venv/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .vigie build dist *.egg-info

.venv/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Vigie needs Python 3.11 or later: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

.venv/.installed-bench: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]' \
		&& touch $@ || echo "Some tools to compare with could not be installed: their lines will say so."
