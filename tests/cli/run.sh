#!/bin/sh
# The command line: every exit status, and what is said with it.
#
#     tests/cli/run.sh BUILD
#
# A case is a line "run STATUS TITLE COMMAND…" and lines about what came out:
#
#     out TEXT     standard output holds the text
#     err TEXT     standard error holds the text
#     no_out TEXT  standard output does not hold it ("" for: is empty)
#     no_err TEXT  the same of standard error
set -u
export LC_ALL=C TZ=UTC
unset NO_COLOR

build=$(cd "$1" && pwd) || exit 2
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$build:$PATH
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
title=

count() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "cli: $title: $2"
	sed 's/^/    out: /' "$scratch/out"
	sed 's/^/    err: /' "$scratch/err"
}

run() {
	expected=$1 title=$2
	shift 2
	"$@" >"$scratch/out" 2>"$scratch/err" </dev/null
	status=$?
	[ "$status" = "$expected" ]
	count $? "exit status $status instead of $expected"
}

# run_sh STATUS TITLE SCRIPT: for redirections and pipes
run_sh() {
	run "$1" "$2" sh -c "$3"
}

holds() {
	if [ -n "$2" ]; then
		grep -qF -e "$2" "$scratch/$1"
	else
		[ -s "$scratch/$1" ]
	fi
}

out() { holds out "$1"; count $? "standard output lacks '$1'"; }
err() { holds err "$1"; count $? "standard error lacks '$1'"; }
no_out() { ! holds out "$1"; count $? "standard output holds '$1'"; }
no_err() { ! holds err "$1"; count $? "standard error holds '$1'"; }

# --- The files that the cases use -----------------------------------------

rule=metadata-cert-hash-unknown
mkdir "$scratch/work" "$scratch/empty" "$scratch/server"
cd "$scratch/work" || exit 2
cp "$root/samples/healthy/applicationHost.config" good.config
cp "$root/samples/ssl-stops-working/applicationHost.config" bad.config
cp "$root/samples/ssl-stops-working/cert-store-my.txt" my.txt
cp good.config "$scratch/server/APPLICATIONHOST.Config"
: >empty.txt
echo 'hello, world' >unknown.txt
awk '/<sites>/ { exit } { print }' good.config >cut.config
sed '/Cert Hash/,/passed/d; s/^My "Personal"/WebHosting "Web Hosting"/' \
	my.txt >other.txt
listed="--cert-store my.txt"

# --- What was found ---------------------------------------------------------

run 0 'clean file' iislint good.config
no_err ''
run 0 'clean file, quiet' iislint -q good.config
no_out ''
no_err ''
# shellcheck disable=SC2086 # $listed is an option with its value
{
run 1 'findings' iislint $listed bad.config
out "bad.config:54:93: error: "
out "[$rule]"
no_err ''
run 1 'two listings' iislint $listed --cert-store WebHosting=my.txt bad.config
out "[$rule]"
run 0 'a listing of another store proves nothing' \
	iislint --fail-on error --cert-store WebHosting=my.txt bad.config
no_out "[$rule]"
run 0 'finding below --fail-on' \
	iislint $listed --severity $rule=warning --fail-on error bad.config
out 'warning: '
run 1 '--fail-on info' \
	iislint $listed --severity $rule=info --fail-on info bad.config
run 0 'info does not fail by default' \
	iislint $listed --severity $rule=info bad.config
run 1 '--min-severity hides, but does not change the status' \
	iislint $listed --severity $rule=warning --min-severity error bad.config
no_out "[$rule]"
run 0 '--severity RULE=off' iislint $listed --severity $rule=off bad.config
no_out "[$rule]"
run 1 '--severity RULE=error after off' iislint $listed \
	--severity $rule=off --severity=$rule=error bad.config
run 0 '--disable' iislint $listed --disable $rule bad.config
run 0 '--disable with a list' \
	iislint $listed --disable $rule,metadata-ssl-other bad.config
run 1 '--enable after --disable' \
	iislint $listed --disable $rule --enable=$rule bad.config
out "[$rule]"
run 1 '--profile adds' iislint $listed --profile pedantic,hardening bad.config
out "[$rule]"
run 1 'several files' iislint $listed good.config bad.config
out 'bad.config:54:93:'
run 2 'one file unreadable, the others are checked' \
	iislint $listed none.config bad.config
out 'bad.config:54:93:'
err 'iislint: none.config: No such file or directory'
run 1 'a file that is cut off is a finding' iislint cut.config
out 'cut.config:'
out 'error: '
no_err ''

# --- Ways to write it -------------------------------------------------------

run 1 '--opt=value' iislint --cert-store=my.txt --format=gcc bad.config
run 1 'options behind files' iislint bad.config $listed
run 2 '-- ends the options' iislint -- --cert-store
err 'iislint: --cert-store: No such file'
run_sh 1 'standard input' 'iislint --cert-store my.txt - <bad.config'
out '<stdin>:54:93:'
{
	echo 'this line has been read before'
	cat good.config
	awk 'BEGIN { for (i = 0; i < 90000; i++)
		print "<!-- a comment that makes the file large enough " i " -->" }'
} >read.config
run_sh 0 'a large standard input from where it stands' \
	'{ read -r line; iislint -; } <read.config'
