#include "rule/modules.h"

#include "rule/paths.h"

#define NATIVE "system.webServer/globalModules"

bool native_is_missing(const struct check *check, struct slice name)
{
	const struct section *section =
		config_section_at(check->config, NATIVE, SLICE(""));

	return section && section->schema &&
	       xml_first(check->document, section->element) &&
	       config_is_whole(check->config, section) &&
	       !config_native_module(check->config, name);
}

bool native_has_image(const struct check *check, struct slice file)
{
	const struct section *section =
		config_section_at(check->config, NATIVE, SLICE(""));
	struct entries entries;
	struct slice image;

	if (!section || !config_entries(check->config, section, "", &entries))
		return false;
	for (size_t i = 0; i < entries.count; i++)
		if (xml_value(check->document, entries.at[i], "image",
			      &image) &&
		    slice_eq_nocase(path_file(slice_trim(image)), file))
			return true;
	return false;
}

static bool handlers_name(const struct check *check,
			  const struct served *served, struct slice name)
{
	struct slice modules;

	for (size_t i = 0; i < served->handler_entries.count; i++)
		if (xml_value(check->document, served->handler_entries.at[i],
			      "modules", &modules) &&
		    slice_list_has(modules, name))
			return true;
	return false;
}

bool module_is_named(const struct check *check, struct slice name)
{
	size_t count;
	const struct served *const *served =
		config_served(check->config, &count);

	for (size_t i = 0; i < count; i++)
		if (served_has_module(served[i], name) ||
		    handlers_name(check, served[i], name))
			return true;
	return false;
}
