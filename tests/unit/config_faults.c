#include "config_fixture.h"

#include "config/faults.h"

#define POOLS(entries)                                                         \
	"<system.applicationHost><applicationPools>" entries                   \
	"</applicationPools></system.applicationHost>"
#define SITES(entries)                                                         \
	"<system.applicationHost><sites>" entries                              \
	"</sites></system.applicationHost>"
#define SITE(content)	  SITES("<site name='S' id='1'>" content "</site>")
#define WEB(content)	  "<system.webServer>" content "</system.webServer>"
#define MIME(entries)	  WEB("<staticContent>" entries "</staticContent>")
#define MAP(extension)	  "<mimeMap fileExtension='" extension "' mimeType='a/b'/>"
#define AT(path, content) "<location path='" path "'>" content "</location>"

static const char *const kinds[] = {
	[FAULT_UNKNOWN_ELEMENT] = "element",
	[FAULT_UNKNOWN_ATTRIBUTE] = "attribute",
	[FAULT_MISSING_ATTRIBUTE] = "missing",
	[FAULT_BAD_VALUE] = "value",
	[FAULT_OUT_OF_RANGE] = "range",
	[FAULT_BAD_DIRECTIVE] = "directive",
	[FAULT_DUPLICATE] = "duplicate",
	[FAULT_LOCK_NAME] = "lock",
	[FAULT_LOCKED] = "locked",
	[FAULT_NUMBER_FORMAT] = "format",
	[FAULT_ENCRYPTED] = "encrypted",
};

struct log {
	struct model model;
	struct slice text;
};

/* "kind name" of each fault; of a duplicate, the values of its key. */
static void visit(void *context, const struct fault *fault)
{
	struct log *log = context;
	struct slice what = fault->name;

	if (fault->kind == FAULT_DUPLICATE)
		what = fault->keys[fault->key_count - 1].value;
	log->text = arena_printf(&log->model.arena, "%.*s%s%s %.*s",
				 (int)log->text.len, log->text.at,
				 log->text.len ? ", " : "", kinds[fault->kind],
				 (int)what.len, what.at);
}

static void check(const char *text, enum target target, const char *expected)
{
	struct fault_visitor visitor = { .visit = visit };
	struct schema schema = schema_builtin;
	struct log log = { .text = { "", 0 } };
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	schema.target = target;
	visitor.context = &log;
	model_build(&log.model, arena_printf(&arena, "<c>%s</c>", text).at,
		    &schema);
	config_faults(&log.model.config, &visitor);
	ck_assert_msg(slice_is(log.text, expected), "%s\nfound: %.*s\nnot: %s",
		      text, (int)log.text.len, log.text.at, expected);
	model_free(&log.model);
	arena_free(&arena);
}

struct row {
	const char *text, *expected;
};

static void check_all(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(rows[i].text, TARGET_UNKNOWN, rows[i].expected);
}

