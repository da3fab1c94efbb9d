/*
 * A rule's page begins with its id, its summary as a sentence and the facts
 * of its descriptor.
 */
#include "unit.h"

#include "rule/engine.h"

static struct slice line(const char *page, size_t number)
{
	struct slice rest = slice_of(page), found = { "", 0 };

	while (number-- && slice_cut_line(&rest, &found))
		continue;
	return found;
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

START_TEST(pages)
{
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];
		const char *page = rule_page(rule);
		struct slice facts = arena_printf(
			&arena,
			"severity: %s · profile: %s · needs: %s · since: %s",
			severity_name(rule->severity), rule_profiles(rule),
			rule->needs & NEEDS_LISTING ? "certificate listing"
						    : "configuration only",
			rule->since);

		ck_slice(line(page, 1),
			 arena_printf(&arena, "# %s", rule->id).at);
		ck_assert_msg(
			same_sentence(line(page, 2), slice_of(rule->summary)),
			"%s: the page's first sentence", rule->id);
		ck_assert_msg(slice_eq(line(page, 4), facts),
			      "%s: the page must say '%s'", rule->id, facts.at);
		ck_assert_msg(
			slice_search(slice_of(page), SLICE("\n## Why\n")) !=
					SIZE_MAX &&
				slice_search(slice_of(page),
					     SLICE("\n## How to fix\n")) !=
					SIZE_MAX &&
				slice_search(slice_of(page),
					     SLICE("\n## Examples\n")) !=
					SIZE_MAX,
			"%s: a part of the page is missing", rule->id);
		ck_assert_ptr_nonnull(rule->references[0]);
		ck_assert_int_ne(rule->severity, SEVERITY_OFF);
	}
	arena_free(&arena);
}
END_TEST

/* What a rule yields to must exist. */
START_TEST(rivals)
{
	for (size_t i = 0; i < rule_count; i++) {
		ck_assert(rule_find(slice_of(rules[i]->id)) == rules[i]);
		for (size_t j = 0; j < RULE_UNLESS_MAX && rules[i]->unless[j];
		     j++)
			ck_assert_msg(rule_find(slice_of(rules[i]->unless[j])),
				      "%s: no rule %s", rules[i]->id,
				      rules[i]->unless[j]);
	}
	ck_assert_ptr_null(rule_find(SLICE("")));
	ck_assert_ptr_null(rule_find(SLICE("metadata-cert-has")));
}
END_TEST

UNIT_SUITE(rule_pages, pages, rivals)
