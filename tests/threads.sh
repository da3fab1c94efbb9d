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
# Levels above levels, for the thread that looks for faults.
awk 'BEGIN {
	print "<configuration><system.applicationHost><sites>"
	for (i = 1; i <= 6000; i++) {
		print "<site name=\"S" i "\" id=\"" i "\">"
		print "<application path=\"/\"/><application path=\"/a\"/>"
		print "<bindings><binding protocol=\"http\" " \
			"bindingInformation=\"*:80:s" i "\"/></bindings></site>"
	}
	print "</sites></system.applicationHost>"
	for (i = 0; i <= 6000; i++) {
		path = i ? "S" i (i % 2 ? "/a" : "") : "."
		print "<location path=\"" path "\" " \
			"inheritInChildApplications=\"false\">"
		print "<system.webServer><staticContent>"
		print "<mimeMap fileExtension=\".x\" mimeType=\"a/b\"/>"
		if (i > 5990)
			print "<mimemap/>"
		print "</staticContent><security><access sslFlags=\"Ssl\" " \
			"lockAttributes=\"sslFlags\"/></security>"
		print "</system.webServer></location>"
	}
	print "</configuration>"
}' >"$scratch/b.config"
"$build/iislint" --now 2026-06-01 --cert-store "$scratch/my.csv" \
	"$scratch/a.config" "$scratch/b.config" >"$scratch/out" 2>"$scratch/err"
status=$?
if [ $status != 1 ] || [ -s "$scratch/err" ]; then
	echo "threads: exit status $status instead of 1"
	head -n 40 "$scratch/err"
	exit 1
fi
echo 'threads: no race'
