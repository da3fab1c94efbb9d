#include "rule/rule.h"

/* The applications of the server, and which programs they have. */
struct applications {
	struct table keys, programs; /* number of the element */
};

static void add_application(struct check *check,
			    struct applications *applications,
			    const struct xml_element *element)
{
	struct slice program = entry_value(check, element, "fullPath");
	uint32_t number = (uint32_t)(element - xml_root(check->document));

	table_add(&applications->keys,
		  fastcgi_key(check, program,
			      entry_value(check, element, "arguments")),
		  number);
	table_add(&applications->programs, path_canonical(check, program),
		  number);
}

/* False when the file says nothing about FastCGI applications. */
static bool find_applications(struct check *check,
			      struct applications *applications)
{
	static const char path[] = "system.webServer/fastCgi";

	if (!config_sections(check->config, path))
		return false;
	table_init(&applications->keys, check->arena, TABLE_NOCASE, 0);
	table_init(&applications->programs, check->arena, TABLE_NOCASE, 0);
	CONFIG_EACH_SECTION (check->config, path, section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "application"))
				add_application(check, applications, child);
	return true;
}

static void tell(struct check *check, const struct xml_element *handler,
		 struct slice program, struct slice arguments,
		 const struct applications *applications)
{
	uint32_t number;
	bool known = table_get(&applications->programs,
			       path_canonical(check, program), &number);
	struct finding *finding = report_at(
		check, at_value(check, handler, "scriptProcessor"),
		"no FastCGI application has the program '%s' with %s%s%s",
		shown(check, program),
		arguments.len ? "the arguments '" : "no arguments",
		arguments.len ? shown(check, arguments) : "",
		arguments.len ? "'" : "");

	finding_help(check, finding,
		     "add it to <fastCgi>: fullPath is what stands before "
		     "the first | of scriptProcessor, arguments what stands "
		     "behind it");
	if (known)
		note_at(check, finding,
			at_element(check, xml_root(check->document) + number),
			"the program with other arguments");
}

static void check_handler(struct check *check, void *context,
			  const struct served *served,
			  const struct xml_element *handler)
{
	const struct applications *applications = context;
	struct slice rest = entry_value(check, handler, "scriptProcessor");
	struct slice program;
	uint32_t number;

	(void)served;
	if (!handler_uses(check, handler, "FastCgiModule") ||
	    !slice_cut(&rest, '|', &program) || !slice_trim(program).len)
		return;
	if (!table_get(&applications->keys, fastcgi_key(check, program, rest),
		       &number))
		tell(check, handler, slice_trim(program), slice_trim(rest),
		     applications);
}

static void check_file(struct check *check)
{
	struct applications applications;

	if (check->document->error.fault != XML_FINE ||
	    !find_applications(check, &applications))
		return;
	each_handler(check, &applications, check_handler);
}

const struct rule rule_fastcgi_app_missing = {
	.id = "fastcgi-app-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a handler runs a program that is no FastCGI application",
	.references = {
		REFERENCE_FASTCGI,
		REFERENCE_HANDLER,
	},
	.check_file = check_file,
};
