/*
 * Secrets are found wherever they stand, and ordinary values are left alone.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/secret.h"

Suite *suite_config_secret(void);

/* The text with each secret as "*"; to be freed. */
static char *masked(struct slice text, struct span piece)
{
	struct secret_scan scan;
	struct span secret;
	char *out = calloc(text.len + 2, 1);
	size_t len = 0, at = piece.start;

	ck_assert_ptr_nonnull(out);
	secret_start(&scan, text, piece);
	while (secret_next(&scan, &secret)) {
		size_t end = secret.end < piece.end ? secret.end : piece.end;

		ck_assert_uint_lt(secret.start, secret.end);
		ck_assert_uint_le(secret.end, text.len);
		ck_assert(secret.start >= at || at == piece.start);
		if (secret.start > at) {
			memcpy(out + len, text.at + at, secret.start - at);
			len += secret.start - at;
		}
		out[len++] = '*';
		at = end;
	}
	memcpy(out + len, text.at + at, piece.end - at);
	return out;
}

static void check_masked(const char *text, const char *expected)
{
	struct slice all = slice_of(text);
	struct span piece = { 0, (uint32_t)all.len };
	char *out = masked(all, piece);

	ck_assert_str_eq(out, expected);
	free(out);
}

struct pair {
	const char *text, *expected;
};

