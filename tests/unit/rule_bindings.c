/*
 * Rules about bindings and their sslFlags: what the examples of their pages
 * do not show.
 */
#include "unit.h"

#include "listing.h"
#include "rule/engine.h"

#define TLS(info, flags)                                                       \
	"<binding protocol='https' bindingInformation='" info                  \
	"' sslFlags='" flags "'/>"
#define SITE(name, bindings)                                                   \
	"<site name='" name "'><bindings>" bindings "</bindings></site>"
#define STOPPED(name, bindings)                                                \
	"<site name='" name "' serverAutoStart='False'><bindings>" bindings    \
	"</bindings></site>"
#define DEFAULTS(bindings)                                                     \
	"<siteDefaults><bindings>" bindings "</bindings></siteDefaults>"
#define RECORD(label, name)                                                    \
	" " label " : " name "\n Certificate Hash : " PRINT_A                  \
	"\n Application ID : " HTTP_APPLICATION_IIS                            \
	"\n Certificate Store Name : MY\n\n"
/* A listing of PowerShell with the certificate of all records. */
#define NAMES(names)  "\"Thumbprint\",\"SAN\"\n\"" PRINT_A "\",\"" names "\"\n"
#define ADDRESS(name) RECORD("IP:port", name)
#define HOST(name)    RECORD("Hostname:port", name)

struct lint {
	struct result result;
	struct shelf shelf;
};

struct scene {
	const char *id, *sites;
	const char *records, *certs; /* listings, or null */
	enum target target;
	enum severity severity; /* off: no finding; else exactly one */
	const char *at;
	size_t notes;
};