run_sh 1 '--stdin-filename' \
	'iislint --cert-store my.txt --stdin-filename web01.config - <bad.config'
out 'web01.config:54:93:'
run_sh 1 'listing on standard input' 'iislint --cert-store - bad.config <my.txt'
run_sh 1 'MY=- on standard input' \
	'iislint --cert-store MY=- bad.config <my.txt'
run 1 'STORE=FILE' iislint --cert-store MY=my.txt bad.config
out 'store MY is listed here'
cp my.txt 'a=b.txt'
run 1 './a=b.txt is a file' iislint --cert-store ./a=b.txt bad.config
run 2 'a=b.txt is store a' iislint --cert-store a=c.txt bad.config
err 'iislint: c.txt: No such file'
run 0 '--now' iislint --now 2026-01-31 good.config
run 0 '--now with a time' iislint --now=2026-01-31T10:15:00Z good.config

# --- Server snapshots --------------------------------------------------------

farm=$scratch/farm
mkdir -p "$farm/web01" "$farm/web02/Config/schema" "$farm/.git" "$farm/notes"
cp bad.config "$farm/web01/applicationHost.config"
cp my.txt "$farm/web01/cert-store-my.txt"
cp bad.config "$farm/web02/Config/ApplicationHost.config"
run 1 'a snapshot' iislint "$farm/web01"
out "web01/applicationHost.config:54:93: error"
out "[$rule]"
out 'web01/cert-store-my.txt:1:1: note'
out '1 error in 1 file'
run 1 'a slash behind it' iislint "$farm/web01/"
out "$farm/web01/applicationHost.config:54:93: error"
cd "$farm/web01" || exit 2
run 1 'the current directory is one' iislint
out 'cert-store-my.txt:1:1: note'
no_out './'
run 1 'its file alone is none' iislint applicationHost.config
no_out "[$rule]"
cd "$scratch/work" || exit 2
run 1 'a config below' iislint "$farm/web02"
out 'web02/Config/ApplicationHost.config:54:93: warning'
no_out "[$rule]"
run 1 'a directory of snapshots, each with its own listings' iislint "$farm"
out 'web01/applicationHost.config:54:93: error'
out 'web02/Config/ApplicationHost.config:54:93: warning'
out '1 error, 1 warning in 2 files'
cp my.txt "$farm/web02/Config/Cert-Store.txt"
run 1 'listings beside a config below' iislint "$farm"
out '2 errors in 2 files'
echo E38DA3A8214567BEE306167B4181CA5EE2BD76B7 >"$farm/web02/cert-store-my.txt"
rm "$farm/web02/Config/Cert-Store.txt"
run 0 'the name of a listing tells the store that it does not' \
	iislint "$farm/web02"
out '[metadata-cert-hash-ok]'
out 'is listed here, in store my'
run 0 'a listing of the command line as well' \
	iislint --cert-store my.txt "$farm/web02"
out 'is listed here, in store my'
echo 'hello, world' >"$farm/web02/cert-store-webhosting.txt"
run 2 'a listing that is none: only that server is not checked' iislint "$farm"
err 'web02/cert-store-webhosting.txt: not a certificate listing'
err 'web02/Config/ApplicationHost.config: not checked, because a listing'
out 'web01/applicationHost.config:54:93: error'
no_out 'web02/Config/ApplicationHost.config:54'
mv "$farm/web02/cert-store-webhosting.txt" "$farm/web02/cert-store.txt~"
run 0 'a copy that an editor left' iislint "$farm/web02"
mkdir "$farm/web03"
cp my.txt "$farm/web03/cert-store-my.txt"
run 2 'a server without its file' iislint "$farm"
err 'web03 has listings, but no applicationHost.config'
out 'web01/applicationHost.config:54:93: error'

