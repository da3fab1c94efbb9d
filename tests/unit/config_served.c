/* Handlers and modules that hold at a place. */
#include "config_fixture.h"

#include "config/served.h"

static const char text[] =
	"<c><system.applicationHost><sites>"
	"<site name='A' id='1'><application path='/'/>"
	"<application path='/app'/></site>"
	"<site name='B' id='2'><application path='/'/></site>"
	"</sites></system.applicationHost>"
	"<system.webServer>"
	"<globalModules><add name='X' image='x.dll'/>"
	"<add name='Y' image='y.dll'/><remove name='Y'/></globalModules>"
	"<handlers><add name='h' path='*' verb='*' modules='X'/></handlers>"
	"<modules><add name='X'/><add name='Z' type='T'/></modules>"
	"</system.webServer>"
	"<location path='A/app'><system.webServer>"
	"<handlers><add name='i' path='*.i' verb='*' modules='X'/></handlers>"
	"</system.webServer></location>"
	"<location path='B'><system.webServer>"
	"<modules><remove name='X'/></modules>"
	"</system.webServer></location></c>";

static struct slice name_at(struct model *m, const struct entries *entries,
			    size_t index)
{
	struct slice name = { "", 0 };

	xml_value(&m->document, entries->at[index], "name", &name);
	return name;
}

START_TEST(places)
{
	const struct served *const *served;
	struct model m;
	size_t count;

	model_build(&m, text, &schema_builtin);
	served = config_served(&m.config, &count);
	ck_assert_uint_eq(count, 3);
	ck_slice(served[0]->path, "");
	ck_assert_uint_eq(served[0]->handler_entries.count, 1);
	ck_assert(served_has_module(served[0], SLICE("X")));
	ck_assert(served_has_module(served[0], SLICE("Z")));
	ck_assert(!served_has_module(served[0], SLICE("x")));
	/* Handlers of a deeper level come first. */
	ck_slice(served[1]->path, "A/app");
	ck_assert_uint_eq(served[1]->handler_entries.count, 2);
	ck_slice(name_at(&m, &served[1]->handler_entries, 0), "i");
	ck_slice(name_at(&m, &served[1]->handler_entries, 1), "h");
	ck_assert(served_has_module(served[1], SLICE("X")));
	ck_slice(served[2]->path, "B");
	ck_assert(!served_has_module(served[2], SLICE("X")));
	ck_assert(served_has_module(served[2], SLICE("Z")));
	model_free(&m);
}
END_TEST

START_TEST(applications)
{
	const struct served *const *served;
	const struct site *sites;
	struct model m;
	size_t count;

	model_build(&m, text, &schema_builtin);
	sites = m.config.sites;
	served = config_served(&m.config, &count);
	ck_assert_ptr_eq(
		config_served_for(&m.config, &sites[0].applications[0]),
		served[0]);
	ck_assert_ptr_eq(
		config_served_for(&m.config, &sites[0].applications[1]),
		served[1]);
	ck_assert_ptr_eq(
		config_served_for(&m.config, &sites[1].applications[0]),
		served[2]);
	model_free(&m);
}
END_TEST

START_TEST(native)
{
	struct model m;

	model_build(&m, text, &schema_builtin);
	ck_assert(config_has_native_modules(&m.config));
	ck_assert_ptr_eq(config_native_module(&m.config, SLICE("X")),
			 model_element(&m, "system.webServer/globalModules/"
					   "add"));
	ck_assert_ptr_null(config_native_module(&m.config, SLICE("Y")));
	ck_assert_ptr_null(config_native_module(&m.config, SLICE("x")));
	model_free(&m);
	model_build(&m, "<c/>", &schema_builtin);
	ck_assert(!config_has_native_modules(&m.config));
	ck_assert_ptr_null(config_native_module(&m.config, SLICE("X")));
	model_free(&m);
}
END_TEST

/* A file with nothing of it still has its root level. */
START_TEST(nothing)
{
	const struct served *const *served;
	struct model m;
	size_t count;

	model_build(&m, "<c/>", &schema_builtin);
	served = config_served(&m.config, &count);
	ck_assert_uint_eq(count, 1);
	ck_assert_ptr_null(served[0]->handlers);
	ck_assert_uint_eq(served[0]->handler_entries.count, 0);
	model_free(&m);
}
END_TEST

/* What a location keeps from applications below it does not serve them. */
START_TEST(not_inherited)
{
	static const char odd[] =
		"<c><system.applicationHost><sites>"
		"<site name='A' id='1'><application path='/'/>"
		"<application path='/app'/></site></sites>"
		"</system.applicationHost><system.webServer><modules>"
		"<add name='X'/></modules></system.webServer>"
		"<location path='A' inheritInChildApplications='false'>"
		"<system.webServer><modules><remove name='X'/></modules>"
		"</system.webServer></location></c>";
	const struct site *site;
	struct model m;

	model_build(&m, odd, &schema_builtin);
	site = m.config.sites;
	ck_assert(!served_has_module(
		config_served_for(&m.config, &site->applications[0]),
		SLICE("X")));
	ck_assert(served_has_module(
		config_served_for(&m.config, &site->applications[1]),
		SLICE("X")));
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_served, places, applications, native, nothing, not_inherited)