START_TEST(names)
{
	static const struct row rows[] = {
		{ POOLS("<add name='P' queueLength='10'/>"), "" },
		{ POOLS("<add name='P' queuelength='10'/>"),
		  "attribute queuelength" },
		{ POOLS("<add name='P'><processModel/><ProcessModel/></add>"),
		  "element ProcessModel" },
		{ POOLS("<remove name='P'/><clear/>"),
		  "directive remove, directive clear" },
		{ SITE("<add/>"), "directive add" },
		{ SITE("<bindings><remove/></bindings>"), "directive remove" },
		{ SITE("<limits><add/></limits>"), "element add" },
		{ MIME("<remove fileExtension='.x' mimeType='a/b'/>"),
		  "attribute mimeType" },
		{ MIME("<clear fileExtension='.x'/>"),
		  "attribute fileExtension" },
		/* What is below an unknown element is not judged. */
		{ POOLS("<pool><add a='1'/></pool>"), "element pool" },
		/* What others put on elements. */
		{ POOLS("<add name='P' xmlns:x='u' x:a='b'/>"), "" },
		{ "<configProtectedData><providers><add name='a' type='t' "
		  "any='1'/></providers></configProtectedData>",
		  "" },
		/* No schema: nothing to say. */
		{ "<third><party a='1'/></third>", "" },
		{ "<runtime><assemblyBinding a='1'/></runtime>", "" },
		{ "<connectionStrings configProtectionProvider='R'>"
		  "<EncryptedData/></connectionStrings>",
		  "" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

START_TEST(required)
{
	static const struct row rows[] = {
		{ POOLS("<add/>"), "missing name" },
		{ SITES("<site/>"), "missing name, missing id" },
		{ SITES("<siteDefaults/>"), "" },
		{ MIME("<remove/>"), "missing fileExtension" },
		{ MIME("<clear/>"), "" },
		{ SITE("<bindings><binding protocol='http'/></bindings>"),
		  "missing bindingInformation" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

START_TEST(values)
{
	static const struct row rows[] = {
		{ POOLS("<add name='P' queueLength='9'/>"),
		  "range queueLength" },
		{ POOLS("<add name='P' queueLength='010'/>"),
		  "format queueLength" },
		{ POOLS("<add name='P' autoStart='yes'/>"), "value autoStart" },
		{ POOLS("<add name='P/Q'/>"), "value name" },
		{ POOLS("<add name='P'><processModel password="
			"'[enc:A:QUJD:enc]'/></add>"),
		  "encrypted password" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

START_TEST(versions)
{
	static const char start[] =
		POOLS("<add name='P' startMode='OnDemand'/>");
	static const char identity[] = SITE("<hsts enabled='true'/>"
					    "<limits maxUrlSegments='5'/>");
	static const char members[] =
		POOLS("<add name='P'><cpu action='Throttle'/></add>");
	static const char section[] = WEB("<webSocket enabled='true'/>");

	check(start, TARGET_7_0, "attribute startMode");
	check(start, TARGET_7_5, "");
	check(start, TARGET_EXPRESS, "");
	check(identity, TARGET_7_5, "element hsts, attribute maxUrlSegments");
	check(identity, TARGET_10_0, "element hsts");
	check(identity, TARGET_10_1709, "");
	check(members, TARGET_7_5, "value action");
	check(members, TARGET_8_0, "");
	check(section, TARGET_7_5, "element system.webServer/webSocket");
	check(section, TARGET_UNKNOWN, "");
}
END_TEST

START_TEST(duplicates)
{
	static const struct row rows[] = {
		{ MIME(MAP(".a") MAP(".A")), "duplicate .A" },
		{ MIME(MAP(".a") MAP(".b") MAP(".a") MAP(".a")),
		  "duplicate .a, duplicate .a" },
		{ MIME(MAP(".a") "<remove fileExtension='.A'/>" MAP(".a")),
		  "" },
		{ MIME(MAP(".a") "<clear/>" MAP(".a")), "" },
		{ MIME(MAP(".a") "<clear/>" MAP(".a") MAP(".a")),
		  "duplicate .a" },
		{ POOLS("<add name='P'/><add name='p'/>"), "duplicate p" },
		/* Two keys, each by itself; numbers in any form. */
		{ SITES("<site name='S' id='1'/><site name='s' id='2'/>"),
		  "duplicate s" },
		{ SITES("<site name='S' id='1'/><site name='T' id='01'/>"),
		  "format id, duplicate 1" },
		/* Parts of one key together, defaults counted. */
		{ SITE("<bindings><binding protocol='http' "
		       "bindingInformation='*:80:'/><binding protocol='HTTP' "
		       "bindingInformation='*:80:'/><binding protocol='https' "
		       "bindingInformation='*:80:'/></bindings>"),
		  "duplicate *:80:" },
		{ WEB("<httpErrors><error statusCode='404' path='a'/>"
		      "<error statusCode='404' subStatusCode='-1' path='b'/>"
		      "</httpErrors>"),
		  "duplicate -1" },
		/* A part that is missing is not the other's. */
		{ WEB("<httpErrors><error path='a'/><error statusCode='404' "
		      "path='b'/></httpErrors>"),
		  "missing statusCode" },
		{ WEB("<httpErrors><error statusCode='404' path='a'/><error "
		      "path='b'/></httpErrors>"),
		  "missing statusCode" },
		/* One mistake: the key may be what is misspelt. */
		{ WEB("<httpErrors><error statusCode='404' path='a'/>"
		      "<error statusCode='404' subStatusCod='3' path='b'/>"
		      "</httpErrors>"),
		  "attribute subStatusCod" },
		{ MIME(MAP(".a") "<remove fileExtension='.a' mimeType='a/b'/>" MAP(
			  ".a")),
		  "attribute mimeType" },
		/* Letter case counts where the schema says so. */
		{ WEB("<modules><add name='A'/><add name='a'/></modules>"),
		  "" },
		/* No key, or duplicates allowed. */
		{ "<system.webServer><management><trustedProviders>"
		  "<add type='t'/><add type='t'/></trustedProviders>"
		  "</management></system.webServer>",
		  "" },
		/* In entries, each for itself. */
		{ SITES("<site name='S' id='1'><application path='/'/></site>"
			"<site name='T' id='2'><application path='/'/></site>"),
		  "" },
		{ SITE("<application path='/'/><application path='/'/>"),
		  "duplicate /" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

START_TEST(inherited_duplicates)
{
	static const struct row rows[] = {
		{ MIME(MAP(".a")) AT("S", MIME(MAP(".a"))), "duplicate .a" },
		/* The location may come first. */
		{ AT("S", MIME(MAP(".a"))) MIME(MAP(".a")), "duplicate .a" },
		{ MIME(MAP(".a")) AT("S/app/dir", MIME(MAP(".a"))),
		  "duplicate .a" },
		{ AT("S", MIME(MAP(".a"))) AT("T", MIME(MAP(".a"))), "" },
		{ AT("S", MIME(MAP(".a"))) AT("S/app", MIME(MAP(".a"))),
		  "duplicate .a" },
		{ MIME(MAP(".a")) AT(
			  "S", MIME("<remove fileExtension='.a'/>" MAP(".a"))),
		  "" },
		{ MIME(MAP(".a")) AT("S", MIME("<clear/>" MAP(".a"))), "" },
		/* Removed on the level between. */
		{ MIME(MAP(".a")) AT("S", MIME("<remove fileExtension='.a'/>"))
			  AT("S/app", MIME(MAP(".a"))),
		  "" },
		{ MIME(MAP(".a")) AT("S", MIME("<clear/>"))
			  AT("S/app", MIME(MAP(".a"))),
		  "" },
		/* A root level that is itself wrong is told of once. */
		{ MIME(MAP(".a") MAP(".a")) AT("S", MIME(MAP(".b")))
			  AT("T", MIME(MAP(".b"))),
		  "duplicate .a" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

START_TEST(locks)
{
	static const struct row rows[] = {
		{ WEB("<asp lockAttributes='codePage'/>"), "" },
		{ WEB("<asp lockAttributes='*' lockItem='true'/>"), "" },
		{ WEB("<asp lockAttributes='codePage, codepage'/>"),
		  "lock codepage" },
		{ WEB("<asp lockElements='session,cache,nothing'/>"),
		  "lock nothing" },
		{ WEB("<asp lockAllAttributesExcept='x' "
		      "lockAllElementsExcept='y'/>"),
		  "lock x, lock y" },
		{ WEB("<modules lockElements='add,remove,clear'/>"), "" },
		{ WEB("<asp lockAttributes='lcid'/>")
			  AT("S", WEB("<asp lcid='1' codePage='1'/>")),
		  "locked lcid" },
		{ WEB("<asp lockAllAttributesExcept='lcid'/>")
			  AT("S", WEB("<asp lcid='1' codePage='1'/>")),
		  "locked codePage" },
		{ WEB("<asp lockElements='cache'/>")
			  AT("S", WEB("<asp><cache/><session/></asp>")),
		  "locked cache" },
		{ WEB("<asp><cache lockAttributes='*'/></asp>")
			  AT("S", WEB("<asp><cache enableTypelibCache='true'/>"
				      "</asp>")),
		  "locked enableTypelibCache" },
		/* Another site; entries may be removed in the same file. */
		{ AT("S", WEB("<asp lockAttributes='lcid'/>"))
			  AT("T", WEB("<asp lcid='1'/>")),
		  "" },
		{ WEB("<modules><add name='A' lockItem='true'/></modules>")
			  AT("S", WEB("<modules><remove name='A'/></modules>")),
		  "" },
	};

	check_all(rows, LENGTH(rows));
}
END_TEST

UNIT_SUITE(config_faults, names, required, values, versions, duplicates,
	   inherited_duplicates, locks)
