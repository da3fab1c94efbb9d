/*
 * Findings of one rule beyond TOLD_MAX have no message; the last one that is
 * told is told in full.
 */
#include "unit.h"

#include <string.h>

#include "rule/engine.h"

static const struct rule often = { .id = "often", .severity = SEVERITY_ERROR };

static void report_often(struct check *check, const struct xml_element *root,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct finding *finding =
			report_at(check, at_value(check, root, "b"),
				  "no \"%s\"", shown(check, SLICE("good")));

		finding_help(check, finding, "write %s", words(check, "%d", 1));
		note_at(check, finding, at_attribute(check, root, "b"),
			"see %s", shown(check, SLICE("here")));
	}
}

START_TEST(last_one_told)
{
	struct result result = { .arena.memory = &allocator_heap };
	struct vector found;
	struct check check = {
		.rule = &often,
		.severity = SEVERITY_ERROR,
		.document = &result.document,
		.arena = &result.arena,
		.findings = &found,
		.told_max = 3,
	};
	struct finding *const *findings;

	vector_init(&found, &allocator_heap, sizeof(struct finding *));
	ck_assert_int_eq(source_from_xml(&result.source, SLICE("<a b='c'/>"),
					 "x", &allocator_heap),
			 SOURCE_OK);
	ck_assert(result_read(&result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	report_often(&check, xml_root(&result.document), 5);
	findings = found.items;
	ck_assert_uint_eq(found.count, 5);
	for (size_t i = 0; i < 3; i++) {
		ck_assert(!findings[i]->untold);
		ck_slice(findings[i]->message, "no \"good\"");
		ck_slice(findings[i]->help, "write 1");
		ck_slice(findings[i]->notes->message, "see here");
		ck_assert_uint_eq(findings[i]->at.start, 6);
		ck_assert_uint_eq(findings[i]->notes->at.start, 3);
	}
	for (size_t i = 3; i < 5; i++) {
		ck_assert(findings[i]->untold);
		ck_assert_uint_eq(findings[i]->message.len, 0);
		ck_assert_ptr_null(findings[i]->notes);
		ck_assert(findings[i]->element == xml_root(&result.document));
	}
	vector_free(&found);
	result_free(&result);
}
END_TEST

UNIT_SUITE(rule_told, last_one_told)
