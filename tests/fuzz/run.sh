#!/bin/sh
# Run each fuzzer for some seconds, beginning with the samples and with the
# files of the rule pages' examples. What makes one fail is kept in BUILD.
#
#     tests/fuzz/run.sh BUILD SECONDS [NAME]
set -u
export LC_ALL=C

build=$(cd "$1" && pwd) || exit 2
seconds=$2
only=${3:-}
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$scratch/seeds" "$scratch/found" "$build/artifacts" 2>/dev/null

cp samples/ssl-stops-working/applicationHost.config "$scratch/seeds/1.config"
cp samples/healthy/applicationHost.config "$scratch/seeds/2.config"
cp samples/ssl-stops-working/cert-store-my.txt "$scratch/seeds/1.txt"
hash=0b9c2e61f5d84a7731cc0fd5e2a96b40d87e1f3a
printf '%s\n' '#TYPE Selected.X509Certificate2' \
	'"Thumbprint","Subject","NotAfter","HasPrivateKey"' \
	"\"$hash\",\"CN=\"\"a\"\", O=b\",\"1/8/2036 10:15:00 AM\",\"True\"" \
	>"$scratch/seeds/2.txt"
printf '[{"Thumbprint":"%s","NotAfter":"\\/Date(1789227140000)\\/"}]\n' \
	$hash >"$scratch/seeds/3.txt"
printf '# list\n%s\n0b:9c:2e\n' $hash >"$scratch/seeds/4.txt"
awk -v folder="$scratch/seeds/" '
	/^```/ && file == "" && NF > 1 { file = folder "page" ++n; next }
	/^```/ { if (file != "") close(file); file = ""; next }
	file != "" { print > file }' rules/*/*.md

failed=0
for program in "$build"/fuzz_*; do
	[ -x "$program" ] || continue
	name=$(basename "$program")
	[ -z "$only" ] || [ "$only" = "$name" ] || continue
	dictionary=tests/fuzz/${name#fuzz_}.dict
	set -- -max_total_time="$seconds" -max_len=4096 -timeout=10 \
		-rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$build/artifacts/$name-"
	[ ! -f "$dictionary" ] || set -- "$@" -dict="$dictionary"
	rm -rf "$scratch/found"
	mkdir "$scratch/found"
	if "$program" "$@" "$scratch/found" "$scratch/seeds" \
		>"$scratch/log" 2>&1; then
		sed -n 's/^stat::number_of_executed_units: *\([0-9]*\)/\1/p' \
			"$scratch/log" |
			sed "s/.*/$name: & executions, no crash/"
	else
		tail -n 40 "$scratch/log"
		echo "$name: failed; the input is in $build/artifacts"
		failed=1
	fi
done
exit $failed
