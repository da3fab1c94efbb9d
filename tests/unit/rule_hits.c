/* A value that is written once and holds for many. */
#include "unit.h"

#include "rule/engine.h"

static const struct rule slow = { .id = "slow", .severity = SEVERITY_WARNING };

struct scene {
	struct result result;
	struct vector found;
	struct check check;
};

static void start(struct scene *scene, const char *text)
{
	*scene = (struct scene){ .result.arena.memory = &allocator_heap };
	vector_init(&scene->found, &allocator_heap, sizeof(struct finding *));
	ck_assert_int_eq(source_from_xml(&scene->result.source, slice_of(text),
					 "x", &allocator_heap),
			 SOURCE_OK);
	ck_assert(result_read(&scene->result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	scene->check = (struct check){
		.rule = &slow,
		.severity = SEVERITY_WARNING,
		.document = &scene->result.document,
		.config = &scene->result.config,
		.arena = &scene->result.arena,
		.findings = &scene->found,
		.told_max = 10,
	};
}

static void done(struct scene *scene)
{
	vector_free(&scene->found);
	result_free(&scene->result);
}

/* Report on serverAutoStart of every site that does not start. */
static void report_sites(struct scene *scene)
{
	const struct config *config = &scene->result.config;
	struct check *check = &scene->check;

	for (size_t i = 0; i < config->site_count; i++) {
		const struct xml_element *site = config->sites[i].element;
		struct setting setting;

		ck_assert(config_value(config, scope_of(site), "",
				       "serverAutoStart", &setting));
		if (slice_is(setting.value, "false"))
			report_hit(check,
				   at_setting(check, &setting,
					      "serverAutoStart", site),
				   site, "does not start");
	}
	tell_hits(check);
}

#define SITES(sites)                                                           \
	"<c><system.applicationHost><sites>" sites                             \
	"<siteDefaults serverAutoStart='false'/></sites>"                      \
	"</system.applicationHost></c>"

START_TEST(told_once)
{
	static const char *const notes[] = {
		"holds for site \"A\"",
		"holds for site \"C\"",
		"holds for site \"D\", and 2 more",
	};
	struct scene scene;
	struct finding *const *findings;
	const struct note *note;

	start(&scene,
	      SITES("<site name='A'/><site name='B' serverAutoStart='false'/>"
		    "<site name='C'/><site name='D'/><site name='E'/>"
		    "<site name='F'/><site name='G' serverAutoStart='true'/>"));
	report_sites(&scene);
	findings = scene.found.items;
	ck_assert_uint_eq(scene.found.count, 2);
	/* That of siteDefaults. */
	ck_slice(xml_name(&scene.result.document, findings[0]->element),
		 "siteDefaults");
	note = findings[0]->notes;
	for (size_t i = 0; i < LENGTH(notes); i++, note = note->next) {
		ck_assert_ptr_nonnull(note);
		ck_slice(note->message, notes[i]);
	}
	ck_assert_ptr_null(note);
	/* That of the site itself says where it is. */
	ck_slice(xml_name(&scene.result.document, findings[1]->element),
		 "site");
	ck_assert_ptr_null(findings[1]->notes);
	done(&scene);
}
END_TEST

START_TEST(single)
{
	struct scene scene;
	struct finding *const *findings;

	start(&scene, SITES("<site name='A'/>"));
	report_sites(&scene);
	findings = scene.found.items;
	ck_assert_uint_eq(scene.found.count, 1);
	ck_slice(findings[0]->message, "does not start");
	ck_slice(findings[0]->notes->message, "holds for site \"A\"");
	ck_assert_ptr_null(findings[0]->notes->next);
	done(&scene);
}
END_TEST

/* What is not told needs no notes; what is keeps them, whatever follows. */
START_TEST(untold)
{
	struct scene scene;
	struct finding *const *findings;

	start(&scene, SITES("<site name='A'/>"
			    "<site name='B' serverAutoStart='false'/>"
			    "<site name='C' serverAutoStart='false'/>"));
	scene.check.told_max = 1;
	report_sites(&scene);
	findings = scene.found.items;
	ck_assert_uint_eq(scene.found.count, 3);
	ck_slice(findings[0]->notes->message, "holds for site \"A\"");
	ck_assert(findings[1]->untold && findings[2]->untold);
	done(&scene);
}
END_TEST

START_TEST(inner)
{
	static const char text[] =
		"<c><system.applicationHost><sites><site name='A'>"
		"<applicationDefaults applicationPool='X'/>"
		"<application path='/b'><virtualDirectory path='/'/>"
		"</application></site></sites></system.applicationHost></c>";
	struct scene scene;
	struct finding *const *findings;
	const struct application *application;

	start(&scene, text);
	application = scene.result.config.sites[0].applications;
	report_hit(
		&scene.check,
		at_element(&scene.check, scene.result.config.sites[0].element),
		application->directories[0].element, "m");
	tell_hits(&scene.check);
	findings = scene.found.items;
	ck_slice(findings[0]->notes->message,
		 "holds for virtual directory \"/\" of application \"/b\" of "
		 "site \"A\"");
	done(&scene);
}
END_TEST

UNIT_SUITE(rule_hits, told_once, single, untold, inner)
