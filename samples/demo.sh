#!/bin/sh
# What `make demo` shows: iislint finds why HTTPS will stop working.
#
#     demo.sh IISLINT
#
# iislint says 1 for findings, and it has to find some here.
set -u

case $1 in
/*) iislint=$1 ;;
*) iislint=$PWD/$1 ;;
esac
cd "$(dirname "$0")/ssl-stops-working" || exit 1
echo '$ cd samples/ssl-stops-working'
echo '$ iislint --cert-store cert-store-my.txt applicationHost.config'
"$iislint" --cert-store cert-store-my.txt applicationHost.config
status=$?
if [ "$status" != 1 ]; then
	echo "demo: exit status $status instead of 1" >&2
	exit 1
fi
