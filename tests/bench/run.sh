#!/bin/sh
# Speed and memory of iislint against xmllint on the same file in the same
# run. Budgets stand beside what was measured; nothing fails for being slow.
#
#     tests/bench/run.sh BUILD [SITES…]
set -eu
export LC_ALL=C

build=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 1000 10000 100000
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
config=$scratch/applicationHost.config

# print TITLE SIZE BUDGETS: what measure says of iislint, --sax and DOM.
# Memory in kilobytes goes against the size of the file in bytes.
print() {
	awk -v title="$1" -v size="$2" -v budget="$3" -v last="$scratch/last" '
		{ seconds[NR] = $1; memory[NR] = $2 * 1024 }
		END {
			if (NR < 3)
				exit 1
			ms = seconds[1] * 1000
			printf "%-34s %8.1f ms  %5.2f x sax  %5.2f x dom", \
				title, ms, seconds[1] / seconds[2], \
				seconds[1] / seconds[3]
			printf "  %7.1f MB %5.2f x file (dom %5.2f)  %s\n", \
				memory[1] / 1e6, memory[1] / size, \
				memory[3] / size, budget
			print seconds[1] > last
		}'
}

size_of() {
	wc -c <"$1" | tr -d ' '
}

# row LISTING TITLE BUDGETS [OPTION…]: lint $config against a listing
row() {
	listing=$1 title=$2 budgets=$3
	shift 3
	"$build/bench/generate" "$listing" "$sites" >"$scratch/my.txt"
	"$build/bench/measure" $runs \
		-- "$build/iislint" --now 2026-06-01 "$@" \
			--cert-store "$scratch/my.txt" "$config" \
		-- xmllint --sax --noout "$config" \
		-- xmllint --noout "$config" |
		print "$sites sites, $title" "$(size_of "$config")" "$budgets"
}

# reading LISTING OPTION: a listing alone, against reading $config alone
reading() {
	"$build/bench/generate" "$1" "$sites" >"$scratch/my.txt"
	# shellcheck disable=SC2086 # options
	"$build/bench/measure" $runs \
		-- "$build/iislint" --now 2026-06-01 "$2" "$scratch/my.txt" \
			samples/healthy/applicationHost.config \
		-- "$build/iislint" $off "$config" |
		awk -v title="    $1 listing alone" '
			{ seconds[NR] = $1; memory[NR] = $2 * 1024 }
			END {
				if (NR < 2)
					exit 1
				printf "%-34s %8.1f ms  %5.2f x config", \
					title, seconds[1] * 1000, \
					seconds[1] / seconds[2]
				printf " (%.1f ms)  %7.1f MB", \
					seconds[2] * 1000, memory[1] / 1e6
				print "  (budget 1 x config)"
			}'
}

echo 'medians; x sax, x dom: time against xmllint --sax --noout, xmllint --noout'
# The options that switch every rule off: what is left is reading.
off=$("$build/iislint" --list-rules | awk '{ printf " --disable %s", $1 }')
before=
for sites in "$@"; do
	case $sites in
	?????*) runs=5 ;;
	*) runs=15 ;;
	esac
	"$build/bench/generate" config "$sites" >"$config"
	row csv 'CSV listing' '(budget 1.5 x sax, 4 x file)'
	now=$(cat "$scratch/last")
	[ -z "$before" ] || echo "$before $now $sites $last_sites" | awk '{
		printf "    growth %.2f for %.0f times the sites", \
			$2 / $1, $3 / $4
		print " (budget 11 per decade)" }'
	before=$now
	last_sites=$sites
	row listing 'certutil listing' ''
	row missing 'no hash listed' ''
	"$build/bench/generate" netsh "$sites" >"$scratch/netsh.txt"
	row csv 'CSV and http.sys' '' --http-sys "$scratch/netsh.txt"
	for listing in csv json listing; do
		reading $listing --cert-store
	done
	reading netsh --http-sys
done

# Each rule alone, on files in which each site has about every mistake.
small=$1 large=$(($1 * 10))
for sites in $small $large; do
	mkdir "$scratch/$sites"
	"$build/bench/faulty" "$sites" \
		>"$scratch/$sites/applicationHost.config"
	"$build/bench/generate" csv "$sites" >"$scratch/$sites/my.csv"
	"$build/bench/generate" netsh "$sites" >"$scratch/$sites/netsh.txt"
done
echo "rules that take the most time, $small and $large faulty sites" \
	'(budget 11 x)'
"$build/bench/growth" "$scratch/$small" "$scratch/$large"

# A file of the size that a fresh server has; no sample is that large.
awk '{ print }
	/<\/configSections>/ {
		for (i = 0; i < 800; i++)
			print "    <!-- a comment of the size that a line" \
				" of a stock file has, " i " -->"
	}' samples/healthy/applicationHost.config >"$config"
"$build/bench/measure" 21 20 \
	-- "$build/iislint" "$config" \
	-- xmllint --sax --noout "$config" \
	-- xmllint --noout "$config" |
	print "stock-like, $(($(size_of "$config") / 1000)) KB" \
		"$(size_of "$config")" '(budget 2 x dom)'
