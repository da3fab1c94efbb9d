#include "certificates.h"

#include <openssl/err.h>

#include "base/utf8.h"
#include "cert/view.h"
#include "cert/x509.h"
#include "unit.h"

/* An input as far as x509_fill() needs it, and what comes of it. */
struct desk {
	struct arena arena;
	struct inventory inventory;
	struct listing_input input;
	struct cert cert;
};

static void desk_init(struct desk *desk)
{
	*desk = (struct desk){ .input = { .inventory = &desk->inventory } };
	arena_init(&desk->arena, &allocator_heap);
	inventory_init(&desk->inventory, &desk->arena);
}

static void desk_free(struct desk *desk)
{
	inventory_free(&desk->inventory);
	arena_free(&desk->arena);
	ck_assert_uint_eq(ERR_peek_error(), 0);
}

static bool fill(struct desk *desk, struct slice bytes)
{
	desk->cert = (struct cert){ .details = NULL };
	return x509_fill(&desk->input, bytes, &desk->cert);
}

static const struct cert_details *fill_odd(struct desk *desk, struct odd odd)
{
	ck_assert(fill(desk, odd_cert(&desk->arena, &odd)));
	return desk->cert.details;
}

static void check_list(const struct cert_list *list, size_t count,
		       const char *const *wanted)
{
	ck_assert_int_eq(list->known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(list->count, count);
	for (size_t i = 0; i < count; i++)
		ck_slice(list->items[i], wanted[i]);
}

START_TEST(everything)
{
	static const char *const names[] = { "www.contoso.example",
					     "*.contoso.example" };
	static const char *const addresses[] = { "192.0.2.1", "2001:db8::1" };
	static const char *const usages[] = { CERT_USAGE_SERVER,
					      "1.3.6.1.5.5.7.3.2" };
	const struct cert_details *details;
	struct desk desk;

	desk_init(&desk);
	ck_assert(fill(&desk, unbase64(&desk.arena, CERT_WWW)));
	details = desk.cert.details;
	ck_slice(desk.cert.subject,
		 "CN=www.contoso.example, "
		 "O=\"Fabrikam, Inc.\", L=K\xC3\xB6ln, C=DE");
	check_time(desk.cert.not_before, "2026-01-10T09:15:00Z",
		   "2026-01-10T09:15:00Z");
	check_time(desk.cert.not_after, "2036-01-08T09:15:00Z",
		   "2036-01-08T09:15:00Z");
	ck_slice(details->issuer, "CN=Example CA 1, C=DE");
	ck_slice(details->serial, "5A01C0FFEE0001D1B7A9");
	ck_slice(details->key_id, "A0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3");
	check_list(&details->dns_names, 2, names);
	check_list(&details->addresses, 2, addresses);
	ck_slice(details->common_name, "www.contoso.example");
	check_list(&details->usages, 2, usages);
	ck_slice(details->signature, "sha256ECDSA");
	ck_assert_int_eq(details->signature_weak, CERT_NO);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_EC);
	ck_assert_uint_eq(details->key_bits, 256);
	desk_free(&desk);
}
END_TEST

START_TEST(no_extensions)
{
	const struct cert_details *details;
	struct desk desk;

	desk_init(&desk);
	ck_assert(fill(&desk, unbase64(&desk.arena, CERT_OLD)));
	details = desk.cert.details;
	ck_slice(details->serial, "7");
	ck_slice(details->key_id, "");
	check_list(&details->dns_names, 0, NULL);
	check_list(&details->addresses, 0, NULL);
	check_list(&details->usages, 0, NULL);
	ck_slice(details->signature, "sha1RSA");
	ck_assert_int_eq(details->signature_weak, CERT_YES);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_RSA);
	ck_assert_uint_eq(details->key_bits, 512);
	desk_free(&desk);
}
END_TEST

START_TEST(thumbprints)
{
	struct thumbprint thumbprint;
	struct desk desk;

	desk_init(&desk);
	ck_assert(
		x509_thumbprint(unbase64(&desk.arena, CERT_WWW), &thumbprint));
	ck_assert_str_eq(thumbprint_print(&thumbprint).digits, PRINT_WWW);
	ck_assert(
		x509_thumbprint(unbase64(&desk.arena, CERT_OLD), &thumbprint));
	ck_assert_str_eq(thumbprint_print(&thumbprint).digits, PRINT_OLD);
	desk_free(&desk);
}
END_TEST

