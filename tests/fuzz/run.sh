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
cp tests/listings/* "$scratch/seeds/"
find schemas -name '*.xml' -size -9 -exec cp {} "$scratch/seeds/" \;
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

cat >"$scratch/seeds/verbose.txt" <<END
my
================ Certificate 0 ================
X509 Certificate:
Serial Number: 5a01
Signature Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.5 sha1RSA
Issuer:
    CN=a
  Name Hash(sha1): $hash

 NotBefore: 1/2/2026 1:00 AM
 NotAfter: 1/3/2026 1:00 AM

Subject:
    CN=b
    O="c, d"
Public Key Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.1 RSA
Public Key Length: 1024 bits
Certificate Extensions: 3
    2.5.29.37: Flags = 0, Length = 16
    Enhanced Key Usage
        Server Authentication (1.3.6.1.5.5.7.3.1)
    2.5.29.17: Flags = 0, Length = 3f
    Subject Alternative Name
        DNS Name=b
        IP Address=2001:0db8::1
    2.5.29.14: Flags = 0, Length = 16
    Subject Key Identifier
        404b3852e19aa0b936789c170535ddedba25a7ea
Cert Hash(sha1): $hash
  CERT_KEY_PROV_INFO_PROP_ID(2):
    Key Container = e
    Provider = Microsoft Software Key Storage Provider
    ProviderType = 0
    Flags = 0
  CERT_ENHKEY_USAGE_PROP_ID(9):
    Enhanced Key Usage
        Client Authentication (1.3.6.1.5.5.7.3.2)
  CERT_SHA1_HASH_PROP_ID(3):
    $hash

Encryption test passed
CertUtil: -store command completed successfully.
END

# A serialized store: a friendly name, and what should be a certificate.
{
	printf '\0\0\0\0CERT'
	printf '\013\0\0\0\001\0\0\0\004\0\0\0a\0\0\0'
	printf '\040\0\0\0\001\0\0\0\002\0\0\0000\0'
	printf '\0\0\0\0\0\0\0\0\0\0\0\0'
} >"$scratch/seeds/store.sst"
cat >"$scratch/seeds/store.reg" <<'END'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\MY]

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\MY\Certificates\F944DCD635F9801F7AC90A407FBC479964DEC024]
"Blob"=hex:20,00,00,00,01,00,00,00,02,00,00,00,\
  30,00

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslSniBindingInfo\{0d4f5c3a-1b2c-4d3e-8f90-a1b2c3d4e5f6}]
"HostnamePort"="www.contoso.example:443"
"SslCertHash"=hex(3):01,02
"DefaultFlags"=dword:00000002
END
path='Microsoft.PowerShell.Security\Certificate::LocalMachine\My'
cat >"$scratch/seeds/list.txt" <<END
   PSParentPath: $path

PSPath               : Microsoft.PowerShell.Security\\Cert
                       ificate::LocalMachine\\My\\A1B2
EnhancedKeyUsageList : {Server (1.3.6.1.5.5.7.3.1), 1.2.3...}
DnsNameList          : {a.example, ä.example (xn--4ca.example)}
NotAfter             : 1/8/2036 10:15:00 AM
Thumbprint           : $hash

PS C:\\> dir Cert:\\LocalMachine\\My | ? Archived

Thumbprint                                Subject
----------                                -------
$hash  CN=a, O=b...
END
cat >"$scratch/seeds/objects.xml" <<END
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
<Obj RefId="0"><Props><BA N="RawData">MIIB</BA></Props><MS>
<S N="PSParentPath">$path</S><S N="Thumbprint">$hash</S>
<DT N="NotAfter">2036-01-08T10:15:00+01:00</DT><B N="HasPrivateKey">true</B>
<S N="Subject">CN=a_x000D__x000A_</S><Obj N="EnhancedKeyUsageList"><LST><Obj>
<Props><S N="ObjectId">1.2.3</S></Props></Obj></LST></Obj></MS></Obj></Objs>
END

# A schema file with editions, and with things that are said twice.
cat >"$scratch/seeds/schema.xml" <<'END'
<configSchema><sectionSchema name="a">
<attribute name="x" type="uint" required="true" defaultValue="1"/>
<attribute name="x" type="uint" since="8.0" defaultValue="2"/>
<attribute name="x" type="uint" required="true"/>
<attribute name="y" type="enum"><enum name="A" value="1"/></attribute>
<attribute name="y" type="enum"><enum name="B" value="2" since="7.5"/>
</attribute><attribute name="z" type="flags" required="true"/>
<element name="e" since="8.5"/><element name="e"/>
<collection addElement="allow,deny" clearElement="clear"/>
<collection addElement="allow,deny" removeElement="remove"/>
</sectionSchema><sectionSchema name="a"><attribute name="z" type="string"
required="true" validationType="siteName"/></sectionSchema></configSchema>
END

# Certificates, bundles and PKCS #12 files of the unit tests, binary and PEM.
awk -v folder="$scratch/seeds/" '
	/^#define BLOB_[A-Z0-9_]* / { file = folder $2 ".pem"
		print "-----BEGIN CERTIFICATE-----" > file }
	file != "" && match($0, /"[A-Za-z0-9+\/=]+"/) {
		print substr($0, RSTART + 1, RLENGTH - 2) > file }
	file != "" && !/\\$/ { print "-----END CERTIFICATE-----" > file
		close(file); file = "" }' tests/unit/blobs.h
for file in "$scratch"/seeds/BLOB_*.pem; do
	sed '/^-----/d' "$file" | base64 -d >"${file%.pem}.der"
done

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
