# iislint. Targets for users: demo, test, all, install, uninstall.
# `make help` lists them all. User flags (CC, CFLAGS, CPPFLAGS, LDFLAGS) are
# added to ours and win over them.

CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
PKG_CONFIG ?= pkg-config
CLANG ?= clang
BUILD ?= build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef \
	-Wmissing-prototypes -Wstrict-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla -Wformat=2
PACKAGES = libxml-2.0 libcrypto jansson
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null)
CHECK_CFLAGS = $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS = $(shell $(PKG_CONFIG) --libs check 2>/dev/null)
# iconv is a part of libc on Linux, a library of its own elsewhere.
PACKAGE_LIBS += $(if $(filter Linux,$(shell uname -s)),,-liconv)

ALL_CPPFLAGS = -Ilint -D_POSIX_C_SOURCE=200809L $(PACKAGE_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS = -std=c11 -pthread $(WARNINGS) $(CFLAGS)

# Sources are found, not listed: a new rule, reader or report is a new file.
RULES := $(wildcard rules/*/*.c)
PAGES := $(wildcard rules/*/*.md)
READERS := $(wildcard lint/cert/read_*.c)
REPORTS := $(wildcard lint/report/report_*.c)
SCHEMAS := $(wildcard schemas/*.xml)
GENERATED = $(addprefix $(BUILD)/gen/,rules.c readers.c reports.c schema.c)
GENERATE = lint/rule/registry.sh
PROGRAMS = lint/cli/main.c lint/schema/compile.c tests/parity/compare.c
LIBRARY_SOURCES := $(filter-out $(PROGRAMS),$(wildcard lint/*/*.c)) $(RULES)
LIBRARY_OBJECTS = $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
SUITES = $(filter-out %/main.c %/unit.c,$(UNIT_SOURCES))
UNIT_OBJECTS = $(UNIT_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/gen/suites.o
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
# Each reader of listings has a fuzzer of its own.
FUZZ_PROGRAMS = $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/%) \
	$(READERS:lint/cert/read_%.c=$(BUILD)/fuzz_listing_%)
MUTATE_SOURCES := $(wildcard tests/mutate/*.c)
MUTATE_OBJECTS = $(MUTATE_SOURCES:%.c=$(BUILD)/%.o)
BENCH_PROGRAMS = $(BUILD)/bench/generate $(BUILD)/bench/faulty \
	$(BUILD)/bench/measure $(BUILD)/bench/growth
C_FILES = $(wildcard lint/*/*.[ch] rules/*/*.c tests/*/*.[ch])

# No built-in rules: whatever is made here is made by a rule that can be read.
MAKEFLAGS += -r
.DELETE_ON_ERROR:
.PHONY: all help demo test check install uninstall check-asan check-tsan \
	check-valgrind format format-check bench fuzz fuzz-programs clean FORCE
.SECONDARY:

all: $(BUILD)/iislint

help:
	@echo 'make demo            install what is missing, build, show iislint at work'
	@echo 'make test            install what the tests need, build, run all tests'
	@echo 'make                 build build/iislint'
	@echo 'make install         install below PREFIX ($(PREFIX)); DESTDIR is respected'
	@echo 'make uninstall       remove it again'
	@echo 'make check-asan      tests under address and undefined-behaviour sanitizers'
	@echo 'make check-tsan      a large file under the thread sanitizer'
	@echo 'make check-valgrind  unit tests and demo under valgrind'
	@echo 'make fuzz            short fuzzing, FUZZ_SECONDS=10 each'
	@echo 'make bench           speed and memory against xmllint'
	@echo 'make format          let clang-format lay out the sources'
	@echo 'make format-check    fail if it would change something'
	@echo 'make clean           remove build/'

$(BUILD)/iislint: $(BUILD)/lint/cli/main.o $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

