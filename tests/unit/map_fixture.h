/*
 * For tests of the map: a server, and findings that are made by hand, so that
 * no rule has a say in it.
 */
#ifndef UNIT_MAP_FIXTURE_H
#define UNIT_MAP_FIXTURE_H

#include "listing.h"
#include "report/map.h"
#include "report_fixture.h"
#include "unit.h"

#define FILE_OF(content)                                                       \
	"<configuration>\n<system.applicationHost>\n" content                  \
	"</system.applicationHost>\n</configuration>\n"
#define POOLS(pools)   "<applicationPools>\n" pools "</applicationPools>\n"
#define SITES(sites)   "<sites>\n" sites "</sites>\n"
#define BINDINGS(more) "<bindings>\n" more "</bindings>\n"
#define BINDING(protocol, info, more)                                          \
	"<binding protocol='" protocol "' bindingInformation='" info "' " more \
	"/>\n"
#define APP(path, pool, directories)                                           \
	"<application path='" path "' applicationPool='" pool "'>" directories \
	"</application>\n"
#define DIR(path, folder)                                                      \
	"<virtualDirectory path='" path "' physicalPath='" folder "'/>\n"
#define RECORD(name, hash, store)                                              \
	" a : " name "\n b : " hash "\n c : " HTTP_APPLICATION_IIS             \
	"\n d : " store "\n\n"
#define HEADER "Thumbprint,Store,Subject,NotBefore,NotAfter,KeyState\n"
#define ROW(print, store, from, to, key)                                       \
	print "," store ",\"CN=www.contoso.example, O=Contoso\"," from         \
	      "T00:00:00Z," to "T12:00:00Z," key "\n"
#define KEPT(print, store, key)                                                \
	ROW(print, store, "2026-01-01", "2026-08-30", key)

static const struct rule broken = { .id = "is-broken",
				    .severity = SEVERITY_ERROR };
static const struct rule odd = { .id = "is-odd", .severity = SEVERITY_WARNING };
static const struct rule small = { .id = "is-small",
				   .severity = SEVERITY_INFO };

struct scene {
	struct shelf shelf;
	struct linted linted;
	struct circumstances circumstances;
};

static inline void scene_open(struct scene *scene, const char *text,
			      const char *records, const char *certs)
{
	struct result *result = &scene->linted.result;
	struct selection selection;

	memset(&scene->linted, 0, sizeof(scene->linted));
	scene->circumstances = (struct circumstances){
		.now = moment_of("2026-06-01T09:00:00Z"),
	};
	shelf_init(&scene->shelf, &allocator_heap);
	if (records)
		shelf_add_http(&scene->shelf, "sslcert.txt", records);
	if (certs)
		shelf_add(&scene->shelf, "", certs);
	ck_assert(scene->shelf.usable || !(records || certs));
	ck_assert(selection_init(&selection, &scene->shelf.arena, 0));
	ck_assert_int_eq(source_from_xml(&result->source, slice_of(text),
					 "a.config", &allocator_heap),
			 SOURCE_OK);
	ck_assert(result_read(result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	ck_assert(result_lint(result, &selection, &scene->shelf.inventory,
			      &scene->circumstances));
	ck_assert_uint_eq(result->finding_count, 0);
	result->findings = scene->linted.sorted;
}

static inline void scene_close(struct scene *scene)
{
	linted_close(&scene->linted);
	shelf_free(&scene->shelf);
}

/* A finding on the element in which the words stand; in order of place. */
static inline void scene_add(struct scene *scene, const struct rule *rule,
			     const char *words)
{
	const struct vector *elements = &scene->linted.result.document.elements;
	const struct xml_element *all = elements->items;
	struct span at = place_of(&scene->linted, words);
	struct finding *finding =
		linted_add(&scene->linted, rule, at, "a \"message\"");

	for (size_t i = 0; i < elements->count; i++)
		if (all[i].start <= at.start)
			finding->element = &all[i];
}

/* To be freed. */
static inline char *draw(struct scene *scene, const struct report_format *map,
			 void (*change)(struct report *report))
{
	struct reporting reporting;

	reporting_open(&reporting, map->name, &allocator_heap);
	reporting.format = map;
	if (change)
		change(&reporting.report);
	map->begin(&reporting.report);
	reporting_file(&reporting, "a.config", &scene->linted, NULL);
	reporting_end(&reporting);
	ck_assert(!arena_failed(&reporting.arena));
	arena_free(&reporting.arena);
	return reporting.printed.text;
}

static inline void check_drawn(struct scene *scene,
			       void (*change)(struct report *report),
			       const char *expected)
{
	char *text = draw(scene, &map_text, change);

	ck_assert_str_eq(text, expected);
	free(text);
}

static const char server[] = FILE_OF(
	POOLS("<add name='Shop' managedRuntimeVersion=''/>\n"
	      "<add name='Old' autoStart='false' enable32BitAppOnWin64='true'"
	      " managedPipelineMode='Classic'>\n"
	      "<processModel identityType='SpecificUser'"
	      " userName='CONTOSO\\old' password='geheim'/></add>\n"
	      "<add name='Idle'/>\n"
	      "<applicationPoolDefaults managedRuntimeVersion='v4.0'/>\n")
		SITES("<site name='Shop' id='1'>\n"
		      "<logFile directory='D:\\logs'/>\n"
		      "<application path='/' applicationPool='shop'>\n"
		      "<virtualDirectory path='/' physicalPath='D:\\shop'/>\n"
		      "<virtualDirectory path='/img' userName='CONTOSO\\img'"
		      " physicalPath='\\\\files\\img' password='geheim'/>\n"
		      "</application>\n"
		      "<application path='/api' enabledProtocols='net.tcp'>\n"
		      "<virtualDirectory path='/' physicalPath='D:\\api'/>\n"
		      "</application>\n" BINDINGS(BINDING("https", "*:443:shop", "sslFlags='1'") BINDING(
			      "ftp", "*:21:",
			      "")) "<ftpServer serverAutoStart='false'/></site>\n"
				   "<site name='None' id='2'"
				   " serverAutoStart='false'>\n" APP(
					   "/", "Gone",
					   "") "</site>\n"
					       "<siteDefaults>" BINDINGS(BINDING(
						       "http", "*:80:",
						       "")) "</siteDefaults>\n"
							    "<applicationDefaults"
							    " applicationPool='Old'/>\n"));

static const char records[] = RECORD("shop:443", PRINT_A, "MY");
static const char certs[] = HEADER KEPT(PRINT_A, "My", "ok");

#endif
