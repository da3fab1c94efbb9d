/* certutil -v: extensions, algorithms and properties. */
#include <stdio.h>

#include "certutil_dump.h"

Suite *suite_cert_certutil_verbose(void);

/* "?" unknown, "+ a b" at least these, "a b" all; "" none at all. */
static void check_list(const struct cert_list *list, const char *wanted,
		       const char *where)
{
	static const char *const known[] = { "?", "+", "" };
	char text[1024];
	int n = snprintf(text, sizeof(text), "%s", known[list->known]);

	for (uint32_t i = 0; i < list->count; i++)
		n += snprintf(text + n, sizeof(text) - (size_t)n, "%s%.*s",
			      n ? " " : "", (int)list->items[i].len,
			      list->items[i].at);
	ck_assert_msg(!strcmp(text, wanted), "\"%s\" instead of \"%s\" in %s",
		      text, wanted, where);
}

START_TEST(everything)
{
	const struct cert_details *details;
	const struct cert *cert;
	struct shelf shelf;

	details = read_details(
		&shelf,
		WITH(3, EKU SERVER CLIENT
		     "\n" SAN "        DNS Name=www.contoso.example\n"
		     "        DNS Name=*.contoso.example\n"
		     "        IP Address=192.0.2.10\n"
		     "        IP Address=2001:0db8:0000:0000:0000:0000:0000:"
		     "0001\n"
		     "        RFC822 Name=info@contoso.example\n"
		     "        URL=https://www.fabrikam.example/\n\n" KEY_ID
		     "\n"));
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=www.contoso.example, O=Contoso AG");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	check_text(details->issuer, "CN=Contoso CA, O=\"Contoso, Inc.\"");
	check_text(details->serial, "A5B01");
	check_text(details->common_name, "www.contoso.example");
	check_text(details->key_id, "404B3852E19AA0B936789C170535DDEDBA25A7EA");
	check_list(&details->dns_names, "www.contoso.example *.contoso.example",
		   "names");
	check_list(&details->addresses, "192.0.2.10 2001:db8::1", "addresses");
	check_list(&details->usages, "1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2",
		   "usages");
	check_text(details->signature, "sha256RSA");
	ck_assert_int_eq(details->signature_weak, CERT_NO);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_RSA);
	ck_assert_uint_eq(details->key_bits, 2048);
	shelf_free(&shelf);
}
END_TEST

/* Labels are translated; DNS and IP are in all of them. */
START_TEST(names)
{
	static const struct {
		const char *lines, *dns, *addresses;
	} cases[] = {
		{ "        DNS-Name=a.example\n        IP-Adresse=192.0.2.1\n",
		  "a.example", "192.0.2.1" },
		{ "        Nom DNS=a.example\n        Adresse IP=192.0.2.1\n",
		  "a.example", "192.0.2.1" },
		{ "        Nombre DNS=a.example\n"
		  "        Direcci\xEF\xBF\xBDn IP=192.0.2.1\n",
		  "a.example", "192.0.2.1" },
		{ "        DNS \xE5\x90\x8D\xE7\xA7\xB0=a.example\n",
		  "a.example", "" },
		{ "        DNS Name=xn--mller-kva.example (m\xC3\xBCller"
		  ".example)\n",
		  "xn--mller-kva.example", "" },
		/* Kinds of which certificates for hosts know nothing. */
		{ "        Other Name:\n"
		  "             Principal Name=web@contoso.example\n",
		  "", "" },
		{ "        DESCRIPTION=192.0.2.1x@\n", "", "" },
		/* What is not understood may be a name. */
		{ "        DNS Name=a.example\n        Naam=b.example\n",
		  "+ a.example", "+" },
		{ "        DNS Name=m\xEF\xBF\xBDller.example\n"
		  "        DNS Name=a.example\n",
		  "+ a.example", "+" },
		{ "        DNS Name=\n", "+", "+" },
		{ "        0000  30 0e 82 0c\n", "+", "+" },
		{ "        IP Address=192.0.2.300\n"
		  "        IP Address=192.0.2.1\n",
		  "", "+ 192.0.2.1" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s\n%s", START COUNT(1) SAN,
			 cases[i].lines, HASHES PROPERTIES PASSED END);
		details = read_details(&shelf, text);
		check_list(&details->dns_names, cases[i].dns, cases[i].lines);
		check_list(&details->addresses, cases[i].addresses,
			   cases[i].lines);
		shelf_free(&shelf);
	}
}
END_TEST

