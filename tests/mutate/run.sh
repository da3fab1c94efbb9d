#!/bin/sh
# Mistakes at random places of configurations that have none: each must be
# found, at the right line and column, and nothing else. Real files take part
# when ../shared/corpus is there.
#
#     tests/mutate/run.sh BUILD
set -u
export LC_ALL=C

build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/../.." || exit 2
corpus=../shared/corpus/configs
report=$(mktemp) || exit 2
trap 'rm -f "$report"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0

# run WHAT ROUNDS: a run that does not get to its end counts as one failure
run() {
	"$build/mutate" "$1" "$2" >"$report" 2>&1
	counts=$(sed -n 's/.*: \([0-9]*\) passed, \([0-9]*\) failed .*/\1 \2/p' \
		"$report" | tail -n 1)
	# shellcheck disable=SC2086 # two numbers
	set -- "$1" ${counts:-0 1}
	if [ "$3" != 0 ] || [ "$1" = schema ]; then
		sed "s|^|$1: |" "$report"
	fi
	passed=$((passed + $2))
	failed=$((failed + $3))
}

run schema 40
for file in "$corpus"/*.config; do
	if [ -f "$file" ] && xmllint --noout "$file" 2>/dev/null &&
		iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1; then
		run "$file" 3
	fi
done
echo "mutations: $passed passed, $failed failed"
[ "$failed" = 0 ]
