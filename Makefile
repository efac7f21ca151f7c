# Every target makes the .venv it needs; Python 3.11 or later and make are enough.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13 python3.14 python; do \
  $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
unexport PYTHONDONTWRITEBYTECODE # hundreds of short processes: each would compile every module anew

PYTEST := $(BIN)/pytest
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
BUNDLE_SOURCES := hatch_build.py $(wildcard frontend/*.mjs frontend/*.json $(addprefix frontend/src,/ /* /*/*))
KERNEL_TESTS := tests/bodyclock tests/ground/test_kernels_uncompiled.py tests/planner tests/residency
EXAMPLE := examples/resident-nights/profile.toml

.DEFAULT_GOAL := help
.PHONY: help setup serve week bundle test test-all lint uncompiled bench bench-planner bench-residency bench-body bench-study fuzz docs-check screenshots requirements clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | \
	  while IFS='|' read -r target what; do printf '%-17s%s\n' "$$target" "$$what"; done

setup: $(VENV)/dev.stamp $(VENV)/kernels.stamp $(VENV)/bundle.stamp ## Make .venv with everything needed to work on Trimtab

serve: $(VENV)/kernels.stamp $(VENV)/bundle.stamp ## Open Trimtab in your browser, for this machine alone
	@$(BIN)/trimtab serve $(ARGUMENTS)

week: $(VENV)/kernels.stamp ## Plan an example resident's week: picture, week.ics and week.html
	@$(BIN)/trimtab plan $(EXAMPLE) --from 2026-11-16 --now 2026-11-16T00:00 \
	  --ics week.ics --html week.html

bundle: $(VENV)/bundle.stamp ## Bundle the scripts of the pages, where Node can be had

test: checked ## Check everything in minutes: style, types, contracts, docs, tests
	@$(call tested,-m "not long")

test-all: checked ## The same, with the tests that take minutes each
	@$(call tested,)

.PHONY: checked
checked: # two at once: compiling, installing and checking need one processor each
	@$(MAKE) --no-print-directory --silent -j 2 setup lint

# The kernels are run uncompiled beside the first tests; what that says ends in a file, or is told.
define tested
$(MAKE) --no-print-directory uncompiled > $(VENV)/uncompiled.txt & uncompiled=$$!; \
  $(PYTEST) -n 3 --dist loadscope $(1) --durations=10; tested=$$?; \
  wait $$uncompiled || { cat $(VENV)/uncompiled.txt; exit 1; }; exit $$tested
endef

lint: $(VENV)/dev.stamp ## Style, types, import contracts, spelling
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > $(VENV)/contracts.txt || { cat $(VENV)/contracts.txt; exit 1; }
	@$(BIN)/codespell

uncompiled: $(VENV)/dev.stamp $(VENV)/kernels.stamp ## The kernels as plain Python, for their coverage
	@NUMBA_DISABLE_JIT=1 $(BIN)/coverage run -m pytest -m "kernels and not compiled" \
	  $(KERNEL_TESTS)
	@$(BIN)/coverage report --include='*/*kernels.py' --fail-under=95

bench: $(VENV)/kernels.stamp ## Time whole commands; prints the table of docs/benchmarks.md
	@$(BIN)/python bench/startup/startup.py
	@$(BIN)/python bench/examples/examples.py
	@$(BIN)/python bench/duty/duty.py
	@$(BIN)/python bench/calendars/calendars.py
	@$(BIN)/python bench/web/planning.py

bench-residency: $(VENV)/kernels.stamp $(VENV)/dev.stamp ## Measure lists and matchings beside brute force, MILP and other packages; takes minutes
	@$(BIN)/python bench/residency/lists.py
	@$(BIN)/python bench/residency/match_markets.py

bench-planner: $(VENV)/kernels.stamp $(VENV)/dev.stamp ## Measure plans: proof, other solvers, a greedy planner; takes hours
	@$(BIN)/python bench/planner/quality.py $(ARGUMENTS)

bench-body: $(VENV)/kernels.stamp ## Time the models of the body clock; prints a table of docs/benchmarks.md
	@$(BIN)/python bench/bodyclock/bodyclock.py $(ARGUMENTS)

bench-study: $(VENV)/dev.stamp ## Time 28,000 cards, and forecast simulated lives held out; takes minutes
	@$(BIN)/python bench/study/large_deck.py
	@$(BIN)/python bench/study/deck_forecast.py $(ARGUMENTS)

fuzz: $(VENV)/dev.stamp ## Feed mutated calendars to the reader for SECONDS=600, or KIND=rosters|feeds; finds stay in build/fuzz
	@$(BIN)/python tests/faults/fuzz_calendars.py $(or $(KIND),calendars) build/fuzz/$(or $(KIND),calendars) -max_total_time=$(or $(SECONDS),600)

docs-check: $(VENV)/kernels.stamp $(VENV)/dev.stamp ## Run the commands of the docs, check that nothing is undocumented
	@$(PYTEST) tests/ground

screenshots: $(VENV)/kernels.stamp $(VENV)/dev.stamp $(VENV)/bundle.stamp ## Picture every page, phone and desk, light and dark, into docs/pictures; needs Chromium
	@$(BIN)/python tests/browser/screenshots.py

requirements: export TRIMTAB_BUNDLE := skip
requirements: $(VENV)/dev.stamp ## Resolve requirements/*.txt anew from pyproject.toml
	$(COMPILE) --upgrade --build-deps-for editable --output-file requirements/runtime.txt pyproject.toml
	$(BIN)/python -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
	  | $(COMPILE) --upgrade --no-annotate --constraint requirements/runtime.txt \
	    --output-file requirements/dev.txt pyproject.toml -
	$(BIN)/python -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["node"], sep="\n")' \
	  | $(COMPILE) --upgrade --no-annotate --output-file requirements/node.txt -

clean: ## Remove .venv, caches and planned weeks
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage \
	  build dist frontend/node_modules src/trimtab/web/static/built week.ics week.html week.json
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Trimtab needs Python 3.11 or later; none was found." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements/runtime.txt requirements/node.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Trimtab needs into $(VENV)" >&2
	@$(PIP) install --quiet --require-hashes --requirement requirements/runtime.txt
	@$(BIN)/python hatch_build.py node \
	  || $(PIP) install --quiet --require-hashes --requirement requirements/node.txt \
	  || echo "Going on without Node: pages work without script, and are plainer." >&2
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	@echo "Installing the tools that check Trimtab" >&2
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/bundle.stamp: $(VENV)/runtime.stamp $(BUNDLE_SOURCES)
	@$(BIN)/python hatch_build.py
	@touch $@

$(VENV)/kernels.stamp: $(VENV)/runtime.stamp $(wildcard src/trimtab/planner/*.py src/trimtab/bodyclock/*.py src/trimtab/residency/*/*.py)
	@$(BIN)/trimtab doctor --warm > $@.part
	@mv $@.part $@
