#include "config_fixture.h"

#include <stdlib.h>

static const char text[] =
	"<c><system.applicationHost>"
	"<applicationPools><add name='P'><processModel idle='own'/></add>"
	"<add name='Q'/><applicationPoolDefaults start='d'>"
	"<processModel idle='pd'/></applicationPoolDefaults></applicationPools>"
	"<sites><site name='S' id='1' own='s'><logFile dir='own'/>"
	"<application path='/' applicationPool='P'>"
	"<virtualDirectory path='/'/></application>"
	"<applicationDefaults pool='site'/>"
	"<bindings><binding protocol='https'/></bindings></site>"
	"<siteDefaults own='d' other='d'><logFile dir='d' period='d'/>"
	"</siteDefaults><applicationDefaults pool='all' path2='all'/>"
	"<virtualDirectoryDefaults sub='v'/></sites>"
	"</system.applicationHost><system.webServer><fastCgi>"
	"<application fullPath='php'/></fastCgi></system.webServer></c>";

#define HOST  "system.applicationHost/"
#define SITES HOST "sites/"

START_TEST(values)
{
	static const struct {
		const char *element, *attribute;
		const char *value; /* null: none at all */
		const char *where; /* null: the schema */
	} table[] = {
		{ SITES "site", "own", "s", SITES "site" },
		{ SITES "site", "other", "d", SITES "siteDefaults" },
		{ SITES "site", "serverAutoStart", "true", NULL },
		{ SITES "site", "nowhere", NULL, NULL },
		{ SITES "site/logFile", "dir", "own", SITES "site/logFile" },
		{ SITES "site/logFile", "period", "d",
		  SITES "siteDefaults/logFile" },
		{ SITES "site/application", "pool", "site",
		  SITES "site/applicationDefaults" },
		{ SITES "site/application", "path2", "all",
		  SITES "applicationDefaults" },
		{ SITES "site/application/virtualDirectory", "sub", "v",
		  SITES "virtualDirectoryDefaults" },
		{ SITES "site/bindings/binding", "sslFlags", "0", NULL },
		{ SITES "site/bindings/binding", "own", NULL, NULL },
		{ HOST "applicationPools/add", "start", "d",
		  HOST "applicationPools/applicationPoolDefaults" },
		{ HOST "applicationPools/add/processModel", "idle", "own",
		  HOST "applicationPools/add/processModel" },
		/* It has the name of an application of a site. */
		{ "system.webServer/fastCgi/application", "instanceMaxRequests",
		  "200", NULL },
		{ "system.webServer/fastCgi/application", "path2", NULL, NULL },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct setting found;
		struct model m;
		bool any;

		model_build(&m, text, &schema_builtin);
		any = config_value(
			&m.config,
			scope_of(model_element(&m, table[i].element)), "",
			table[i].attribute, &found);
		ck_assert_msg(any == (table[i].value != NULL), "row %zu", i);
		if (any)
			ck_slice(found.value, table[i].value);
		if (any && table[i].where)
			ck_assert_msg(found.where ==
					      model_element(&m, table[i].where),
				      "row %zu", i);
		if (any && !table[i].where)
			ck_assert_ptr_null(found.where);
		model_free(&m);
	}
}
END_TEST

START_TEST(without_schema)
{
	struct setting found;
	struct scope site;
	struct model m;

	model_build(&m, text, NULL);
	site = scope_of(model_element(&m, SITES "site"));
	ck_assert(
		!config_value(&m.config, site, "", "serverAutoStart", &found));
	ck_assert(config_value(&m.config, site, "", "other", &found));
	model_free(&m);
}
END_TEST

/* The time is that of one look at each: else the test would not end. */
START_TEST(many_applications_in_a_site)
{
	enum { MANY = 100000 };
	static const char head[] =
		"<c><system.applicationHost><sites><site name='S' id='1'>";
	static const char one[] = "<application path='/'/>";
	static const char tail[] = "</site><applicationDefaults own='d'/>"
				   "</sites></system.applicationHost></c>";
	char *many = malloc(sizeof(head) + MANY * sizeof(one) + sizeof(tail));
	struct setting found;
	struct model m;
	char *at = many;

	ck_assert_ptr_nonnull(many);
	at = (char *)memcpy(at, head, sizeof(head) - 1) + sizeof(head) - 1;
	for (size_t i = 0; i < MANY; i++)
		at = (char *)memcpy(at, one, sizeof(one) - 1) + sizeof(one) - 1;
	memcpy(at, tail, sizeof(tail));
	model_build(&m, many, &schema_builtin);
	for (size_t i = 0; i < MANY; i++) {
		const struct application *application =
			&m.config.sites[0].applications[i];

		unit_check(config_value(&m.config,
					scope_of(application->element), "",
					"own", &found),
			   "no value of %zu", i);
	}
	ck_slice(found.value, "d");
	model_free(&m);
	free(many);
}
END_TEST

/* What is kept of one place is not taken for another. */
START_TEST(kept_apart)
{
	static const char name[] = "enabled", start[] = "serverAutoStart";
	static const char twice[] =
		"<c><system.applicationHost>"
		"<sites><site name='A' id='1'><logFile period='Daily'/>"
		"<traceFailedRequestsLogging maxLogFiles='5'/></site>"
		"<siteDefaults serverAutoStart='false'/></sites>"
		"<sites><site name='B' id='2'/></sites>"
		"</system.applicationHost></c>";
	static const struct {
		const char *path, *value;
	} table[] = {
		{ "system.applicationHost/sites/site/logFile", "true" },
		{ "system.applicationHost/sites/site/"
		  "traceFailedRequestsLogging",
		  "false" },
	};
	struct setting setting;
	struct model m;

	model_build(&m, twice, &schema_builtin);
	for (size_t i = 0; i < LENGTH(table); i++) {
		ck_assert(config_value(
			&m.config, scope_of(model_element(&m, table[i].path)),
			"", name, &setting));
		ck_slice(setting.value, table[i].value);
	}
	for (size_t i = 0; i < 2; i++) {
		ck_assert(config_value(&m.config,
				       scope_of(m.config.sites[i].element), "",
				       start, &setting));
		ck_slice(setting.value, i ? "true" : "false");
	}
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_effective, values, without_schema,
	   many_applications_in_a_site, kept_apart)
