/*
 * A rule's page begins with its id, its summary as a sentence and the facts
 * of its descriptor.
 */
#include "unit.h"

#include "rule/engine.h"

/* Cut the next paragraph off; its line breaks become blanks. */
static struct slice paragraph(struct arena *arena, struct slice *rest)
{
	struct slice line, text = { "", 0 };

	while (slice_cut_line(rest, &line) && line.len)
		text = arena_printf(arena, "%s%s%.*s", text.at,
				    text.len ? " " : "", (int)line.len,
				    line.at);
	return text;
}

/* "a b" and "A b." are the same sentence. */
static bool same_sentence(struct slice text, struct slice summary)
{
	if (slice_ends(text, SLICE(".")))
		text.len--;
	return text.len && text.len == summary.len &&
	       ascii_lower(text.at[0]) == ascii_lower(summary.at[0]) &&
	       slice_eq(slice_skip(text, 1), slice_skip(summary, 1));
}

/* "certificate listing and http.sys listing" */
static struct slice needs_of(struct arena *arena, const struct rule *rule)
{
	static const struct {
		unsigned bit;
		const char *name;
	} needs[] = {
		{ NEEDS_LISTING, "certificate listing" },
		{ NEEDS_HTTP_SYS, "http.sys listing" },
		{ NEEDS_TARGET, "target version" },
		{ NEEDS_WHOLE, "whole file" },
	};
	struct slice text = { "", 0 };

	for (size_t i = 0; i < LENGTH(needs); i++)
		if (rule->needs & needs[i].bit)
			text = arena_printf(arena, "%s%s%s", text.at,
					    text.len ? " and " : "",
					    needs[i].name);
	return text.len ? text : SLICE("configuration only");
}

static void check_page(struct arena *arena, const struct rule *rule)
{
	static const char *const parts[] = { "\n## Why\n", "\n## How to fix\n",
					     "\n## Examples\n" };
	struct slice page = slice_of(rule_page(rule)), rest = page, title, text;
	struct slice facts = arena_printf(
		arena, "severity: %s · profile: %s · needs: %s · since: %s",
		severity_name(rule->severity), rule_profiles(rule),
		needs_of(arena, rule).at, rule->since);

	slice_cut_line(&rest, &title);
	ck_slice(title, arena_printf(arena, "# %s", rule->id).at);
	text = paragraph(arena, &rest);
	ck_assert_msg(same_sentence(text, slice_of(rule->summary)),
		      "%s: the page says '%s', the rule '%s'", rule->id,
		      text.at, rule->summary);
	ck_slice(paragraph(arena, &rest), facts.at);
	for (size_t i = 0; i < LENGTH(parts); i++)
		ck_assert_msg(slice_search(page, slice_of(parts[i])) !=
				      SIZE_MAX,
			      "%s: %s is missing", rule->id, parts[i]);
}

START_TEST(pages)
{
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < rule_count; i++)
		check_page(&arena, rules[i]);
	arena_free(&arena);
}
END_TEST

/* What a rule yields to must exist. */
START_TEST(rivals)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];

		ck_assert(rule_find(slice_of(rule->id)) == rule);
		for (size_t j = 0; j < RULE_UNLESS_MAX && rule->unless[j]; j++)
			ck_assert_msg(rule_find(slice_of(rule->unless[j])),
				      "%s: no rule %s", rule->id,
				      rule->unless[j]);
	}
	ck_assert_ptr_null(rule_find(SLICE("")));
	ck_assert_ptr_null(rule_find(SLICE("metadata-cert-has")));
}
END_TEST

UNIT_SUITE(rule_pages, pages, rivals)
