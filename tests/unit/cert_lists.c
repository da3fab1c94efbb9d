#include "cert/lists.h"

#include <stdio.h>

#include "rawdata.h"

Suite *suite_cert_lists(void);

struct lists {
	struct arena arena;
	struct inventory inventory;
	struct listing_input input;
	struct cert_details details;
};

static void lists_begin(struct lists *lists)
{
	*lists = (struct lists){ .input.inventory = &lists->inventory };
	arena_init(&lists->arena, &allocator_heap);
	inventory_init(&lists->inventory, &lists->arena);
}

static void lists_end(struct lists *lists)
{
	inventory_free(&lists->inventory);
	arena_free(&lists->arena);
}

START_TEST(formatted_names)
{
	static const struct {
		const char *text;
		enum cert_list_known known;
		const char *names, *addresses;
	} cases[] = {
		{ "DNS Name=a.example, DNS Name=*.b.example",
		  CERT_LIST_COMPLETE, "a.example *.b.example", "" },
		{ "DNS-Name=a.example\r\nIP-Adresse=192.0.2.1\r\n",
		  CERT_LIST_COMPLETE, "a.example", "192.0.2.1" },
		{ "Nom DNS=a.example, Adresse IP=2001:db8::1",
		  CERT_LIST_COMPLETE, "a.example", "2001:db8::1" },
		{ "DNS:a.example, IP Address:192.0.2.1", CERT_LIST_COMPLETE,
		  "a.example", "192.0.2.1" },
		{ "DNS Name=müller.example (xn--mller-kva.example)",
		  CERT_LIST_COMPLETE, "xn--mller-kva.example", "" },
		{ "DNS Name=xn--mller-kva.example (müller.example)",
		  CERT_LIST_COMPLETE, "xn--mller-kva.example", "" },
		{ "RFC822 Name=me@a.example, URL=https://a.example/",
		  CERT_LIST_COMPLETE, "", "" },
		{ "Other Name:\r\n     Principal Name=me@a.example\r\n"
		  "DNS Name=a.example",
		  CERT_LIST_COMPLETE, "a.example", "" },
		/* Something in it may be a name. */
		{ "DNS Name=a.example, Имя=b.example", CERT_LIST_PARTIAL,
		  "a.example", "" },
		{ "DNS Name=a.example, DNS Name=b...", CERT_LIST_PARTIAL,
		  "a.example b", "" },
		{ "DNS Name=a.example, b.example", CERT_LIST_PARTIAL,
		  "a.example", "" },
		{ "DNS Name=a.example, DNS Name=m?ller.example",
		  CERT_LIST_PARTIAL, "a.example", "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lists lists;

		lists_begin(&lists);
		lists_names(&lists.input, slice_of(cases[i].text),
			    &lists.details);
		check_list(&lists.details.dns_names, cases[i].known,
			   cases[i].names);
		check_list(&lists.details.addresses, cases[i].known,
			   cases[i].addresses);
		lists_end(&lists);
	}
}
END_TEST

START_TEST(bare_names)
{
	static const struct {
		const char *text;
		enum cert_list_known known;
		const char *names;
	} cases[] = {
		{ "{a.example, b.example}", CERT_LIST_PARTIAL,
		  "a.example b.example" },
		{ "{a.example, b, c, d...}", CERT_LIST_PARTIAL,
		  "a.example b c d" },
		{ "{a.example, b…}", CERT_LIST_PARTIAL, "a.example b" },
		{ "{a.example, müller.example (xn--mller-kva.example)}",
		  CERT_LIST_PARTIAL, "a.example xn--mller-kva.example" },
		{ "a.example;b.example", CERT_LIST_PARTIAL,
		  "a.example b.example" },
		{ "a.example\nb.example\n", CERT_LIST_PARTIAL,
		  "a.example b.example" },
		{ "a.example b.example", CERT_LIST_PARTIAL,
		  "a.example b.example" },
		{ "{}", CERT_LIST_UNKNOWN, "" },
		{ "{...}", CERT_LIST_UNKNOWN, "" },
		{ "...", CERT_LIST_UNKNOWN, "" },
		{ "{", CERT_LIST_UNKNOWN, "" },
		{ "müller.example", CERT_LIST_UNKNOWN, "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lists lists;

		lists_begin(&lists);
		lists_names(&lists.input, slice_of(cases[i].text),
			    &lists.details);
		check_list(&lists.details.dns_names, cases[i].known,
			   cases[i].names);
		check_list(&lists.details.addresses, CERT_LIST_UNKNOWN, "");
		lists_end(&lists);
	}
}
END_TEST

START_TEST(usages)
{
	static const struct {
		const char *text;
		enum cert_list_known known;
		const char *oids;
	} cases[] = {
		{ "{Server Authentication (1.3.6.1.5.5.7.3.1), 2.16.840.1}",
		  CERT_LIST_COMPLETE, "1.3.6.1.5.5.7.3.1 2.16.840.1" },
		{ "Serverauthentifizierung (1.2.3)\nFoo, Bar (1.2.4)",
		  CERT_LIST_COMPLETE, "1.2.3 1.2.4" },
		{ "Server Authentication (1.2.3) Client (1.2.4)",
		  CERT_LIST_COMPLETE, "1.2.3 1.2.4" },
		{ "1.2.3 1.2.4", CERT_LIST_COMPLETE, "1.2.3 1.2.4" },
		{ "1.2.3\n1.2.3\n", CERT_LIST_COMPLETE, "1.2.3" },
		{ "{}", CERT_LIST_COMPLETE, "" },
		{ " {} ", CERT_LIST_COMPLETE, "" },
		{ "{A (1.2.3), B (1.2.4)...}", CERT_LIST_PARTIAL,
		  "1.2.3 1.2.4" },
		{ "A (1.2.3), Server Authentication", CERT_LIST_PARTIAL,
		  "1.2.3" },
		{ "Server Authentication, 1.2.3", CERT_LIST_PARTIAL, "1.2.3" },
		{ "Server Authentication, Client Authentication",
		  CERT_LIST_UNKNOWN, "" },
		{ "", CERT_LIST_UNKNOWN, "" },
		{ "True", CERT_LIST_UNKNOWN, "" },
		{ "1.2", CERT_LIST_UNKNOWN, "" },
		{ "1.2.3.", CERT_LIST_UNKNOWN, "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lists lists;

		lists_begin(&lists);
		lists_usages(&lists.input, slice_of(cases[i].text),
			     &lists.details.usages);
		check_list(&lists.details.usages, cases[i].known,
			   cases[i].oids);
		lists_end(&lists);
	}
}
END_TEST

/* However many there are, the memory for them has a limit. */
START_TEST(far_too_many)
{
	enum { COUNT = 20000, LENGTH_EACH = 9 };
	char *text = malloc(COUNT * LENGTH_EACH + 1);
	struct lists lists;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < COUNT; i++)
		snprintf(text + i * LENGTH_EACH, LENGTH_EACH + 1, "1.2.%04u ",
			 (unsigned)(i % 10000));
	lists_begin(&lists);
	lists_usages(&lists.input, slice_of(text), &lists.details.usages);
	ck_assert_int_eq(lists.details.usages.known, CERT_LIST_PARTIAL);
	ck_assert_uint_gt(lists.details.usages.count, 1000);
	ck_assert_uint_lt(lists.details.usages.count, 5000);
	lists_end(&lists);
	free(text);
}
END_TEST

Suite *suite_cert_lists(void)
{
	const TTest *const tests[] = {
		formatted_names,
		bare_names,
		usages,
		far_too_many,
	};

	return suite_of("cert_lists", tests, LENGTH(tests));
}