# --- Nothing, or the wrong thing, to check ----------------------------------

cd "$scratch/server" || exit 2
run 0 'no arguments, in any letter case' iislint
out 'in 1 file'
cd "$scratch/empty" || exit 2
run 2 'no arguments, nothing there' iislint
err 'nothing to check'
err 'name a file'
no_out ''
cd "$scratch/work" || exit 2
run 2 'directory without a config' iislint "$scratch/empty"
err 'nothing to check: neither the directory nor one in it'
no_out ''
run 2 'unreadable listing' iislint --cert-store none.txt good.config
err 'iislint: none.txt: No such file'
run 2 'a directory without a listing' \
	iislint --cert-store "$scratch/empty" good.config
err "empty: no file of the directory can be used"
mkdir listings
cp my.txt listings/b.txt
echo 'hello, world' >listings/a.txt
run 1 'a single certificate is no whole store' \
	iislint --cert-store "MY=$root/tests/listings/single.cer" bad.config
out 'warning: certificate'
out 'only a warning: this listing does not show that it is the whole store MY'
no_out 'STORE=FILE'
run 1 'a PKCS #12 file and its password' env IISLINT_PFX_PASSWORD=geheim \
	iislint --cert-store "MY=$root/tests/listings/single.pfx" bad.config
no_err ''
echo geheim >password.txt
run 1 'a password in a file' iislint --password-file password.txt \
	--cert-store "MY=$root/tests/listings/single.pfx" bad.config
no_err ''
run 2 'the file has the last word' env IISLINT_PFX_PASSWORD=geheim \
	iislint --password-file my.txt \
	--cert-store "MY=$root/tests/listings/single.pfx" bad.config
err 'the password does not open'
no_err 'geheim'
run 2 'no password' \
	iislint --cert-store "MY=$root/tests/listings/single.pfx" bad.config
err 'needs a password'
pfx=$root/tests/listings/single.pfx
printf 'g\0e\0h\0e\0i\0m\0' >utf16.txt
printf '\357\273\277geheim\r\nmore\r\n' >bom.txt
for file in utf16.txt bom.txt; do
	run 1 "a password in $file" iislint --password-file $file \
		--cert-store "MY=$pfx" bad.config
	no_err ''
done
run 2 'an empty password file' \
	iislint --password-file empty.txt --cert-store "MY=$pfx" bad.config
err 'the password does not open'
for format in text gcc json; do
	run 2 "a wrong password in $format" env IISLINT_PFX_PASSWORD=geheimnis \
		iislint --format $format --cert-store "MY=$pfx" bad.config
	no_out geheimnis
	no_err geheimnis
done
run 0 'no password in --help' env IISLINT_PFX_PASSWORD=geheim iislint --help
out IISLINT_PFX_PASSWORD
no_out geheim
run 2 'no file with a password' iislint --password-file none.txt bad.config
err 'none.txt: No such file'
run 1 'a directory of listings' iislint --cert-store listings bad.config
err 'listings/a.txt: warning: not a certificate listing'
out 'listings/b.txt:1:1: note: store My is listed here'
run 2 'empty listing' iislint --cert-store empty.txt bad.config
err 'empty.txt: the file is empty'
no_out "[$rule]"
run 2 'listing that is none' iislint --cert-store unknown.txt bad.config
err 'unknown.txt: not a certificate listing'
run 2 'a config as listing' iislint --cert-store good.config bad.config
run 2 'standard input twice' iislint - -
err 'standard input is given twice'
run 2 'standard input as file and listing' iislint --cert-store - -
err 'standard input is given twice'
if [ "$(id -u)" != 0 ]; then
	cp good.config secret.config
	chmod 0 secret.config
	run 2 'no permission' iislint secret.config
	err 'Permission denied'
fi

# --- Wrong options ----------------------------------------------------------

run 2 'unknown option' iislint --bogus good.config
err "unknown or ambiguous option '--bogus'"
no_out ''
run 2 'unknown short option' iislint -x good.config
err "option '-x'"
run 2 'ambiguous option' iislint --c good.config
err 'unknown or ambiguous'
run 2 'missing value' iislint good.config --cert-store
err "a value must follow option '--cert-store'"
run 2 'value for an option without' iislint --quiet=yes good.config
run 2 'unknown rule in --severity' iislint --severity nope=off good.config
err 'nope'
run 2 'unknown level in --severity' iislint --severity $rule=bad good.config
run 2 'no level in --severity' iislint --severity $rule good.config
run 2 'unknown rule in --enable' iislint --enable nope good.config
run 2 'unknown rule in --disable' iislint --disable $rule,nope good.config
run 2 'unknown rule in --explain' iislint --explain nope
err "there is no rule 'nope'"
run 2 'unknown profile' iislint --profile nope good.config
err 'unknown profile'
run 2 'unknown level in --min-severity' iislint --min-severity off good.config
run 2 'unknown level in --fail-on' iislint --fail-on fatal good.config
err "not 'fatal'"
run 2 'unknown format' iislint --format nope good.config
err 'unknown format'
run 2 'two formats to standard output' \
	iislint --format text --format json good.config
