#!/bin/sh
# Lint real files, when ../shared/corpus is there: no crash, no opinion on
# well-formedness other than xmllint's, no error or warning on files that
# worked on a server.
#
#     tests/corpus.sh BUILD
set -u
export LC_ALL=C

build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/.." || exit 2
corpus=../shared/corpus
report=$(mktemp) || exit 2
trap 'rm -f "$report"' EXIT
trap 'exit 2' HUP INT TERM

if [ ! -d "$corpus" ]; then
	echo 'corpus: 0 passed, 0 failed (there is no corpus)'
	exit 0
fi

# Files in which the default rules are right to find something, by the first
# digits of the name, and why.
expected() {
	case $(basename "$1") in
	cb0aa17b7509*) ;; # keys of customMetadata for sites that are gone
	58e4a13a3c55*) ;; # a file that was broken off
	# A test of bindings: ftp without a certificate.
	2fcdf9ffaabb* | 44761f4bb80e* | 455ba65d5527*) ;;
	*) return 1 ;;
	esac
}

# What iislint calls the file: fine, or not well-formed.
faults='xml-not-well-formed|file-truncated|xml-encoding|xml-dtd'
faults="$faults|conflict-markers"

check() {
	"$build/iislint" -q --format gcc "$1" >"$report" 2>&1
	status=$?
	if [ "$status" != 0 ] && [ "$status" != 1 ]; then
		echo "$1: exit status $status"
		return 1
	fi
	xmllint --noout "$1" 2>/dev/null
	malformed=$?
	if grep -Eq "\[($faults)\]$" "$report"; then
		[ "$malformed" != 0 ] && return 0
		echo "$1: xmllint does not mind"
		return 1
	elif [ "$malformed" != 0 ]; then
		echo "$1: only xmllint says that it is not well-formed"
		return 1
	fi
	case $1 in
	*/configs/*) ;;
	*) return 0 ;;
	esac
	if [ "$status" = 1 ] && ! expected "$1"; then
		echo "$1: errors or warnings"
		return 1
	fi
}

passed=0
failed=0
for file in "$corpus"/configs/* "$corpus"/other/* "$corpus"/schema/*/*; do
	case $file in
	*.config | *.xml) ;;
	*) continue ;;
	esac
	if check "$file"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		sed 's/^/    /' "$report" | head -n 5
	fi
done
echo "corpus: $passed passed, $failed failed"
[ "$failed" = 0 ]
