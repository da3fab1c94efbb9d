#include <stdio.h>

#include "config_fixture.h"

#define SECTIONS                                                               \
	"<configSections>"                                                     \
	"<section name='appThing' type='A, B'/>"                               \
	"<sectionGroup name='system.webServer'>"                               \
	"<section name='handlers' overrideModeDefault='Deny'/>"                \
	"<sectionGroup name='deep' type='C'><section name='er'"                \
	" allowDefinition='AppHostOnly' allowLocation='False'/>"               \
	"</sectionGroup></sectionGroup>"                                       \
	"<sectionGroup name='vendor.empty'/>"                                  \
	"<section/><sectionGroup><section name='lost'/></sectionGroup>"        \
	"<remove name='modules'/>"                                             \
	"<sectionGroup name='system.webServer'>"                               \
	"<section name='handlers' allowDefinition='nonsense'/>"                \
	"</sectionGroup></configSections>"

/* The section of this path that is number `index` of the file. */
static const struct section *section_of(struct model *model, const char *path,
					size_t index)
{
	for (size_t i = 0; i < model->config.section_count; i++) {
		const struct section *section = &model->config.sections[i];

		if (slice_is(section->path, path) && index-- == 0)
			return section;
	}
	ck_abort_msg("%s", path);
}

START_TEST(declarations)
{
	const struct declaration *d;
	struct model m;

	model_build(&m,
		    "<configuration>" SECTIONS
		    "<configSections><section name='second'/></configSections>"
		    "</configuration>",
		    NULL);
	ck_assert(m.config.declared == model_element(&m, "configSections"));
	ck_assert_uint_eq(m.config.declaration_count, 5);
	d = m.config.declarations;
	ck_slice(d[0].path, "appThing");
	ck_assert_int_eq(d[0].scope, SCHEMA_EVERYWHERE);
	ck_assert(d[0].allow_location);
	ck_assert(!d[0].deny);
	ck_slice(d[1].path, "system.webServer/handlers");
	ck_assert(d[1].deny);
	ck_slice(d[2].path, "system.webServer/deep/er");
	ck_assert_int_eq(d[2].scope, SCHEMA_APP_HOST_ONLY);
	ck_assert(!d[2].allow_location);
	ck_assert(!d[2].deny);
	/* A second one refers to the first, and what it says is not lost. */
	ck_slice(d[3].path, "system.webServer/handlers");
	ck_assert(d[3].first == &d[1]);
	ck_assert(!d[3].deny);
	ck_assert_int_eq(d[3].scope, SCHEMA_EVERYWHERE);
	ck_slice(d[4].path, "second");
	for (size_t i = 0; i < 5; i++)
		ck_assert(i == 3 || !d[i].first);
	model_free(&m);
}
END_TEST

START_TEST(names_have_letter_case)
{
	struct model m;

	model_build(&m,
		    "<configuration><configSections><section name='a'/>"
		    "<section name='A'/></configSections><A/><a/>"
		    "</configuration>",
		    NULL);
	ck_assert_uint_eq(m.config.declaration_count, 2);
	ck_assert(!m.config.declarations[1].first);
	ck_assert(section_of(&m, "A", 0)->declaration ==
		  &m.config.declarations[1]);
	ck_assert(section_of(&m, "a", 0)->declaration ==
		  &m.config.declarations[0]);
	model_free(&m);
}
END_TEST

START_TEST(no_declarations)
{
	static const char *const texts[] = {
		"<configuration/>",
		"<configuration><system.webServer><configSections>"
		"<section name='a'/></configSections></system.webServer>"
		"</configuration>",
		"<configuration><ConfigSections><section name='a'/>"
		"</ConfigSections></configuration>",
	};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct model m;

		model_build(&m, texts[i], NULL);
		ck_assert(!m.config.declared);
		ck_assert_uint_eq(m.config.declaration_count, 0);
		model_free(&m);
	}
}
END_TEST

