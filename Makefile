# SPDX-License-Identifier: GPL-3.0-or-later
#
# make run           everything from nothing: packages, programs, sample index, daemon, one look-up of each kind
# make run ONCE=1    the same, and stop after the answers
# make test          packages, programs, lint, every test
# `make help` lists the rest.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
EVAL ?=
COLLECTION ?=
ONCE ?=

RELEASE := .build/release
# A target may import only what it says it depends on.
CHECKS := --explicit-target-dependency-import-check error

.PHONY: help packages converters build run test lint format transcripts test-sanitize abuse-sanitize eval eval-ocr bench bench-daemon deb container install uninstall clean screenshots
.DEFAULT_GOAL := build

help:
	@echo 'make run [ONCE=1]         index seeds/, start hakud, ask it one look-up of each kind'
	@echo 'make test                 build, lint, run every test'
	@echo 'make build                the release programs: haku, hakud and hakuweb in $(RELEASE)'
	@echo 'make eval EVAL=DIR        retrieval figures on the collections of DIR, beside stock Xapian'
	@echo 'make eval-ocr EVAL=DIR    figures of OCR repair on the texts of DIR, beside Voikko and SymSpell'
	@echo 'make bench                what is measured in Benchmarks/'
	@echo 'make bench-daemon COLLECTION=DIR   hakud beside stock Xapian in process (DIR has docs/ and queries.tsv)'
	@echo 'make lint, make format    check, or mend, the layout of the Swift code'
	@echo 'make transcripts          the conversations of PROTOCOL.md as they are now, after a change that is meant'
	@echo 'make test-sanitize        the concurrent tests under the thread sanitizer'
	@echo 'make abuse-sanitize       what no client should do, to a hakud with the address and one with the thread sanitizer'
	@echo 'make screenshots          pictures of the page, into pictures/'
	@echo 'make install PREFIX=DIR   what make build made: programs, data and manual below DIR ($(PREFIX)); DESTDIR is honoured'
	@echo 'make deb                  a package of Debian in .build-deb/package; scripts/test-deb.sh tries it in a fresh root'
	@echo 'make container            an image of that package with buildah; scripts/test-container.sh tries it'
	@echo 'make uninstall            what make install put there'
	@echo 'make converters           installs the programs that haku runs to read files, and what the tests make files with, if missing'
	@echo 'make clean                all that was built, and the sample index'

# The system packages that building needs; installs those that are missing where it can.
packages:
	@scripts/install-packages.sh

# And the programs that read PDF and office files, which the tests run.
converters:
	@scripts/install-packages.sh converters
	@scripts/install-test-tools.sh

build: packages
	$(SWIFT) build -c release $(CHECKS) --product haku
	$(SWIFT) build -c release $(CHECKS) --product hakud
	$(SWIFT) build -c release $(CHECKS) --product haku-office
	$(SWIFT) build -c release $(CHECKS) --product haku-confine
	$(SWIFT) build -c release $(CHECKS) --product hakuweb

run: build
	@ONCE='$(ONCE)' scripts/run-sample.sh $(RELEASE)

screenshots: build converters
	scripts/make-screenshots.sh $(RELEASE) pictures

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift
	@scripts/check-house.py

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

test: converters build lint
	$(SWIFT) build --build-tests $(CHECKS)
	SWIFT='$(SWIFT)' scripts/run-tests.sh --skip-build --disable-xctest --skip '^HakuClientTests'
	@# By themselves: they hold a client to its time-outs.
	SWIFT='$(SWIFT)' scripts/run-tests.sh --skip-build --disable-xctest --filter '^HakuClientTests'
	@echo 'make test: built, lint clean, all tests passed'

transcripts: packages
	HAKU_WRITE_TRANSCRIPTS=1 $(SWIFT) test --disable-xctest --filter TranscriptTests || true
	git diff --stat PROTOCOL.md

# What runs on several threads, long enough for a race to show.
test-sanitize: converters
	$(SWIFT) test --sanitize=thread --disable-xctest --scratch-path .build-tsan \
		--filter 'SearchIndexTests|SearchDaemonTests'
	@echo 'make test-sanitize: no race found'

# Leaks are not looked for: what lives as long as the program is not freed.
abuse-sanitize: build
	$(RELEASE)/haku index --index .eval/abuse seeds
	$(SWIFT) build --sanitize=address --scratch-path .build-asan --product hakud
	ASAN_OPTIONS=detect_leaks=0 Benchmarks/abuse.py .build-asan/debug/hakud .eval/abuse \
		--lines 20000 --growth 1000 --idle 40 --slots 1000
	$(SWIFT) build --sanitize=thread --scratch-path .build-tsan --product hakud
	Benchmarks/abuse.py .build-tsan/debug/hakud .eval/abuse --lines 20000 --growth 2000 --idle 40 --slots 1000
	@echo 'make abuse-sanitize: nothing found'

eval: build
	@test -n '$(EVAL)' || { echo 'make eval: name the folder of the collections: make eval EVAL=DIR' >&2; exit 64; }
	scripts/eval.py --haku $(RELEASE)/haku '$(EVAL)'

eval-ocr: build
	@test -n '$(EVAL)' || { echo 'make eval-ocr: name the folder of the texts: make eval-ocr EVAL=DIR' >&2; exit 64; }
	scripts/eval-ocr.py --haku $(RELEASE)/haku '$(EVAL)'

bench: build
	@scripts/bench.sh $(RELEASE)

bench-daemon: build
	@test -n '$(COLLECTION)' || { echo 'make bench-daemon: name a collection: COLLECTION=DIR' >&2; exit 64; }
	Benchmarks/daemon.sh $(RELEASE) '$(COLLECTION)'

# A package of Debian in .build-deb/package; its programs need no Swift libraries. The folder's path comes into no program;
# scripts/test-reproducible.sh compares two builds of one commit.
HERE := -ffile-prefix-map=$(CURDIR)=.
DEB_BUILD = $(SWIFT) build -c release --scratch-path .build-deb --static-swift-stdlib --disable-local-rpath $(CHECKS) \
	-Xcc $(HERE) -Xcxx $(HERE) -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=.
deb: packages
	$(DEB_BUILD) --product haku
	$(DEB_BUILD) --product hakud
	$(DEB_BUILD) --product haku-office
	$(DEB_BUILD) --product haku-confine
	$(DEB_BUILD) --product hakuweb
	scripts/build-deb.sh .build-deb/release .build-deb/package

container: deb
	scripts/build-container.sh "$$(ls -t .build-deb/package/haku_*.deb | head -1)"

# As an ordinary user it builds first; root only copies what `make build` made.
install: $(if $(filter 0,$(shell id -u)),,build)
	@test -x $(RELEASE)/haku || { echo 'make install: run make build first, as yourself' >&2; exit 66; }
	scripts/install.sh $(RELEASE) '$(PREFIX)' '$(DESTDIR)'

uninstall:
	scripts/install.sh --remove '$(PREFIX)' '$(DESTDIR)'

clean:
	rm -rf .build .build-asan .build-tsan .build-deb .eval
	find index -mindepth 1 ! -name README.md -delete
