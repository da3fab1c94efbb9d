#include "rule/rule.h"

static bool is_core(const struct check *check, const struct xml_element *entry)
{
	struct slice modules;

	return xml_value(check->document, entry, "modules", &modules) &&
	       slice_starts(slice_trim(modules), SLICE("AspNetCoreModule"));
}

static const struct xml_element *find_core(const struct check *check,
					   const struct served *served)
{
	for (size_t i = 0; i < served->handler_entries.count; i++)
		if (is_core(check, served->handler_entries.at[i]))
			return served->handler_entries.at[i];
	return NULL;
}

/*
 * The handler of ASP.NET Core at a place, or null. Many applications have one
 * place, so what was found is kept by its address.
 */
static const struct xml_element *core_handler(struct check *check,
					      struct table *kept,
					      const struct served *served)
{
	const struct xml_element *root = xml_root(check->document), *found;
	struct slice key = { (const char *)&served, sizeof(served) };
	const struct served **copy;
	uint32_t number;

	if (table_get(kept, key, &number))
		return number ? root + number : NULL;
	found = find_core(check, served);
	copy = ARENA_NEW(check->arena, const struct served *);
	if (!copy)
		return NULL;
	*copy = served;
	key.at = (const char *)copy;
	table_add(kept, key, found ? (uint32_t)(found - root) : 0);
	return found;
}

/* That of the first application, if all in the pool have one. */
static const struct xml_element *
handler_of_all(struct check *check, struct table *kept,
	       const struct application_pool *pool)
{
	const struct xml_element *first = NULL;

	CONFIG_EACH_USER (pool, user) {
		const struct served *served =
			config_served_for(check->config, user);
		const struct xml_element *handler =
			served ? core_handler(check, kept, served) : NULL;

		if (!handler)
			return NULL;
		if (!first)
			first = handler;
	}
	return first;
}

static void look(struct check *check, struct table *kept,
		 const struct application_pool *pool)
{
	const struct xml_element *handler;
	struct finding *finding;
	struct setting version;

	if (!pool->first_user ||
	    !pool_value(check, pool, "", "managedRuntimeVersion", &version).len)
		return;
	handler = handler_of_all(check, kept, pool);
	if (!handler)
		return;
	finding = report_hit(check,
			     at_setting(check, &version,
					"managedRuntimeVersion", pool->element),
			     pool->element,
			     "the pool loads the CLR %s, which ASP.NET Core "
			     "does not use",
			     shown(check, version.value));
	finding_help(check, finding,
		     "write managedRuntimeVersion=\"\" (No Managed Code)");
	note_at(check, finding, at_element(check, handler),
		"the handler of ASP.NET Core");
	note_at(check, finding, at_element(check, pool->first_user->element),
		"an application of site '%s' has it",
		shown(check, pool->first_user->site->name));
}

/* IIS Express has one process, and nobody sees what it loads. */
static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table kept;

	if (config->express || check->document->error.fault != XML_FINE)
		return;
	table_init(&kept, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < config->pool_count; i++)
		look(check, &kept, &config->pools[i]);
}

const struct rule rule_pool_ancm_managed = {
	.id = "pool-ancm-managed",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "the application pool of an ASP.NET Core application loads the CLR of .NET Framework",
	.references = {
		REFERENCE_POOL,
	},
	.check_file = check_file,
};
