#include "rule/rule.h"

/* Modules that are looked at; of more, the first. */
enum { MODULES_MAX = 16 };

struct modules {
	struct table images32; /* files of entries that 32 bits load, too */
	const struct xml_element *items[MODULES_MAX];
	size_t count;
};

/* Which worker processes load an entry, as far as bitness goes. */
static bool is_for_64(const struct check *check,
		      const struct xml_element *entry)
{
	static const struct pool_traits any32 = { .bits32 = true };
	struct slice rest = entry_value(check, entry, "preCondition"), token;

	while (slice_cut(&rest, ',', &token))
		if (slice_is(slice_trim(token), "bitness64"))
			return !precondition_holds(slice_trim(token), &any32);
	return false;
}

static struct slice image_file(const struct check *check,
			       const struct xml_element *entry)
{
	return path_file(slice_trim(entry_value(check, entry, "image")));
}

static void find_modules(const struct check *check, struct modules *modules)
{
	CONFIG_EACH_SECTION (check->config, NATIVE_SECTION, section)
		XML_EACH_CHILD (check->document, section->element, entry)
			if (!is_for_64(check, entry))
				table_add(&modules->images32,
					  image_file(check, entry), 0);
	CONFIG_EACH_SECTION (check->config, NATIVE_SECTION, section) {
		XML_EACH_CHILD (check->document, section->element, entry) {
			uint32_t ignored;

			if (modules->count < MODULES_MAX &&
			    is_for_64(check, entry) &&
			    !table_get(&modules->images32,
				       image_file(check, entry), &ignored))
				modules->items[modules->count++] = entry;
		}
	}
}

static void tell(struct check *check, const struct application_pool *pool,
		 const struct application *user,
		 const struct xml_element *module)
{
	struct slice name = entry_value(check, module, "name");
	struct finding *finding;
	struct setting bits;

	pool_value(check, pool, "", "enable32BitAppOnWin64", &bits);
	finding = report_hit(check,
			     at_setting(check, &bits, "enable32BitAppOnWin64",
					pool->element),
			     pool->element,
			     "module '%s' is for 64 bits alone, and is not "
			     "loaded in a pool of 32 bits",
			     shown(check, name));
	finding_help(check, finding,
		     "if the applications need it, turn 32 bits off, or "
		     "install its twin for 32 bits");
	note_at(check, finding, at_element(check, module),
		"no other entry has this DLL for 32 bits");
	note_at(check, finding, at_element(check, user->element),
		"this application has the module");
}

static void check_pool_of(struct check *check, const struct modules *modules,
			  const struct application_pool *pool)
{
	/* Those of a pool seldom differ: the first one stands for them. */
	const struct application *user = pool->first_user;
	const struct served *served;
	struct pool_traits traits;

	pool_traits(check, pool, &traits);
	served = traits.bits32 && user ? config_served_for(check->config, user)
				       : NULL;
	for (size_t i = 0; served && i < modules->count; i++) {
		struct slice name =
			entry_value(check, modules->items[i], "name");

		if (!served_has_module(served, name))
			continue;
		tell(check, pool, user, modules->items[i]);
		return;
	}
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct modules modules = { .count = 0 };

	/* Of how many bits IIS Express is, its pools do not say. */
	if (config->express)
		return;
	table_init(&modules.images32, check->arena, TABLE_NOCASE, 0);
	find_modules(check, &modules);
	for (size_t i = 0; modules.count && i < config->pool_count; i++)
		check_pool_of(check, &modules, &config->pools[i]);
}

const struct rule rule_pool_32bit_64only = {
	.id = "pool-32bit-64only",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a pool of 32 bits does without a module that is for 64 "
		   "bits alone",
	.references = {
		REFERENCE_POOL,
		REFERENCE_PRECONDITIONS,
	},
	.check_file = check_file,
};
