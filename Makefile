# Two commands are enough on a fresh machine: `make run` and `make test`.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/sh
export SUNFOREST_DATA ?= $(CURDIR)/data
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PDF_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk
SCAN_PACKAGES := tesseract-ocr tesseract-ocr-chi-sim
TEST_PACKAGES := chromium postgresql poppler-utils gettext
DRILL_PACKAGES := golang-go golang-golang-x-mod-dev
FILE_PACKAGES := $(PDF_PACKAGES) $(SCAN_PACKAGES)
DEBIAN_PACKAGES := $(FILE_PACKAGES) $(TEST_PACKAGES)
SLOW := browser or load or drill
CATALOGUES := $(shell find src -name '*.po')

.PHONY: run setup test test-setup debian words lint test-sqlite test-postgresql test-browser drill bench pins help

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: setup  ## serve the demonstration county on this machine (PORT=8000)
	@$(BIN)/sunforest demo load || { [ $$? = 4 ] && $(BIN)/sunforest upgrade && $(BIN)/sunforest demo load; }
	@echo "登录账号和当前验证码 / accounts with their current codes: $(BIN)/sunforest demo sign-ins"
	@exec $(BIN)/sunforest serve --port $(PORT)

setup: $(VENV)/.ready words  ## make the environment; needs no root
	@for package in $(FILE_PACKAGES); do dpkg -s $$package >/dev/null 2>&1 || missing=1; done; \
	if [ -n "$${missing:-}" ]; then \
		echo "下载 PDF、识别扫描件需要系统软件包，以 root 运行 / to download PDF and read scans, as root: apt-get install $(FILE_PACKAGES)"; fi

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "请先以 root 运行 / first, as root: apt-get install python3-venv"; exit 1; }

$(VENV)/.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

words: $(VENV)/.words

$(VENV)/.words: $(VENV)/.ready $(CATALOGUES)
	@$(BIN)/python -m sunforest.commands.word_catalogues
	@touch $@

test-setup: setup debian $(VENV)/.ready-for-tests

$(VENV)/.ready-for-tests: requirements-test.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet -r requirements-test.txt
	@touch $@

debian:  ## install the Debian packages that tests need (root or sudo)
	@missing=""; for package in $(DEBIAN_PACKAGES); do \
		dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else \
		echo "测试需要 / the tests need, as root: apt-get install$$missing"; exit 1; fi; \
	$$as_root apt-get -o DPkg::Lock::Timeout=300 update -qq && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
		--no-install-recommends $$missing

test: test-setup lint test-sqlite test-postgresql test-browser  ## everything, on both databases and in a browser

lint:  ## form, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p sunforest.pure -p sunforest.core
	$(BIN)/lint-imports

test-sqlite:
	$(BIN)/pytest -q -n $(WORKERS) --dist loadscope --no-loadscope-reorder -m "not ($(SLOW))"

# What asks no database is not asked twice; the formats of the log are judged by others once.
NO_DATABASE := tests/pure tests/core/redaction tests/core/ledger/test_by_others.py

test-postgresql:
	$(BIN)/python tests/on_postgresql.py \
		$(BIN)/pytest -q -n $(WORKERS) --dist loadscope --no-loadscope-reorder -m "not ($(SLOW))" $(NO_DATABASE:%=--ignore=%)

test-browser:
	$(BIN)/pytest -q -n $(WORKERS) --dist loadscope -m browser

drill: test-setup  ## long crash and fault runs, on both databases
	@$(MAKE) --no-print-directory debian DEBIAN_PACKAGES="$(DRILL_PACKAGES)"
	$(BIN)/pytest -q -s -m drill
	$(BIN)/python tests/on_postgresql.py $(BIN)/pytest -q -s -m drill
	PYTHONPATH=src $(BIN)/python tests/load/bpmn_drill.py

bench: test-setup  ## side-by-side measurements, printed
	$(BIN)/pytest -q -s -m load
	$(BIN)/python tests/on_postgresql.py --durable $(BIN)/pytest -q -s -m load tests/load/bench_perform.py tests/load/bench_log.py
	PYTHONPATH=src $(BIN)/python tests/load/bench_merkle.py
	PYTHONPATH=src:tests $(BIN)/python tests/load/bench_search.py

pins: $(VENV)/bin/python  ## renew requirements*.txt from requirements*.in
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/pip install --quiet -r requirements.in
	(echo "# Pins of requirements.in, transitive ones included. \`make pins\` renews them."; \
		build/pins/bin/pip freeze --all --exclude pip) > requirements.txt
	build/pins/bin/pip install --quiet -r requirements.txt -r requirements-test.in
	(echo "# Pins of requirements-test.in: what the tests need beyond requirements.txt."; \
		build/pins/bin/pip freeze --all --exclude pip | grep -vxFf requirements.txt) > requirements-test.txt
