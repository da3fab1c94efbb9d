#include "rule/rule.h"

/* Preconditions of which a pool fulfils one at most. */
enum question { PIPELINE, BITNESS, RUNTIME, QUESTIONS };

struct answer {
	enum question question;
	struct slice token;
};

static bool read_answer(struct slice token, struct answer *answer)
{
	answer->token = token;
	if (slice_is(token, "integratedMode") ||
	    slice_is(token, "classicMode") || slice_is(token, "ISAPIMode"))
		answer->question = PIPELINE;
	else if (slice_is(token, "bitness32") || slice_is(token, "bitness64"))
		answer->question = BITNESS;
	else if (slice_starts(token, SLICE("runtimeVersionv")))
		answer->question = RUNTIME;
	else
		return false;
	return true;
}

static bool contradict(const struct answer *a, const struct answer *b)
{
	if (a->question == PIPELINE)
		return slice_is(a->token, "integratedMode") !=
		       slice_is(b->token, "integratedMode");
	return !slice_eq_nocase(a->token, b->token);
}

static void report(struct check *check, const struct xml_element *entry,
		   const struct answer *first, const struct answer *second)
{
	struct finding *finding = report_at(
		check, at_value(check, entry, "preCondition"),
		"'%s' and '%s' never hold together, so '%s' is not loaded",
		shown(check, first->token), shown(check, second->token),
		shown(check, entry_value(check, entry, "name")));

	finding_help(check, finding,
		     "IIS loads an entry when all of its preconditions hold; "
		     "for either, make two entries with a name each");
}

static void see(struct check *check, const struct xml_element *entry,
		struct slice precondition)
{
	struct answer given[QUESTIONS] = { { .token = { NULL, 0 } } };
	struct answer answer;
	struct slice token;

	while (precondition_cut(&precondition, &token)) {
		struct answer *before;

		if (!read_answer(token, &answer))
			continue;
		before = &given[answer.question];
		if (!before->token.len) {
			*before = answer;
		} else if (contradict(before, &answer)) {
			report(check, entry, before, &answer);
			return;
		}
	}
}

static void check_file(struct check *check)
{
	each_precondition(check, see);
}

const struct rule rule_precondition_contradiction = {
	.id = "precondition-contradiction",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "two preconditions never hold together",
	.references = {
		REFERENCE_MODULE_EVENTS,
		REFERENCE_PRECONDITIONS,
	},
	.unless = { "precondition-unknown" },
	.check_file = check_file,
};
