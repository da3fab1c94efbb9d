#include "rule/rule.h"

/* "*.php": other forms may be a part of what another handler takes. */
static bool is_extension(struct slice path)
{
	return path.len > 2 && path.at[0] == '*' && path.at[1] == '.' &&
	       slice_find(slice_skip(path, 1), '*') == SIZE_MAX &&
	       slice_find(path, '/') == SIZE_MAX &&
	       slice_find(path, ',') == SIZE_MAX;
}

static void tell(struct check *check, const struct xml_element *handler,
		 const struct pool_user *user)
{
	const struct application_pool *pool = user->application->pool;
	struct finding *finding = report_at(
		check, at_value(check, handler, "preCondition"),
		"no handler for '%s' is loaded in application pool '%s' (%s): "
		"requests for it end with 404.17",
		shown(check, handler_value(check, handler, "path")),
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
static void check_location(struct check *check, const struct served *served,
			   const struct pool_users *users,
			   const struct table *known)
{
	const struct entries *entries = &served->handler_entries;
	struct loaded loaded;
	struct table told;
	uint32_t ignored;

	find_loaded(check, served, users, &loaded);
	table_init(&told, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < entries->count; i++) {
		const struct xml_element *handler = entries->at[i];
		struct slice path = handler_value(check, handler, "path");
		const struct pool_user *user;

		if (!handler_is_own(check, served->handlers, handler) ||
		    !is_extension(path) || table_get(known, path, &ignored))
			continue;
		user = left_out(&loaded, path, 0);
		if (user && table_add(&told, path, 0))
			tell(check, handler, user);
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
	const struct served *const *served;
	struct place_users users;
	struct table known;
	size_t count;

	if (!check->config->pool_count ||
	    check->document->error.fault != XML_FINE)
		return;
	find_users(check, &users);
	served = config_served(check->config, &count);
	table_init(&known, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; count && i < served[0]->handler_entries.count; i++)
		table_add(&known,
			  handler_value(check, served[0]->handler_entries.at[i],
					"path"),
			  0);
	for (size_t i = 0; i < count; i++) {
		const struct pool_users *here = served_users(&users, served[i]);

		if (here && served[i]->handlers &&
		    served[i]->handlers->location.len)
			check_location(check, served[i], here, &known);
	}
	if (count && served_users(&users, served[0]))
		check_root(check, served[0], served_users(&users, served[0]));
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
	.check_file = check_file,
};