err 'only one --format'
run 2 'format with an empty path' iislint --format json: good.config
run 2 'unknown colour' iislint --color=pink good.config
run 2 'no date' iislint --now tomorrow good.config
err "not 'tomorrow'"
run 2 'no such date' iislint --now 2026-02-30 good.config

# --- Where the report goes --------------------------------------------------

run 1 'JSON to a file, text to standard output' \
	iislint $listed --format json:report.json --format text bad.config
out 'bad.config:54:93:'
run_sh 0 'the JSON file' 'cat report.json'
out '"rule":"metadata-cert-hash-unknown"'
run_sh 1 'no partial file remains' 'ls | grep partial'
run 2 'report into a folder that is not there' \
	iislint --format json:none/report.json good.config
err 'none/report.json'
if [ -e /dev/full ]; then
	run_sh 2 'standard output is full' 'iislint good.config >/dev/full'
	err 'standard output: No space left'
	run_sh 2 'a full disk is worse than findings' \
		'iislint --cert-store my.txt --format json bad.config >/dev/full'
	run_sh 2 'full, --help' 'iislint --help >/dev/full'
	run_sh 2 'full, --list-rules' 'iislint --list-rules >/dev/full'
	run_sh 2 'full, --version' 'iislint --version >/dev/full'
fi
run_sh 2 'standard output is closed' 'iislint --cert-store my.txt bad.config >&-'
run_sh 0 'standard error is closed' 'iislint good.config 2>&-'
run_sh 1 'the reader has gone' \
	'iislint --cert-store my.txt bad.config 2>/dev/null | :; exit 1'

# --- Colour -----------------------------------------------------------------

esc=$(printf '\033')
run 1 'no colour into a file' iislint $listed bad.config
no_out "$esc"
run 1 '--color=always' iislint $listed --color=always bad.config
out "${esc}["
run 1 '--color never' iislint $listed --color never bad.config
no_out "$esc"
run 1 'NO_COLOR' env NO_COLOR=1 iislint $listed bad.config
no_out "$esc"
run 1 '--color=always wins over NO_COLOR' \
	env NO_COLOR=1 iislint $listed --color=always bad.config
out "${esc}["

# --- File names -------------------------------------------------------------

name='my server.config'
cp bad.config "$name"
run 1 'blanks in a file name' iislint $listed "$name"
out 'my server.config:54:93:'
name=$(printf 'B\303\274ro.config')
cp bad.config "$name"
run 1 'a file name that is not ASCII' iislint $listed "$name"
out "$name:54:93:"
name=$(printf 'a\033[31m\nb.config')
cp bad.config "$name"
for format in text gcc json; do
	run 1 "a newline and an escape sequence, $format" \
		iislint $listed --format $format "$name"
	no_out "$esc"
	! grep -q '^b.config' "$scratch/out"
	count $? 'a line begins inside of the name'
done
run 2 'escape sequence in the name of a missing file' \
	iislint "$(printf 'x\033]0;y')"
no_err "$esc"
run 2 'escape sequence in an option' iislint "$(printf -- '--x\033[1m')"
no_err "$esc"
printf 'hello \033[31m\n' >escape.txt
run 2 'escape sequence in a listing' iislint --cert-store escape.txt bad.config
no_err "$esc"
sed "s/Default Web Site/$(printf 'S\302\23331m\342\200\256')/" bad.config \
	>control.config
for format in text gcc json; do
	run 1 "control characters in a value, $format" \
		iislint $listed --format $format control.config
	no_out "$(printf '\302\233')"
	no_out "$(printf '\342\200\256')"
done
}

# --- Maps --------------------------------------------------------------------

