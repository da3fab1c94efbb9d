#include <stdio.h>

#include "rawdata.h"

Suite *suite_cert_clixml(void);

#define OBJS                                                                   \
	"<Objs Version=\"1.1.0.1\" "                                           \
	"xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n"
#define END   "</Objs>\n"
#define PLACE "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\"
#define WHOLE                                                                  \
	"  <Obj RefId=\"0\">\n"                                                \
	"    <TN RefId=\"0\">\n"                                               \
	"      <T>System.Security.Cryptography.X509Certificates."              \
	"X509Certificate2</T>\n"                                               \
	"    </TN>\n"                                                          \
	"    <ToString>[Subject]_x000D__x000A_  CN=other</ToString>\n"         \
	"    <Props>\n"                                                        \
	"      <BA N=\"RawData\">" RAW_DATA "</BA>\n"                          \
	"    </Props>\n"                                                       \
	"    <MS>\n"                                                           \
	"      <S N=\"PSPath\">" PLACE "WebHosting\\" RAW_PRINT "</S>\n"       \
	"      <S N=\"PSParentPath\">" PLACE "WebHosting</S>\n"                \
	"      <B N=\"PSIsContainer\">false</B>\n"                             \
	"    </MS>\n"                                                          \
	"  </Obj>\n"
#define SELECTED(print, more)                                                  \
	"  <Obj RefId=\"1\">\n"                                                \
	"    <TNRef RefId=\"0\" />\n"                                          \
	"    <MS>\n"                                                           \
	"      <S N=\"Thumbprint\">" print "</S>\n" more "    </MS>\n"         \
	"  </Obj>\n"
#define SUBJECT "<S N=\"Subject\">CN=a &amp; b, O=C</S>\n"

