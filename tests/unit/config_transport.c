#include "config_fixture.h"

#include "config/transport.h"
#define SITES(text)                                                            \
	"<system.applicationHost><sites>" text                                 \
	"</sites></system.applicationHost>"
#define BINDING(protocol, information)                                         \
	"<binding protocol='" protocol "' bindingInformation='" information    \
	"'/>"

START_TEST(enabled)
{
	const struct hsts *hsts;
	size_t count;
	struct model m;

	model_build(
		&m,
		"<c>" SITES("<site name='A'><hsts enabled='True' max-age='x'/>"
			    "</site><site name='B'><hsts enabled='false'/>"
			    "</site><site name='C'/><siteDefaults>"
			    "<hsts enabled='true' max-age=' 60 '"
			    " preload='true'/></siteDefaults>") "</c>",
		&schema_builtin);
	hsts = config_hsts(&m.config, &count);
	ck_assert_uint_eq(count, 2);
	ck_assert(hsts[0].site == &m.config.sites[0]);
	ck_assert(hsts[1].site == &m.config.sites[2]);
	ck_assert(!hsts[0].has_max_age);
	ck_assert(hsts[1].has_max_age);
	ck_assert_uint_eq(hsts[1].max_age, 60);
	ck_assert(hsts[0].preload && !hsts[0].redirect);
	ck_assert(hsts[0].preload_at == hsts[1].enabled_at);
	ck_assert(hsts[0].enabled_at != hsts[1].enabled_at);
	ck_assert_ptr_null(hsts[0].redirect_at);
	ck_assert(config_hsts(&m.config, &count) == hsts);
	ck_assert_uint_eq(count, 2);
	model_free(&m);
}
END_TEST

#define REWRITE(text)                                                          \
	"<system.webServer><rewrite>" text "</rewrite></system.webServer>"
#define RULES(text) REWRITE("<rules><rule name='r'>" text "</rule></rules>")

START_TEST(proxied)
{
	static const struct {
		const char *text;
		bool first, second; /* of the two sites */
	} table[] = {
		{ "", false, false },
		{ REWRITE("<allowedServerVariables><add name='https'/>"
			  "</allowedServerVariables>"),
		  true, true },
		{ REWRITE("<allowedServerVariables><add name='HTTPS_X'/>"
			  "</allowedServerVariables>"),
		  false, false },
		{ "<location path='b/app'>" RULES(
			  "<serverVariables><set name='HTTPS' value='on'/>"
			  "</serverVariables>") "</location>",
		  false, true },
		{ "<location path='A'>" RULES(
			  "<conditions><add input='{http_x_forwarded_proto}'/>"
			  "</conditions>") "</location>",
		  true, false },
		{ REWRITE("<globalRules><rule><conditions>"
			  "<add input='{HTTP_X_ARR_SSL}'/></conditions></rule>"
			  "</globalRules>"),
		  true, true },
		/* To ask for HTTPS is what every redirect does. */
		{ RULES("<conditions><add input='{HTTPS}' pattern='off'/>"
			"</conditions>"),
		  false, false },
		{ "<location path='gone'>" RULES(
			  "<set name='HTTPS'/>") "</location>",
		  false, false },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct site *sites;
		struct arena arena;
		struct model m;

		arena_init(&arena, &allocator_heap);
		model_build(&m,
			    arena_printf(&arena, "<c>%s%s</c>",
					 SITES("<site name='A'/>"
					       "<site name='B'/>"),
					 table[i].text)
				    .at,
			    NULL);
		sites = m.config.sites;
		ck_assert_msg(config_is_proxied(&m.config, &sites[0]) ==
				      table[i].first,
			      "%s", table[i].text);
		ck_assert_msg(config_is_proxied(&m.config, &sites[1]) ==
				      table[i].second,
			      "%s", table[i].text);
		model_free(&m);
		arena_free(&arena);
	}
}
END_TEST

static void check_host(const char *bindings, const char *host, bool expected)
{
	struct arena arena;
	struct model m;

	arena_init(&arena, &allocator_heap);
	model_build(&m,
		    arena_printf(&arena,
				 "<c>" SITES("<site><bindings>%s"
					     "</bindings></site>") "</c>",
				 bindings)
			    .at,
		    NULL);
	ck_assert_msg(config_has_https_443(&m.config, slice_of(host)) ==
			      expected,
		      "%s of %s", host, bindings);
	model_free(&m);
	arena_free(&arena);
}

START_TEST(hosts)
{
	check_host("", "", false);
	check_host("", "www.a.example", false);
	check_host(BINDING("https", "*:443:"), "www.a.example", true);
	check_host(BINDING("https", "*:443:"), "localhost", true);
	check_host(BINDING("https", "*:443:WWW.A.example"), "www.a.example",
		   true);
	check_host(BINDING("https", "*:443:www.a.example"), "", true);
	check_host(BINDING("https", "*:443:www.a.example"), "a.example", false);
	check_host(BINDING("https", "*:443:*.a.example"), "www.a.example",
		   true);
	check_host(BINDING("https", "*:443:*.a.example"), "a.example", false);
	check_host(BINDING("https", "*:443:*.a.example"), "x.www.a.example",
		   false);
	check_host(BINDING("https", "*:8443:"), "www.a.example", false);
	check_host(BINDING("http", "*:443:"), "www.a.example", false);
	check_host(BINDING("https", "*:443"), "www.a.example", false);
}
END_TEST

UNIT_SUITE(config_transport, enabled, proxied, hosts)
