#include "rule/precondition.h"

void pool_traits(const struct check *check, const struct application_pool *pool,
		 struct pool_traits *traits)
{
	struct scope scope = scope_of(pool->element);
	struct setting setting;

	*traits = (struct pool_traits){
		.classic = setting_is(check, scope, "", "managedPipelineMode",
				      "Classic"),
		.bits32 = setting_is(check, scope, "", "enable32BitAppOnWin64",
				     "true"),
	};
	if (config_value(check->config, scope, "", "managedRuntimeVersion",
			 &setting))
		traits->runtime = slice_trim(setting.value);
}

static bool token_holds(struct slice token, const struct pool_traits *traits)
{
	static const char version[] = "runtimeVersion";

	if (slice_is(token, "integratedMode"))
		return !traits->classic;
	if (slice_is(token, "classicMode") || slice_is(token, "ISAPIMode"))
		return traits->classic;
	if (slice_is(token, "bitness32"))
		return traits->bits32;
	if (slice_is(token, "bitness64"))
		return !traits->bits32;
	if (slice_starts(token, slice_of(version)))
		return slice_eq_nocase(slice_skip(token, sizeof(version) - 1),
				       traits->runtime);
	return true;
}

bool precondition_holds(struct slice precondition,
			const struct pool_traits *traits)
{
	struct slice token;

	while (slice_cut(&precondition, ',', &token))
		if (!token_holds(slice_trim(token), traits))
			return false;
	return true;
}

bool precondition_cut(struct slice *rest, struct slice *token)
{
	while (slice_cut(rest, ',', token)) {
		*token = slice_trim(*token);
		if (token->len)
			return true;
	}
	return false;
}

void each_precondition(struct check *check,
		       void (*see)(struct check *check,
				   const struct xml_element *entry,
				   struct slice precondition))
{
	static const char *const sections[] = {
		"system.webServer/globalModules",
		"system.webServer/modules",
		"system.webServer/handlers",
		"system.webServer/isapiFilters",
	};
	const struct xml_document *document = check->document;
	struct slice value;

	for (size_t i = 0; i < LENGTH(sections); i++)
		CONFIG_EACH_SECTION (check->config, sections[i], section)
			XML_EACH_CHILD (document, section->element, child)
				if (xml_value(document, child, "preCondition",
					      &value))
					see(check, child, value);
}
