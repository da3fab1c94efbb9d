#include "rule/rule.h"

/* Requests after which PHP ends when it is not told (its cgi_main.c). */
enum { PHP_REQUESTS = 500 };

static bool is_php(const struct check *check,
		   const struct xml_element *application)
{
	struct slice file = path_file(
		slice_trim(entry_value(check, application, "fullPath")));

	return slice_starts_nocase(file, SLICE("php"));
}

/* The <environmentVariable>; null if it is not set. */
static const struct xml_element *
find_variable(const struct check *check, const struct xml_element *application,
	      struct slice *value)
{
	const struct xml_document *document = check->document;
	const struct xml_element *variables =
		xml_child(document, application, "environmentVariables");

	if (!variables)
		return NULL;
	XML_EACH_CHILD (document, variables, variable) {
		*value = slice_trim(entry_value(check, variable, "value"));
		if (slice_is_nocase(entry_value(check, variable, "name"),
				    "PHP_FCGI_MAX_REQUESTS"))
			return variable;
	}
	return NULL;
}

static void tell(struct check *check, const struct xml_element *application,
		 const struct xml_element *variable, uint32_t php,
		 struct slice instance)
{
	struct place place =
		variable ? at_value(check, variable, "value")
			 : at_value(check, application, "instanceMaxRequests");
	struct finding *finding = report_at(
		check, place,
		"PHP ends after %u requests%s, but instanceMaxRequests lets "
		"IIS send it %s",
		php, variable ? "" : " when PHP_FCGI_MAX_REQUESTS is not set",
		shown(check, instance));

	finding_help(check, finding,
		     "set PHP_FCGI_MAX_REQUESTS to %s or more: IIS has to "
		     "recycle the process before PHP ends by itself",
		     shown(check, instance));
}

static void check_application(struct check *check,
			      const struct xml_element *application)
{
	const struct xml_element *variable;
	struct setting setting;
	uint32_t instance, php = PHP_REQUESTS;
	struct slice value;

	if (!is_php(check, application) ||
	    !config_value(check->config, scope_of(application), "",
			  "instanceMaxRequests", &setting) ||
	    !slice_u32(setting.value, &instance))
		return;
	variable = find_variable(check, application, &value);
	/* 0: PHP never ends by itself. */
	if (variable && (!slice_u32(value, &php) || !php))
		return;
	if (php < instance)
		tell(check, application, variable, php, setting.value);
}

static void check_file(struct check *check)
{
	CONFIG_EACH_SECTION (check->config, "system.webServer/fastCgi", section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "application"))
				check_application(check, child);
}

const struct rule rule_fastcgi_php_requests = {
	.id = "fastcgi-php-requests",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "PHP ends by itself before IIS recycles it",
	.references = {
		"https://learn.microsoft.com/en-us/iis/wmi-provider/fastcgi"
		"environmentelement-class",
		REFERENCE_FASTCGI,
	},
	.check_file = check_file,
};
