/* Certificates that no authority would sign. */
#include "odd_cert.h"

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

/* More parts than anybody has: the rest is left out. */
START_TEST(long_name)
{
	struct slice part, name = { "", 0 };
	struct desk desk;
	size_t count = 0;

	desk_init(&desk);
	part = common_name(&desk.arena, UTF8_STRING, SLICE("a"));
	for (int i = 0; i < 100; i++)
		name = join(&desk.arena, name, part);
	fill_odd(&desk, (struct odd){ .subject = name });
	for (size_t i = 0; i < desk.cert.subject.len; i++)
		count += desk.cert.subject.at[i] == '=';
	ck_assert_uint_eq(count, 64);
	ck_assert(slice_ends(desk.cert.subject, SLICE("CN=a, ...")));
	desk_free(&desk);
}
END_TEST

/* An attribute that has no name, and two in one part of the name. */
START_TEST(odd_attributes)
{
	struct slice user = SLICE("\x30\x12\x06\x0A\x09\x92\x26\x89\x93\xF2\x2C"
				  "\x64\x01\x01\x0C\x04user");
	struct slice mail = SLICE("\x30\x10\x06\x09\x2A\x86\x48\x86\xF7\x0D"
				  "\x01\x09\x01\x16\x03"
				  "a@b");
	struct desk desk;

	desk_init(&desk);
	fill_odd(&desk,
		 (struct odd){ .subject = der(&desk.arena, 0x31,
					      join(&desk.arena, mail, user)) });
	ck_slice(desk.cert.subject,
		 "OID.0.9.2342.19200300.100.1.1=user + E=a@b");
	desk_free(&desk);
}
END_TEST

START_TEST(dates)
{
	static const struct {
		struct slice der;
		const char *moment; /* null: unknown */
	} cases[] = {
		{ { "\x17\x0D"
		    "491231235959Z",
		    15 },
		  "2049-12-31T23:59:59Z" },
		{ { "\x17\x0D"
		    "500101000000Z",
		    15 },
		  "1950-01-01T00:00:00Z" },
		{ { "\x18\x0F"
		    "20500101000000Z",
		    17 },
		  "2050-01-01T00:00:00Z" },
		{ { "\x17\x11"
		    "260110091500+0100",
		    19 },
		  "2026-01-10T08:15:00Z" },
		{ { "\x17\x0D"
		    "261332000000Z",
		    15 },
		  NULL },
		{ { "\x17\x0D"
		    "260230000000Z",
		    15 },
		  NULL },
		{ { "\x17\x01"
		    "Z",
		    3 },
		  NULL },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct desk desk;

		desk_init(&desk);
		fill_odd(&desk, (struct odd){ .not_after = cases[i].der });
		if (cases[i].moment)
			check_time(desk.cert.not_after, cases[i].moment,
				   cases[i].moment);
		else
			ck_assert(!desk.cert.not_after.known);
		desk_free(&desk);
	}
}
END_TEST

/* "No well-defined date", RFC 5280 says. */
START_TEST(end_of_time)
{
	struct desk desk;

	desk_init(&desk);
	fill_odd(&desk, (struct odd){ .not_after = SLICE("\x18\x0F"
							 "99991231235959Z") });
	ck_assert(desk.cert.not_after.known);
	ck_assert_int_eq(desk.cert.not_after.latest, 253402300799);
	desk_free(&desk);
}
END_TEST

