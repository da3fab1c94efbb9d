#include "rule/rule.h"

struct slice path_bare(struct slice path)
{
	path = slice_trim(path);
	if (slice_starts(path, SLICE("\"")))
		path = slice_skip(path, 1);
	if (slice_ends(path, SLICE("\"")))
		path.len--;
	return slice_trim(path);
}

static bool is_mark(struct slice path)
{
	return strchr("[{$#@<", path.at[0]) || slice_starts(path, SLICE("__"));
}

bool directory_path(const struct check *check,
		    const struct virtual_directory *directory,
		    struct setting *path)
{
	struct slice bare;

	if (!config_value(check->config, scope_of(directory->element), "",
			  "physicalPath", path))
		return false;
	bare = path_bare(path->value);
	return bare.len && bare.at[0] && !is_mark(bare);
}

struct place at_directory_path(const struct check *check,
			       const struct virtual_directory *directory,
			       const struct setting *path)
{
	return at_setting(check, path, "physicalPath", directory->element);
}

bool directory_has(const struct check *check,
		   const struct virtual_directory *directory,
		   const char *attribute)
{
	struct setting setting;

	return config_value(check->config, scope_of(directory->element), "",
			    attribute, &setting) &&
	       slice_trim(setting.value).len;
}

struct slice directory_url(struct check *check,
			   const struct virtual_directory *directory)
{
	struct slice above = directory->application->path;
	struct slice below = directory->path;

	if (slice_is(above, "/"))
		return below;
	if (slice_is(below, "/"))
		return above;
	return arena_printf(check->arena, "%.*s%.*s", (int)above.len, above.at,
			    (int)below.len, below.at);
}

void each_directory(struct check *check,
		    void (*visit)(struct check *check,
				  const struct virtual_directory *directory,
				  void *context),
		    void *context)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->application_count; j++) {
			const struct application *at = &site->applications[j];

			for (size_t k = 0; k < at->directory_count; k++)
				visit(check, &at->directories[k], context);
		}
	}
}