/* Run one rule alone. */
static void start(struct lint *lint, const struct scene *scene)
{
	struct circumstances circumstances = { .target = scene->target };
	const struct rule *rule = rule_find(slice_of(scene->id));
	struct selection selection;
	struct slice text;

	*lint = (struct lint){ .shelf.usable = false };
	shelf_init(&lint->shelf, &allocator_heap);
	if (scene->records)
		shelf_add_http(&lint->shelf, "sslcert.txt", scene->records);
	if (scene->certs)
		shelf_add(&lint->shelf, "MY", scene->certs);
	ck_assert(selection_init(&selection, &lint->shelf.arena, 0));
	ck_assert_msg(rule != NULL, "%s", scene->id);
	selection_switch(&selection, rule, true);
	text = arena_printf(&lint->shelf.arena,
			    "<configuration><system.applicationHost><sites>%s"
			    "</sites></system.applicationHost></configuration>",
			    scene->sites);
	ck_assert_int_eq(source_from_xml(&lint->result.source, text, "test",
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(result_read(&lint->result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	ck_assert(result_lint(&lint->result, &selection, &lint->shelf.inventory,
			      &circumstances));
}

static void done(struct lint *lint)
{
	result_free(&lint->result);
	shelf_free(&lint->shelf);
}

/* What is written at the finding, between the quotes. */
static struct slice text_at(const struct lint *lint, size_t i)
{
	struct span at = lint->result.findings[i]->at;

	return slice_take(slice_skip(lint->result.source.text, at.start),
			  at.end - at.start);
}

static size_t count_notes(const struct finding *finding)
{
	size_t count = 0;

	for (const struct note *note = finding->notes; note; note = note->next)
		count++;
	return count;
}

static void check_scenes(const struct scene *scenes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct scene *scene = &scenes[i];
		const struct finding *found;
		struct lint lint;

		start(&lint, scene);
		ck_assert_msg(lint.result.finding_count ==
				      (scene->severity ? 1 : 0),
			      "%zu: %s has %zu findings", i, scene->id,
			      lint.result.finding_count);
		if (scene->severity) {
			found = lint.result.findings[0];
			ck_assert_msg(found->severity == scene->severity,
				      "%zu: %s", i, scene->id);
			ck_slice(text_at(&lint, 0), scene->at);
			ck_assert_msg(count_notes(found) == scene->notes,
				      "%zu: %zu notes", i, count_notes(found));
		}
		done(&lint);
	}
}

START_TEST(values)
{
	static const char id[] = "ssl-flags-value";
	static const struct scene scenes[] = {
		{ id, .sites = SITE("a", TLS("*:443:", "-1")), .at = "-1",
		  .severity = SEVERITY_ERROR },
		{ id, .sites = SITE("a", TLS("*:443:", "4294967296")),
		  .at = "4294967296", .severity = SEVERITY_ERROR },
		{ id, .sites = SITE("a", TLS("*:443:", "4294967295")) },
		{ id, .sites = SITE("a", TLS("*:443:", " 1 ")) },
		{ id, .sites = SITE("a", TLS("*:443:", "0x1F")) },
		{ id, .sites = SITE("a", TLS("*:443:", "0x")), .at = "0x",
		  .severity = SEVERITY_ERROR },
		{ id,
		  .sites = SITE("a", "<binding protocol='http' sslFlags='x'"
				     " bindingInformation='*:80:'/>"),
		  .at = "x", .severity = SEVERITY_ERROR },
		/* Once, whether sites take it or not. */
		{ id,
		  .sites = SITE("a", "") SITE("b", "")
			  DEFAULTS(TLS("*:443:", "x")),
		  .at = "x", .severity = SEVERITY_ERROR },
		{ id,
		  .sites = SITE("a", "<clear/>") DEFAULTS(TLS("*:443:", "x")),
		  .at = "x", .severity = SEVERITY_ERROR },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

START_TEST(versions)
{
	static const char id[] = "ssl-flags-version";
	static const struct scene scenes[] = {
		{ id, .sites = SITE("a", TLS("*:443:", "0")),
		  .target = TARGET_7_5, .at = "sslFlags",
		  .severity = SEVERITY_ERROR },
		{ id,
		  .sites = SITE("a", "<binding protocol='https'"
				     " bindingInformation='*:443:'/>"),
		  .target = TARGET_7_5 },
		{ id, .sites = SITE("a", TLS("*:443:a", "3")),
		  .target = TARGET_8_0 },
		{ id, .sites = SITE("a", TLS("*:443:a", "8")),
		  .target = TARGET_8_5, .at = "8",
		  .severity = SEVERITY_WARNING },
		{ id, .sites = SITE("a", TLS("*:443:a", "12")),
		  .target = TARGET_10_0 },
		{ id, .sites = SITE("a", TLS("*:443:a", "16")),
		  .target = TARGET_10_1709, .at = "16",
		  .severity = SEVERITY_WARNING },
		{ id, .sites = SITE("a", TLS("*:443:a", "112")),
		  .target = TARGET_10_1809 },
		{ id, .sites = SITE("a", TLS("*:443:a", "124")),
		  .target = TARGET_EXPRESS },
		{ id, .sites = SITE("a", TLS("*:443:a", "124")) },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

/* Form and flags must be known before a host name can be missed. */
START_TEST(hosts)
{
	static const struct scene scenes[] = {
		{ "sni-without-host", .sites = SITE("a", TLS("443", "1")) },
		{ "sni-without-host", .sites = SITE("a", TLS("*:443:", "3")) },
		{ "sni-without-host", .sites = SITE("a", TLS("*:443:", "33")),
		  .at = "*:443:", .severity = SEVERITY_ERROR },
		{ "central-store-without-host",
		  .sites = SITE("a", TLS("*:443:", "2") TLS("*:444:b", "2")),
		  .at = "*:443:", .severity = SEVERITY_WARNING },
		{ "central-store-without-host",
		  .sites = SITE("a", TLS("*:443:", "1") TLS("*:443:", "x")) },
		{ "ssl-flags-unknown-bits",
		  .sites = SITE("a", TLS("*:443:", "256")),
		  .target = TARGET_7_5 },
		{ "ssl-flags-unknown-bits",
		  .sites = SITE("a", TLS("*:443:", "384")), .at = "384",
		  .severity = SEVERITY_WARNING },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

#define A TLS("*:443:www.a.example", "0")
#define B TLS("*:443:www.b.example", "0")

START_TEST(shared)
{
	static const char id[] = "https-shared-endpoint-no-sni";
	static const struct scene scenes[] = {
		{ id, .sites = SITE("a", A) SITE("b", B), .notes = 1,
		  .at = "*:443:www.b.example", .severity = SEVERITY_WARNING },
		/* One site with two domains, and no other site. */
		{ id, .sites = SITE("a", A B) },
		{ id, .sites = SITE("a", A) STOPPED("b", B) },
		{ id, .sites = SITE("a", A)
			      SITE("b", B) "<siteDefaults"
					   " serverAutoStart='false'/>" },
		/* Nothing is known of a binding whose flags are unknown. */
		{ id, .sites = SITE("a", A)
			      SITE("b", TLS("*:443:b.example", "x")) },
		/* Whoever has no host name takes what there is. */
		{ id, .sites = SITE("a", A) SITE(
			      "b", TLS("*:443:", "0") TLS("*:443:*", "0")) },
		{ id, .sites = SITE("a", A)
			      SITE("b", TLS("*:443:WWW.A.EXAMPLE", "4")) },
		/* No certificate is for all of "*.example". */
		{ id,
		  .sites = SITE("a", TLS("*:443:a.example", "0"))
			  SITE("b", TLS("*:443:b.example", "0")),
		  .notes = 1, .at = "*:443:b.example",
		  .severity = SEVERITY_WARNING },
		{ id,
		  .sites = SITE("a", TLS("*:443:intranet", "0"))
			  SITE("b", TLS("*:443:wiki", "0")),
		  .notes = 1, .at = "*:443:wiki",
		  .severity = SEVERITY_WARNING },
		/* The domain is that of the first host, or one above it. */
		{ id, .sites = SITE("a", TLS("*:443:a.example", "0"))
			      SITE("b", TLS("*:443:x.a.example", "0") TLS(
						"*:443:y.A.example", "0")) },
		{ id,
		  .sites = SITE("a", TLS("*:443:x.a.example", "0"))
			  SITE("b", TLS("*:443:a.example", "0")
					    TLS("*:443:y.x.a.example", "0")),
		  .notes = 2, .at = "*:443:y.x.a.example",
		  .severity = SEVERITY_WARNING },
		/* What is listed is judged host by host; else it counts not. */
		{ id, .sites = SITE("a", A) SITE("b", B),
		  .records = ADDRESS("0.0.0.0:443"),
		  .certs = NAMES("DNS:a.example") },
		{ id, .sites = SITE("a", A) SITE("b", B),
		  .records = ADDRESS("0.0.0.0:444"),
		  .certs = NAMES("DNS:a.example"), .notes = 1,
		  .at = "*:443:www.b.example", .severity = SEVERITY_WARNING },
		{ id, .sites = SITE("a", A) SITE("b", B),
		  .records = ADDRESS("0.0.0.0:443"), .certs = PRINT_A "\n",
		  .notes = 1, .at = "*:443:www.b.example",
		  .severity = SEVERITY_WARNING },
		/* Those that are not named are counted in the last note. */
		{ id, .sites = SITE("a", A A A) SITE("b", B B B), .notes = 4,
		  .at = "*:443:www.b.example", .severity = SEVERITY_WARNING },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

#define FIXED(flags) TLS("192.0.2.7:443:", flags)
#define NAMED	     TLS("192.0.2.7:443:b.example", "1")
#define ANY	     TLS("*:443:b.example", "1")

START_TEST(shadows)
{
	static const char id[] = "https-ip-shadows-sni";
	static const struct scene scenes[] = {
		{ id, .sites = SITE("a", FIXED("4") NAMED ANY), .notes = 1,
		  .at = "192.0.2.7:443:", .severity = SEVERITY_WARNING },
		{ id, .sites = SITE("a", FIXED("x") NAMED) },
		{ id, .sites = SITE("a", FIXED("0")) STOPPED("b", NAMED) },
		{ id, .sites = STOPPED("a", FIXED("0")) SITE("b", NAMED),
		  .notes = 1,
		  .at = "192.0.2.7:443:", .severity = SEVERITY_WARNING },
		{ id, .sites = SITE("a", TLS("127.0.0.1:443:", "0")
						 TLS("[::1]:443:", "0") ANY) },
		{ id, .sites = SITE("a", TLS("[::]:443:", "0") TLS(
						 "0.0.0.0:443:", "0") ANY) },
		/* One information for a port, whatever the addresses. */
		{ id,
		  .sites = SITE("a", FIXED("0") TLS("192.0.2.8:443:", "0") TLS(
					     "[2001:db8::1]:443:", "0") ANY),
		  .notes = 2,
		  .at = "192.0.2.7:443:", .severity = SEVERITY_INFO },
		/* http.sys has no such record: it shadows nothing. */
		{ id, .sites = SITE("a", FIXED("0") NAMED),
		  .records = ADDRESS("0.0.0.0:443") HOST("b.example:443") },
		{ id, .sites = SITE("a", FIXED("0") NAMED),
		  .records = ADDRESS("192.0.2.7:443"), .notes = 1,
		  .at = "192.0.2.7:443:", .severity = SEVERITY_WARNING },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

START_TEST(stray_records)
{
	static const char id[] = "https-ip-shadows-sni";
	static const struct scene scenes[] = {
		{ id, .sites = SITE("a", ANY),
		  .records = HOST("b.example:443") ADDRESS("192.0.2.7:443"),
		  .notes = 1, .at = "*:443:b.example",
		  .severity = SEVERITY_WARNING },
		{ id,
		  .sites = SITE("a", TLS("[2001:db8::1]:443:b.example", "1")),
		  .records = HOST("b.example:443") ADDRESS("[2001:db8::1]:443"),
		  .notes = 1, .at = "[2001:db8::1]:443:b.example",
		  .severity = SEVERITY_WARNING },
		/* Its certificate is for the host, or for another one. */
		{ id, .sites = SITE("a", ANY),
		  .records = HOST("b.example:443") ADDRESS("192.0.2.7:443"),
		  .certs = NAMES("DNS:a.example, DNS:b.example") },
		{ id, .sites = SITE("a", ANY),
		  .records = HOST("b.example:443") ADDRESS("192.0.2.7:443"),
		  .certs = NAMES("DNS:a.example, DNS:c.example"), .notes = 1,
		  .at = "*:443:b.example", .severity = SEVERITY_WARNING },
		/* Of another address, another port, this machine, or all. */
		{ id, .sites = SITE("a", NAMED),
		  .records = HOST("b.example:443") ADDRESS("192.0.2.8:443") },
		{ id, .sites = SITE("a", ANY),
		  .records = HOST("b.example:443") ADDRESS("192.0.2.7:444")
			  ADDRESS("127.0.0.1:443") ADDRESS("[::1]:443")
				  ADDRESS("0.0.0.0:443") ADDRESS("[::]:443") },
		/* Of another server: no binding has a record. */
		{ id, .sites = SITE("a", ANY),
		  .records = ADDRESS("192.0.2.7:443") },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

START_TEST(fallback)
{
	static const char id[] = "sni-no-fallback";
	static const struct scene scenes[] = {
		{ id,
		  .sites = SITE("a", ANY) STOPPED("b", TLS("*:443:", "0")) },
		{ id, .sites = SITE("a", ANY) SITE("b", TLS("*:443:", "x")) },
		{ id, .sites = STOPPED("a", ANY) },
		{ id, .sites = SITE("a", ANY) SITE("b", TLS("*:444:", "0")),
		  .at = "*:443:b.example", .severity = SEVERITY_INFO },
		{ id, .sites = SITE("a", ANY), .records = ADDRESS("[::]:443") },
		{ id, .sites = SITE("a", ANY),
		  .records = ADDRESS("192.0.2.7:443"), .at = "*:443:b.example",
		  .severity = SEVERITY_INFO },
	};

	check_scenes(scenes, LENGTH(scenes));
}
END_TEST

UNIT_SUITE(rule_bindings, values, versions, hosts, shared, shadows,
	   stray_records, fallback)