START_TEST(groups)
{
	static const struct {
		const char *path;
		bool group;
	} table[] = {
		{ "system.webServer/deep", true },
		{ "vendor.empty", true },
		/* Known without a declaration. */
		{ "system.applicationHost", true },
		{ "system.webServer/security/authentication", true },
		{ "system.ftpServer/security", true },
		/* Sections, names of other cases, pieces of names. */
		{ "system.webServer/handlers", false },
		{ "system.webServer/deep/er", false },
		{ "system.webserver", false },
		{ "Vendor.Empty", false },
		{ "system.web.", false },
		{ "system.webServ", false },
		{ "deep", false },
		{ "lost", false },
		{ "", false },
	};
	struct model m;

	for (int with = 0; with < 2; with++) {
		model_build(&m, "<configuration>" SECTIONS "</configuration>",
			    with ? &schema_builtin : NULL);
		for (size_t i = 0; i < LENGTH(table); i++)
			ck_assert_msg(
				config_is_group(&m.config,
						slice_of(table[i].path)) ==
					table[i].group,
				"%s", table[i].path);
		model_free(&m);
	}
}
END_TEST

/* What each section of the same content is in a file of that name. */
START_TEST(is_declared)
{
	static const char content[] =
		"<appThing/><other/><appSettings/><vendor.empty><x/>"
		"</vendor.empty><system.webServer><handlers/><modules/>"
		"<unheard.of/></system.webServer><system.web><pages/>"
		"</system.web>";
	static const struct {
		const char *path;
		bool host, web, administration;
	} table[] = {
		{ "appThing", true, true, true },
		{ "system.webServer/handlers", true, true, true },
		/* Of machine.config. */
		{ "appSettings", true, true, true },
		{ "system.web/pages", true, true, true },
		/* applicationHost.config declares it, web.config inherits. */
		{ "system.webServer/modules", false, true, false },
		{ "system.webServer/unheard.of", false, false, false },
		{ "vendor.empty/x", false, false, false },
		{ "other", false, false, false },
	};
	static const char *const files[] = { "applicationHost.config",
					     "web.config",
					     "administration.config",
					     "redirection.config" };
	char text[2048];

	snprintf(text, sizeof(text), "<configuration>%s%s</configuration>",
		 SECTIONS, content);
	for (size_t i = 0; i < LENGTH(files) * LENGTH(table); i++) {
		size_t file = i % LENGTH(files), row = i / LENGTH(files);
		bool expected = file == 0   ? table[row].host
				: file == 1 ? table[row].web
					    : table[row].administration;
		struct model m;

		model_build_named(&m, files[file], text,
				  row % 2 ? &schema_builtin : NULL);
		ck_assert_msg(config_is_declared(&m.config,
						 section_of(&m, table[row].path,
							    0)) == expected,
			      "%s of %s", table[row].path, files[file]);
		model_free(&m);
	}
}
END_TEST

/* Nobody knows what else belongs to a piece of a file. */
START_TEST(is_declared_in_pieces)
{
	struct model m;

	model_build_named(&m, "applicationHost.config",
			  "<configuration><other/><system.webServer>"
			  "<unheard.of/></system.webServer></configuration>",
			  &schema_builtin);
	ck_assert_uint_eq(m.config.section_count, 2);
	for (size_t i = 0; i < m.config.section_count; i++)
		ck_assert(config_is_declared(&m.config, &m.config.sections[i]));
	model_free(&m);
}
END_TEST

static const char places[] =
	"<configuration>"
	"<system.webServer><handlers/><modules/></system.webServer>"
	"<location><system.webServer><handlers/></system.webServer></location>"
	"<location path=''><system.webServer><handlers/></system.webServer>"
	"</location><location path='.'><system.webServer><handlers/><asp/>"
	"</system.webServer></location>"
	"<location path='Shop'><system.webServer><handlers/><asp/>"
	"</system.webServer></location>"
	"<location path='shop'><system.webServer><handlers/>"
	"</system.webServer></location>"
	"<location path='Shop/app'><system.webServer><handlers/>"
	"</system.webServer></location>"
	"<location path='Shop/'><system.webServer><handlers/><handlers/>"
	"</system.webServer></location>"
	"</configuration>";