/* Every shorter piece, and the whole with something behind it. */
START_TEST(not_exactly_one)
{
	struct slice whole, more;
	struct desk desk;

	desk_init(&desk);
	whole = unbase64(&desk.arena, CERT_WWW);
	for (size_t len = 0; len < whole.len; len++) {
		/* A copy, so that reading behind its end is noticed. */
		struct slice part =
			arena_copy(&desk.arena, slice_take(whole, len));

		unit_check(!fill(&desk, part), "%zu bytes", len);
		unit_check(!desk.cert.details && !desk.cert.subject.at,
			   "%zu bytes changed something", len);
	}
	more = join(&desk.arena, whole, SLICE("\0"));
	ck_assert(!fill(&desk, more));
	ck_assert(!fill(&desk, join(&desk.arena, whole, whole)));
	desk_free(&desk);
}
END_TEST

static bool is_clean(struct slice text)
{
	return utf8_clean_length(text, text.len) == text.len;
}

/* Whatever comes of it, it must be safe, and texts must be UTF-8. */
static void try_changed(struct desk *desk, struct slice whole, size_t at,
			int change)
{
	char *bytes = (char *)whole.at;
	char was = bytes[at];

	bytes[at] = (char)(was ^ change);
	if (fill(desk, whole)) {
		const struct cert_details *details = desk->cert.details;

		unit_check(is_clean(desk->cert.subject) &&
				   is_clean(details->issuer) &&
				   is_clean(details->common_name),
			   "text at %zu", at);
	}
	bytes[at] = was;
}

START_TEST(every_byte_changed)
{
	static const int changes[] = { 0x01, 0x02, 0x80, 0xFF };
	static const char *const certs[] = { CERT_WWW, CERT_OLD };

	for (size_t i = 0; i < LENGTH(certs); i++) {
		struct slice whole;
		struct desk desk;

		desk_init(&desk);
		whole = unbase64(&desk.arena, certs[i]);
		for (size_t at = 0; at < whole.len; at++)
			for (size_t c = 0; c < LENGTH(changes); c++)
				try_changed(&desk, whole, at, changes[c]);
		desk_free(&desk);
	}
}
END_TEST

/* One common name of the type. */
static struct slice common_name(struct arena *arena, unsigned type,
				struct slice text)
{
	struct slice part = join(arena, SLICE("\x06\x03\x55\x04\x03"),
				 der(arena, type, text));

	return der(arena, 0x31, der(arena, 0x30, part));
}

enum {
	BITS = 0x03,
	UTF8_STRING = 0x0C,
	T61_STRING = 0x14,
	BMP_STRING = 0x1E,
};

/* U+FFFD */
#define BAD "\xEF\xBF\xBD"

/* A NUL must not make a name equal to a shorter one. */
START_TEST(odd_strings)
{
	static const struct {
		unsigned type;
		struct slice bytes;
		const char *name, *subject;
	} cases[] = {
		{ UTF8_STRING, { "a\0b", 3 }, "a" BAD "b", "CN=a" BAD "b" },
		{ T61_STRING, { "\xF6l", 2 }, "\xC3\xB6l", "CN=\xC3\xB6l" },
		{ BMP_STRING, { "\0l\0\xF6", 4 }, "l\xC3\xB6", "CN=l\xC3\xB6" },
		{ BITS, { "\0x", 2 }, "x", "CN=x" },
		{ UTF8_STRING, { "", 0 }, "", "CN=\"\"" },
		{ UTF8_STRING, { "a b", 3 }, "a b", "CN=a b" },
		{ UTF8_STRING, { " a", 2 }, " a", "CN=\" a\"" },
		{ UTF8_STRING, { "a ", 2 }, "a ", "CN=\"a \"" },
		{ UTF8_STRING, { "a+b", 3 }, "a+b", "CN=\"a+b\"" },
		{ UTF8_STRING, { "a\"b", 3 }, "a\"b", "CN=\"a\"\"b\"" },
		{ UTF8_STRING, { "\"", 1 }, "\"", "CN=\"\"\"\"" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct desk desk;

		desk_init(&desk);
		details = fill_odd(
			&desk, (struct odd){ .subject = common_name(
						     &desk.arena, cases[i].type,
						     cases[i].bytes) });
		ck_slice(details->common_name, cases[i].name);
		ck_slice(desk.cert.subject, cases[i].subject);
		desk_free(&desk);
	}
}
END_TEST

UNIT_SUITE(cert_x509, everything, no_extensions, thumbprints, not_exactly_one,
	   every_byte_changed, odd_strings)
