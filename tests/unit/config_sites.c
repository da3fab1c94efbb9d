#include "config_fixture.h"

static const char text[] =
	"<configuration><system.applicationHost>"
	"<applicationPools><add name='DefaultAppPool'/><add name='API'/>"
	"<applicationPoolDefaults/></applicationPools>"
	"<sites><site name='Default Web Site' id='1'>"
	"<application path='/' applicationPool='api'>"
	"<virtualDirectory path='/' physicalPath='C:\\x'/>"
	"<virtualDirectory path='/img' physicalPath='D:\\img'/></application>"
	"<application path='/app'/>"
	"<bindings><binding protocol='http' bindingInformation='*:80:'/>"
	"<binding protocol='HTTPS' bindingInformation='*:443:h' sslFlags='1'/>"
	"<binding protocol='net.tcp' bindingInformation='808:*'/></bindings>"
	"</site><site name='Other' id='x'/><site name='other' id='1'/>"
	"<siteDefaults><bindings>"
	"<binding protocol='http' bindingInformation='*:81:'/></bindings>"
	"</siteDefaults></sites></system.applicationHost>"
	"<location path='Default Web Site/app'><system.webServer><handlers/>"
	"</system.webServer></location><location path='.'/></configuration>";

START_TEST(sites)
{
	const struct site *site;
	struct model m;

	model_build(&m, text, NULL);
	ck_assert_uint_eq(m.config.site_count, 3);
	site = config_site(&m.config, 1);
	ck_assert(site == &m.config.sites[0]);
	ck_assert(!config_site(&m.config, 2));
	ck_assert(!config_site(&m.config, 0));
	ck_assert(!m.config.sites[1].has_id);
	ck_assert(config_site_named(&m.config, SLICE("DEFAULT web site")) ==
		  site);
	ck_assert(config_site_named(&m.config, SLICE("OTHER")) ==
		  &m.config.sites[1]);
	ck_assert(!config_site_named(&m.config, SLICE("Othe")));
	ck_assert_uint_eq(site->application_count, 2);
	ck_assert_uint_eq(site->applications[0].directory_count, 2);
	ck_slice(site->applications[0].directories[1].physical_path, "D:\\img");
	ck_assert_uint_eq(site->applications[1].directory_count, 0);
	model_free(&m);
}
END_TEST

START_TEST(bindings)
{
	const struct site *site;
	struct model m;

	model_build(&m, text, NULL);
	site = config_site(&m.config, 1);
	/* The inherited one first. */
	ck_assert_uint_eq(site->binding_count, 4);
	ck_slice(site->bindings[0].information, "*:81:");
	ck_slice(site->bindings[1].information, "*:80:");
	ck_assert(site->bindings[2].https);
	ck_assert_uint_eq(site->bindings[2].ssl_flags, SSL_FLAG_SNI);
	ck_assert(!site->bindings[1].https);
	ck_assert(!site->bindings[3].endpoint.valid);
	ck_assert_uint_eq(m.config.sites[1].binding_count, 1);
	model_free(&m);
	model_build(&m,
		    "<c><system.applicationHost><sites><siteDefaults><bindings>"
		    "<binding protocol='http' bindingInformation='*:81:'/>"
		    "</bindings></siteDefaults><site id='1'><bindings><clear/>"
		    "<binding protocol='http' bindingInformation='*:80:'/>"
		    "</bindings></site></sites></system.applicationHost></c>",
		    NULL);
	ck_assert_uint_eq(m.config.sites[0].binding_count, 1);
	ck_slice(m.config.sites[0].bindings[0].information, "*:80:");
	model_free(&m);
}
END_TEST

START_TEST(pools_and_locations)
{
	struct model m;

	model_build(&m, text, NULL);
	ck_assert_uint_eq(m.config.pool_count, 2);
	ck_assert(config_pool(&m.config, SLICE("api")) == &m.config.pools[1]);
	ck_assert(!config_pool(&m.config, SLICE("applicationPoolDefaults")));
	ck_assert_uint_eq(m.config.location_count, 2);
	ck_assert(
		config_has_location(&m.config, SLICE("default web site/APP")));
	ck_assert(!config_has_location(&m.config, SLICE("Default Web Site")));
	/* "." is the server itself. */
	ck_slice(m.config.locations[1].path, "");
	model_free(&m);
}
END_TEST

START_TEST(nothing_there)
{
	static const char *const texts[] = {
		"<configuration/>",
		"<web/>",
		"<configuration><system.applicationHost/></configuration>",
		"<c><system.webServer/><system.applicationHost/></c>",
		/* Elements where they do not belong. */
		"<site><binding/><key><property id='5506'/></key></site>",
	};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct model m;

		model_build(&m, texts[i], NULL);
		ck_assert_uint_eq(m.config.site_count, 0);
		ck_assert_uint_eq(m.config.key_count, 0);
		ck_assert(!config_site(&m.config, 1));
		ck_assert(!config_pool(&m.config, SLICE("a")));
		model_free(&m);
	}
}
END_TEST

UNIT_SUITE(config_sites, sites, bindings, pools_and_locations, nothing_there)
