# Every command of the project. `make` alone lists them.

.DEFAULT_GOAL := help
SHELL := bash
SWIFT ?= swift
SHARED ?= ../shared
RELEASE := .build/release/speelveld
FUZZ_INPUTS ?= 10000000
FUZZ_SEED ?= 20261125

.PHONY: $(shell grep -oE '^[a-z-]+:' $(firstword $(MAKEFILE_LIST)) | tr -d :)

help: ## List every target
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

deps: ## Install what is missing (libraries, PostgreSQL 15) with apt, without questions
	@scripts/install-prerequisites.sh

build: deps ## Build the release program into .build/release/
	$(SWIFT) build -c release --static-swift-stdlib --product speelveld
	@echo "built $(RELEASE)"

run: build ## Build, run the main job on the 2022-2027 scheme, then open the desk (Ctrl-C closes it)
	$(RELEASE) demo --desk

demo: build ## The same story; always returns
	$(RELEASE) demo

test: deps lint import-check unit scores ## Everything that CI runs

lint: ## Check the format of all sources
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks

format: ## Format all sources in place
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

import-check: deps ## Build everything; an undeclared import or a warning is an error
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

# Long computations, and programs that tests wait for, would hold the threads on which others wait for the database: one by one.
PURE := ^(Diagnostics|JSONText|ExactNumbers|LegalCalendar|Markup|FEEL|DMN|Statechart|Allocation|SchemeDefinition|Casework|Simulation|Spreadsheets|Architecture)Tests

unit: import-check ## Run all tests: what needs nothing, then what needs a private PostgreSQL
	$(SWIFT) test --skip-build --filter '$(PURE)'
	$(SWIFT) test --skip-build --no-parallel --skip '$(PURE)'

browser-test: import-check ## Walk the desk in Chromium (skipped where there is none); PICTURES=dir keeps pictures
	@if command -v chromium > /dev/null; then \
	  python3 -m venv .build/browser && .build/browser/bin/pip install --quiet -r Tests/Browser/requirements.txt; \
	  PYTHONDONTWRITEBYTECODE=1 .build/browser/bin/python Tests/Browser/desk.py $(if $(PICTURES),--screenshots $(PICTURES)); \
	else python3 Tests/Browser/desk.py; fi

conformance: import-check ## Print every failing case of the outside suites in $(SHARED)
	@scripts/conformance.sh "$(SHARED)" --verbose

scores: import-check ## Compare the outside suites' scores with the recorded ones
	@scripts/conformance.sh "$(SHARED)"

fuzz: deps ## Try FUZZ_INPUTS random texts (10 million: a quarter of an hour) on FEEL's lexer, parser and evaluator
	$(SWIFT) build -c release --product conformance
	.build/release/conformance fuzz --inputs $(FUZZ_INPUTS) --seed $(FUZZ_SEED)

CHECKS := .build-checks
CHECK_PYTHON := $(CHECKS)/venv/bin/python

$(CHECK_PYTHON):
	python3 -m venv $(CHECKS)/venv
	$(CHECKS)/venv/bin/pip install --quiet aiosmtpd icalendar ics vobject vdirsyncer khal

feed-check: build $(CHECK_PYTHON) ## Read a calendar feed with three libraries and one real client
	work=$$(mktemp -d /var/tmp/feed-check.XXXXXX); $(CHECK_PYTHON) scripts/feed-check.py $(RELEASE) $$work; \
	  status=$$?; rm -rf $$work; exit $$status

mail-check: build $(CHECK_PYTHON) ## Send real mail to a real server with TLS, and read it back
	work=$$(mktemp -d /var/tmp/mail-check.XXXXXX); $(CHECK_PYTHON) scripts/mail-check.py $(RELEASE) $$work; \
	  status=$$?; rm -rf $$work; exit $$status

OIDC_PYTHON := $(CHECKS)/oidc/bin/python

