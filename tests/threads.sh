#!/bin/sh
# Lint a file and a listing that are large enough for threads, with a program
# built under the thread sanitizer.
#
#     tests/threads.sh BUILD
set -u
build=$(cd "$1" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM

"$build/bench/generate" config 10000 >"$scratch/a.config" || exit 2
"$build/bench/generate" csv 10000 >"$scratch/my.csv" || exit 2
"$build/iislint" --now 2026-06-01 --cert-store "$scratch/my.csv" \
	"$scratch/a.config" >"$scratch/out" 2>"$scratch/err"
status=$?
if [ $status != 1 ] || [ -s "$scratch/err" ]; then
	echo "threads: exit status $status instead of 1"
	head -n 40 "$scratch/err"
	exit 1
fi
echo 'threads: no race'
