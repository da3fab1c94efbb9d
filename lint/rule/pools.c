#include "rule/pools.h"

#include "rule/bindings.h"

struct slice pool_value(const struct check *check,
			const struct application_pool *pool, const char *below,
			const char *attribute, struct setting *setting)
{
	if (!config_value(check->config, scope_of(pool->element), below,
			  attribute, setting))
		*setting = (struct setting){ .where = NULL };
	return slice_trim(setting->value);
}

const struct xml_element *pool_defaults(const struct check *check)
{
	const struct config *config = check->config;

	return config->pool_count
		       ? xml_child(check->document,
				   xml_parent(check->document,
					      config->pools[0].element),
				   "applicationPoolDefaults")
		       : NULL;
}

const struct application *pool_started_user(const struct check *check,
					    const struct application_pool *pool)
{
	CONFIG_EACH_USER (pool, user)
		if (site_is_started(check, user->site))
			return user;
	return NULL;
}

bool pool_is_specific_user(const struct check *check,
			   const struct application_pool *pool)
{
	return setting_is(check, scope_of(pool->element), "processModel",
			  "identityType", "SpecificUser");
}

bool pool_has_account(const struct check *check,
		      const struct application_pool *pool,
		      const char *attribute)
{
	struct setting setting;

	return pool_value(check, pool, "processModel", attribute, &setting)
		       .len &&
	       setting.where;
}
