# The two commands that a newcomer needs are `make demo` and `make test`. Both do all the set-up themselves.

PORT ?= 8000
BIN := .venv/bin
SOURCES := src tests bench scripts hatch_build.py
TEMPLATES := $(shell find src -name templates -type d)
TEST_ENV := LARTRAFF_DATA=build/test-data PYTHONDONTWRITEBYTECODE=1

.PHONY: help demo test lint format dev client bench bench-live fuzz torture translations screenshots clean

help:  ## say what there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/installed  ## a believable school on http://localhost:8000 (or PORT=8123)
	@$(BIN)/lartraff demo --port $(PORT)

test: lint node_modules/installed  ## everything: lint, then all tests on SQLite and on PostgreSQL
	@scripts/debian.sh chromium=chromium '/usr/lib/postgresql/*/bin/initdb=postgresql' runuser=util-linux redis-server=redis-server
	@echo "--- Tests on SQLite" && $(TEST_ENV) $(BIN)/pytest -n 2 -q
	@echo "--- Tests on PostgreSQL" && $(TEST_ENV) $(BIN)/python scripts/with_postgres.py -- $(BIN)/pytest -n 2 -q

lint: .venv/developing  ## style, types, layers, templates, migrations; changes nothing
	@scripts/debian.sh xgettext=gettext
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint $(TEMPLATES) --check --lint --quiet
	@$(TEST_ENV) $(BIN)/lartraff makemigrations --check --dry-run

format: .venv/developing  ## make the code look as it should
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/djlint $(TEMPLATES) --reformat --quiet

dev: .venv/developing  ## serve ./data and load changed code at once
	@LARTRAFF_DEBUG=true $(BIN)/lartraff migrate
	@LARTRAFF_DEBUG=true $(BIN)/uvicorn lartraff.config.asgi:application --port $(PORT) --reload --reload-dir src --ws websockets-sansio

client: node_modules/installed  ## build the room's scripts from src/lartraff/live/client
	@npm run --silent build

bench: .venv/developing  ## measure, print a table, write build/bench/bench.json
	@$(BIN)/python -m bench

bench-live: .venv/developing bench/live/node_modules/installed  ## the live room beside two npm servers, build/bench/live.json
	@$(BIN)/python -m bench.live $(BENCH)

fuzz: .venv/developing  ## throw 200 000 changed files at every reader, build/bench/fuzz.json
	@$(BIN)/python -m bench.fuzz $(FUZZ)

torture: .venv/developing  ## kill the live room 50 times and see whether it keeps what it promised
	@scripts/debian.sh '/usr/lib/postgresql/*/bin/initdb=postgresql' runuser=util-linux
	@echo "--- On SQLite" && $(BIN)/python -m bench.live.torture $(TORTURE)
	@echo "--- On PostgreSQL" && $(BIN)/python scripts/with_postgres.py -- $(BIN)/python -m bench.live.torture $(TORTURE)

translations: .venv/developing  ## refresh the Swedish catalogue from the sources
	@scripts/debian.sh xgettext=gettext
	@cd src/lartraff && ../../$(BIN)/django-admin makemessages -l sv --no-wrap --no-obsolete --add-location file
	@$(BIN)/python hatch_build.py

screenshots: .venv/developing  ## take the pictures in docs/screenshots again
	@scripts/debian.sh chromium=chromium
	@$(BIN)/python scripts/screenshots.py

clean:  ## remove what the commands above have made, except ./data
	@rm -rf .venv build node_modules bench/live/node_modules

# --- What the commands stand on. A stamp is older than what it was made from when that has changed.

.venv/installed: pyproject.toml hatch_build.py $(wildcard src/lartraff/locale/*/LC_MESSAGES/*.po)
	@scripts/venv.sh -e .
	@touch $@

.venv/developing: .venv/installed
	@scripts/venv.sh --group dev
	@touch $@

node_modules/installed: package-lock.json
	@scripts/debian.sh npm=npm
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

bench/live/node_modules/installed: bench/live/package-lock.json
	@scripts/debian.sh npm=npm g++=g++ make=make
	@npm ci --prefix bench/live --no-audit --no-fund --loglevel=error
	@touch $@