map='iislint --now 2026-06-01 --map'
# shellcheck disable=SC2086 # $map and $listed are commands and options
{
run 1 'a map' $map $listed bad.config
out 'bad.config: 3 sites, 4 applications, 3 application pools'
out 'E          -> E38DA3A8, not in store MY, by customMetadata  ['$rule']'
out '    /api -> Shop (ApplicationPoolIdentity) -> D:\sites\shop-api'
no_out '= help'
no_err ''
run 0 'the status is that of the findings' $map $listed \
	--severity $rule=info bad.config
out "I          -> E38DA3A8, not in store MY, by customMetadata  [$rule]"
run 1 '--min-severity hides marks, but does not change the status' \
	$map $listed --severity $rule=warning --min-severity error bad.config
no_out "[$rule]"
out 'not shown: 1 warning'
run 1 '--format json' $map $listed --format json bad.config
out '"servers":['
out '"thumbprint":"E38DA3A8214567BEE306167B4181CA5EE2BD76B7"'
run 1 'both' $map $listed --format json:map.json --format=text bad.config
out 'bad.config: 3 sites'
run_sh 0 'the JSON file' 'cat map.json'
out '"rule":"metadata-cert-hash-unknown"'
run 2 'no other format' $map --format gcc bad.config
err "--map has the formats text and json, not 'gcc'"
no_out ''
run 1 'several inputs' $map $listed good.config bad.config
out 'good.config: 2 sites'
out 'bad.config: 3 sites'
out 'in 2 files'
run 2 'one of them cannot be read' $map none.config good.config
err 'none.config: No such file'
out 'good.config: 2 sites'
out '; 1 file could not be checked'
run 0 'quiet' $map -q good.config
no_out 'in 1 file'
run 1 'a snapshot' $map "$root/samples/key-left-behind"
out 'B871EA95 shop.contoso.example, 3510 days left, key of a user, store My'
run 1 'a file that is cut off' $map cut.config
out 'error: the map ends here: '
run 2 'whether or not a rule says so' \
	$map --disable file-truncated cut.config
out 'error: the map ends here: '
run 1 'no colour into a file' $map $listed bad.config
no_out "$esc"
run 1 '--color=always' $map $listed --color=always bad.config
out "${esc}[1;31mE"
for format in text json; do
	run 1 "control characters in a value, $format" \
		$map $listed --format $format control.config
	no_out "$(printf '\302\233')"
	no_out "$(printf '\342\200\256')"
	run 1 "control characters in the name of a file, $format" \
		$map $listed --format $format "$name"
	no_out "$esc"
done
if [ -e /dev/full ]; then
	run_sh 2 'standard output is full' 'iislint --map good.config >/dev/full'
fi
}

# --- Listings of http.sys ---------------------------------------------------

hash=a1b2c3d4e5f60718293a4b5c6d7e8f9001122334
netsh() {
	printf '\nSSL Certificate bindings:\n-------------------------\n\n'
	for endpoint; do
		printf '    IP:port          : %s\n' "$endpoint"
		printf '    Certificate Hash : %s\n' "$hash"
		printf '    Application ID   : %s\n' \
			'{4dc3e181-e14b-4a21-b022-59fc669b0914}'
		printf '    Store            : My\n\n'
	done
}
netsh 192.0.2.77:443 >netsh.txt
netsh 192.0.2.77:443 192.0.2.78 >damaged.txt
{ netsh && echo 'The system cannot find the file specified.'; } >no-records.txt
netsh 192.0.2.77 >useless.txt
hash=00b2c3d4e5f60718293a4b5c6d7e8f9001122334
netsh 192.0.2.77:443 >later.txt
printf 'SITE "a" (id:1,bindings:https/*:443:,state:Started)\n' >sites.txt
printf 'Thumbprint,Subject\n%s,CN=a\n' $hash >my.csv

run_sh 0 'http.sys' 'iislint -q --http-sys netsh.txt --fail-on error good.config'
no_err ''
run 1 'http.sys has no records' iislint -q --http-sys no-records.txt good.config
out '[https-endpoint-without-cert]'
no_err ''
run 0 'a damaged record of http.sys' \
	iislint --fail-on error --http-sys damaged.txt good.config
err 'damaged.txt:11: warning: this record does not begin with an address'
{
	echo 'C:\>netsh http show sslcert ipport=192.0.2.77:443'
	netsh 192.0.2.77:443
} >one.txt
run 1 'a listing of one endpoint proves nothing' \
	iislint --http-sys one.txt good.config
out 'warning: http.sys has no certificate for portal.contoso.example:443'
out 'only a warning: this listing does not show all records'
run 2 'no record of http.sys is whole' iislint --http-sys useless.txt good.config
err 'useless.txt: no record of this listing is whole'
run 0 'an endpoint in two listings' iislint --fail-on error \
	--http-sys netsh.txt --http-sys later.txt good.config
