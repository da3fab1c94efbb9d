#!/bin/sh
# Run every example of the rule pages and of the README.
#
#     tests/docs/run.sh BUILD [PAGE…]
#
# In a page,
#
#     ```xml applicationHost.config     creates that file,
#     ```console                        holds commands and their output:
#     $ iislint applicationHost.config
#     what it prints, standard error included, exactly
#
# All fences of a page share one fresh directory; samples/ is copied into the
# README's. `cd` holds until the end of its fence. A rule's page must have its
# id as title, an example that reports and one that is silent.
set -u
export LC_ALL=C TZ=UTC
unset NO_COLOR

build=$(cd "$1" && pwd) || exit 2
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$build:$PATH
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
cd "$root" || exit 2
[ $# -gt 0 ] || set -- README.md rules/*/*.md

# run_page PAGE: what failed, and a line "counts PASSED FAILED".
run_page() {
	directory=$scratch/$(basename "$1" .md)
	mkdir "$directory" || return
	[ "$1" != README.md ] || cp -R samples "$directory"
	awk -v page="$1" -v directory="$directory" -f tests/docs/page.awk "$1"
}

# Every second page, so that two jobs share the work.
run_pages() {
	turn=$1
	shift
	for page in "$@"; do
		[ "$turn" = 1 ] && run_page "$page" 2>&1
		turn=$((1 - turn))
	done
}

run_pages 0 "$@" >"$scratch/even.log" &
run_pages 1 "$@" >"$scratch/odd.log"
wait

cat "$scratch/even.log" "$scratch/odd.log" | awk '
	$1 == "counts" && NF == 3 { passed += $2; failed += $3; pages++; next }
	{ print }
	END {
		printf "docs: %d passed, %d failed (%d pages)\n",
			passed, failed, pages
		exit failed > 0 || !pages
	}'
