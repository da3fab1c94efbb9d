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
# iconv is a part of libc on Linux, a library of its own elsewhere.
PACKAGE_LIBS += $(if $(filter Linux,$(shell uname -s)),,-liconv)

ALL_CPPFLAGS = -Ilint -D_POSIX_C_SOURCE=200809L $(PACKAGE_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS = -std=c11 -pthread $(WARNINGS) $(CFLAGS)

# Sources are found, not listed: a new rule, reader or report is a new file.
RULES := $(wildcard rules/*/*.c)
PAGES := $(wildcard rules/*/*.md)
READERS := $(wildcard lint/cert/read_*.c)
REPORTS := $(wildcard lint/report/report_*.c)
GENERATED = $(addprefix $(BUILD)/gen/,rules.c readers.c reports.c)
LIBRARY_SOURCES := $(filter-out lint/cli/main.c,$(wildcard lint/*/*.c)) $(RULES)
LIBRARY_OBJECTS = $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_OBJECTS = $(UNIT_SOURCES:%.c=$(BUILD)/%.o)
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_PROGRAMS = $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/fuzz/%)
C_FILES = $(wildcard lint/*/*.[ch] rules/*/*.c tests/*/*.[ch])

.DELETE_ON_ERROR:
.PHONY: all help demo test check install uninstall check-asan check-valgrind \
	format format-check bench fuzz clean
.SECONDARY:

all: $(BUILD)/iislint

help:
	@echo 'make demo            install what is missing, build, show iislint at work'
	@echo 'make test            install what the tests need, build, run all tests'
	@echo 'make                 build build/iislint'
	@echo 'make install         install below PREFIX ($(PREFIX)); DESTDIR is respected'
	@echo 'make uninstall       remove it again'
	@echo 'make check-asan      tests under address and undefined-behaviour sanitizers'
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

$(BUILD)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/rules.c: lint/rule/registry.sh $(RULES) $(PAGES)
	@mkdir -p $(@D)
	sh $< rules $(RULES) > $@

$(BUILD)/gen/readers.c: lint/rule/registry.sh $(READERS)
	@mkdir -p $(@D)
	sh $< readers $(READERS) > $@

$(BUILD)/gen/reports.c: lint/rule/registry.sh $(REPORTS)
	@mkdir -p $(@D)
	sh $< reports $(REPORTS) > $@

# A file that was added or removed must renew the tables.
$(BUILD)/gen/inputs: FORCE
	@mkdir -p $(@D)
	@echo '$(RULES) $(PAGES) $(READERS) $(REPORTS)' | cmp -s - $@ || \
		echo '$(RULES) $(PAGES) $(READERS) $(REPORTS)' > $@
FORCE:
$(GENERATED): $(BUILD)/gen/inputs

demo:
	@sh .ci/install-packages build
	@$(MAKE) --no-print-directory all
	@sh samples/demo.sh $(BUILD)/iislint

test:
	@sh .ci/install-packages build test
	@$(MAKE) --no-print-directory check

check: all $(BUILD)/unit-tests
	@sh tests/run.sh $(BUILD)

$(BUILD)/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libiislint.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) \
		$$($(PKG_CONFIG) --libs check) $(LDLIBS)

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

check-asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan \
		CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' check

check-valgrind: all $(BUILD)/unit-tests
	@sh tests/valgrind.sh $(BUILD)

FUZZ_SECONDS ?= 10
FUZZ_FLAGS = -O1 -g -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY_SOURCES) $(GENERATED)
	@mkdir -p $(@D)
	$(CLANG) $(ALL_CPPFLAGS) -std=c11 $(FUZZ_FLAGS) -o $@ $< \
		$(LIBRARY_SOURCES) $(GENERATED) $(PACKAGE_LIBS)

fuzz: $(FUZZ_PROGRAMS)
	@sh tests/fuzz/run.sh $(BUILD) $(FUZZ_SECONDS)

bench: all
	@sh tests/bench/run.sh $(BUILD)

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
	$(BUILD)/lint/cli/main.d