err 'later.txt:5: warning: 192.0.2.77:443 is listed with another certificate'
err 'than at netsh.txt:5'
for listing in netsh.txt no-records.txt useless.txt; do
	run 2 "$listing of http.sys as certificates" \
		iislint --cert-store $listing good.config
	err "$listing: a listing of what http.sys uses, not of certificates"
	err 'give it with --http-sys'
done
for listing in my.txt my.csv; do
	run 2 "$listing of certificates as http.sys" \
		iislint --http-sys $listing good.config
	err "$listing: a listing of certificates, not of what http.sys uses"
	err 'give it with --cert-store'
	no_out ''
done
run 2 'sites as http.sys' iislint --http-sys sites.txt good.config
err 'shows no certificate hashes; expected output of netsh http show sslcert'
run 2 'sites as certificates' iislint --cert-store sites.txt good.config
err 'netsh http show sslcert with --http-sys'
run 2 'neither, as http.sys' iislint --http-sys unknown.txt good.config
err 'unknown.txt: not a listing of what http.sys uses; expected output of netsh'
no_err 'certutil'

# --- Schemas -----------------------------------------------------------------

# Without a certificate, FTP works if the schema says that TLS is not needed.
rule=ftp-ssl-without-cert
cat >ftp.config <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <system.applicationHost>
        <sites>
            <site name="Files" id="1">
                <application path="/">
                    <virtualDirectory path="/" physicalPath="C:\files" />
                </application>
                <bindings>
                    <binding protocol="ftp" bindingInformation="*:21:" />
                </bindings>
            </site>
        </sites>
    </system.applicationHost>
</configuration>
EOF
sites() {
	echo '<configSchema><sectionSchema name="system.applicationHost/sites">'
	echo '<collection addElement="site" defaultElement="siteDefaults">'
	cat
	echo '</collection></sectionSchema></configSchema>'
}
iis() {
	sites <<-'EOF'
	<attribute name="name" type="string" required="true" isUniqueKey="true" />
	<attribute name="id" type="uint" required="true" isUniqueKey="true" />
	<element name="bindings"><collection addElement="binding">
	<attribute name="protocol" type="string" />
	<attribute name="bindingInformation" type="string" />
	</collection></element>
	<collection addElement="application">
	<attribute name="path" type="string" />
	<collection addElement="virtualDirectory">
	<attribute name="path" type="string" />
	<attribute name="physicalPath" type="string" />
	</collection></collection>
	EOF
}
# ftp POLICY: the default of both channels
ftp() {
	sites <<-EOF
	<element name="ftpServer"><element name="security"><element name="ssl">
	<attribute name="controlChannelPolicy" type="enum" defaultValue="$1">
	<enum name="SslAllow" value="0" /><enum name="SslRequire" value="1" />
	</attribute>
	</element></element></element>
	EOF
}
mkdir iis addons allow require none odd
iis >iis/IIS_schema.xml
ftp SslRequire >ftp-require.xml
cp ftp-require.xml addons/FTP_schema.xml
iis >allow/IIS_schema.xml
ftp SslAllow >allow/ftp.XML
ftp SslRequire >allow/ftp.xml.bak
ftp SslRequire >allow/ftp.xml~
iis >require/IIS_schema.xml
ftp SslRequire >require/a.xml
ftp SslAllow >require/b.xml
: >none/readme.txt
mkdir none/folder.xml

run 1 'the schema that is built in' iislint ftp.config
out 'FTP demands TLS by default'
run 0 '--schema DIR replaces it' iislint --schema allow ftp.config
no_out "[$rule]"
no_err ''
run 0 '--schema=DIR, with a slash behind it' iislint --schema=allow/ ftp.config
run 1 'files of a directory by name: the first default stays' \
	iislint --schema require ftp.config
out "[$rule]"
run 0 'a directory that says nothing of FTP' iislint --schema iis ftp.config
run 1 'a file adds to it' iislint --schema iis --schema ftp-require.xml ftp.config
out "[$rule]"
run 1 'the order has no meaning' \
	iislint --schema ftp-require.xml --schema iis ftp.config
out "[$rule]"
run 1 'two directories are merged' \
	iislint --schema addons --schema iis ftp.config
out "[$rule]"
run 1 'one of them may come as a file' \
	iislint --schema addons --schema iis/IIS_schema.xml ftp.config