START_TEST(whole_objects)
{
	struct shelf shelf;

	shelf_read(&shelf, OBJS WHOLE END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_raw(shelf_cert(&shelf, 0));
	ck_assert_uint_eq(shelf_cert(&shelf, 0)->line, 2);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
	check_text(shelf_store(&shelf, 0)->name, "WebHosting");
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(selected_properties)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(
		&shelf,
		OBJS SELECTED(PRINT_A, SUBJECT
			      "<DT N=\"NotAfter\">2036-01-08T10:15:00+01:00"
			      "</DT>\n<B N=\"HasPrivateKey\">true</B>\n"
			      "<Nil N=\"PrivateKey\" />\n"
			      "<S N=\"FriendlyName\">a_x000D__x000A_b_x005F_c"
			      "_x_xD83D__xDE00__xD800__xZZZZ_</S>\n")
			SELECTED(PRINT_B,
				 "<B N=\"HasPrivateKey\">false</B>\n"
				 "<S N=\"NotAfter\">13/01/2036 10:15</S>\n"
				 "<S N=\"Subject\"></S>\n")
				SELECTED(PRINT_C,
					 "<S N=\"Thumbprint\">x</S>\n"
					 "<S N=\"Subject\">CN=c</S>\n"
					 "<S N=\"NotAfter\">14/01/2036 "
					 "10:15</S>\n") END);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=a & b, O=C");
	check_text(cert->friendly_name,
		   "a\r\nb_c_x\xF0\x9F\x98\x80\xEF\xBF\xBD_xZZZZ_");
	check_time(cert->not_after, "2036-01-08T09:15:00Z",
		   "2036-01-08T09:15:00Z");
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	cert = shelf_cert(&shelf, 1);
	ck_assert_uint_eq(cert->line, 13);
	ck_assert_int_eq(cert->key, CERT_KEY_NONE);
	check_text(cert->subject, "");
	check_time(cert->not_after, "2036-01-12T20:15:00Z",
		   "2036-01-14T00:15:59Z");
	/* Of two properties for one thing the first one counts. */
	check_print(shelf_cert(&shelf, 2), PRINT_C);
	check_text(shelf_cert(&shelf, 2)->subject, "CN=c");
	check_text(shelf_store(&shelf, 0)->name, "");
	shelf_free(&shelf);
}
END_TEST

START_TEST(properties_that_are_objects)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(
		&shelf,
		OBJS SELECTED(
			PRINT_A,
			"<Obj N=\"PublicKey\"><Props><BA N=\"RawData\">AAAA</BA>"
			"</Props></Obj>\n"
			"<Obj N=\"Extensions\"><LST><Obj><Props>"
			"<S N=\"Thumbprint\">" PRINT_B "</S></Props></Obj>"
			"</LST></Obj>\n"
			"<Obj N=\"DnsNameList\" RefId=\"3\"><TN><T>List</T></TN>"
			"<LST><Obj><ToString>a.example</ToString><Props>"
			"<S N=\"Punycode\">a.example</S>"
			"<S N=\"Unicode\">a.example</S></Props></Obj>"
			"<S>b.example</S></LST></Obj>\n"
			"<Obj N=\"EnhancedKeyUsageList\"><LST><Obj><Props>"
			"<S N=\"FriendlyName\">Server Authentication</S>"
			"<S N=\"ObjectId\">1.3.6.1.5.5.7.3.1</S></Props></Obj>"
			"</LST></Obj>\n"
			"<Obj N=\"SignatureAlgorithm\"><ToString>System."
			"Security.Cryptography.Oid</ToString><Props>"
			"<S N=\"Value\">1.2.3</S>"
			"<S N=\"FriendlyName\">sha256RSA</S></Props></Obj>\n"
			"<Obj N=\"NotAfter\"><DT>2036-01-08T10:15:00Z</DT>"
			"<MS><S N=\"DisplayHint\">DateTime</S></MS></Obj>\n")
			SELECTED(PRINT_C, "<Obj N=\"EnhancedKeyUsageList\">"
					  "<LST /></Obj>\n<Obj N=\"DnsNameList"
					  "\"><LST /></Obj>\n") END);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	details = shelf_cert(&shelf, 0)->details;
	check_list(&details->dns_names, CERT_LIST_PARTIAL,
		   "a.example b.example");
	check_list(&details->usages, CERT_LIST_COMPLETE, "1.3.6.1.5.5.7.3.1");
	check_text(details->signature, "sha256RSA");
	check_time(shelf_cert(&shelf, 0)->not_after, "2036-01-08T10:15:00Z",
		   "2036-01-08T10:15:00Z");
	details = shelf_cert(&shelf, 1)->details;
	check_list(&details->usages, CERT_LIST_COMPLETE, "");
	check_list(&details->dns_names, CERT_LIST_UNKNOWN, "");
	shelf_free(&shelf);
}
END_TEST

