#include "rule/rule.h"

static void tell(struct check *check, const struct xml_element *handler,
		 const struct pool_user *user)
{
	const struct application_pool *pool = user->application->pool;
	struct finding *finding = report_at(
		check, at_value(check, handler, "preCondition"),
		"no handler for '%s' is loaded in application pool '%s' (%s): "
		"requests for it end with 404.17",
		shown(check, entry_value(check, handler, "path")),
		shown(check, pool->name), user_shown(check, user));

	finding_help(check, finding,
		     "add a handler whose preCondition fits, or change the "
		     "pool");
	note_at(check, finding, at_element(check, user->application->element),
		"this application runs in the pool");
}

static void tell_root(struct check *check, const struct pool_user *user)
{
	const struct application_pool *pool = user->application->pool;
	struct finding *finding = report_at(
		check, at_value(check, pool->element, "name"),
		"no handler for '*.aspx' is loaded in application pool '%s' "
		"(%s): pages of ASP.NET would get 404.17",
		shown(check, pool->name), user_shown(check, user));

	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "install that version of ASP.NET, or change the pool; one "
		     "that serves no .NET has managedRuntimeVersion=\"\"");
}

/* Extensions that a location brings itself are meant to be served there. */
static void want_own(struct check *check, const struct served *served,
		     const struct table *known, struct table *paths)
{
	const struct entries *entries = &served->handler_entries;
	uint32_t ignored;

	table_init(paths, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < entries->count; i++) {
		struct slice path = entry_value(check, entries->at[i], "path");

		if (handler_is_own(check, served->handlers, entries->at[i]) &&
		    path_is_extension(path) &&
		    !table_get(known, path, &ignored))
			table_add(paths, path, (uint32_t)paths->count);
	}
}

static void check_location(struct check *check, const struct served *served,
			   const struct pool_users *users,
			   const struct table *known)
{
	const struct entries *entries = &served->handler_entries;
	struct loaded loaded;
	uint32_t number;

	want_own(check, served, known, &loaded.paths);
	if (!loaded.paths.count)
		return;
	find_loaded(check, served, users, &loaded);
	for (size_t i = 0; loaded.kinds && i < entries->count; i++) {
		struct slice path = entry_value(check, entries->at[i], "path");
		const struct pool_user *user;

		if (!handler_is_own(check, served->handlers, entries->at[i]))
			continue;
		user = left_out(&loaded, path, 0);
		if (!user || !table_get(&loaded.paths, path, &number))
			continue;
		tell(check, entries->at[i], user);
		/* One finding for each path. */
		loaded.kinds[number] = UINT32_MAX;
	}
}

/*
 * Of the root level it is not known what is asked for, and it has handlers
 * that only some pools load. But a pool with a version of .NET is for pages.
 */
static void check_root(struct check *check, const struct served *served,
		       const struct pool_users *users)
{
	static const char pages[] = "*.aspx";
	const struct pool_user *user;
	struct loaded loaded;

	table_init(&loaded.paths, check->arena, TABLE_NOCASE, 0);
	table_add(&loaded.paths, slice_of(pages), 0);
	find_loaded(check, served, users, &loaded);
	for (size_t from = 0; from < POOL_KINDS;
	     from = (size_t)(user - users->of) + 1) {
		user = left_out(&loaded, slice_of(pages), from);
		if (!user)
			return;
		if (user->traits.runtime.len && !user->any_runtime)
			tell_root(check, user);
	}
}

static void check_file(struct check *check)
{
	struct place_users users;
	struct table known;
	size_t count;
	const struct served *const *served =
		config_served(check->config, &count);
	uint32_t ignored;

	if (!check->config->pool_count || !count ||
	    !config_sections(check->config, "system.webServer/handlers") ||
	    check->document->error.fault != XML_FINE)
		return;
	find_users(check, &users);
	served = config_served(check->config, &count); /* there may be more */
	table_init(&known, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < served[0]->handler_entries.count; i++)
		table_add(&known,
			  entry_value(check, served[0]->handler_entries.at[i],
				      "path"),
			  0);
	for (size_t i = 0; i < count; i++) {
		const struct pool_users *here = served_users(&users, served[i]);

		if (here && i)
			check_location(check, served[i], here, &known);
		else if (here && table_get(&known, SLICE("*.aspx"), &ignored))
			check_root(check, served[i], here);
	}
}

const struct rule rule_handler_none_for_pool = {
	.id = "handler-none-for-pool",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "no handler for an extension is loaded in the application "
		   "pool",
	.references = {
		"https://learn.microsoft.com/troubleshoot/developer/webapps/iis/"
		"health-diagnostic-performance/error-message-you-visit-web-"
		"site",
		REFERENCE_HANDLER,
	},
	.unless = { "precondition-contradiction", "precondition-unknown" },
	.check_file = check_file,
};