out "[$rule]"
run 1 'a file adds to what is built in' \
	iislint --schema allow/ftp.XML ftp.config
out "[$rule]"
mkdir newer
iis >newer/IIS_schema.xml
{
	sed '/<\/attribute>/q' ftp-require.xml
	sed -n '/<attribute/,$s/<attribute/& since="8.0"/; /<attribute/,$p' \
		allow/ftp.XML
} >newer/ftp.xml
run 0 'without a target, the newest version counts' \
	iislint --schema newer ftp.config
run 1 'the target counts' iislint --target 7.5 --schema newer ftp.config
out "[$rule]"
run 0 'a newer target' iislint --target 8.0 --schema newer ftp.config

sed 's/type="enum"/type="text"/' allow/ftp.XML >type.xml
sed '$d' allow/ftp.XML >cut.xml
cp good.config config.xml
for where in type.xml:4:46 cut.xml:7: config.xml:; do
	file=${where%%:*}
	run 2 "$file is no schema" iislint --schema "$file" ftp.config
	err "iislint: $where"
	no_out ''
	cp iis/IIS_schema.xml "$file" odd
	run 2 "$file in a directory" iislint --schema odd good.config ftp.config
	err "iislint: odd/$where"
	no_out ''
	rm odd/*
done
run 2 'no such schema' iislint --schema none.xml ftp.config
err 'iislint: none.xml: No such file or directory'
no_out ''
run 2 'an empty schema' iislint --schema empty.txt ftp.config
err 'iislint: empty.txt:1:1: the file is empty'
run 2 'a directory without schema files' iislint --schema none ftp.config
err 'iislint: none: the directory has no schema files (*.xml)'
no_out ''
run 2 'a directory without IIS_schema.xml' iislint --schema addons ftp.config
err 'iislint: addons: holds no IIS_schema.xml'
err 'pass single files with --schema to add them to the built-in schema'
no_out ''
run 2 'a schema on standard input' iislint --schema - ftp.config
err '--schema takes a file or a directory, not'
run 2 'no schema is worse than findings' \
	iislint --format json:schema.json --schema none.xml ftp.config
run_sh 1 'and nothing is reported' 'test -e schema.json'
if [ "$(id -u)" != 0 ]; then
	mkdir locked
	chmod 0 locked
	run 2 'a directory that cannot be read' \
		iislint --schema locked ftp.config
	err 'iislint: locked: Permission denied'
	rmdir locked
fi
awk 'BEGIN { for (i = 0; i <= 10000; i++) {
	name = "odd/" i ".xml"; printf "<configSchema/>" >name; close(name) } }'
run 2 'too many schema files' iislint --schema odd ftp.config
err 'odd: the directory has more than 10000 schema files'
rm -r odd
mkfifo none/pipe.xml
run 2 'what is no file is not waited for' iislint --schema none ftp.config
err 'has no schema files'

# many COUNT BEFORE BEHIND: a schema with that many of something
many() {
	echo '<configSchema><sectionSchema name="a/b">'
	[ "$2" != '<enum name="' ] || echo '<attribute name="x" type="enum">'
	awk -v count="$1" -v before="$2" -v behind="$3" 'BEGIN {
		for (i = 0; i < count; i++) print before i behind }'
	[ "$2" != '<enum name="' ] || echo '</attribute>'
	echo '</sectionSchema></configSchema>'
}
for before in '<attribute name="' '<element name="' '<enum name="' \
	'<collection addElement="'; do
	behind='" />'
	case $before in
	'<attr'*) behind='" type="string" />' ;;
	'<enum'*) behind='" value="1" />' ;;
	esac
	many 1000 "$before" "$behind" >many.xml
	run 1 "1000 times $before" iislint --schema many.xml ftp.config
	many 200000 "$before" "$behind" >many.xml
	run 2 "200000 times $before" iislint --schema many.xml ftp.config
	err 'many.xml:100'
	err 'more than 1000 of its kind in one place'
done
many 100000 '<attribute name="x" type="enum"><enum name="' \
	'" value="1" /></attribute>' >many.xml
run 1 'an enum that is defined again and again' \
	iislint --schema many.xml ftp.config

# A snapshot may have the schema of its server.
farm=$scratch/schemas
mkdir -p "$farm/web01/Schema" "$farm/web02/config/schema" "$farm/web03/config"
cp ftp.config "$farm/web01/applicationHost.config"
cp ftp.config "$farm/web02/config/applicationHost.config"
cp ftp.config "$farm/web03/config/applicationHost.config"
run 1 'a schema folder without schema files' iislint "$farm/web01"
out "[$rule]"
cp allow/* "$farm/web01/Schema"
run 0 'a snapshot with its schema' iislint "$farm/web01"
no_out "[$rule]"
run 1 'its file alone is none' iislint "$farm/web01/applicationHost.config"
out "[$rule]"
cd "$farm/web01" || exit 2
run 0 'the current directory is one' iislint
cd "$scratch/work" || exit 2
run 1 '--schema DIR wins' iislint --schema require "$farm/web01"
out "[$rule]"
iis >iis-only.xml
cp iis-only.xml "$farm/web02/config/schema/IIS_schema.xml"
run 0 'in config' iislint "$farm/web02"
cp newer/* "$farm/web02/config/schema"
run 1 'for the target' iislint --target 7.5 "$farm/web02"
rm "$farm/web02/config/schema/ftp.xml"
run 1 '--schema FILE adds to it' iislint --schema ftp-require.xml "$farm/web02"
out "[$rule]"
cp -r allow "$farm/web03/schema"
run 0 'beside config' iislint "$farm/web03"
cp -r require "$farm/web03/config/SCHEMA"
run 1 'the one beside the file wins' iislint "$farm/web03"
out "[$rule]"
run 1 'each server its own' iislint "$farm"
out 'web03/config/applicationHost.config:10:'
no_out 'web01/applicationHost.config:10:'
no_out 'web02/config/applicationHost.config:10:'
run 1 'and a file alone after them what is built in' \
	iislint "$farm/web01" ftp.config
out 'ftp.config:10:'
cp type.xml "$farm/web01/Schema"
run 2 'a schema that is none: only that server is not checked' iislint "$farm"
err 'web01/Schema/type.xml:4:46: '
err 'web01/applicationHost.config: not checked, because the schema of its'
out 'web03/config/applicationHost.config:10:'
no_out 'web01/applicationHost.config:10:'
run 1 'unless --schema DIR is given' iislint --schema require "$farm/web01"
no_err ''
rm "$farm/web01/Schema/type.xml" "$farm/web01/Schema/IIS_schema.xml"
run 2 'an incomplete schema of a server' iislint "$farm/web01"
err 'web01/Schema: holds no IIS_schema.xml'

# redirection.config and administration.config belong to the server, too.
server=$farm/web02/config
for name in Administration.CONFIG redirection.config; do
	echo '<configuration><configSections /></configuration>' \
		>"$server/$name"
done
cp good.config "$server/other.config"
run 0 'the other files of a server' iislint --format json "$farm/web02"
run_sh 0 'in this order' "iislint --format json '$farm/web02' |
	sed -n 's/^{\"file\":\".*config\\/\\(.*\\)\",\"status\".*/\\1/p' | tr '\\n' ' '"
