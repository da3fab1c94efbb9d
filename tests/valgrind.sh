#!/bin/sh
# Unit tests and demo under valgrind: no error, no leak.
#
#     tests/valgrind.sh BUILD
#
# Tests over many or large files take minutes there and are left out; the
# sanitizers see them.
set -u

build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/.." || exit 2
check="valgrind -q --error-exitcode=99 --leak-check=full
	--errors-for-leak-kinds=definite,indirect"
failed=0

for file in tests/unit/*_*.c; do
	suite=$(basename "$file" .c)
	case $suite in
	xml_roundtrip | xml_document | xml_halves) continue ;;
	base_utf8 | base_table | report_excerpt) continue ;;
	cert_x509 | cert_pfx | cert_pfx_odd | cert_sst) continue ;;
	esac
	# shellcheck disable=SC2086 # a command and its options
	if ! CK_FORK=no CK_RUN_SUITE=$suite CK_DEFAULT_TIMEOUT=600 \
		$check "$build/unit-tests" >"$build/valgrind.log" 2>&1; then
		cat "$build/valgrind.log"
		echo "valgrind: $suite failed"
		failed=1
	fi
done

for sample in samples/*/; do
	# shellcheck disable=SC2086 # a command and its options
	$check "$build/iislint" --color=always "$sample" \
		>"$build/valgrind.log" 2>&1
	if [ $? -gt 1 ]; then
		cat "$build/valgrind.log"
		echo "valgrind: $sample failed"
		failed=1
	fi
done
[ "$failed" = 0 ] && echo 'valgrind: no errors'
exit $failed
