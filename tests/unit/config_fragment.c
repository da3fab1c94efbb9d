/* Files whose root is a piece of a configuration. */
#include "config_fixture.h"

#include "config/faults.h"

static void build(struct model *m, const char *text, enum config_extent extent)
{
	ck_assert_int_eq(source_from_xml(&m->source, slice_of(text), "test",
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(xml_read(&m->document, &m->source, &allocator_heap));
	arena_init(&m->arena, &allocator_heap);
	config_build(&m->config, &m->document, &schema_builtin, extent,
		     &m->arena);
	ck_assert(!arena_failed(&m->arena));
}

static void count_fault(void *context, const struct fault *fault)
{
	size_t *count = context;

	*count += fault->kind == FAULT_UNKNOWN_ATTRIBUTE;
}

START_TEST(roots)
{
	/* Each has one attribute that the schema does not know. */
	static const struct {
		const char *text, *section; /* null: no piece of anything */
		const char *location;
		size_t sites, faults;
	} table[] = {
		{ "<site name='A' id='1' typo='1'><bindings/></site>",
		  "system.applicationHost/sites", "", 1, 1 },
		{ "<sites><site name='A' id='1' typo='1'/></sites>",
		  "system.applicationHost/sites", "", 1, 1 },
		{ "<httpCompression typo='1'/>",
		  "system.webServer/httpCompression", "", 0, 1 },
		{ "<system.webServer><handlers typo='1'/></system.webServer>",
		  "system.webServer/handlers", "", 0, 1 },
		{ "<location path='A'><system.webServer><handlers typo='1'/>"
		  "</system.webServer></location>",
		  "system.webServer/handlers", "A", 0, 1 },
		{ "<configuration><system.webServer><handlers typo='1'/>"
		  "</system.webServer></configuration>",
		  "system.webServer/handlers", "", 0, 1 },
		{ "<nonsense typo='1'/>", NULL, NULL, 0, 0 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct fault_visitor visitor = { count_fault, &(size_t){ 0 } };
		struct model m;

		build(&m, table[i].text, CONFIG_FRAGMENT);
		ck_assert_uint_eq(m.config.section_count,
				  table[i].section != NULL);
		if (table[i].section) {
			ck_slice(m.config.sections[0].path, table[i].section);
			ck_slice(m.config.sections[0].location,
				 table[i].location);
		}
		ck_assert_uint_eq(m.config.site_count, table[i].sites);
		ck_assert(config_faults(&m.config, &visitor));
		ck_assert_msg(*(size_t *)visitor.context == table[i].faults,
			      "%s", table[i].text);
		model_free(&m);
	}
}
END_TEST

START_TEST(site_values)
{
	struct setting setting;
	struct model m;

	build(&m,
	      "<site name='A' id='1'><limits maxBandwidth='2048'/>"
	      "<application path='/'/></site>",
	      CONFIG_FRAGMENT);
	ck_assert_uint_eq(m.config.sites[0].application_count, 1);
	ck_assert(config_value(&m.config, scope_of(m.config.sites[0].element),
			       "limits", "maxBandwidth", &setting));
	ck_slice(setting.value, "2048");
	ck_assert(config_value(&m.config, scope_of(m.config.sites[0].element),
			       "", "serverAutoStart", &setting));
	ck_slice(setting.value, "true");
	model_free(&m);
}
END_TEST

/* Without --fragment the same root is nothing that IIS knows. */
START_TEST(whole)
{
	struct model m;

	build(&m, "<site name='A' id='1'><bindings/></site>", CONFIG_WHOLE);
	ck_assert_uint_eq(m.config.site_count, 0);
	ck_assert(!m.config.piece);
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_fragment, roots, site_values, whole)