START_TEST(section_before)
{
	static const char path[] = "system.webServer/handlers";
	/* Number of the one before, of each; -1: none. */
	static const int before[] = { -1, 0, 0, 0, -1, -1, -1, 4, 4 };
	struct model m;

	model_build(&m, places, NULL);
	for (size_t i = 0; i < LENGTH(before); i++) {
		const struct section *expected =
			before[i] < 0 ? NULL
				      : section_of(&m, path, (size_t)before[i]);

		ck_assert_msg(config_section_before(&m.config,
						    section_of(&m, path, i)) ==
				      expected,
			      "section %zu", i);
	}
	/* Another section of the same place is no earlier one. */
	ck_assert(!config_section_before(
		&m.config, section_of(&m, "system.webServer/modules", 0)));
	ck_assert(!config_section_before(
		&m.config, section_of(&m, "system.webServer/asp", 0)));
	ck_assert(!config_section_before(
		&m.config, section_of(&m, "system.webServer/asp", 1)));
	model_free(&m);
}
END_TEST

START_TEST(section_places)
{
	static const char path[] = "system.webServer/handlers";
	struct model m;

	model_build(&m, places, NULL);
	ck_assert_uint_eq(m.config.location_count, 7);
	ck_assert(!config_section_place(&m.config, section_of(&m, path, 0)));
	for (size_t i = 1; i < 8; i++)
		ck_assert(config_section_place(&m.config,
					       section_of(&m, path, i)) ==
			  &m.config.locations[i - 1]);
	model_free(&m);
}
END_TEST

START_TEST(files_by_name)
{
	static const struct {
		const char *name;
		enum config_file file;
	} table[] = {
		{ "applicationHost.config", CONFIG_APPLICATION_HOST },
		{ "C:\\Windows\\APPLICATIONHOST.CONFIG",
		  CONFIG_APPLICATION_HOST },
		{ "www/web.config", CONFIG_WEB },
		{ "Web.Config", CONFIG_WEB },
		{ "config/administration.config", CONFIG_ADMINISTRATION },
		{ "Redirection.config", CONFIG_REDIRECTION },
		/* Anything else may be a copy of the first. */
		{ "web.config.bak", CONFIG_APPLICATION_HOST },
		{ "", CONFIG_APPLICATION_HOST },
		{ "-", CONFIG_APPLICATION_HOST },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct model m;

		model_build_named(&m, table[i].name, "<configuration/>", NULL);
		ck_assert_msg(m.config.file == table[i].file, "%s",
			      table[i].name);
		model_free(&m);
	}
}
END_TEST

START_TEST(files_by_content)
{
	static const struct {
		const char *name, *content;
		enum config_file file;
	} table[] = {
		{ "copy", "<moduleProviders/>", CONFIG_ADMINISTRATION },
		{ "copy", "<administratorsProviders/>", CONFIG_ADMINISTRATION },
		{ "copy", "<configurationRedirection/>", CONFIG_REDIRECTION },
		{ "copy", "<system.webServer/>", CONFIG_APPLICATION_HOST },
		{ "copy", "<system.applicationHost/><moduleProviders/>",
		  CONFIG_APPLICATION_HOST },
		/* Not at root level. */
		{ "copy", "<a><moduleProviders/></a>",
		  CONFIG_APPLICATION_HOST },
		/* The name says more, but for what only one file can have. */
		{ "applicationHost.config", "<moduleProviders/>",
		  CONFIG_APPLICATION_HOST },
		{ "web.config", "<configurationRedirection/>", CONFIG_WEB },
		{ "web.config", "<system.applicationHost/>", CONFIG_WEB },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		char text[256];
		struct model m;

		snprintf(text, sizeof(text),
			 "<configuration>%s</configuration>", table[i].content);
		model_build_named(&m, table[i].name, text, NULL);
		ck_assert_msg(m.config.file == table[i].file, "%s: %s",
			      table[i].name, table[i].content);
		model_free(&m);
	}
}
END_TEST

UNIT_SUITE(config_declarations, declarations, names_have_letter_case,
	   no_declarations, groups, is_declared, is_declared_in_pieces,
	   section_before, section_places, files_by_name, files_by_content)
