# make demo: set-up, then the two articles of seeds/ and what they claim.  make test: set-up, lint, types, all tests.
# PYTHON names another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test fast quality wordings faults fuzz bench load readme wheel clean

# Each command stands before its output, as make prints it.
demo: export RUMOURCTL_DB := .venv/demo.db
demo: $(READY)
	@rm -f $(RUMOURCTL_DB) $(RUMOURCTL_DB)-*
	$(BIN)/rumourctl ingest seeds/
	@echo
	$(BIN)/rumourctl timeline "Mac Allister"
	@echo
	$(BIN)/rumourctl sources --club "Real Madrid"
	@echo
	$(BIN)/rumourctl diff 2025-05-20 2026-03-10
	@echo
	$(BIN)/rumourctl sagas --limit 6
	@echo
	$(BIN)/rumourctl report --since 2025-05-20 --force -o .venv/story.html

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

fast: $(READY)
	$(BIN)/pytest -m "not slow"

# How well articles are read: make quality, with SET=d1 for one set, MISSES=1 for every fault, WRITE=1 for new levels.
quality: $(READY)
	@$(BIN)/python tests/quality/measure.py $(if $(SET),--set $(SET)) $(if $(MISSES),--misses) $(if $(WRITE),--write)

# How many wordings of one meaning are read as it: make wordings, with ONLY=sacked for one meaning and what is read
# otherwise, WRITE=1 for new levels.
wordings: $(READY)
	@$(BIN)/python tests/quality/wordings.py $(if $(ONLY),--only $(ONLY)) $(if $(WRITE),--write)

# Kills the program at every boundary and at 500 random points, and holds each time that nothing is lost (some minutes).
faults: $(READY)
	@$(BIN)/python tests/faults/kill.py

# A million odd inputs and more, going on where it stopped: make fuzz, with TARGET=dates for one, TIMES=10 for more.
fuzz: $(READY)
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet --only-binary :all: -e '.[fuzz]' || true
	@$(BIN)/python -m tests.fuzz.run $(if $(TARGET),--target "$(TARGET)") $(if $(TIMES),--times $(TIMES))

# How fast it is, beside others that do less: make bench, with ONLY=startup for a part, FULL=1 for all (hours), FOLDER= for
# a place to keep what it works on, WRITE=1 to write the figures down (then make readme).
bench: $(READY)
	@$(BIN)/python -c 'import spacy' 2>/dev/null || $(BIN)/python -m pip install --quiet --only-binary :all: -e '.[bench]' || true
	@$(BIN)/python -m tests.benchmarks.run $(if $(ONLY),--only "$(ONLY)") $(if $(FULL),--scale full) \
	  $(if $(FOLDER),--folder "$(FOLDER)") \
	  $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(CLAIMS),--claims $(CLAIMS)) $(if $(WRITE),--write)

# Lets eight writers and eight readers loose on one ledger, and holds that nothing is lost (some minutes).
load: $(READY)
	@$(BIN)/python tests/load/load.py

# Renews the outputs and tables in README.md and rumourctl/docs.
readme: $(READY)
	$(BIN)/python -m tests.docs.readme

# What pip installs, in dist/: make wheel, with COMPILED=1 for one that reads faster (takes a C compiler and minutes). It
# is built from the packed sources: what is compiled in this folder would run in the place of what is written in it.
wheel: $(READY)
	$(if $(COMPILED),HATCH_BUILD_HOOK_ENABLE_MYPYC=1) $(BIN)/python -m build

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find rumourctl -name '*.so' -delete  # what was compiled here runs in the place of what is written

# Done again only when pyproject.toml has changed; an attempt that failed leaves no mark.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "rumourctl needs Python 3.11 or later as $(PYTHON); name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) lacks venv; install it first (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m compileall -q rumourctl  # as pip does with what it copies; else each start may compile it all
	@touch $@
