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
# The rules that rightly report errors or warnings in the file.
expected() {
	case $(basename "$1") in
	# Keys of customMetadata for sites that are gone.
	cb0aa17b7509*)
		# And pools without the names of their accounts, and a pool
		# that is gone.
		echo 'metadata-orphan-site|pool-identity-incomplete|app-pool-missing' ;;
	# A file that was broken off.
	58e4a13a3c55*) echo 'file-truncated' ;;
	# Not a whole file: <handlers overrideMode="Allow">.
	599bf34b4b33*) echo 'schema-unknown-attribute' ;;
	# Modules that were taken out, while their handlers stayed.
	2b7aa8e50069*|48c1d9d82d49*) echo 'handler-module-missing' ;;
	# Two native modules stand twice.
	702f4f438850*) echo 'duplicate-collection-entry' ;;
	# Tests of another tool: a pool without a name, and with an empty one;
	# two sites with one id.
	1ee579f7e22d*) echo 'schema-missing-attribute|location-orphan' ;;
	7311d56024ad*) echo 'pool-name-invalid|location-orphan' ;;
	5651ef1d2c5c*) echo 'duplicate-collection-entry|location-orphan' ;;
	# A gateway in the content; logs that are off; a pool that does not
	# start.
	0cbddc47d893*) echo 'native-module-untrusted-path' ;;
	24809f9441c2* | 48545375013b*) echo 'log-per-site-disabled' ;;
	3e1758e6cd3a*) echo 'pool-disabled' ;;
	# Bindings of all kinds in IIS Express, some wrong on purpose.
	2fcdf9ffaabb* | 44761f4bb80e* | 455ba65d5527*)
		echo 'binding-unknown-protocol|binding-syntax|location-orphan' ;;
	# Two projects on one port.
	13b6be4d5051*) echo 'binding-duplicate-across-sites' ;;
	# Templates: the port is [PORT].
	2d74cc660f49* | 52ef62767018* | 673dd53c13e3*) echo 'binding-syntax' ;;
	# A site that a program completes; two servers in the middle of the
	# installation of IIS.
	33bd63cf73fa* | 3f6c2baa1b04* | 56d528eefa95*)
		echo 'site-without-binding' ;;
	# Tests of that tool, too: a location of a site that is not there.
	*)
		grep -q 'location path="Default Web Site"' "$1" &&
			! grep -q 'site name="Default Web Site"' "$1" &&
			echo 'location-orphan'
		;;
	esac
}

# Errors and warnings of other rules than those.
unexpected() {
	rules=$(expected "$1")
	grep -E ': (error|warning): ' "$report" |
		grep -Ev "\[(${rules:-none})\]\$"
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
	if [ "$status" = 1 ] && unexpected "$1" >/dev/null; then
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