$(BUILD)/libiislint.a: $(LIBRARY_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Check's macros are variadic; only clang minds.
$(BUILD)/tests/unit/%.o $(BUILD)/gen/suites.o: \
	PACKAGE_CFLAGS += -I. $(CHECK_CFLAGS)

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/rules.c: $(GENERATE) $(RULES) $(PAGES)
	@mkdir -p $(@D)
	sh $(GENERATE) rules $(RULES) > $@

$(BUILD)/gen/readers.c: $(GENERATE) $(READERS)
	@mkdir -p $(@D)
	sh $(GENERATE) readers $(READERS) > $@

$(BUILD)/gen/reports.c: $(GENERATE) $(REPORTS)
	@mkdir -p $(@D)
	sh $(GENERATE) reports $(REPORTS) > $@

# The schema files are compiled by a program that is built first.
COMPILE_SOURCES := $(wildcard lint/base/*.c lint/xml/*.c lint/schema/*.c)
COMPILE_OBJECTS = $(COMPILE_SOURCES:%.c=$(BUILD)/%.o)
$(BUILD)/schema-compile: $(COMPILE_OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

$(BUILD)/gen/schema.c: $(BUILD)/schema-compile $(SCHEMAS)
	@mkdir -p $(@D)
	$(BUILD)/schema-compile $(SCHEMAS) > $@

$(BUILD)/gen/suites.c: $(GENERATE)
	@mkdir -p $(@D)
	sh $(GENERATE) suites $(SUITES) > $@

# A file that was added or removed must renew the tables.
INPUTS = $(RULES) $(PAGES) $(READERS) $(REPORTS) $(SUITES) $(SCHEMAS)
$(BUILD)/gen/inputs: FORCE
	@mkdir -p $(@D)
	@echo '$(INPUTS)' | cmp -s - $@ || echo '$(INPUTS)' > $@
FORCE:
$(GENERATED) $(BUILD)/gen/suites.c: $(BUILD)/gen/inputs

demo:
	@sh .ci/install-packages build
	@echo 'building $(BUILD)/iislint'
	@$(MAKE) -s --no-print-directory all
	@sh samples/demo.sh $(BUILD)/iislint

test:
	@sh .ci/install-packages build test
	@echo 'building $(BUILD)/iislint and the tests'
	@$(MAKE) -s --no-print-directory check

check: all $(BUILD)/unit-tests $(BUILD)/parity $(BUILD)/mutate
	@sh tests/run.sh $(BUILD)

$(BUILD)/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) \
		$(CHECK_LIBS) $(LDLIBS)

$(BUILD)/parity: $(BUILD)/tests/parity/compare.o $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

$(BUILD)/mutate: $(MUTATE_OBJECTS) $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

check-asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan \
		CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' check

RACES = -fsanitize=thread
check-tsan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/tsan \
		CFLAGS='-O1 -g $(RACES)' LDFLAGS='$(RACES)' \
		all $(BUILD)/tsan/bench/generate
	@sh tests/threads.sh $(BUILD)/tsan

check-valgrind: all $(BUILD)/unit-tests
	@sh tests/valgrind.sh $(BUILD)

# The fuzzers and all that they test are compiled anew, with coverage.
FUZZ_SECONDS ?= 10
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=$(CLANG) \
		CFLAGS='-O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link' \
		fuzz-programs
	@sh tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

fuzz-programs: $(FUZZ_PROGRAMS)

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ \
		$(PACKAGE_LIBS) $(LDLIBS)

$(BUILD)/tests/fuzz/fuzz_listing_%.o: tests/fuzz/fuzz_listing.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -DREADER=cert_reader_$* \
		-MMD -MP -c -o $@ $<

$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $<

$(BUILD)/bench/growth: $(BUILD)/tests/bench/growth.o $(BUILD)/libiislint.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

BENCH_SITES = 1000 10000 100000
bench: all $(BENCH_PROGRAMS)
	@sh tests/bench/run.sh $(BUILD) $(BENCH_SITES)

format:
	clang-format -i $(C_FILES)

format-check:
	clang-format --dry-run --Werror $(C_FILES)

install: all
	mkdir -p '$(DESTDIR)$(PREFIX)/bin'
	cp $(BUILD)/iislint '$(DESTDIR)$(PREFIX)/bin/iislint'
	chmod 755 '$(DESTDIR)$(PREFIX)/bin/iislint'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/iislint'

clean:
	rm -rf $(BUILD)

-include $(LIBRARY_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) \
	$(MUTATE_OBJECTS:.o=.d) \
	$(FUZZ_PROGRAMS:$(BUILD)/%=$(BUILD)/tests/fuzz/%.d) \
	$(PROGRAMS:%.c=$(BUILD)/%.d)
