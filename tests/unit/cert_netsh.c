#include <stdio.h>

#include "listing.h"

#include "cert/http_sys.h"

Suite *suite_cert_netsh(void);

#define IIS		    HTTP_APPLICATION_IIS
#define HEADING		    "\nSSL Certificate bindings:\n-------------------------\n\n"
#define FIELD(label, value) "    " label " : " value "\n"
#define ENGLISH(kind, name, print, store)                                      \
	FIELD(kind, name)                                                      \
	FIELD("Certificate Hash            ", print)                           \
	FIELD("Application ID              ", IIS)                             \
	FIELD("Certificate Store Name      ", store)
#define REVOCATION                                                             \
	FIELD("Verify Client Certificate Revocation", "Enabled")               \
	FIELD("Verify Revocation Using Cached Client Certificate Only",        \
	      "Disabled")                                                      \
	FIELD("Usage Check                 ", "Enabled")                       \
	FIELD("Revocation Freshness Time   ", "0")                             \
	FIELD("URL Retrieval Timeout       ", "0")                             \
	FIELD("Ctl Identifier              ", "(null)")                        \
	FIELD("Ctl Store Name              ", "(null)")                        \
	FIELD("DS Mapper Usage             ", "Disabled")
#define NEGOTIATE(word) FIELD("Negotiate Client Certificate", word)
#define FLAGS(tls13)                                                           \
	FIELD("Reject Connections          ", "Disabled")                      \
	FIELD("Disable HTTP2               ", "Not Set")                       \
	FIELD("Disable QUIC                ", "Set")                           \
	FIELD("Disable TLS1.2              ", "Not Set")                       \
	FIELD("Disable TLS1.3              ", tls13)                           \
	FIELD("Disable OCSP Stapling       ", "Set")                           \
	FIELD("Disable Legacy TLS Versions ", "Set")
#define PROPERTIES                                                                         \
	" Extended Properties:\n" FIELD("PropertyId                  ", "0") FIELD(        \
		"Receive Window              ",                                            \
		"1048576") " Extended Properties:\n" FIELD("PropertyId                  ", \
							   "4")

/* A record in a language: its labels, and its words for yes and no. */
#define FOREIGN(name, hash, app, store, colon, yes, no, negotiated)            \
	name colon "0.0.0.0:443\n" hash colon PRINT_A "\n" app colon IIS       \
		   "\n" store colon "WebHosting\n"                             \
		   "a" colon yes "\nb" colon no "\nc" colon yes "\nd" colon    \
		   "0\ne" colon "0\nf" colon "(null)\ng" colon                 \
		   "(null)\nh" colon no "\ni" colon negotiated "\n"

static const struct http_record *record_of(const struct shelf *shelf, size_t i)
{
	size_t count;
	const struct http_record *records =
		http_sys_records(&shelf->inventory, &count);

	ck_assert_uint_lt(i, count);
	return &records[i];
}

static void read_http(struct shelf *shelf, const char *text)
{
	shelf_init(shelf, &allocator_heap);
	shelf_add_http(shelf, "netsh.txt", text);
}

static void check_http_refused(const char *text, const char *why)
{
	struct shelf shelf;

	read_http(&shelf, text);
	ck_assert_msg(!shelf.usable, "was read: %s", text);
	ck_assert_msg(count_messages(&shelf, true, why) == 1, "%s: %s", why,
		      text);
	shelf_free(&shelf);
}

static void check_record(const struct http_record *record,
			 enum http_record_kind kind, const char *host,
			 uint32_t port, const char *print)
{
	ck_assert_int_eq(record->kind, kind);
	check_text(record->host, host);
	ck_assert_uint_eq(record->port, port);
	ck_assert(record->has_hash == (print != NULL));
	ck_assert(!record->hash_damaged);
	if (print)
		ck_assert_str_eq(thumbprint_print(&record->sha1).digits, print);
	check_text(record->application, IIS);
}

