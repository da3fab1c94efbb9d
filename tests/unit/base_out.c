#include "unit.h"

#include <errno.h>
#include <stdlib.h>

#include "base/out.h"

struct sink {
	char *text;
	size_t len;
	size_t calls, fail_at;
};

static bool take(void *context, const char *bytes, size_t count)
{
	struct sink *sink = context;

	if (++sink->calls == sink->fail_at) {
		errno = ENOSPC;
		return false;
	}
	sink->text = realloc(sink->text, sink->len + count + 1);
	ck_assert_ptr_nonnull(sink->text);
	memcpy(sink->text + sink->len, bytes, count);
	sink->len += count;
	sink->text[sink->len] = '\0';
	return true;
}

START_TEST(collects)
{
	struct sink sink = { NULL, 0, 0, 0 };
	static struct out out;

	out_init(&out, take, &sink);
	out_text(&out, "a");
	out_slice(&out, (struct slice){ NULL, 0 });
	out_char(&out, 'b');
	out_printf(&out, "%d", 3);
	out_repeat(&out, '-', 3);
	ck_assert_uint_eq(sink.calls, 0);
	ck_assert(out_flush(&out));
	ck_assert_str_eq(sink.text, "ab3---");
	ck_assert(out_flush(&out));
	ck_assert_uint_eq(sink.calls, 1);
	free(sink.text);
}
END_TEST

START_TEST(large)
{
	struct sink sink = { NULL, 0, 0, 0 };
	static struct out out;

	out_init(&out, take, &sink);
	for (int i = 0; i < 100000; i++)
		out_text(&out, "0123456789");
	ck_assert(out_flush(&out));
	ck_assert_uint_eq(sink.len, 1000000);
	for (size_t i = 0; i < sink.len; i++)
		unit_check(sink.text[i] == (char)('0' + i % 10), "%zu", i);
	ck_assert_uint_lt(sink.calls, 20);
	free(sink.text);
}
END_TEST

START_TEST(remembers_failure)
{
	struct sink sink = { NULL, 0, 0, 2 };
	static struct out out;

	out_init(&out, take, &sink);
	out_repeat(&out, 'x', OUT_ROOM * 4);
	errno = 0;
	ck_assert(!out_flush(&out));
	ck_assert_int_eq(out.error, ENOSPC);
	ck_assert_uint_eq(sink.calls, 2);
	ck_assert_uint_eq(sink.len, OUT_ROOM);
	free(sink.text);
}
END_TEST

START_TEST(escapes)
{
	static const struct {
		const char *text, *escaped;
	} table[] = {
		{ "plain \xC3\xBC \xE2\x82\xAC",
		  "plain \xC3\xBC \xE2\x82\xAC" },
		{ "a\x1B[31mb", "a\\u{1b}[31mb" },
		{ "\n\t\r", "\\u{a}\\u{9}\\u{d}" },
		{ "\xC2\x9B", "\\u{9b}" },
		{ "x\xE2\x80\xAEy", "x\\u{202e}y" },
		{ "x\xFFy\xC3", "x\\xffy\\xc3" },
		{ "", "" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct sink sink = { NULL, 0, 0, 0 };
		static struct out out;

		out_init(&out, take, &sink);
		out_char(&out, '[');
		out_escaped(&out, slice_of(table[i].text));
		ck_assert(out_flush(&out));
		ck_assert_str_eq(sink.text + 1, table[i].escaped);
		free(sink.text);
	}
}
END_TEST

UNIT_SUITE(base_out, collects, large, remembers_failure, escapes)