/* An extension that is not there is known to be absent only if all are. */
START_TEST(absent_extensions)
{
	static const struct {
		const char *lines, *dns, *usages;
	} cases[] = {
		{ COUNT(1) KEY_ID "\n", "", "" },
		{ COUNT(0), "", "" },
		{ COUNT(2) KEY_ID "\n", "?", "?" },
		{ COUNT(2) KEY_ID EKU SERVER "\n", "", "1.3.6.1.5.5.7.3.1" },
		{ COUNT(3) KEY_ID EKU SERVER "\n", "?", "1.3.6.1.5.5.7.3.1" },
		{ KEY_ID "\n", "?", "?" },
		{ "", "?", "?" },
		{ "Zertifikaterweiterungen: 1\n" KEY_ID "\n", "", "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s%s", START, cases[i].lines,
			 HASHES PROPERTIES PASSED END);
		details = read_details(&shelf, text);
		check_list(&details->dns_names, cases[i].dns, cases[i].lines);
		check_list(&details->usages, cases[i].usages, cases[i].lines);
		shelf_free(&shelf);
	}
}
END_TEST

/* The store entry may allow less than the certificate. */
START_TEST(usages)
{
#define ALLOWED                                                                \
	"  CERT_ENHKEY_USAGE_PROP_ID(9):\n"                                    \
	"    Enhanced Key Usage\n"
	static const struct {
		const char *extension, *property, *usages;
	} cases[] = {
		{ EKU "        Autentica\xEF\xBF\xBD\xEF\xBF\xBDo de servidor "
		      "(1.3.6.1.5.5.7.3.1)\n",
		  "", "1.3.6.1.5.5.7.3.1" },
		{ EKU "        Tout (2.5.29.37.0)\n", "", "2.5.29.37.0" },
		{ EKU SERVER "        Server Authentication\n", "",
		  "+ 1.3.6.1.5.5.7.3.1" },
		{ EKU SERVER "        Server (beta) (1.3.6.1.5.5.7.3)x\n", "",
		  "+ 1.3.6.1.5.5.7.3.1" },
		{ EKU SERVER CLIENT, ALLOWED CLIENT, "1.3.6.1.5.5.7.3.2" },
		{ EKU "        Any Purpose (2.5.29.37.0)\n", ALLOWED CLIENT,
		  "1.3.6.1.5.5.7.3.2" },
		{ KEY_ID, ALLOWED CLIENT, "1.3.6.1.5.5.7.3.2" },
		/* No purpose at all: nothing can be said of it. */
		{ EKU SERVER, ALLOWED CLIENT, "?" },
		{ EKU SERVER, ALLOWED, "?" },
		{ EKU SERVER CLIENT, ALLOWED CLIENT "        Something\n",
		  "?" },
		{ EKU CLIENT "        Something\n", ALLOWED CLIENT, "?" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s\n%s%s\n%s", START COUNT(1),
			 cases[i].extension, HASHES, cases[i].property,
			 PROPERTIES PASSED END);
		details = read_details(&shelf, text);
		check_list(&details->usages, cases[i].usages, text);
		ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(signatures)
{
	static const struct {
		const char *algorithm, *signature;
		enum cert_answer weak;
	} cases[] = {
		{ "1.2.840.113549.1.1.5 sha1RSA", "sha1RSA", CERT_YES },
		{ "1.2.840.113549.1.1.4 md5RSA", "md5RSA", CERT_YES },
		{ "1.2.840.113549.1.1.2", "md2RSA", CERT_YES },
		{ "1.3.14.3.2.29 sha1RSA", "sha1RSA", CERT_YES },
		{ "1.2.840.10045.4.1 sha1ECDSA", "sha1ECDSA", CERT_YES },
		{ "1.2.840.113549.1.1.13 sha512RSA", "sha512RSA", CERT_NO },
		{ "1.2.840.10045.4.3.2 sha256ECDSA", "sha256ECDSA", CERT_NO },
		/* Its hash is among the parameters. */
		{ "1.2.840.113549.1.1.10 RSASSA-PSS", "RSASSA-PSS",
		  CERT_UNKNOWN },
		{ "1.2.3.4 sha1Foo", "sha1Foo", CERT_UNKNOWN },
		{ "1.2.3.4", "1.2.3.4", CERT_UNKNOWN },
		{ "", "", CERT_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s\n%s",
			 HEAD "Signature Algorithm:\n"
			      "    Algorithmus Objekt-ID: ",
			 cases[i].algorithm,
			 NAMES RSA_KEY COUNT(0) HASHES PROPERTIES PASSED END);
		details = read_details(&shelf, text);
		check_text(details->signature, cases[i].signature);
		ck_assert_msg(details->signature_weak == cases[i].weak, "%s",
			      cases[i].algorithm);
		ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_RSA);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(public_keys)
{
	static const struct {
		const char *lines;
		enum cert_public_key kind;
		uint32_t bits;
	} cases[] = {
		{ PUBLIC_KEY("1.2.840.10045.2.1 ECC",
			     "Public Key Length: 256 bits\n"),
		  CERT_PUBLIC_KEY_EC, 256 },
		{ PUBLIC_KEY("1.2.840.113549.1.1.1 RSA",
			     "L\xEF\xBF\xBDnge: 1024 Bits\n"),
		  CERT_PUBLIC_KEY_RSA, 1024 },
		{ PUBLIC_KEY("1.2.840.10040.4.1 DSA", ""),
		  CERT_PUBLIC_KEY_OTHER, 0 },
		{ PUBLIC_KEY("1.2.840.113549.1.1.1 RSA",
			     "Public Key Length: 99999999 bits\n"),
		  CERT_PUBLIC_KEY_RSA, 0 },
		{ "", CERT_PUBLIC_KEY_UNKNOWN, 0 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s%s", HEAD SIGNED(RSA) NAMES,
			 cases[i].lines,
			 "Key Id Hash(sha1): " PRINT_C "\n"
			 "Cert Hash(sha1): " PRINT_A "\n\n" PROPERTIES END);
		details = read_details(&shelf, text);
		ck_assert_msg(details->public_key == cases[i].kind, "case %zu",
			      i);
		ck_assert_msg(details->key_bits == cases[i].bits, "case %zu",
			      i);
		shelf_free(&shelf);
	}
}
END_TEST

/* The length is a property as well, without any label. */
START_TEST(key_bits_from_property)
{
	const struct cert_details *details;
	struct shelf shelf;

	details =
		read_details(&shelf, HEAD SIGNED(RSA) NAMES
			     "Cert Hash(sha1): " PRINT_A "\n\n"
			     "  CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID(92):\n"
			     "    0x00000400 (1024)\n\n" END);
	ck_assert_uint_eq(details->key_bits, 1024);
	shelf_free(&shelf);
}
END_TEST

/* What one block tells is nothing about the next. */
START_TEST(two_blocks)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(
		&shelf, START COUNT(1) SAN
		"        DNS Name=a.example\n\n" HASHES PROPERTIES PASSED SECOND
		"No key provider information\n" END);
	cert = shelf_find(&shelf, PRINT_B);
	ck_assert_ptr_null(cert->details);
	ck_assert_int_eq(cert->key, CERT_KEY_NONE);
	shelf_free(&shelf);
}
END_TEST

START_TEST(two_verbose_blocks)
{
	static const char second[] =
		"================ Certificate 1 ================\n"
		"X509 Certificate:\n" SIGNED("1.2.840.10045.4.3.2 sha256ECDSA")
			NAMES PUBLIC_KEY("1.2.840.10045.2.1 ECC", "") COUNT(1)
				SAN "        DNS Name=b.example\n"
				    "Cert Hash(sha1): " PRINT_B "\n\n" END;
	const struct cert_details *details;
	struct shelf shelf;
	char text[8192];

	snprintf(text, sizeof(text), "%s%s",
		 START COUNT(2) SAN "        DNS Name=a.example\n" EKU SERVER
				    "\n" HASHES PROPERTIES PASSED,
		 second);
	shelf_read(&shelf, text);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	details = shelf_find(&shelf, PRINT_B)->details;
	check_list(&details->dns_names, "b.example", "names");
	check_list(&details->usages, "", "usages");
	check_text(details->issuer, "CN=Contoso CA, O=\"Contoso, Inc.\"");
	check_text(details->serial, "");
	check_text(details->key_id, "");
	check_text(details->signature, "sha256ECDSA");
	ck_assert_uint_eq(details->key_bits, 0);
	shelf_free(&shelf);
}
END_TEST

START_TEST(common_names)
{
	static const struct {
		const char *parts, *name;
	} cases[] = {
		{ "    CN=a.example\n    CN=b.example\n", "a.example" },
		{ "    OU=\"x, CN=y\"\n    CN=a.example\n", "a.example" },
		{ "    CN=\"Contoso, Inc.\"\n    C=DE\n", "Contoso, Inc." },
		{ "    OU=x + CN=a.example\n", "a.example" },
		{ "    OU=x\n    O=CN=y\n", "" },
		{ "    CN=\"\n", "\"" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s%s",
			 HEAD SIGNED(RSA) " NotBefore: 1/20/2026 10:15 AM\n"
					  " NotAfter: 1/20/2027 10:15 AM\n\n"
					  "Subject:\n",
			 cases[i].parts,
			 RSA_KEY COUNT(0) HASHES PROPERTIES PASSED END);
		details = read_details(&shelf, text);
		check_text(details->common_name, cases[i].name);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(empty_subject)
{
	const struct cert_details *details;
	struct shelf shelf;

	details = read_details(
		&shelf,
		HEAD SIGNED(
			RSA) "Issuer:\n    CN=Contoso CA\n\n"
			     " NotBefore: 1/20/2026 10:15 AM\n"
			     " NotAfter: 1/20/2027 10:15 AM\n\n"
			     "Subject:\n    EMPTY (DNS Name=a.example)\n\n" RSA_KEY
				     COUNT(1) SAN
		"        DNS Name=a.example\n\n" HASHES PROPERTIES PASSED END);
	check_text(shelf_cert(&shelf, 0)->subject, "");
	check_text(details->common_name, "");
	check_list(&details->dns_names, "a.example", "names");
	shelf_free(&shelf);
}
END_TEST

START_TEST(friendly_names)
{
	struct shelf shelf;

	shelf_read(&shelf, START COUNT(0) HASHES
		   "  CERT_FRIENDLY_NAME_PROP_ID(11):\n\n"
		   "  CERT_SHA1_HASH_PROP_ID(3):\n    " PRINT_A "\n\n"
		   "  CERT_ARCHIVED_PROP_ID(19):\n    <Empty Property>\n" END);
	check_text(shelf_cert(&shelf, 0)->friendly_name, "");
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_YES);
	shelf_free(&shelf);
}
END_TEST

/* Old Windows puts blanks between the bytes, here and in hashes. */
START_TEST(spaced_key_id)
{
	const struct cert_details *details;
	struct shelf shelf;

	details = read_details(
		&shelf, WITH(1, "    2.5.29.14: Flags = 0, Length = 16\n"
				"    Subject Key Identifier\n"
				"        5b 3b 53 ed e3 0f a9 48 90 e0 93 09\n"
				"\n"));
	check_text(details->key_id, "5B3B53EDE30FA94890E09309");
	shelf_free(&shelf);
}
END_TEST

/* The last of the hashes is malformed: none of the others stands for it. */
START_TEST(malformed_hash)
{
	struct shelf shelf;

	shelf_read(&shelf, START COUNT(0) "Key Id Hash(sha1): " PRINT_C "\n"
					  "Cert Hash(sha1): " PRINT_A
					  "00\n\n" PASSED SECOND
					  "No key provider information\n" END);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_print(shelf_cert(&shelf, 0), PRINT_B);
	check_warned(&shelf, 33, "is not a thumbprint");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);

	shelf_read(&shelf, START COUNT(0) "Cert Hash(sha1): " PRINT_A
					  "00\n\n" PROPERTIES PASSED END);
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
	shelf_free(&shelf);
}
END_TEST

START_TEST(hashes_disagree)
{
	struct shelf shelf;

	shelf_read(&shelf, START COUNT(0) "Cert Hash(sha1): " PRINT_B
					  "\n\n" PROPERTIES PASSED END);
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	check_warned(&shelf, 44, "is not the one in line 32");
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(WITH(3, EKU SERVER CLIENT
			  "\n" SAN "        DNS Name=www.contoso.example\n"
			  "        IP Address=192.0.2.10\n\n" KEY_ID "\n"));
}
END_TEST

Suite *suite_cert_certutil_verbose(void)
{
	const TTest *const tests[] = {
		everything,
		names,
		absent_extensions,
		usages,
		signatures,
		public_keys,
		key_bits_from_property,
		two_blocks,
		two_verbose_blocks,
		common_names,
		empty_subject,
		friendly_names,
		spaced_key_id,
		malformed_hash,
		hashes_disagree,
		no_memory,
	};

	return suite_of("cert_certutil_verbose", tests, LENGTH(tests));
}