START_TEST(kinds)
{
	static const char text[] = HEADING ENGLISH(
		"IP:port                     ", "0.0.0.0:443", PRINT_A, "My")
		REVOCATION NEGOTIATE("Disabled") "\n" ENGLISH(
			"IP:port                     ", "[::]:8443", PRINT_B,
			"(null)")
			REVOCATION NEGOTIATE("Enabled") "\n" ENGLISH(
				"Hostname:port               ",
				"WWW.contoso.example:443", PRINT_C,
				"Web Hosting")
				REVOCATION NEGOTIATE("Disabled") "\n" ENGLISH(
					"Central Certificate Store   ", "443",
					"(null)", "(null)")
					REVOCATION NEGOTIATE("Disabled") "\n";
	struct shelf shelf;
	size_t count;

	read_http(&shelf, text);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert(http_sys_given(&shelf.inventory));
	ck_assert(http_sys_complete(&shelf.inventory));
	http_sys_records(&shelf.inventory, &count);
	ck_assert_uint_eq(count, 4);
	check_record(record_of(&shelf, 0), HTTP_RECORD_ADDRESS, "0.0.0.0", 443,
		     PRINT_A);
	check_text(record_of(&shelf, 0)->name, "0.0.0.0:443");
	check_text(record_of(&shelf, 0)->store, "My");
	ck_assert_uint_eq(record_of(&shelf, 0)->line, 5);
	ck_assert_int_eq(record_of(&shelf, 0)->negotiates_client_certificate,
			 CERT_NO);
	check_record(record_of(&shelf, 1), HTTP_RECORD_ADDRESS, "::", 8443,
		     PRINT_B);
	check_text(record_of(&shelf, 1)->store, "");
	ck_assert_int_eq(record_of(&shelf, 1)->negotiates_client_certificate,
			 CERT_YES);
	check_record(record_of(&shelf, 2), HTTP_RECORD_HOST,
		     "www.contoso.example", 443, PRINT_C);
	check_text(record_of(&shelf, 2)->name, "WWW.contoso.example:443");
	check_text(record_of(&shelf, 2)->store, "Web Hosting");
	check_record(record_of(&shelf, 3), HTTP_RECORD_CENTRAL_STORE, "", 443,
		     NULL);
	ck_assert_int_eq(record_of(&shelf, 3)->disables_tls13, CERT_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

/* One record as each Windows writes it, or as people pass it on. */
START_TEST(shapes)
{
	static const struct {
		const char *name, *text;
		enum cert_answer negotiates, no_tls13;
	} cases[] = {
		{ "2008 R2",
		  HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A,
				  "WebHosting") REVOCATION NEGOTIATE("Enabled"),
		  CERT_YES, CERT_UNKNOWN },
		{ "2019",
		  HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A,
				  "WebHosting") REVOCATION NEGOTIATE("Disabled")
			  FLAGS("Not Set") PROPERTIES,
		  CERT_NO, CERT_NO },
		{ "2022",
		  HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A,
				  "WebHosting") REVOCATION NEGOTIATE("Disabled")
			  FLAGS("Set") PROPERTIES,
		  CERT_NO, CERT_YES },
		{ "2025",
		  HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A,
				  "WebHosting") REVOCATION NEGOTIATE("Disabled")
			  FLAGS("Set") FIELD("Disable Session ID", "Set")
				  FIELD("Enable Caching Client Hello",
					"Not Set") PROPERTIES,
		  CERT_NO, CERT_YES },
		{ "another name of the flag",
		  HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A,
				  "WebHosting") REVOCATION NEGOTIATE("Disabled")
			  FIELD("Disable TLS1.3 over TCP", "Enabled"),
		  CERT_NO, CERT_YES },
		{ "IIS 7 with loose spacing, copied with the prompt",
		  "c:\\>netsh http show sslcert \n"
		  "SSL Certificate bindings:\n-------------------------\n"
		  "IP:port\t: 0.0.0.0:443\nCertificate Hash\t: " PRINT_A "\n"
		  "Application ID\t: " IIS "\n"
		  "Certificate Store Name: WebHosting\nc:\\>exit\n",
		  CERT_UNKNOWN, CERT_UNKNOWN },
		{ "a mail: unbreakable blanks, and no others at the ends",
		  "IP:port\xC2\xA0\xC2\xA0 :\xC2\xA0"
		  "0.0.0.0:443\xC2\xA0\n\nCertificate Hash: " PRINT_A
		  "\n\nApplication ID :  " IIS
		  "\n\nCertificate Store Name : WebHosting\n",
		  CERT_UNKNOWN, CERT_UNKNOWN },
		{ "a certificate of a listing before and behind",
		  "Cert Hash(sha1): " PRINT_B "\nTemplate: " IIS
		  "x\nId: {4dc3e181}\n" HEADING ENGLISH(
			  "IP:port", "0.0.0.0:443", PRINT_A, "WebHosting")
			  REVOCATION NEGOTIATE(
				  "Disabled") "\nCert Hash(sha1): " PRINT_C
					      "\nserial : 12\n",
		  CERT_NO, CERT_UNKNOWN },
		{ "German, by a code page that is unknown",
		  HEADING FOREIGN(
			  "IP:Port        ", "Zertifikathash ",
			  "Anwendungs-ID  ", "Zertifikatspeichername", " : ",
			  "Aktiviert", "Deaktiviert",
			  "Aktiviert") "TLS1.3 f\xFCr X : Nicht "
				       "festgelegt\nQUIC d : Festgelegt\n",
		  CERT_YES, CERT_NO },
		{ "German flags that use the words of switches",
		  HEADING FOREIGN("IP:Port        ", "Zertifikathash ",
				  "Anwendungs-ID  ", "Zertifikatspeichername",
				  " : ", "Aktiviert", "Deaktiviert",
				  "Deaktiviert") "TLS1.3 d : Aktiviert\n",
		  CERT_NO, CERT_YES },
		{ "French",
		  "Liaisons de certificat SSL :\n------------------------\n\n" FOREIGN(
			  "IP : port       ", "Hachage", "ID de l'application",
			  "Nom du magasin", " : ", "Activ\xC3\xA9",
			  "D\xC3\xA9sactiv\xC3\xA9", "D\xC3\xA9sactiv\xC3\xA9"),
		  CERT_NO, CERT_UNKNOWN },
		{ "Spanish",
		  HEADING FOREIGN("IP:puerto", "Hash de certificado",
				  "Id. de aplicaci\xC3\xB3n",
				  "Nombre de almac\xC3\xA9n", ": ",
				  "Habilitado", "Deshabilitado", "Habilitado"),
		  CERT_YES, CERT_UNKNOWN },
		{ "Chinese: the words do not tell which is which",
		  "SSL \xE8\xAF\x81\xE4\xB9\xA6:\n----------------------\n\n" FOREIGN(
			  "IP:\xE7\xAB\xAF\xE5\x8F\xA3 ",
			  "\xE8\xAF\x81\xE4\xB9\xA6",
			  "\xE5\xBA\x94\xE7\x94\xA8",
			  "\xE5\xAD\x98\xE5\x82\xA8", " : ",
			  "\xE5\x90\xAF\xE7\x94\xA8",
			  "\xE7\xA6\x81\xE7\x94\xA8",
			  "\xE5\x90\xAF\xE7\x94\xA8"),
		  CERT_UNKNOWN, CERT_UNKNOWN },
		{ "Chinese with colons of full width",
		  FOREIGN("IP:\xE7\xAB\xAF\xE5\x8F\xA3 ",
			  "\xE8\xAF\x81\xE4\xB9\xA6",
			  "\xE5\xBA\x94\xE7\x94\xA8",
			  "\xE5\xAD\x98\xE5\x82\xA8", "\xEF\xBC\x9A",
			  "\xE5\x90\xAF\xE7\x94\xA8",
			  "\xE7\xA6\x81\xE7\x94\xA8",
			  "\xE5\x90\xAF\xE7\x94\xA8"),
		  CERT_UNKNOWN, CERT_UNKNOWN },
		{ "the same in code page 936",
		  FOREIGN("IP:\xB6\xCB\xBF\xDA", "\xD6\xA4\xCA\xE9",
			  "\xD3\xA6\xD3\xC3", "\xB4\xE6\xB4\xA2", "\xA3\xBA",
			  "\xC6\xF4\xD3\xC3", "\xBD\xFB\xD3\xC3",
			  "\xC6\xF4\xD3\xC3"),
		  CERT_UNKNOWN, CERT_UNKNOWN },
		{ "a third word among the flags",
		  HEADING FOREIGN(
			  "IP:Port        ", "Zertifikathash ",
			  "Anwendungs-ID  ", "Zertifikatspeichername", " : ",
			  "Aktiviert", "Deaktiviert",
			  "Aktiviert") "TLS1.3 d : Gesetzt\n"
				       "QUIC d : Nicht gesetzt\nHTTP2 d : Anders\n",
		  CERT_YES, CERT_UNKNOWN },
		{ "a third word: nothing is certain",
		  HEADING FOREIGN("IP:Port        ", "Zertifikathash ",
				  "Anwendungs-ID  ", "Zertifikatspeichername",
				  " : ", "Aktiviert", "Deaktiviert", "Anders"),
		  CERT_UNKNOWN, CERT_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record;
		struct shelf shelf;
		size_t count;

		read_http(&shelf, cases[i].text);
		ck_assert_msg(shelf.usable, "%s", cases[i].name);
		ck_assert_msg(!shelf.inventory.messages.count, "%s",
			      cases[i].name);
		http_sys_records(&shelf.inventory, &count);
		ck_assert_msg(count == 1, "%s", cases[i].name);
		record = record_of(&shelf, 0);
		check_record(record, HTTP_RECORD_ADDRESS, "0.0.0.0", 443,
			     PRINT_A);
		check_text(record->store, "WebHosting");
		ck_assert_msg(record->negotiates_client_certificate ==
				      cases[i].negotiates,
			      "%s", cases[i].name);
		ck_assert_msg(record->disables_tls13 == cases[i].no_tls13, "%s",
			      cases[i].name);
		shelf_free(&shelf);
	}
}
END_TEST

