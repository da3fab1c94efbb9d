/*
 * Write an applicationHost.config of N sites, or the listing of a store with
 * their certificates, to standard output. The same N gives the same bytes.
 *
 *     generate config N     CR LF and four blanks, as IIS writes it
 *     generate listing N    certutil -store My, all N certificates
 *     generate csv N        the same as CSV of PowerShell
 *     generate json N       the same as ConvertTo-Json of PowerShell
 *     generate missing N    the same store with N other certificates
 *     generate netsh N      what http.sys has for the sites of the config
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_SIZE = 20, SITES_MAX = 10000000 };

/* splitmix64 (Steele, Lea and Flood): well mixed, and the same anywhere. */
static uint64_t mix(uint64_t x)
{
	x += 0x9E3779B97F4A7C15u;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

static void make_hash(uint64_t site, unsigned char hash[HASH_SIZE])
{
	for (uint64_t i = 0; i < HASH_SIZE; i++)
		hash[i] = (unsigned char)(mix(site * 4 + i / 8) >> i % 8 * 8);
}

static void print_hex(uint64_t site)
{
	unsigned char hash[HASH_SIZE];

	make_hash(site, hash);
	for (int i = 0; i < HASH_SIZE; i++)
		printf("%02X", hash[i]);
}

static void print_base64(const unsigned char hash[HASH_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm"
				     "nopqrstuvwxyz0123456789+/";

	for (int i = 0; i < HASH_SIZE; i += 3) {
		unsigned three = (unsigned)hash[i] << 16 |
				 (unsigned)hash[i + 1] << 8 |
				 (i + 2 < HASH_SIZE ? hash[i + 2] : 0u);

		putchar(digits[three >> 18]);
		putchar(digits[three >> 12 & 63]);
		putchar(digits[three >> 6 & 63]);
		putchar(i + 2 < HASH_SIZE ? digits[three & 63] : '=');
	}
}

static void print_pool(uint64_t site)
{
	printf("            <add name=\"pool%06" PRIu64
	       "\" autoStart=\"true\" managedRuntimeVersion=\"v4.0\" />\r\n",
	       site);
}

static void print_key(uint64_t site)
{
	unsigned char hash[HASH_SIZE];

	make_hash(site, hash);
	printf("            <key path=\"LM/W3SVC/%" PRIu64 "\">\r\n"
	       "                <property id=\"5506\" dataType=\"Binary\""
	       " userType=\"1\" attributes=\"None\" value=\"",
	       site);
	print_base64(hash);
	printf("\" />\r\n"
	       "                <property id=\"5511\" dataType=\"String\""
	       " userType=\"1\" attributes=\"None\" value=\"MY\" />\r\n"
	       "            </key>\r\n");
}

static void print_site(uint64_t site)
{
	printf("            <site name=\"www.customer%06" PRIu64
	       ".example\" id=\"%" PRIu64 "\">\r\n"
	       "                <application path=\"/\""
	       " applicationPool=\"pool%06" PRIu64 "\">\r\n"
	       "                    <virtualDirectory path=\"/\""
	       " physicalPath=\"D:\\sites\\%06" PRIu64 "\\www\" />\r\n"
	       "                </application>\r\n"
	       "                <bindings>\r\n",
	       site, site, site, site);
	printf("                    <binding protocol=\"http\""
	       " bindingInformation=\"*:80:www.customer%06" PRIu64
	       ".example\" />\r\n"
	       "                    <binding protocol=\"https\""
	       " bindingInformation=\"*:443:www.customer%06" PRIu64
	       ".example\" sslFlags=\"1\" />\r\n"
	       "                </bindings>\r\n"
	       "            </site>\r\n",
	       site, site);
}

static void print_config(uint64_t sites)
{
	printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
	       "<configuration>\r\n\r\n    <system.applicationHost>\r\n\r\n"
	       "        <applicationPools>\r\n");
	for (uint64_t i = 1; i <= sites; i++)
		print_pool(i);
	printf("        </applicationPools>\r\n\r\n"
	       "        <customMetadata>\r\n");
	for (uint64_t i = 1; i <= sites; i++)
		print_key(i);
	printf("        </customMetadata>\r\n\r\n        <sites>\r\n");
	for (uint64_t i = 1; i <= sites; i++)
		print_site(i);
	printf("        </sites>\r\n\r\n    </system.applicationHost>\r\n\r\n"
	       "</configuration>\r\n");
}

static void print_certificate(uint64_t index, uint64_t site)
{
	printf("================ Certificate %" PRIu64 " ================\r\n"
	       "Serial Number: %016" PRIx64 "\r\n"
	       "Issuer: CN=Example Issuing CA 1, O=Example, C=DE\r\n"
	       " NotBefore: 1/10/2026 10:15 AM\r\n"
	       " NotAfter: 1/28/2028 10:15 AM\r\n"
	       "Subject: CN=www.customer%06" PRIu64 ".example\r\n"
	       "Non-root Certificate\r\n"
	       "Cert Hash(sha1): ",
	       index, mix(index) >> 1, site);
	print_hex(site);
	printf("\r\n  Key Container = tp-%016" PRIx64 "\r\n"
	       "  Provider = Microsoft Software Key Storage Provider\r\n"
	       "Private key is NOT exportable\r\n"
	       "Encryption test passed\r\n\r\n",
	       mix(index));
}

static void print_listing(uint64_t count, uint64_t first_site)
{
	printf("My \"Personal\"\r\n");
	for (uint64_t i = 0; i < count; i++)
		print_certificate(i, first_site + i);
	printf("CertUtil: -store command completed successfully.\r\n");
}

/* The columns of the command in the README. */
static void print_csv(uint64_t count)
{
	printf("\"PSParentPath\",\"Thumbprint\",\"Subject\",\"NotBefore\","
	       "\"NotAfter\",\"HasPrivateKey\",\"Archived\","
	       "\"FriendlyName\"\r\n");
	for (uint64_t i = 1; i <= count; i++) {
		printf("\"Microsoft.PowerShell.Security\\Certificate::"
		       "LocalMachine\\My\",\"");
		print_hex(i);
		printf("\",\"CN=www.customer%06" PRIu64 ".example\","
		       "\"1/10/2026 10:15:00 AM\",\"1/28/2028 10:15:00 AM\","
		       "\"True\",\"False\",\"\"\r\n",
		       i);
	}
}

/* As Windows PowerShell 5.1 writes it. */
static void print_json(uint64_t count)
{
	printf("[\r\n");
	for (uint64_t i = 1; i <= count; i++) {
		printf("    {\r\n"
		       "        \"PSParentPath\":  \"Microsoft.PowerShell."
		       "Security\\\\Certificate::LocalMachine\\\\My\",\r\n"
		       "        \"Thumbprint\":  \"");
		print_hex(i);
		printf("\",\r\n"
		       "        \"Subject\":  \"CN=www.customer%06" PRIu64
		       ".example\",\r\n"
		       "        \"NotBefore\":  \"\\/Date(1768040100000)"
		       "\\/\",\r\n"
		       "        \"NotAfter\":  \"\\/Date(1832753700000)"
		       "\\/\",\r\n"
		       "        \"HasPrivateKey\":  true,\r\n"
		       "        \"Archived\":  false,\r\n"
		       "        \"FriendlyName\":  \"\"\r\n"
		       "    }%s\r\n",
		       i, i < count ? "," : "");
	}
	printf("]\r\n");
}

static void print_netsh(uint64_t count)
{
	printf("\r\nSSL Certificate bindings:\r\n"
	       "-------------------------\r\n\r\n");
	for (uint64_t i = 1; i <= count; i++) {
		printf("    Hostname:port                : www.customer%06" PRIu64
		       ".example:443\r\n"
		       "    Certificate Hash             : ",
		       i);
		print_hex(i);
		printf("\r\n"
		       "    Application ID               : "
		       "{4dc3e181-e14b-4a21-b022-59fc669b0914}\r\n"
		       "    Certificate Store Name       : My\r\n"
		       "    Verify Client Certificate Revocation : Enabled\r\n"
		       "    Negotiate Client Certificate : Disabled\r\n\r\n");
	}
}

int main(int argc, char **argv)
{
	unsigned long sites = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	if (sites < 1 || sites > SITES_MAX) {
		fputs("usage: generate "
		      "config|listing|csv|json|missing|netsh N\n",
		      stderr);
		return 2;
	}
	if (!strcmp(argv[1], "config"))
		print_config(sites);
	else if (!strcmp(argv[1], "csv"))
		print_csv(sites);
	else if (!strcmp(argv[1], "json"))
		print_json(sites);
	else if (!strcmp(argv[1], "netsh"))
		print_netsh(sites);
	else
		print_listing(sites,
			      strcmp(argv[1], "missing") ? 1 : SITES_MAX);
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
