#!/bin/sh
# Run all tests on what has been built; the last line is the total.
#
#     tests/run.sh BUILD
#
# Every part ends with a line "NAME: N passed, N failed". A part that does
# not get that far counts as one failure.
set -u

build=$1
cd "$(dirname "$0")/.." || exit 2
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0

# part NAME COMMAND…
part() {
	name=$1
	shift
	"$@" >"$log" 2>&1
	status=$?
	cat "$log"
	counts=$(sed -n "s/^$name: \([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p" \
		"$log" | tail -n 1)
	# shellcheck disable=SC2086 # two numbers
	set -- ${counts:-0 0}
	if [ -z "$counts" ] || { [ "$status" != 0 ] && [ "$2" = 0 ]; }; then
		echo "$name: ended with status $status"
		set -- "$1" 1
	fi
	passed=$((passed + $1))
	failed=$((failed + $2))
}

part unit "$build/unit-tests"
part layers sh tests/layers.sh
part docs sh tests/docs/run.sh "$build"
part cli sh tests/cli/run.sh "$build"
part mutations sh tests/mutate/run.sh "$build"
part corpus sh tests/corpus.sh "$build"
part parity sh tests/parity/run.sh "$build"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