START_TEST(knows_names)
{
	static const struct pair cases[] = {
		{ "<a password=\"x\"/>", "<a password=\"*\"/>" },
		{ "<a PassWord = 'x' b='y'/>", "<a PassWord = '*' b='y'/>" },
		{ "<a userPassword=\"x\">", "<a userPassword=\"*\">" },
		{ "<a logonPwd=\"x\">", "<a logonPwd=\"*\">" },
		{ "<a passwd=\"x\">", "<a passwd=\"*\">" },
		{ "<a clientSecret=\"x\">", "<a clientSecret=\"*\">" },
		{ "<a passphrase=\"x\">", "<a passphrase=\"*\">" },
		{ "<add connectionString=\"x\"\n/>",
		  "<add connectionString=\"*\"\n/>" },
		{ "<machineKey validationKey=\"A\" decryptionKey=\"B\"/>",
		  "<machineKey validationKey=\"*\" decryptionKey=\"*\"/>" },
		{ "<add sessionKey=\"A\" />", "<add sessionKey=\"*\" />" },
		{ "<sessionState sqlConnectionString=\"A\" />",
		  "<sessionState sqlConnectionString=\"*\" />" },
		{ "<a b=\"[enc:AesProvider:Zm9v=:enc]\"/>", "<a b=\"*\"/>" },
		{ "<a b=\"x [ENC:y\"/>", "<a b=\"*\"/>" },
		{ "<a b=\"Server=s;Pwd=x\"/>", "<a b=\"*\"/>" },
		{ "<a password=\"\"/>", "<a password=\"\"/>" },
		{ "<a passwordFormat=\"SHA1\"/>",
		  "<a passwordFormat=\"SHA1\"/>" },
		{ "<a connectionStringName=\"x\"/>",
		  "<a connectionStringName=\"x\"/>" },
		{ "<a userName=\"x\" enc=\"[x]\"/>",
		  "<a userName=\"x\" enc=\"[x]\"/>" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_masked(cases[i].text, cases[i].expected);
}
END_TEST

START_TEST(knows_properties)
{
	static const struct pair cases[] = {
		{ "<property id=\"5506\" value=\"Zm9v=\"/>",
		  "<property id=\"5506\" value=\"Zm9v=\"/>" },
		{ "<property id=\"5502\" value=\"Zm9v=\"/>",
		  "<property id=\"5502\" value=\"*\"/>" },
		{ "<property value=\"Zm9v=\"\n id=' 05502 '/>",
		  "<property value=\"*\"\n id=' 05502 '/>" },
		{ "<property id=\"3003\" value=\"x\"/>",
		  "<property id=\"3003\" value=\"*\"/>" },
		{ "<property id=\"1\" value=\"x\" attributes=\"None\"/>",
		  "<property id=\"1\" value=\"x\" attributes=\"None\"/>" },
		{ "<property id=\"1\" attributes=\"Inherit, SECURE\" "
		  "value=\"x\"/>",
		  "<property id=\"1\" attributes=\"Inherit, SECURE\" "
		  "value=\"*\"/>" },
		{ "<property id=\"1\" attributes=\"5\" value=\"x\"/>",
		  "<property id=\"1\" attributes=\"5\" value=\"*\"/>" },
		{ "<property id=\"1\" attributes=\"3\" value=\"x\"/>",
		  "<property id=\"1\" attributes=\"3\" value=\"x\"/>" },
		/* What cannot be read may be the number of a secret. */
		{ "<property id=\"&#53;502\" value=\"x\"/>",
		  "<property id=\"&#53;502\" value=\"*\"/>" },
		{ "<property value=\"x\"/>", "<property value=\"*\"/>" },
		{ "<property id=5502 value=\"x\"/>",
		  "<property id=5502 value=\"*\"/>" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_masked(cases[i].text, cases[i].expected);
}
END_TEST

START_TEST(knows_key_value_pairs)
{
	static const struct pair cases[] = {
		{ "<add key=\"SmtpPassword\" value=\"x\"/>",
		  "<add key=\"SmtpPassword\" value=\"*\"/>" },
		{ "<add value=\"x\" name=\"MY_API_TOKEN\"/>",
		  "<add value=\"*\" name=\"MY_API_TOKEN\"/>" },
		{ "<add key=\"ApiKey\" value=\"x\"/>",
		  "<add key=\"ApiKey\" value=\"*\"/>" },
		{ "<add name=\"ConnectionStrings__Main\" value=\"x\"/>",
		  "<add name=\"ConnectionStrings__Main\" value=\"*\"/>" },
		{ "<add name=\"p&#97;ssword\" value=\"x\"/>",
		  "<add name=\"p&#97;ssword\" value=\"*\"/>" },
		{ "<add name=\"Title\" value=\"x\"/>",
		  "<add name=\"Title\" value=\"x\"/>" },
		/* The key is that of another tag. */
		{ "<add name=\"Password\"/><add value=\"x\"/>",
		  "<add name=\"Password\"/><add value=\"x\"/>" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_masked(cases[i].text, cases[i].expected);
}
END_TEST

START_TEST(looks_into_comments)
{
	static const struct pair cases[] = {
		{ "<!-- <a password=\"x\"/> -->",
		  "<!-- <a password=\"*\"/> -->" },
		{ "<!-- don't <property id=\"5502\" value=\"x\"/> -->",
		  "<!-- don't <property id=\"5502\" value=\"*\"/> -->" },
		{ "<!--password=\"x\"-->", "<!--password=\"*\"-->" },
		{ "<![CDATA[ <a pwd='x'> ]]>", "<![CDATA[ <a pwd='*'> ]]>" },
		{ "<a>[enc:x:enc] y</a>", "<a>[*:enc] y</a>" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_masked(cases[i].text, cases[i].expected);
}
END_TEST

/* The mistake may be in the password, and is what is to be shown. */
START_TEST(trusts_no_quote)
{
	static const struct pair cases[] = {
		{ "<a password=\"p&q\" b=\"c\"/>",
		  "<a password=\"*\" b=\"c\"/>" },
		{ "<a password=\"p<q\" b=\"c\"/>",
		  "<a password=\"*\" b=\"c\"/>" },
		{ "<a password=\"p\"q\" b=\"c\"/>",
		  "<a password=\"*\" b=\"c\"/>" },
		{ "<a password=\"p\" q\" b=\"c\"/>",
		  "<a password=\"*\" b=\"c\"/>" },
		{ "<a password=\"p>q\"/>", "<a password=\"*\"/>" },
		{ "<a password=\"pq />\n<b c=\"d\"/>\n",
		  "<a password=\"*\n<b c=\"d\"/>\n" },
		{ "<a password=\"pq b=\"c\" />", "<a password=\"*\" />" },
		{ "<a password=\"pq", "<a password=\"*" },
		{ "<a password=pq b=\"c\"/>", "<a password=*\"c\"/>" },
		{ "<a password=pq/>", "<a password=*>" },
		{ "<a b=\"c password=\"pq\" d=\"e\"/>",
		  "<a b=\"*\" d=\"e\"/>" },
		{ "<property id=\"5502 dataType=\"String\" value=\"pq\"/>",
		  "<property id=\"5502 dataType=\"String\" value=\"*\"/>" },
		{ "<property id=\"5502\" dataType=\"String value=\"pq\"/>",
		  "<property id=\"5502\" dataType=\"String value=\"*\"/>" },
		{ "<a b=[enc:pq/>", "<a b=[*>" },
		{ "password=\"pq\"", "password=\"*\"" },
		{ "=\"pq\"", "=\"pq\"" },
		{ "<a password=", "<a password=" },
		{ "<", "<" },
		{ "", "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_masked(cases[i].text, cases[i].expected);
}
END_TEST

/* A line of a tag is masked by what its other lines say. */
START_TEST(looks_around_the_piece)
{
	struct slice text = SLICE("<a/>\n<property\n  value=\"pq\"\n"
				  "  id=\"5502\"/>\n<add password=\"\n"
				  "pq\" />");
	struct span line = { 15, 28 }, end = { 57, 64 };
	char *out = masked(text, line);

	ck_assert_str_eq(out, "  value=\"*\"\n");
	free(out);
	out = masked(text, end);
	ck_assert_str_eq(out, "*\" />");
	free(out);
}
END_TEST

/* Where the tag is out of sight, its values count as secret. */
START_TEST(hides_what_it_cannot_tell)
{
	size_t far = SECRET_LOOK + 100, len = 0;
	char *text = malloc(2 * far + 100), *out;
	struct slice all = { text, 0 };

	ck_assert_ptr_nonnull(text);
	memcpy(text, "<add value=\"", 12);
	len += 12;
	memset(text + len, 'x', far);
	len += far;
	memcpy(text + len, "\" key=\"a\"/><b c=\"d\"/>", 21);
	len += 21;
	all.len = len;
	out = masked(all, (struct span){ (uint32_t)(len - 23), (uint32_t)len });
	ck_assert_str_eq(out, "*<b c=\"d\"/>");
	free(out);
	out = masked(all, (struct span){ 0, 14 });
	ck_assert_str_eq(out, "<add value=\"*");
	free(out);
	free(text);
}
END_TEST

static bool in_word(const char *text, const char *at)
{
	return at > text && ascii_is_alpha(at[-1]) && ascii_is_alpha(*at);
}

static void check_hidden(const char *text)
{
	struct slice all = slice_of(text), line, rest = all;

	while (slice_cut_line(&rest, &line)) {
		size_t start = (size_t)(line.at - text);
		struct span piece = { (uint32_t)start,
				      (uint32_t)(start + line.len) };
		char *out = masked(all, piece);

		ck_assert_msg(!strstr(out, "unter"), "%s in\n%s", out, text);
		free(out);
	}
}

/* A character lost, or one of some too many, at a place of the text. */
static void check_mistakes(const char *text, const char *at)
{
	const char *secret = strstr(text, "Hunter2");
	char changed[200];
	int n = (int)(at - text);

	if (!ascii_is_alpha(*at) && !ascii_is_digit(*at)) {
		snprintf(changed, sizeof(changed), "%.*s%s", n, text, at + 1);
		check_hidden(changed);
	}
	if (in_word(text, at) && (at < secret || at > secret + 7))
		return;
	for (const char *extra = "\"'<>&=/ \n;"; *extra; extra++) {
		snprintf(changed, sizeof(changed), "%.*s%c%s", n, text, *extra,
			 at);
		check_hidden(changed);
	}
}

/* Every character of XML lost, and every one too much, at every place. */
START_TEST(withstands_typing_mistakes)
{
	static const char *const texts[] = {
		"<a>\n  <b c=\"d\" password=\"Hunter2\" e=\"f\"/>\n</a>\n",
		"<a>\n<b c=\"d\"\npassword=\"Hunter2\"\ne=\"f\"/>\n</a>\n",
		"<a><property id=\"5502\" value=\"Hunter2\" />\n</a>\n",
		"<a><property value=\"Hunter2\" b=\"c\" id=\"5502\"/></a>\n",
		"<a><property attributes=\"Secure\" id='1' value='Hunter2'/>\n",
		"<a><add key=\"Password\" value=\"Hunter2\"/><b/></a>\n",
		"<a><add value=\"Hunter2\" name=\"TOKEN\"/><b c='d'/></a>\n",
		"<a><add connectionString=\"B=c;Password=Hunter2\"/></a>\n",
		"<a><add b=\"[enc:Hunter2:enc]\"/><b/></a>\n",
		"<a><!-- <b password='Hunter2' /> --></a>\n",
	};

	for (size_t i = 0; i < LENGTH(texts); i++)
		for (const char *at = texts[i]; *at; at++)
			check_mistakes(texts[i], at);
}
END_TEST

Suite *suite_config_secret(void)
{
	Suite *suite = suite_create("config_secret");
	TCase *tests = tcase_create("config_secret");

	tcase_add_test(tests, knows_names);
	tcase_add_test(tests, knows_properties);
	tcase_add_test(tests, knows_key_value_pairs);
	tcase_add_test(tests, looks_into_comments);
	tcase_add_test(tests, trusts_no_quote);
	tcase_add_test(tests, looks_around_the_piece);
	tcase_add_test(tests, hides_what_it_cannot_tell);
	tcase_add_test(tests, withstands_typing_mistakes);
	suite_add_tcase(suite, tests);
	return suite;
}