/* One line less, and the ninth line is another one. */
START_TEST(place_is_certain)
{
	static const char *const less[] = {
		"b : Deaktiviert\n",
		"d : 0\n",
		"f : (null)\n",
	};
	static const char whole[] = HEADING FOREIGN(
		"IP:Port", "Hash", "ID", "Name", " : ", "Aktiviert",
		"Deaktiviert", "Aktiviert") "j : Deaktiviert\nk : x\n";

	for (size_t i = 0; i < LENGTH(less); i++) {
		char text[sizeof(whole)];
		const char *at = strstr(whole, less[i]);
		struct shelf shelf;

		ck_assert_ptr_nonnull(at);
		snprintf(text, sizeof(text), "%.*s%s", (int)(at - whole), whole,
			 at + strlen(less[i]));
		read_http(&shelf, text);
		ck_assert(shelf.usable);
		ck_assert_int_eq(
			record_of(&shelf, 0)->negotiates_client_certificate,
			CERT_UNKNOWN);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(nothing_there)
{
	static const char *const cases[] = {
		HEADING "The system cannot find the file specified.\n\n",
		HEADING "Das System kann die angegebene Datei nicht finden.\n",
		"C:\\>netsh http show sslcert\n" HEADING
		"Le fichier est introuvable.\n\nC:\\>\n",
		/* Chinese, in code page 936. */
		("SSL \xD6\xA4\xCA\xE9\xB0\xF3\xB6\xA8:\n-----------------\n\n"
		 "\xCF\xB5\xCD\xB3\xD5\xD2\xB2\xBB\xB5\xBD\n"),
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		size_t count;

		read_http(&shelf, cases[i]);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert(http_sys_given(&shelf.inventory));
		ck_assert(http_sys_complete(&shelf.inventory));
		http_sys_records(&shelf.inventory, &count);
		ck_assert_uint_eq(count, 0);
		shelf_free(&shelf);
	}
}
END_TEST

/* A listing that cannot be read is never one without records. */
START_TEST(refused)
{
	check_http_refused(HEADING, "cut off before the first record");
	check_http_refused(HEADING "\nC:\\>\n", "cut off before");
	check_http_refused(HEADING "IP:port 0.0.0.0:443\nHash " PRINT_A "\n",
			   "cut off before");
	check_http_refused(HEADING FIELD("IP:port", "0.0.0.0:443")
				   FIELD("Certificate Hash", PRINT_A),
			   "no record of this listing is whole");
	check_http_refused(FIELD("IP:port", "0.0.0.0:443")
				   FIELD("Certificate Store Name", "My"),
			   "no record of this listing is whole");
	check_http_refused(
		HEADING ENGLISH("IP:port", "0.0.0.0:443", PRINT_A "0", "My"),
		"no record of this listing is whole");
	check_http_refused(HEADING ENGLISH("IP:port", "here", PRINT_A, "My"),
			   "no record of this listing is whole");
	check_http_refused("hello\n", "netsh http show sslcert");
}
END_TEST

#define GOOD ENGLISH("IP:port", "192.0.2.1:443", PRINT_B, "My")

/* A damaged record does not hide others, and its endpoint stays known. */
START_TEST(damaged)
{
	static const struct {
		const char *text, *why;
		uint32_t line;
		const char *host; /* null: left out */
	} cases[] = {
		{ ENGLISH("IP:port", "0.0.0.0:443", "A1B2C3", "My"),
		  "expected 40 hexadecimal digits", 2, "0.0.0.0" },
		{ ENGLISH("Hostname:port", "a.example:443",
			  "0123456789012345678901234567890123456789"
			  "012345678901234567890123",
			  "My"),
		  "SHA-256", 2, "a.example" },
		{ FIELD("IP:port", "0.0.0.0:443")
			  FIELD("Certificate Hash", PRINT_A)
				  FIELD("Certificate Store Name", "My"),
		  "lacks its hash or its application", 1, "0.0.0.0" },
		{ FIELD("Endpoint", "[2001:DB8::1]:443")
			  FIELD("Certificate Hash", PRINT_A)
				  FIELD("Certificate Store Name", "My"),
		  "lacks its hash or its application", 1, "2001:db8::1" },
		{ FIELD("Hostname:port", "a.example:443")
			  FIELD("Certificate Store Name", "My"),
		  "lacks its hash or its application", 1, "a.example" },
		{ FIELD("Central Certificate Store", "443")
			  FIELD("Certificate Store Name", "My"),
		  "lacks its hash or its application", 1, "" },
		{ FIELD("IP:port", "0.0.0.0:443")
			  FIELD("Certificate Hash", PRINT_A)
				  FIELD("Application ID", IIS),
		  "without the name of a store", 3, "0.0.0.0" },
		{ FIELD("IP:port", "0.0.0.0:443")
			  FIELD("Certificate Hash", PRINT_A)
				  FIELD("Application ID",
					IIS) "\n" FIELD("PropertyId", "0"),
		  "without the name of a store", 3, "0.0.0.0" },
		{ ENGLISH("IP:port", "0.0.0.0:65536", PRINT_A, "My"),
		  "does not begin with an address", 2, NULL },
		{ ENGLISH("IP:port", "300.1.1.1:443", PRINT_A, "My"),
		  "does not begin with an address", 2, NULL },
		{ ENGLISH("IP:port", "443", PRINT_A, "My"),
		  "does not begin with an address", 2, NULL },
		/* The last line of the record before is no endpoint. */
		{ FIELD("PropertyId", "4") "\n" FIELD("Certificate Hash",
						      "(null)")
			  FIELD("Application ID", IIS)
				  FIELD("Certificate Store Name", "(null)"),
		  "does not begin with an address", 3, NULL },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record;
		char text[1000];
		struct shelf shelf;
		size_t count;

		snprintf(text, sizeof(text), "%s\n%s", cases[i].text, GOOD);
		read_http(&shelf, text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_warned(&shelf, cases[i].line, cases[i].why);
		http_sys_records(&shelf.inventory, &count);
		ck_assert_msg(count == 1 + (cases[i].host != NULL), "case %zu",
			      i);
		check_record(record_of(&shelf, count - 1), HTTP_RECORD_ADDRESS,
			     "192.0.2.1", 443, PRINT_B);
		ck_assert(http_sys_complete(&shelf.inventory) ==
			  (cases[i].host != NULL));
		record = record_of(&shelf, 0);
		if (cases[i].host) {
			check_text(record->host, cases[i].host);
			ck_assert(!record->has_hash && record->hash_damaged);
		}
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(cut_off)
{
	struct shelf shelf;

	read_http(&shelf, GOOD REVOCATION NEGOTIATE("Disabled") "\n" ENGLISH(
				  "IP:port", "0.0.0.0:443", PRINT_A, "My")
				  FIELD("Verify Client", "Ena"));
	ck_assert(shelf.usable);
	check_warned(&shelf, 0, "cut off");
	ck_assert(!http_sys_complete(&shelf.inventory));
	ck_assert(record_of(&shelf, 1)->has_hash);
	shelf_free(&shelf);
	read_http(&shelf, GOOD "\n" FIELD("IP:port", "0.0.0.0:443"));
	ck_assert(shelf.usable);
	check_warned(&shelf, 0, "cut off");
	ck_assert(!http_sys_complete(&shelf.inventory));
	shelf_free(&shelf);
}
END_TEST

START_TEST(one_endpoint)
{
	struct shelf shelf;

	read_http(&shelf, "C:\\>netsh http show sslcert ipport=192.0.2.1:443 "
			  ">x\n" HEADING GOOD);
	ck_assert(shelf.usable);
	check_warned(&shelf, 0, "asked for one endpoint");
	ck_assert(!http_sys_complete(&shelf.inventory));
	ck_assert_uint_eq(shelf.inventory.records.count, 1);
	shelf_free(&shelf);
	read_http(&shelf, "C:\\>netsh http show sslcert > a=b\n" HEADING GOOD);
	ck_assert(shelf.usable);
	ck_assert(http_sys_complete(&shelf.inventory));
	shelf_free(&shelf);
}
END_TEST

START_TEST(several_listings)
{
	struct shelf shelf;

	read_http(&shelf, HEADING GOOD "\n" HEADING ENGLISH(
				  "IP:port", "0.0.0.0:443", PRINT_A, "My"));
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.records.count, 2);
	shelf_free(&shelf);
}
END_TEST

/* One file with everything goes to both options. */
START_TEST(among_certificates)
{
	static const char text[] =
		"My\n================ Certificate 0 ================\n"
		"Cert Hash(sha1): " PRINT_A "\n"
		"CertUtil: -store command completed successfully.\n" HEADING
			GOOD;
	struct shelf shelf;

	read_http(&shelf, text);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.records.count, 1);
	shelf_add(&shelf, "", text);
	ck_assert(shelf.usable);
	shelf_find(&shelf, PRINT_A);
	shelf_free(&shelf);
}
END_TEST

START_TEST(wrong_option)
{
	check_refused(HEADING GOOD, "give it with --http-sys");
	check_refused(HEADING "Nothing.\n", "give it with --http-sys");
	check_refused(FIELD("IP:port", "0.0.0.0:443"), "with --http-sys");
	check_http_refused(PRINT_A "\n", "give it with --cert-store");
	check_http_refused("Thumbprint,Subject\n" PRINT_A ",CN=a\n",
			   "give it with --cert-store");
	check_http_refused("My\nCertUtil: -store command completed "
			   "successfully.\n",
			   "give it with --cert-store");
}
END_TEST

/* Listings of bindings that show no hash. */
START_TEST(no_hashes)
{
	static const char *const cases[] = {
		"SITE \"a\" (id:1,bindings:https/*:443:,state:Started)\n",
		"PS C:\\> Get-IISSiteBinding a\n\nprotocol bindingInformation "
		"sslFlags\n-------- ------------------ --------\n"
		"https    *:443:                 None\n",
		"protocol                       bindingInformation\n"
		"--------                       ------------------\n"
		"https                          *:443:\n",
		"IP Address          Port   Host Name        Store\n"
		"----------          ----   ---------        -----\n"
		"0.0.0.0             443                     My\n",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		check_http_refused(cases[i],
				   "shows no certificate hashes; expected "
				   "output of netsh http show sslcert");
		check_refused(cases[i], "netsh http show sslcert with "
					"--http-sys");
	}
}
END_TEST

START_TEST(no_memory)
{
	check_scarce_of(
		LISTING_HTTP_SYS,
		HEADING GOOD REVOCATION NEGOTIATE("Enabled") "\n" GOOD FIELD(
			"IP:port", "0.0.0.0:443"));
}
END_TEST

Suite *suite_cert_netsh(void)
{
	const TTest *const tests[] = {
		kinds,
		shapes,
		place_is_certain,
		nothing_there,
		refused,
		damaged,
		cut_off,
		one_endpoint,
		several_listings,
		among_certificates,
		wrong_option,
		no_hashes,
		no_memory,
	};

	return suite_of("cert_netsh", tests, LENGTH(tests));
}
