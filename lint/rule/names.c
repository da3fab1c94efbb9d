#include "rule/rule.h"

bool is_of_sites(const struct fault *fault)
{
	if (fault->kind != FAULT_BAD_VALUE ||
	    fault->verdict.problem != VALUE_BAD_NAME ||
	    !slice_is(fault->section->path, "system.applicationHost/sites"))
		return false;
	switch ((enum schema_validator)fault->definition->validator) {
	case SCHEMA_SITE_NAME:
	case SCHEMA_APPLICATION_PATH:
	case SCHEMA_DIRECTORY_PATH:
		return true;
	default:
		return false;
	}
}

bool is_of_pools(const struct fault *fault)
{
	return fault->kind == FAULT_BAD_VALUE &&
	       fault->verdict.problem == VALUE_BAD_NAME &&
	       fault->definition->validator == SCHEMA_POOL_NAME &&
	       slice_is(fault->section->path,
			"system.applicationHost/applicationPools");
}

const char *path_refused(struct slice path)
{
	struct slice part;

	if (!path.len)
		return "is empty";
	if (path.at[0] != '/')
		return "does not begin with '/'";
	if (path.len > 1 && path.at[path.len - 1] == '/')
		return "ends with '/'";
	while (slice_cut(&path, '/', &part)) {
		if (slice_is(part, "."))
			return "has a part '.'";
		if (slice_is(part, ".."))
			return "has a part '..'";
	}
	return NULL;
}

/* "%20": decoded in the path of a request, and refused when escaped twice. */
static bool has_escape(struct slice path)
{
	size_t at;

	while ((at = slice_find(path, '%')) != SIZE_MAX) {
		path = slice_skip(path, at + 1);
		if (path.len > 1 && ascii_hex(path.at[0]) >= 0 &&
		    ascii_hex(path.at[1]) >= 0)
			return true;
	}
	return false;
}

const char *path_odd(struct slice path)
{
	if (slice_find(path, '\\') != SIZE_MAX)
		return "has a '\\'";
	if (has_escape(path))
		return "has an escape with '%'";
	if (slice_search(path, SLICE("//")) != SIZE_MAX)
		return "has a '//'";
	return NULL;
}

bool path_means_root(struct slice path)
{
	path = slice_trim(path);
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] != '/' && path.at[i] != '\\')
			return false;
	return true;
}

void report_path_fault(struct check *check, const struct fault *fault,
		       const char *what)
{
	const char *why = path_refused(
		xml_attribute_value(check->document, fault->attribute));
	struct finding *finding =
		report_at(check, at_fault_value(check, fault),
			  "%s '%s' %s: IIS cannot read <sites>", what,
			  fault_value(check, fault),
			  why ? why : "is refused by the schema");

	finding_help(
		check, finding,
		"%s\nwrite the path as it stands in URLs, such as \"/shop\"",
		value_sentence(check, fault));
}

void report_odd_path(struct check *check, const struct xml_element *element,
		     struct slice path, const char *what)
{
	const char *odd = path_odd(path);
	struct finding *finding;

	if (!odd || path_refused(path))
		return;
	finding = report_at(check, at_value(check, element, "path"),
			    "%s '%s' %s: no request gets there", what,
			    shown(check, path), odd);
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "IIS compares the path of a request when escapes are "
		     "decoded and slashes made '/' and single; write the path "
		     "like that");
}
