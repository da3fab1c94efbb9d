/*
 * The walk over JSON: what it accepts, jansson accepts, and strings mean what
 * jansson says that they mean.
 */
#include <jansson.h>

#include "listing.h"

#include "cert/json_walk.h"
#include "unit.h"

static const char listing[] =
	"[ {\"Thumbprint\":\"" PRINT_A
	"\",\"NotAfter\":\"\\/Date(1789227140000)"
	"\\/\",\r\n\"Extensions\":[1,{\"a\":null},\"]\\\"}\"],\"Count\":-1.5e3,"
	"\"HasPrivateKey\":true,\"Subject\":\"CN=\\u00e4\\ud83d\\ude00\"},\n"
	"{\"Thumbprint\":\"" PRINT_B "\",\"Archived\":false,\"X\":{}} ]";

static bool is_json(struct slice text)
{
	json_error_t error;
	json_t *root = json_loadb(text.at, text.len, 0, &error);

	json_decref(root);
	return root;
}

/* Whatever was changed: nothing that is no JSON is read as a listing. */
static void check_agrees(struct slice text)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf.usable =
		inventory_read_bytes(&shelf.inventory, "listing.json",
				     LISTING_CERTIFICATES, SLICE(""), text);
	unit_check(!shelf.usable || is_json(text), "was read: %.*s",
		   (int)text.len, text.at);
	shelf_free(&shelf);
}

START_TEST(damaged)
{
	static const char others[] = "\"{}[],:\\x0 \n\x01-";
	char copy[sizeof(listing)];
	size_t len = sizeof(listing) - 1;

	for (size_t i = 0; i < len; i++) {
		memcpy(copy, listing, len);
		for (size_t j = 0; j < sizeof(others) - 1; j++) {
			copy[i] = others[j];
			check_agrees((struct slice){ copy, len });
		}
		memcpy(copy, listing, i);
		memcpy(copy + i, listing + i + 1, len - i - 1);
		check_agrees((struct slice){ copy, len - 1 });
		check_agrees((struct slice){ listing, i });
	}
}
END_TEST

START_TEST(whole)
{
	struct shelf shelf;

	ck_assert(is_json(slice_of(listing)));
	shelf_read(&shelf, listing);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	check_text(shelf_find(&shelf, PRINT_A)->subject, "CN=ä😀");
	ck_assert_uint_eq(shelf_find(&shelf, PRINT_A)->line, 1);
	ck_assert_uint_eq(shelf_find(&shelf, PRINT_B)->line, 3);
	shelf_free(&shelf);
}
END_TEST

START_TEST(strings)
{
	static const char *const texts[] = {
		"\"\"",
		"\"plain\"",
		"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
		"\"a\\u0041\\u00e9\\u20AC z\"",
		"\"\\ud83d\\ude00\"",
		"\"C:\\\\dir\\\\\"",
	};
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		json_t *value = json_loads(texts[i], JSON_DECODE_ANY, NULL);
		struct slice text;

		ck_assert_msg(value != NULL, "%s", texts[i]);
		ck_assert(walk_string(&arena, slice_of(texts[i]), &text));
		ck_assert_msg(slice_is(text, json_string_value(value)), "%s",
			      texts[i]);
		json_decref(value);
	}
	arena_free(&arena);
}
END_TEST

START_TEST(bad_strings)
{
	static const char *const texts[] = {
		"\"\\x\"", "\"\\u12\"",	   "\"\\u12g4\"", "true",
		"\"",	   "\"\\ud83dx\"", "\"\\udc00\"", "\"\\u0000\"",
	};
	struct arena arena;
	struct slice text;

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(texts); i++)
		ck_assert_msg(!walk_string(&arena, slice_of(texts[i]), &text),
			      "%s", texts[i]);
	arena_free(&arena);
}
END_TEST

START_TEST(wrong_place)
{
	check_refused("[{\"Thumbprint\":\"" PRINT_A "\"},\n{\"a\" 1}]",
		      "expected a colon");
	check_refused("[{\"Thumbprint\":\"" PRINT_A "\"}\n{}]",
		      "expected a comma");
	check_refused("[{\"Thumbprint\":\"" PRINT_A "\"}] x",
		      "something follows");
	check_refused("{\"value\":[{\"Thumbprint\":\"" PRINT_A "\"}]} ]",
		      "something follows");
	check_refused("[{\"Thumbprint\":\"" PRINT_A "\",\"x\":[1,,2]}]",
		      "malformed");
	check_refused("[{\"Thumbprint\":\"" PRINT_A "\",\"x\":tru}]",
		      "malformed");
}
END_TEST

UNIT_SUITE(cert_json_walk, damaged, whole, strings, bad_strings, wrong_place)
