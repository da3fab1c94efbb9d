/* certutil -v: whose key it is, and keys that are in the listing itself. */
#include <stdio.h>

#include "certutil_dump.h"

Suite *suite_cert_certutil_keys(void);

/* The flags of the link tell whose key container it is. */
START_TEST(user_keys)
{
#define FLAGS(flags)                                                           \
	"    ProviderType = 0\n    Flags = " flags "\n"                        \
	"    KeySpec = 1 -- AT_KEYEXCHANGE\n"
	static const struct {
		const char *lines;
		enum cert_key key;
	} cases[] = {
		{ SOFTWARE FLAGS("20 (32)"), CERT_KEY_TESTED },
		{ SOFTWARE FLAGS("20"), CERT_KEY_TESTED },
		{ SOFTWARE FLAGS("60 (96)"), CERT_KEY_TESTED },
		{ SOFTWARE FLAGS("0"), CERT_KEY_USER },
		{ SOFTWARE FLAGS("40 (64)"), CERT_KEY_USER },
		{ "    Provider = Microsoft RSA SChannel Cryptographic "
		  "Provider\n"
		  "    ProviderType = c\n  Flags = 0\n",
		  CERT_KEY_USER },
		{ "    Proveedor = Microsoft Strong Cryptographic Provider\n"
		  "    Tipo de proveedor = 1\n  Marcas = 0\n"
		  "    Especificaci\xEF\xBF\xBDn = 1 -- AT_KEYEXCHANGE\n",
		  CERT_KEY_USER },
		{ "    Proveedor = Microsoft Strong Cryptographic Provider\n"
		  "    Tipo de proveedor = 1\n  Marcas = 20 (32)\n",
		  CERT_KEY_TESTED },
		/* Cards and foreign modules have rules of their own. */
		{ "    Provider = Microsoft Smart Card Key Storage "
		  "Provider\n" FLAGS("0"),
		  CERT_KEY_TESTED },
		{ "    Provider = nCipher Security World Key Storage "
		  "Provider\n" FLAGS("0"),
		  CERT_KEY_TESTED },
		/* Only the first flags are those of the link. */
		{ SOFTWARE FLAGS("20 (32)") SOFTWARE FLAGS("0"),
		  CERT_KEY_TESTED },
		/* Not told: filtered, or another paragraph. */
		{ SOFTWARE "    ProviderType = 0\n", CERT_KEY_TESTED },
		{ SOFTWARE "    ProviderType = 0\n\n  UI Policy = 0\n",
		  CERT_KEY_TESTED },
		{ SOFTWARE "    ProviderType = 0\n"
			   "  CERT_ACCESS_STATE_PROP_ID(14):\n"
			   "    AccessState = 6\n",
		  CERT_KEY_TESTED },
		{ "", CERT_KEY_TESTED },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s%s\n%s",
			 START COUNT(0) HASHES CONTAINER, "", cases[i].lines,
			 PASSED END);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key,
			      "case %zu: %d", i, shelf_cert(&shelf, 0)->key);
		shelf_free(&shelf);
	}
}
END_TEST

/* A container that is called like a number is none. */
START_TEST(container_named_as_number)
{
	struct shelf shelf;

	shelf_read(&shelf, START COUNT(0) HASHES
		   "  CERT_KEY_PROV_INFO_PROP_ID(2):\n"
		   "    Key Container = 1234\n" SOFTWARE FLAGS(
			   "20 (32)") "\n" PASSED END);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
	shelf_free(&shelf);
}
END_TEST

/* In the store of a user, a user's key is what is wanted. */
START_TEST(user_key_in_user_store)
{
	struct shelf shelf;

	shelf_read(&shelf, "C:\\>certutil -v -user -store My\n" START COUNT(0)
				   HASHES CONTAINER SOFTWARE FLAGS(
					   "0") "\n" PASSED END);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location, CERT_LOCATION_USER);
	shelf_free(&shelf);
}
END_TEST

/* Without the command line, the access state tells whose store it is. */
START_TEST(store_of_user)
{
	static const struct {
		const char *access;
		enum cert_location location;
		enum cert_key key;
	} cases[] = {
		{ "3", CERT_LOCATION_USER, CERT_KEY_TESTED },
		{ "2", CERT_LOCATION_USER, CERT_KEY_TESTED },
		{ "6", CERT_LOCATION_MACHINE, CERT_KEY_USER },
		{ "16 (22)", CERT_LOCATION_MACHINE, CERT_KEY_USER },
		{ "0", CERT_LOCATION_MACHINE, CERT_KEY_USER },
		{ "?", CERT_LOCATION_MACHINE, CERT_KEY_USER },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s\n%s",
			 START COUNT(0) HASHES CONTAINER SOFTWARE FLAGS(
				 "0") "\n  CERT_ACCESS_STATE_PROP_ID(14):\n"
				      "  AccessState = ",
			 cases[i].access,
			 "    CERT_ACCESS_STATE_SYSTEM_STORE_FLAG -- 2\n"
			 "\n" PASSED END);
		shelf_read(&shelf, text);
		ck_assert_uint_eq(shelf.inventory.stores.count, 1);
		ck_assert_msg(shelf_store(&shelf, 0)->location ==
				      cases[i].location,
			      "case %zu", i);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* The store of the machine stays what it is, even when it is empty. */
START_TEST(empty_store_of_machine)
{
	struct shelf shelf;

	shelf_read(
		&shelf, "My\n" END START COUNT(0) HASHES
		"  CERT_ACCESS_STATE_PROP_ID(14):\n  AccessState = 3\n\n" PASSED
			END);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	shelf_free(&shelf);
}
END_TEST

/* A key of one's own can be opened without rights on the server. */
START_TEST(user_key_proves_no_elevation)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   START COUNT(0) HASHES CONTAINER SOFTWARE FLAGS(
			   "0") "\n" PASSED SECOND "  Key Container = x\n"
				"Missing stored keyset\n" END);
	ck_assert_int_eq(shelf_find(&shelf, PRINT_A)->key, CERT_KEY_USER);
	ck_assert_int_eq(shelf_find(&shelf, PRINT_B)->key, CERT_KEY_UNKNOWN);
	check_warned(&shelf, 0, "administrator");
	shelf_free(&shelf);
}
END_TEST

/* A key that lies in the listing must not get into a repository. */
START_TEST(key_material)
{
	static const char *const cases[] = {
		"  Private Key:\n  PRIVATEKEYBLOB\n",
		"  PRIVATEKEYBLOB\n    0000  07 02 00 00\n",
		"  RSAFULLPRIVATEBLOB\n",
		"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n",
		"  -----BEGIN PRIVATE KEY-----\nMIIE\n",
	};
	struct shelf shelf;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		char text[8192];

		snprintf(text, sizeof(text), "%s%s%s",
			 START COUNT(0) HASHES PROPERTIES, cases[i],
			 PASSED END);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		check_warned(&shelf, 58, "holds a private key");
		ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
		shelf_free(&shelf);
	}
	shelf_read(&shelf, WITH(0, "") "Private key is exportable\n");
	check_quiet(&shelf);
	shelf_free(&shelf);
}
END_TEST

Suite *suite_cert_certutil_keys(void)
{
	const TTest *const tests[] = {
		user_keys,
		container_named_as_number,
		user_key_in_user_store,
		store_of_user,
		empty_store_of_machine,
		user_key_proves_no_elevation,
		key_material,
	};

	return suite_of("cert_certutil_keys", tests, LENGTH(tests));
}