$(OIDC_PYTHON):
	python3 -m venv $(CHECKS)/oidc
	$(CHECKS)/oidc/bin/pip install --quiet oidc-provider-mock

oidc-check: build $(OIDC_PYTHON) ## Sign in through a real OpenID Connect provider, and try what must not work
	work=$$(mktemp -d /var/tmp/oidc-check.XXXXXX); chmod 755 $$work; \
	  $(OIDC_PYTHON) scripts/oidc-check.py $(RELEASE) $$work; status=$$?; rm -rf $$work; exit $$status

AGREEMENT_PYTHON := $(CHECKS)/allocation/bin/python

$(AGREEMENT_PYTHON):
	python3 -m venv $(CHECKS)/allocation
	$(CHECKS)/allocation/bin/pip install --quiet pabutools apportionment highspy

agreement-check: deps $(AGREEMENT_PYTHON) ## Compare shares, votes and optima with pabutools, apportionment and HiGHS
	$(SWIFT) build -c release --product conformance
	$(AGREEMENT_PYTHON) scripts/agreement-check.py .build/release/conformance

bench: deps ## Run the benchmarks; one JSON line a result
	cd Benchmarks && $(SWIFT) run -c release speelveld-benchmarks

bench-queue: deps ## The queue beside the peers of SHARED/bench on one server, in turns; figures in queue.jsonl
	cd Benchmarks && $(SWIFT) build -c release
	scripts/bench-queue.py Benchmarks/.build/release/speelveld-benchmarks $(SHARED)/bench --out queue.jsonl
PEERS := Benchmarks/.build-peers/bin/python

$(PEERS):
	python3 -m venv Benchmarks/.build-peers
	Benchmarks/.build-peers/bin/pip install --quiet -c $(SHARED)/bench/constraints.txt numba numpy pabutools gmpy2 highspy PuLP

bench-pairs: deps $(PEERS) ## Measure allocation beside the peers of $(SHARED)/bench, in turn (PAIRS='--only ranking')
	cd Benchmarks && $(SWIFT) build -c release
	$(PEERS) Benchmarks/paired.py --program Benchmarks/.build/release/speelveld-benchmarks --peers $(SHARED)/bench $(PAIRS)

api-check: build ## Run the API through openapi-spec-validator and schemathesis (from PyPI)
	@scripts/api-check.sh $(RELEASE)

package: build ## Make the Debian package in dist/
	@scripts/package.sh $(RELEASE)

try-restore: build ## Try a backup and its restore on a cluster of their own
	@scripts/try-restore.sh $(RELEASE)

try-standby: build ## Try a standby for reading, and failover to it, with two clusters of their own
	@scripts/try-standby.sh $(RELEASE)

desk-load: build ## Load the desk with wrk over 100,000 obligations (half an hour; one JSON line a result)
	cd Benchmarks && $(SWIFT) build -c release --product bare-server
	Benchmarks/desk-load.py

CHAOS_RUNS ?= 1000
CHAOS_SEED ?= 1

chaos: import-check ## Kill workers and PostgreSQL under the queue, CHAOS_RUNS times; report in docs/reports/
	@mkdir -p docs/reports
	.build/debug/chaos run --runs $(CHAOS_RUNS) --seed $(CHAOS_SEED) --report docs/reports/chaos.md

study: build ## Answer what would narrow the playing field, at what price, how sure (Dutch and English)
	$(RELEASE) scenario study --lang nl
	$(RELEASE) scenario study --lang en

schema: build ## Write db/schema.sql anew from the migrations
	$(RELEASE) database schema > db/schema.sql

pictures: build ## Draw the lifecycles in docs/lifecycles/ anew
	for name in scheme partnership award period report payment objection permission \
	  project-grant; do \
	  $(RELEASE) lifecycle show $$name --svg --lang nl > docs/lifecycles/$$name.svg; done

clean: ## Remove build products
	rm -rf .build Benchmarks/.build
