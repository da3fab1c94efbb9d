#!/bin/sh
# Each layer of lint/ includes only itself and those before it; a rule
# includes rule/rule.h and no header of libxml2 or OpenSSL.
#
#     tests/layers.sh
set -u
export LC_ALL=C

cd "$(dirname "$0")/.." || exit 2
layers='base xml schema config cert rule report cli'

for file in lint/*/*.[ch] rules/*/*.c; do
	sed -n 's/^#include ["<]\(.*\)[">].*/\1/p' "$file" |
		sed "s|^|$file |"
done | awk -v layers="$layers" '
	BEGIN {
		count = split(layers, names, " ")
		for (i = 1; i <= count; i++)
			rank[names[i]] = i
	}
	{
		split($1, from, "/")
		split($2, to, "/")
		if (!($1 in seen)) {
			seen[$1] = 1
			files++
		}
		bad = 0
		if (from[1] == "lint" && !(from[2] in rank)) {
			bad = 1
		} else if (from[1] == "rules") {
			bad = (to[1] in rank && $2 != "rule/rule.h") ||
				to[1] == "libxml" || to[1] == "openssl"
		} else if (to[1] in rank) {
			bad = rank[to[1]] > rank[from[2]]
		}
		if (bad) {
			print $1 ": must not include " $2
			if (!($1 in wrong)) {
				wrong[$1] = 1
				failed++
			}
		}
	}
	END {
		printf "layers: %d passed, %d failed\n", files - failed, failed
		exit failed > 0
	}'
