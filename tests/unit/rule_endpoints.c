/* The texts of bindings, by protocol, and which of them are one endpoint. */
#include "unit.h"

#include <stdlib.h>

#include "rule/rule.h"

START_TEST(grammar)
{
	static const struct {
		const char *protocol, *text;
		const char *wrong; /* null: fine */
		bool sure;
	} table[] = {
		{ "http", "*:80:", NULL, false },
		{ "http", ":80:", NULL, false },
		{ "HTTPS", "*:65535:a.example", NULL, false },
		{ "ftp", "10.0.0.1:21:", NULL, false },
		{ "http", "[::1]:80:", NULL, false },
		{ "http", "[fe80::1%4]:80:", NULL, false },
		{ "http", "0.0.0.0:80:", NULL, false },
		{ "http", "*:80:*.a.example", NULL, false },
		{ "http", "*:80:under_score", NULL, false },
		{ "http",
		  "*:80:b\xc3\xbc"
		  "cher.example",
		  NULL, false },
		{ "http", "80", "not of the form", true },
		{ "http", "*:80", "not of the form", true },
		{ "http", ":", "not of the form", true },
		{ "http", "::", "the port is missing", true },
		{ "http", "*:0:", "port \"0\"", true },
		{ "http", "*:65536:", "port \"65536\"", true },
		{ "http", "*:-1:", "port \"-1\"", true },
		{ "http", "*: 80:", "port \" 80\"", true },
		{ "http", "*:80x:", "port \"80x\"", true },
		{ "http", "*:localhost:localhost", "port \"localhost\"", true },
		{ "http", "*:99999999999:", "port \"99999999999\"", true },
		{ "http", "1.1.1:80:", "\"1.1.1\" is no IP", true },
		{ "http", "1.1.1.1.1:80:", "is no IP", true },
		{ "http", "256.1.1.1:80:", "is no IP", true },
		{ "http", "[1.1.1.1]:80:", "is no IP", true },
		{ "http", "[]:80:", "is no IP", true },
		{ "http", "[::1:80:", "is no IP", true },
		{ "http", "::1:80:", "without brackets", true },
		{ "http", "localhost:80:", "is no IP", true },
		{ "http", "+:80:", "is no IP", true },
		{ "http", "*:80:a b", "blank", true },
		{ "http", "*:80: ", "blank", true },
		{ "http", "*:80:a/b", "'/'", true },
		{ "http", "*:80:a\\b", "'\\'", true },
		{ "http", "http://a:80", "a URL", true },
		{ "http", "*:80:http://a", "a URL", true },
		{ "http", "*:80:#{a}", "'#'", false },
		{ "http", "*:80:a,b", "','", false },
		{ "net.tcp", "808:*", NULL, false },
		{ "net.tcp", "808:localhost", NULL, false },
		{ "net.tcp", "808:", NULL, false },
		{ "net.tcp", "*", "port:host", true },
		{ "net.tcp", "0:*", "port \"0\"", true },
		{ "net.tcp", "*:808", "port \"*\"", true },
		{ "net.tcp", "808:a b", "blank", true },
		{ "net.pipe", "*", NULL, false },
		{ "NET.PIPE", "*:80:", "a port", false },
		{ "net.msmq", "localhost", NULL, false },
		{ "net.msmq", "localhost:1", "a port", false },
		{ "msmq.formatname", "localhost", NULL, false },
		{ "msmq.formatname", "a b", "blank", true },
		{ "gopher", "::::", NULL, false },
	};
	struct arena arena;
	struct check check = { .arena = &arena, .told_max = SIZE_MAX };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct endpoint_trouble trouble;
		bool found = endpoint_trouble(
			&check, binding_form(slice_of(table[i].protocol)),
			slice_of(table[i].text), &trouble);

		ck_assert_msg(found == (table[i].wrong != NULL), "%s %s",
			      table[i].protocol, table[i].text);
		if (!found)
			continue;
		ck_assert_msg(strstr(trouble.wrong, table[i].wrong) != NULL,
			      "%s: %s", table[i].text, trouble.wrong);
		ck_assert_msg(trouble.sure == table[i].sure, "%s",
			      table[i].text);
	}
	arena_free(&arena);
}
END_TEST

/* A host of 255 bytes fits, one of 256 does not. */
START_TEST(long_host)
{
	char text[300] = "*:80:";
	struct arena arena;
	struct check check = { .arena = &arena, .told_max = SIZE_MAX };
	struct endpoint_trouble trouble;

	arena_init(&arena, &allocator_heap);
	memset(text + 5, 'a', 255);
	ck_assert(!endpoint_trouble(&check, FORM_ENDPOINT, slice_of(text),
				    &trouble));
	text[260] = 'a';
	ck_assert(endpoint_trouble(&check, FORM_ENDPOINT, slice_of(text),
				   &trouble));
	ck_assert(strstr(trouble.wrong, "256 bytes") != NULL);
	arena_free(&arena);
}
END_TEST

static struct binding binding_of(const char *text)
{
	struct slice information = slice_of(text);
	size_t last = slice_find_last(information, ':');
	size_t first = slice_find_last(slice_take(information, last), ':');
	struct binding binding = { .information = information };

	binding.endpoint.address =
		first ? slice_take(information, first) : SLICE("*");
	binding.endpoint.host = slice_skip(information, last + 1);
	binding.endpoint.port = (uint32_t)strtoul(text + first + 1, NULL, 10);
	binding.endpoint.valid = true;
	return binding;
}

START_TEST(same)
{
	static const struct {
		const char *a, *b;
		bool same;
	} table[] = {
		{ "*:80:", ":80:", true },
		{ "*:80:", "0.0.0.0:80:", true },
		{ "*:80:", "*:080:", true },
		{ "*:80:a.example", "*:80:A.Example.", true },
		{ "[::1]:80:", "[0:0:0:0:0:0:0:1]:80:", true },
		{ "[FE80::1]:80:", "[fe80:0::1]:80:", true },
		{ "[fe80::1%1]:80:", "[fe80::1%2]:80:", false },
		{ "*:80:", "*:81:", false },
		{ "*:80:a", "*:80:b", false },
		{ "*:80:", "*:80:a", false },
		{ "*:80:", "10.0.0.1:80:", false },
		{ "*:80:", "[::]:80:", false },
		{ "10.0.0.1:80:", "10.0.0.2:80:", false },
	};
	struct arena arena;
	struct check check = { .arena = &arena, .told_max = SIZE_MAX };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct binding a = binding_of(table[i].a);
		struct binding b = binding_of(table[i].b);

		ck_assert_msg(endpoint_same(&check, &a, &b) == table[i].same,
			      "%s %s", table[i].a, table[i].b);
		ck_assert_msg(slice_eq_nocase(endpoint_plain(&check, &a),
					      endpoint_plain(&check, &b)) ==
				      table[i].same,
			      "%s %s", table[i].a, table[i].b);
	}
	arena_free(&arena);
}
END_TEST

START_TEST(sockets)
{
	struct binding plain = binding_of("*:80:a.example");
	struct binding any = binding_of("0.0.0.0:080:a.example.");
	struct arena arena;
	struct check check = { .arena = &arena, .told_max = SIZE_MAX };

	arena_init(&arena, &allocator_heap);
	ck_slice(endpoint_socket(&check, &plain), "*:80");
	ck_slice(endpoint_socket(&check, &any), "*:80");
	ck_slice(endpoint_plain(&check, &any), "*:80:a.example");
	arena_free(&arena);
}
END_TEST

UNIT_SUITE(rule_endpoints, grammar, long_host, same, sockets)
