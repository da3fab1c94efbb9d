#include "config_fixture.h"

#include "config/build.h"

START_TEST(grammar)
{
	static const struct {
		const char *information;
		bool valid;
		const char *address;
		uint32_t port;
		const char *host;
	} table[] = {
		{ "*:80:", true, "*", 80, "" },
		{ "*:443:www.a.example", true, "*", 443, "www.a.example" },
		{ "192.0.2.7:8080:a", true, "192.0.2.7", 8080, "a" },
		{ "[2001:db8::1]:443:", true, "[2001:db8::1]", 443, "" },
		{ "[::]:443:a", true, "[::]", 443, "a" },
		{ ":80:", true, "*", 80, "" },
		{ "*:65535:", true, "*", 65535, "" },
		{ "*:65536:", false, "", 0, "" },
		{ "*:0:", false, "", 0, "" },
		{ "*::", false, "", 0, "" },
		{ "*:http:", false, "", 0, "" },
		{ "*:80", false, "", 0, "" },
		{ "80", false, "", 0, "" },
		{ "", false, "", 0, "" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct endpoint found =
			endpoint_parse(slice_of(table[i].information));

		ck_assert_msg(found.valid == table[i].valid, "'%s'",
			      table[i].information);
		if (!found.valid)
			continue;
		ck_slice(found.address, table[i].address);
		ck_assert_uint_eq(found.port, table[i].port);
		ck_slice(found.host, table[i].host);
	}
}
END_TEST

/* One certificate for *:443, whoever has it and however it is written. */
START_TEST(groups)
{
	const struct endpoint_group *group;
	const struct binding *member;
	struct model m;

	model_build(&m,
		    "<c><system.applicationHost><sites><site id='1'><bindings>"
		    "<binding protocol='https' bindingInformation='*:443:a'/>"
		    "<binding protocol='http' bindingInformation='*:443:'/>"
		    "<binding protocol='https' bindingInformation='*:444:'/>"
		    "</bindings></site><site id='2'><bindings>"
		    "<binding protocol='https' bindingInformation='"
		    "0.0.0.0:443:'/>"
		    "<binding protocol='https' bindingInformation='*:443:b'"
		    " sslFlags='1'/>"
		    "<binding protocol='https' bindingInformation='*:0443:c'/>"
		    "</bindings></site></sites></system.applicationHost></c>",
		    NULL);
	group = m.config.sites[0].bindings[0].group;
	ck_assert_ptr_nonnull(group);
	ck_assert_uint_eq(m.config.group_count, 2);
	ck_assert_ptr_null(m.config.sites[0].bindings[1].group);
	ck_assert(m.config.sites[0].bindings[2].group != group);
	ck_assert_ptr_null(m.config.sites[1].bindings[1].group);
	member = group->first;
	ck_assert(member == &m.config.sites[0].bindings[0]);
	member = member->next_in_group;
	ck_assert(member == &m.config.sites[1].bindings[0]);
	member = member->next_in_group;
	ck_assert(member == &m.config.sites[1].bindings[2]);
	ck_assert_ptr_null(member->next_in_group);
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_endpoints, grammar, groups)
