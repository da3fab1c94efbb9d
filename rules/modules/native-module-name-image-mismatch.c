#include "rule/rule.h"

static void see(struct check *check, const struct xml_element *entry)
{
	struct slice name = entry_value(check, entry, "name");
	struct slice image = entry_value(check, entry, "image");
	const struct native_module *known = native_module(name);
	struct slice file, images, first;
	struct finding *finding;

	if (!known)
		return;
	file = path_file(path_canonical(check, image));
	/* Variables, and what setups have yet to fill in. */
	if (slice_find(file, '.') == SIZE_MAX ||
	    slice_find(file, '%') != SIZE_MAX ||
	    slice_list_has(slice_of(known->images), file))
		return;
	images = slice_of(known->images);
	slice_cut(&images, ',', &first);
	finding = report_at(check, at_value(check, entry, "image"),
			    "module '%s' is loaded from '%s', but its file is "
			    "called %s",
			    known->name, shown(check, path_file(image)),
			    shown(check, first));
	finding_help(check, finding,
		     "check who signed the file: a foreign DLL under a "
		     "familiar name is how intruders hide; if it is a module "
		     "of yours, give it a name of its own");
}

static void check_file(struct check *check)
{
	each_native(check, see);
}

const struct rule rule_native_module_name_image_mismatch = {
	.id = "native-module-name-image-mismatch",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a well-known native module has the file of another",
	.references = {
		REFERENCE_T1505_004,
		REFERENCE_IIS_MODULES_HUNT,
	},
	.unless = {
		"native-module-untrusted-path",
	},
	.check_file = check_file,
};
