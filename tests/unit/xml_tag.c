#include "unit.h"

#include "xml/tag.h"

/* All names and values of the tag at the start: "a=1;b=;". */
static void scan(struct slice text, char *list, struct slice *name)
{
	struct tag_attribute attribute;
	struct tag_scan scan;
	struct span span;

	tag_start(&scan, text.at, 0, (uint32_t)text.len, &span);
	*name = (struct slice){ text.at + span.start, span.end - span.start };
	*list = '\0';
	while (tag_next(&scan, &attribute)) {
		ck_assert_uint_le(attribute.value.end, text.len);
		strncat(list, text.at + attribute.name.start,
			attribute.name.end - attribute.name.start);
		strcat(list, "=");
		strncat(list, text.at + attribute.value.start,
			attribute.value.end - attribute.value.start);
		strcat(list, ";");
	}
}

START_TEST(tags)
{
	static const struct {
		const char *text, *name, *attributes;
	} table[] = {
		{ "<a b='1'/>", "a", "b=1;" },
		{ "<a  b = \"1\"\n\tc='\"'>x y='2'", "a", "b=1;c=\";" },
		{ "<n:a b='>' c='/>'/>", "n:a", "b=>;c=/>;" },
		{ "<a>", "a", "" },
		{ "<a/>", "a", "" },
		/* What nobody has checked. */
		{ "<", "", "" },
		{ "<a b='1", "a", "b=1;" },
		{ "<a b='1'c='2'", "a", "b=1;c=2;" },
		{ "<a b=", "a", "" },
		{ "<a ='1' c='2'>", "a", "c=2;" },
		{ "<a <b c='2'>", "a", "" },
		{ "<a \"' c='2'>", "a", "c=2;" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice name;
		char list[100];

		scan(slice_of(table[i].text), list, &name);
		ck_slice(name, table[i].name);
		ck_assert_msg(!strcmp(list, table[i].attributes), "row %zu: %s",
			      i, list);
	}
}
END_TEST

/* It ends and stays inside, wherever the text is cut. */
START_TEST(cut_off)
{
	struct slice text = SLICE("<abc d = 'e' f=\"g\" h='&#10;' />");

	for (size_t n = 1; n <= text.len; n++) {
		struct slice name;
		char list[100];

		scan(slice_take(text, n), list, &name);
	}
}
END_TEST

UNIT_SUITE(xml_tag, tags, cut_off)
