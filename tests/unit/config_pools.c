/* Pools, the applications that run in them, and IIS Express. */
#include "config_fixture.h"

#define HOST(pools, sites)                                                     \
	"<c><system.applicationHost><applicationPools>" pools                  \
	"</applicationPools><sites>" sites "</sites>"                          \
	"</system.applicationHost></c>"

static const struct application *application(const struct model *m, size_t site,
					     size_t index)
{
	return &m->config.sites[site].applications[index];
}

START_TEST(effective_pools)
{
	static const char text[] =
		HOST("<add name='Own'/><add name='Site'/><add name='All'/>"
		     "<add name='Unused'/>",
		     "<site name='A' id='1'><application path='/' "
		     "applicationPool='OWN'/><application path='/b'/>"
		     "<applicationDefaults applicationPool='Site'/></site>"
		     "<site name='B' id='2'><application path='/'/>"
		     "<application path='/c' applicationPool='Gone'/></site>"
		     "<applicationDefaults applicationPool='all'/>");
	struct model m;
	const struct application_pool *pools;

	model_build(&m, text, &schema_builtin);
	pools = m.config.pools;
	ck_assert_ptr_eq(application(&m, 0, 0)->pool, &pools[0]);
	ck_assert_ptr_eq(application(&m, 0, 1)->pool, &pools[1]);
	ck_assert_ptr_eq(application(&m, 1, 0)->pool, &pools[2]);
	ck_assert_ptr_null(application(&m, 1, 1)->pool);
	ck_assert_ptr_null(pools[3].first_user);
	ck_assert_uint_eq(m.config.application_count, 4);
	ck_assert_uint_eq(application(&m, 1, 1)->number, 3);
	model_free(&m);
}
END_TEST

START_TEST(users_in_order)
{
	static const char text[] =
		HOST("<add name='P'/><add name='Q'/>",
		     "<site name='A' id='1'>"
		     "<application path='/' applicationPool='P'/>"
		     "<application path='/q' applicationPool='Q'/>"
		     "<application path='/p' applicationPool='p'/></site>"
		     "<site name='B' id='2'>"
		     "<application path='/' applicationPool='P'/></site>");
	struct model m;
	size_t count = 0;

	model_build(&m, text, &schema_builtin);
	CONFIG_EACH_USER (&m.config.pools[0], user) {
		ck_assert_ptr_eq(user, count == 0   ? application(&m, 0, 0)
				       : count == 1 ? application(&m, 0, 2)
						    : application(&m, 1, 0));
		count++;
	}
	ck_assert_uint_eq(count, 3);
	ck_assert_ptr_null(m.config.pools[1].first_user->next_user);
	ck_slice(config_application_path(&m.config, application(&m, 0, 1)),
		 "A/q");
	ck_slice(config_application_path(&m.config, application(&m, 1, 0)),
		 "B");
	model_free(&m);
}
END_TEST

#define VDIR(path)                                                             \
	HOST("", "<site name='A' id='1'><application path='/'>"                \
		 "<virtualDirectory path='/' physicalPath='" path              \
		 "'/></application></site>")
#define IMAGE(path)                                                            \
	"<c><system.webServer><globalModules><add name='X' image='" path       \
	"'/></globalModules></system.webServer></c>"

START_TEST(express)
{
	static const struct {
		const char *name, *text;
		bool express;
	} table[] = {
		{ "test", VDIR("%IIS_SITES_HOME%\\WebSite1"), true },
		{ "test", VDIR("%iis_user_home%\\x"), true },
		{ "test", VDIR("D:\\%IIS_SITES_HOME%"), false },
		{ "test", VDIR("%SystemDrive%\\inetpub\\wwwroot"), false },
		{ "test", IMAGE("%IIS_BIN%\\cachuri.dll"), true },
		{ "test", IMAGE("%windir%\\System32\\inetsrv\\cachuri.dll"),
		  false },
		{ "test", HOST("<add name='clr4integratedapppool'/>", ""),
		  true },
		{ "test", HOST("<add name='Clr4'/>", ""), false },
		{ "test",
		  HOST("",
		       "<site name='A' id='1'/><siteDefaults><logFile "
		       "directory='%IIS_USER_HOME%\\Logs'/></siteDefaults>"),
		  true },
		{ "a/.vs/b/config/applicationHost.config", "<c/>", true },
		{ "IISExpress\\config\\applicationHost.config", "<c/>", true },
		{ "a/vs/config/applicationHost.config", "<c/>", false },
		{ ".vs/web.config", "<c/>", false },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct model m;

		model_build_named(&m, table[i].name, table[i].text,
				  &schema_builtin);
		ck_assert_msg(m.config.express == table[i].express, "%s: %s",
			      table[i].name, table[i].text);
		model_free(&m);
	}
}
END_TEST

UNIT_SUITE(config_pools, effective_pools, users_in_order, express)