START_TEST(serials)
{
	static const char zeros[65] = { 1 };
	static const struct {
		struct slice bytes;
		const char *text;
	} cases[] = {
		{ { "\x00\xB3\xF3", 3 }, "B3F3" }, { { "\x05", 1 }, "5" },
		{ { "\xB3\xF3", 2 }, "B3F3" }, /* negative */
		{ { "\xFF", 1 }, "FF" },	   { { zeros, 65 }, "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct desk desk;

		desk_init(&desk);
		ck_slice(fill_odd(&desk,
				  (struct odd){ .serial = cases[i].bytes })
				 ->serial,
			 cases[i].text);
		desk_free(&desk);
	}
}
END_TEST

static struct slice extension(struct arena *arena, unsigned char number,
			      struct slice value)
{
	char id[] = { 6, 3, 0x55, 0x1D, (char)number };

	return der(arena, 0x30,
		   join(arena, (struct slice){ id, sizeof(id) },
			der(arena, 4, value)));
}

enum { ALTERNATIVE_NAMES = 17, USAGES = 37 };

static const struct cert_details *
fill_extension(struct desk *desk, unsigned char number, struct slice value)
{
	return fill_odd(desk,
			(struct odd){ .extensions = extension(&desk->arena,
							      number, value) });
}

START_TEST(alternative_names)
{
	const struct cert_details *details;
	struct slice names = SLICE("\x82\x03"
				   "a\0b"
				   "\x82\x02\xC3\xFF"
				   "\x82\x00"
				   "\x87\x03\1\2\3"
				   "\x81\x03"
				   "a@b"
				   "\x87\x04\x0A\0\0\1");
	struct desk desk;

	desk_init(&desk);
	names = der(&desk.arena, 0x30, names);
	details = fill_extension(&desk, ALTERNATIVE_NAMES, names);
	ck_assert_int_eq(details->dns_names.known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(details->dns_names.count, 3);
	ck_slice(details->dns_names.items[0], "a" BAD "b");
	ck_assert_int_ne(cert_matches_host(details, SLICE("a")), CERT_YES);
	ck_slice(details->dns_names.items[2], "");
	ck_assert_int_ne(cert_matches_host(details, SLICE("")), CERT_YES);
	ck_slice(details->addresses.items[1], "10.0.0.1");
	desk_free(&desk);
}
END_TEST

/* What cannot be understood is unknown, not absent. */
START_TEST(broken_extensions)
{
	static const struct slice values[] = {
		{ "", 0 },
		{ "\x30", 1 },
		{ "\x30\x05\x82", 3 },
		{ "\x04\x00", 2 },
		{ "\xFF\xFF\xFF\xFF\xFF\xFF", 6 },
		{ "\x30\x80\x82\x01", 4 },
	};

	for (size_t i = 0; i < LENGTH(values); i++) {
		const struct cert_details *details;
		struct desk desk;

		desk_init(&desk);
		details = fill_extension(&desk, ALTERNATIVE_NAMES, values[i]);
		ck_assert_int_eq(details->dns_names.known, CERT_LIST_UNKNOWN);
		ck_assert_int_eq(details->addresses.known, CERT_LIST_UNKNOWN);
		ck_assert_int_eq(details->usages.known, CERT_LIST_COMPLETE);
		details = fill_extension(&desk, USAGES, values[i]);
		ck_assert_int_eq(details->usages.known, CERT_LIST_UNKNOWN);
		ck_assert_int_eq(details->dns_names.known, CERT_LIST_COMPLETE);
		desk_free(&desk);
	}
}
END_TEST

START_TEST(twice_the_extension)
{
	const struct cert_details *details;
	struct slice one;
	struct desk desk;

	desk_init(&desk);
	one = extension(&desk.arena, ALTERNATIVE_NAMES,
			SLICE("\x30\x03\x82\x01"
			      "a"));
	details = fill_odd(&desk, (struct odd){ .extensions = join(&desk.arena,
								   one, one) });
	ck_assert_int_eq(details->dns_names.known, CERT_LIST_UNKNOWN);
	desk_free(&desk);
}
END_TEST

/* An empty list of purposes must not look like "every purpose". */
START_TEST(no_usage)
{
	const struct cert_details *details;
	struct desk desk;

	desk_init(&desk);
	details = fill_extension(&desk, USAGES, SLICE("\x30\x00"));
	ck_assert_int_eq(details->usages.known, CERT_LIST_UNKNOWN);
	ck_assert_int_eq(cert_allows(details, CERT_USAGE_SERVER), CERT_UNKNOWN);
	desk_free(&desk);
}
END_TEST

START_TEST(many_names)
{
	const struct cert_details *details;
	enum { COUNT = 20000 };
	struct desk desk;
	char *names;

	desk_init(&desk);
	names = arena_alloc(&desk.arena, COUNT, 3);
	for (size_t i = 0; i < COUNT; i++)
		memcpy(names + 3 * i,
		       "\x82\x01"
		       "a",
		       3);
	details = fill_extension(
		&desk, ALTERNATIVE_NAMES,
		der(&desk.arena, 0x30, (struct slice){ names, 3 * COUNT }));
	ck_assert_int_eq(details->dns_names.known, CERT_LIST_PARTIAL);
	ck_assert_uint_eq(details->dns_names.count, 10000);
	ck_assert_int_eq(cert_matches_host(details, SLICE("b")), CERT_UNKNOWN);
	desk_free(&desk);
}
END_TEST

START_TEST(signatures)
{
	static const struct {
		struct slice algorithm;
		const char *name;
		enum cert_answer weak;
	} cases[] = {
		{ { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x02\x05\x00",
		    13 },
		  "md2RSA",
		  CERT_YES },
		{ { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x04\x05\x00",
		    13 },
		  "md5RSA",
		  CERT_YES },
		{ { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x05\x05\x00",
		    13 },
		  "sha1RSA",
		  CERT_YES },
		{ { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B\x05\x00",
		    13 },
		  "sha256RSA",
		  CERT_NO },
		/* RSASSA-PSS without parameters is one with SHA-1. */
		{ { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A\x30\x00",
		    13 },
		  "RSASSA-PSS",
		  CERT_YES },
		{ { "\x06\x07\x2A\x86\x48\xCE\x3D\x04\x01", 9 },
		  "sha1ECDSA",
		  CERT_YES },
		{ { "\x06\x03\x2B\x65\x70", 5 }, "ED25519", CERT_NO },
		{ { "\x06\x04\x2A\x03\x04\x05", 6 },
		  "1.2.3.4.5",
		  CERT_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert_details *details;
		struct desk desk;

		desk_init(&desk);
		details = fill_odd(
			&desk, (struct odd){ .algorithm = cases[i].algorithm });
		ck_slice(details->signature, cases[i].name);
		ck_assert_msg(details->signature_weak == cases[i].weak, "%s",
			      cases[i].name);
		desk_free(&desk);
	}
}
END_TEST

/* Bytes that nobody looked at are no part of a certificate. */
START_TEST(bytes_behind)
{
	struct desk desk;
	struct slice bytes;

	desk_init(&desk);
	bytes = odd_cert(&desk.arena, &(struct odd){ .key = { 0 } });
	ck_assert(fill(&desk, bytes));
	ck_assert(!fill(&desk, join(&desk.arena, bytes, SLICE("\0"))));
	ck_assert_ptr_null(desk.cert.details);
	ck_assert(!fill(&desk, join(&desk.arena, bytes, bytes)));
	desk_free(&desk);
}
END_TEST

/* Of several common names the most specific one counts: the last. */
START_TEST(common_names)
{
	struct slice names;
	struct desk desk;

	desk_init(&desk);
	names = join(&desk.arena,
		     common_name(&desk.arena, UTF8_STRING, SLICE("first")),
		     common_name(&desk.arena, UTF8_STRING, SLICE("last")));
	ck_slice(fill_odd(&desk, (struct odd){ .subject = names })->common_name,
		 "last");
	ck_slice(desk.cert.subject, "CN=last, CN=first");
	desk_free(&desk);
}
END_TEST

UNIT_SUITE(cert_x509_odd, odd_strings, long_name, odd_attributes, dates,
	   end_of_time, serials, alternative_names, broken_extensions,
	   twice_the_extension, no_usage, many_names, signatures, bytes_behind,
	   common_names)