out 'applicationHost.config redirection.config Administration.CONFIG '
no_out other.config
echo '<configuration' >"$server/redirection.config"
run 1 'one of them is broken' iislint "$farm/web02"
out 'config/redirection.config:1:'
out '1 error in 3 files'
cp my.txt "$farm/web02/cert-store-my.txt"
echo 'hello, world' >"$farm/web02/cert-store-webhosting.txt"
cp type.xml "$server/schema"
for what in 'schema of its server' 'listing of its server'; do
	run 2 "all its files fail, one message says why: $what" \
		iislint "$farm/web02"
	err "applicationHost.config: not checked, because"
	err "redirection.config: not checked, because"
	err "Administration.CONFIG: not checked, because"
	err "$what"
	[ "$(grep -cE 'type.xml:|webhosting.txt:' "$scratch/err")" = 1 ]
	count $? 'the reason is not told once'
	rm -f "$server/schema/type.xml"
	echo '<configuration />' >"$server/redirection.config"
done
rm "$server/applicationHost.config"
rm "$farm/web02"/cert-store*
run 2 'without the first there is no server' iislint "$farm/web02"
err 'nothing to check'

# --- About the program ------------------------------------------------------

run 0 '--version' iislint --version
out 'iislint 0.'
run 0 '--help' iislint --help
out 'usage: iislint'
run 0 '-h' iislint -h
run 0 '--list-rules' iislint --list-rules
out "$rule"
for id in $(iislint --list-rules | awk '{ print $1 }'); do
	run 0 "--explain $id" iislint --explain "$id"
	out "# $id"
done

echo "cli: $passed passed, $failed failed"
[ "$failed" = 0 ]