START_TEST(shapes)
{
	static const struct {
		const char *text;
		size_t certs;
	} cases[] = {
		{ OBJS END, 0 },
		{ "<Objs Version=\"1.1.0.1\" />", 0 },
		{ "\n\n" OBJS SELECTED(PRINT_A, "") END, 1 },
		/* The text is decoded before; the declaration does not count.
		 */
		{ "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n" OBJS SELECTED(
			  PRINT_A, SUBJECT "<S N=\"x\">\xC3\xA4</S>") END,
		  1 },
		/* Export-Clixml -InputObject with an array. */
		{ OBJS
		  "<Obj RefId=\"0\"><TN><T>System.Object[]</T></TN><LST>" SELECTED(
			  PRINT_A, "") SELECTED(PRINT_B, "") "</LST></Obj>" END,
		  2 },
		{ OBJS
		  "<Obj><DCT><En><S N=\"Key\">My</S><Obj N=\"Value\"><LST>" SELECTED(
			  PRINT_A, "") "</LST></Obj></En></DCT></Obj>" END,
		  1 },
		{ OBJS
		  "<!-- a --><?b?><Obj><MS><S N=\"Thumbprint\"><![CDATA[" PRINT_A
		  "]]></S></MS></Obj>" END,
		  1 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i].text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, cases[i].certs);
		ck_assert_uint_eq(shelf.inventory.stores.count, 1);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(utf16)
{
	static const char text[] = OBJS SELECTED(PRINT_A, SUBJECT) END;
	char wide[2 * sizeof(text) + 2] = "\xFF\xFE";
	struct shelf shelf;

	for (size_t i = 0; i < sizeof(text) - 1; i++)
		wide[2 * i + 2] = text[i];
	shelf_init(&shelf, &allocator_heap);
	shelf.usable = inventory_read_bytes(
		&shelf.inventory, "a.xml", LISTING_CERTIFICATES, SLICE(""),
		(struct slice){ wide, 2 * sizeof(text) });
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	check_text(shelf_cert(&shelf, 0)->subject, "CN=a & b, O=C");
	shelf_free(&shelf);
}
END_TEST

START_TEST(hostile)
{
	check_refused("<!DOCTYPE Objs [<!ENTITY a \"" PRINT_A "\">]>\n" OBJS
		      "<Obj><MS><S N=\"Thumbprint\">&a;</S></MS></Obj>" END,
		      "document type declaration");
	check_refused(
		"<!DOCTYPE Objs SYSTEM \"file:///etc/passwd\">\n" OBJS SELECTED(
			PRINT_A, "") END,
		"document type declaration");
	check_refused(OBJS
		      "<Obj><MS><S N=\"Thumbprint\">&a;</S></MS></Obj>" END,
		      "not valid XML");
	check_refused(OBJS
		      "<Obj><MS><S N=\"Thumbprint\">\x01</S></MS></Obj>" END,
		      "not valid XML");
}
END_TEST

/* XInclude is nothing but another element. */
START_TEST(includes_nothing)
{
	struct shelf shelf;

	shelf_read(&shelf, OBJS
		   "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\""
		   " href=\"file:///etc/passwd\" parse=\"text\"/>" SELECTED(
			   PRINT_A, "") END);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_free(&shelf);
}
END_TEST

START_TEST(deep_nesting)
{
	enum { DEPTH = 100000 };
	char *text = malloc(sizeof(OBJS) + 5 * DEPTH);

	ck_assert_ptr_nonnull(text);
	memcpy(text, OBJS, sizeof(OBJS));
	for (size_t i = 0; i < DEPTH; i++)
		memcpy(text + sizeof(OBJS) - 1 + 5 * i, "<Obj>", 6);
	check_refused(text, "nested too deeply");
	free(text);
}
END_TEST

START_TEST(cut_off)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   OBJS SELECTED(PRINT_A, "") "<Obj>\n<MS>\n"
					      "<S N=\"Thumbprint\">" PRINT_B
					      "</S>\n");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	ck_assert_uint_eq(count_messages(&shelf, false, "cut off here"), 1);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	check_refused(OBJS "<Obj>", "not valid XML");
}
END_TEST

START_TEST(other_objects)
{
	struct shelf shelf;

	check_refused(OBJS "<Obj><MS><S N=\"Name\">x</S></MS></Obj>" END,
		      "none of 1 entries");
	check_refused(OBJS "<Obj><MS><S N=\"bindingInformation\">*:443:</S>"
			   "<S N=\"certificateHash\">" PRINT_A
			   "</S></MS></Obj>" END,
		      "--http-sys");
	shelf_read(&shelf,
		   OBJS "<Obj><MS><S N=\"Subject\">x</S></MS></Obj>" SELECTED(
			   PRINT_A, "") END);
	ck_assert(shelf.usable);
	check_warned(&shelf, 2, "is not a thumbprint");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(every_prefix)
{
	check_prefixes(OBJS WHOLE SELECTED(PRINT_A, SUBJECT) END);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(OBJS WHOLE SELECTED(PRINT_A, SUBJECT
					 "<Obj N=\"EnhancedKeyUsageList\"><LST>"
					 "<S>1.2.3</S></LST></Obj>") END);
}
END_TEST

Suite *suite_cert_clixml(void)
{
	const TTest *const tests[] = {
		whole_objects,
		selected_properties,
		properties_that_are_objects,
		shapes,
		utf16,
		hostile,
		includes_nothing,
		deep_nesting,
		cut_off,
		other_objects,
		every_prefix,
		no_memory,
	};

	return suite_of("cert_clixml", tests, LENGTH(tests));
}
