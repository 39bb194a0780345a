# Everything a newcomer needs: `make demo`, `make run`, `make test`. Python 3.11 or newer and make are all it takes.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
ARGS ?=

# Images of containers often forbid compiled files. The tests start many processes, each of which would compile all that it
# imports once more: half a second of a processor.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run test check lint types lock clean

# The stamp is the lock file that was installed: a changed lock installs again, an unchanged one costs nothing.
$(VENV)/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Dictionaries of 35 languages, once: forty seconds, which the first word of a language or the first look at a concept
# would else take from whoever waits for it.
$(VENV)/packed: $(VENV)/installed
	$(BIN)/python -m monitor.text.languages
	touch $@

demo: $(VENV)/installed ## the seed articles over HTTP to a digest in ./demo
	$(BIN)/farwatch demo --out demo $(ARGS)

run: $(VENV)/packed ## the service, http://127.0.0.1:8765
	$(BIN)/farwatch run $(ARGS)

test: $(VENV)/installed-dev $(VENV)/packed ## lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist loadgroup --no-loadscope-reorder $(ARGS)

lock: $(VENV)/installed-dev ## renew both lock files
	$(BIN)/uv pip compile pyproject.toml --extra crosslingual --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --upgrade --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra crosslingual --extra test --constraint requirements.lock --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --upgrade --quiet --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .pytest_cache .ruff_cache
