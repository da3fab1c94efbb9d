#!/bin/sh
# Compare the built-in schema with the schema files of real servers, when
# ../shared/corpus is there: each difference must be in exceptions.txt, and
# each exception must excuse a difference.
#
#     tests/parity/run.sh BUILD
set -u
export LC_ALL=C

build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/../.." || exit 2
schemas=../shared/corpus/schema
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM

if [ ! -d "$schemas" ]; then
	echo 'parity: 0 passed, 0 failed (there is no corpus)'
	exit 0
fi

# compare NAME [-s] TARGET VERSION FILE…: "NAME<tab>LINE" for each line, or
# for none "NAME" alone
compare() {
	name=$1
	shift
	printf '%s\n' "$name" >>"$scratch/lines"
	"$build/parity" "$@" >"$scratch/one" ||
		echo 'the comparison failed' >>"$scratch/one"
	awk -v name="$name" '{ print name "\t" $0 }' "$scratch/one" \
		>>"$scratch/lines"
}

# The folder, the target, and the version of which an Express was made.
while read -r folder target version; do
	compare "$folder" -s "$target" "$version" "$schemas/$folder"/*.xml
done <<'END'
iis-7.0 7.0 7.0
iis-7.5 7.5 7.5
iis-8.0 8.0 8.0
iis-8.5 8.5 8.5
iis-10.0 10.0 10.0
iis-10.0-with-addons 10.0 10.0
iis-10.0-windows-container-2020 10-1809 10-1809
iisexpress-7 express 7.5
iisexpress-8 express 8.0
iisexpress-10 express 10.0
END
for file in "$schemas"/aspnetcore-module/*.xml \
	"$schemas"/third-party-and-addons/*.xml; do
	compare "${file#"$schemas/"}" 2025 2025 "$file"
done

awk '
	# A shell pattern as a regular expression.
	function expression(pattern) {
		gsub(/[][\\.^$+(){}|]/, "\\\\&", pattern)
		gsub(/[*]/, ".*", pattern)
		gsub(/[?]/, ".", pattern)
		return "^(" pattern ")$"
	}
	function folders(patterns, parts, count, i, all) {
		count = split(patterns, parts, " ")
		for (i = 1; i <= count; i++)
			all = all (i > 1 ? "|" : "") expression(parts[i])
		return all
	}
	FILENAME ~ /exceptions/ && (/^#/ || NF == 0) { next }
	FILENAME ~ /exceptions/ {
		if (split($0, part, " [|] ") != 3) {
			print FILENAME ":" FNR ": not three fields: " $0
			failed++
			next
		}
		where[++exceptions] = folders(part[1])
		what[exceptions] = expression(part[2])
		line[exceptions] = FNR
		next
	}
	!/\t/ { wrong[$0] = 0; next }
	{
		name = $0
		sub(/\t.*/, "", name)
		sub(/^[^\t]*\t/, "")
		excused = 0
		for (i = 1; i <= exceptions; i++)
			if (name ~ where[i] && $0 ~ what[i])
				used[i] = excused = 1
		if (!excused) {
			print name ": " $0
			wrong[name]++
		}
	}
	END {
		for (name in wrong)
			if (wrong[name])
				failed++
			else
				passed++
		for (i = 1; i <= exceptions; i++) {
			if (used[i]) {
				passed++
				continue
			}
			print "exceptions.txt:" line[i] ": excuses nothing"
			failed++
		}
		printf "parity: %d passed, %d failed\n", passed, failed
		exit failed > 0
	}' tests/parity/exceptions.txt "$scratch/lines"
