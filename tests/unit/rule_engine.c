#include "unit.h"

#include "rule/engine.h"

static const char text[] =
	"<configuration><system.applicationHost><sites>"
	"<site name='A' id='1'><bindings>"
	"<binding protocol='https' bindingInformation='*:443:'/></bindings>"
	"</site></sites><customMetadata>"
	"<key path='LM/W3SVC/1'><property id='5506' dataType='Binary'"
	" value='442jqCFFZ77jBhZ7QYHKXuK9drc='/></key>"
	"<key path='LM/W3SVC/7'><property id='5506' dataType='Binary'"
	" value='AAAA'/></key></customMetadata></system.applicationHost>"
	"</configuration>";

struct lint {
	struct result result;
	struct selection selection;
	struct inventory inventory;
	struct arena arena;
};

static void start(struct lint *lint, unsigned profiles)
{
	*lint = (struct lint){ .inventory = { 0 } };
	arena_init(&lint->arena, &allocator_heap);
	inventory_init(&lint->inventory, &lint->arena);
	ck_assert(selection_init(&lint->selection, &lint->arena, profiles));
}

static void finish(struct lint *lint)
{
	static const struct circumstances today = { .now = 1780000000 };

	ck_assert_int_eq(source_from_xml(&lint->result.source, slice_of(text),
					 "test", &allocator_heap),
			 SOURCE_OK);
	ck_assert(result_read(&lint->result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	ck_assert(result_lint(&lint->result, &lint->selection, &lint->inventory,
			      &today));
}

static void done(struct lint *lint)
{
	result_free(&lint->result);
	inventory_free(&lint->inventory);
	arena_free(&lint->arena);
}

static const struct finding *find(const struct lint *lint, const char *id)
{
	for (size_t i = 0; i < lint->result.finding_count; i++)
		if (!strcmp(lint->result.findings[i]->rule->id, id))
			return lint->result.findings[i];
	return NULL;
}

static const struct rule *rule(const char *id)
{
	const struct rule *found = rule_find(slice_of(id));

	ck_assert_msg(found != NULL, "%s", id);
	return found;
}

START_TEST(selecting)
{
	struct lint lint;

	start(&lint, PROFILE_DEFAULT);
	for (size_t i = 0; i < rule_count; i++)
		ck_assert_int_eq(lint.selection.severities[i],
				 rules[i]->profiles & PROFILE_DEFAULT
					 ? rules[i]->severity
					 : SEVERITY_OFF);
	finish(&lint);
	ck_assert_ptr_nonnull(find(&lint, "metadata-cert-hash"));
	done(&lint);
	start(&lint, 0);
	finish(&lint);
	ck_assert_uint_eq(lint.result.finding_count, 0);
	done(&lint);
}
END_TEST

START_TEST(severities)
{
	const struct rule *hash = rule("metadata-cert-hash");
	struct lint lint;

	start(&lint, PROFILE_DEFAULT);
	selection_set(&lint.selection, hash, SEVERITY_INFO);
	finish(&lint);
	ck_assert_int_eq(find(&lint, hash->id)->severity, SEVERITY_INFO);
	done(&lint);
	start(&lint, PROFILE_DEFAULT);
	selection_switch(&lint.selection, hash, false);
	finish(&lint);
	ck_assert_ptr_null(find(&lint, hash->id));
	done(&lint);
	start(&lint, 0);
	selection_switch(&lint.selection, hash, true);
	finish(&lint);
	ck_assert_uint_eq(lint.result.finding_count, 1);
	ck_assert_int_eq(find(&lint, hash->id)->severity, hash->severity);
	done(&lint);
}
END_TEST

/* Without a listing, rules that need one are silent. */
START_TEST(needs)
{
	struct lint lint;

	start(&lint, ~0u);
	finish(&lint);
	for (size_t i = 0; i < lint.result.finding_count; i++)
		ck_assert(!(lint.result.findings[i]->rule->needs &
			    NEEDS_LISTING));
	done(&lint);
}
END_TEST

/* A finding is dropped when one of its rivals is about the same element. */
START_TEST(one_mistake_one_message)
{
	const struct result *result;
	struct lint lint;

	start(&lint, ~0u);
	finish(&lint);
	result = &lint.result;
	for (size_t i = 0; i < result->finding_count; i++)
		for (size_t j = 0; j < result->finding_count; j++) {
			const struct finding *a = result->findings[i];
			const struct finding *b = result->findings[j];

			for (size_t k = 0;
			     k < RULE_UNLESS_MAX && a->element == b->element &&
			     a->rule->unless[k];
			     k++)
				ck_assert_str_ne(a->rule->unless[k],
						 b->rule->id);
		}
	done(&lint);
}
END_TEST

START_TEST(order)
{
	const struct result *result;
	struct lint lint;

	start(&lint, ~0u);
	finish(&lint);
	result = &lint.result;
	ck_assert_uint_ge(result->finding_count, 2);
	for (size_t i = 1; i < result->finding_count; i++) {
		const struct finding *a = result->findings[i - 1];
		const struct finding *b = result->findings[i];

		ck_assert(a->at.start < b->at.start ||
			  (a->at.start == b->at.start &&
			   strcmp(a->rule->id, b->rule->id) <= 0));
	}
	ck_assert_uint_eq(result->errors + result->warnings + result->infos,
			  result->finding_count);
	done(&lint);
}
END_TEST

START_TEST(names)
{
	enum severity severity;
	unsigned bit;

	ck_assert(severity_parse(SLICE("warning"), &severity));
	ck_assert_int_eq(severity, SEVERITY_WARNING);
	ck_assert(severity_parse(SLICE("off"), &severity));
	ck_assert(!severity_parse(SLICE("Warning"), &severity));
	ck_assert(profile_parse(SLICE("cis"), &bit));
	ck_assert_uint_eq(bit, PROFILE_CIS);
	ck_assert(!profile_parse(SLICE(""), &bit));
}
END_TEST

UNIT_SUITE(rule_engine, selecting, severities, needs, one_mistake_one_message,
	   order, names)
