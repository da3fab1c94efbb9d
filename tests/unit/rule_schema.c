/*
 * Faults against the schema in words: IIS's own sentences, by which people
 * search, suggestions, and secrets that must not be printed.
 */
#include "config_fixture.h"

#include "rule/rule.h"

#define POOL(attributes, content)                                              \
	"<c><system.applicationHost><applicationPools><add " attributes        \
	">" content "</add></applicationPools></system.applicationHost></c>"
#define SITES(entries)                                                         \
	"<c><system.applicationHost><sites>" entries                           \
	"</sites></system.applicationHost></c>"
#define SITE(attributes, content)                                              \
	SITES("<site " attributes ">" content "</site>")
#define WEB(content) "<c><system.webServer>" content "</system.webServer></c>"
#define NET(content) "<c><system.web>" content "</system.web></c>"

/* The first fault of a file, put into words in one way. */
struct teller {
	struct check check;
	const char *(*tell)(struct check *check, const struct fault *fault);
	const char *text; /* null: no fault yet */
};

static void visit(void *context, const struct fault *fault)
{
	struct teller *teller = context;

	if (!teller->text)
		teller->text = teller->tell(&teller->check, fault);
}

struct row {
	const char *text;
	enum target target;
	const char *expected;
};

static void check_row(const struct row *row, struct teller teller, size_t count)
{
	struct schema schema = schema_builtin;
	struct fault_visitor visitor = { visit, &teller };
	struct model m;

	schema.target = row->target;
	model_build(&m, row->text, &schema);
	teller.check = (struct check){
		.document = &m.document,
		.config = &m.config,
		.arena = &m.arena,
		.count = count,
		.told_max = 1,
	};
	config_faults(&m.config, &visitor);
	ck_assert_msg(teller.text != NULL, "no fault: %s", row->text);
	ck_assert_msg(!strcmp(teller.text, row->expected),
		      "%s\nfound: %s\nnot: %s", row->text, teller.text,
		      row->expected);
	model_free(&m);
}

static void check_rows(const struct row *rows, size_t count,
		       struct teller teller)
{
	for (size_t i = 0; i < count; i++)
		check_row(&rows[i], teller, 0);
}

#define BY(function) ((struct teller){ .tell = (function) })
#define CHECK_ROWS(rows, function)                                             \
	check_rows((rows), LENGTH(rows), BY(function))

#define SAYS(name, text)                                                       \
	"IIS says: \"The '" name "' attribute is invalid.  " text              \
	"\" (0x8007000d)"

START_TEST(sentences_of_ranges)
{
	static const struct row rows[] = {
		{ POOL("name='a' queueLength='9'", ""), 0,
		  SAYS("queueLength",
		       "Integer value must be between 10 and 65535 "
		       "inclusive") },
		{ WEB("<httpErrors><error statusCode='1000' path='x'/>"
		      "</httpErrors>"),
		  0,
		  SAYS("statusCode",
		       "Integer value must be between 400 and 999 "
		       "inclusive") },
		{ SITE("name='a' id='1'", "<limits maxBandwidth='5'/>"), 0,
		  SAYS("maxBandwidth",
		       "Integer value must not be between 0 and 1023 "
		       "inclusive") },
		{ POOL("name='a'", "<processModel idleTimeout='00:00:30'/>"), 0,
		  SAYS("idleTimeout",
		       "Timespan value must be between 00:00:00 and "
		       "30.00:00:00 seconds inclusive, with a granularity of "
		       "60 seconds") },
		{ POOL("name='a'", "<processModel idleTimeout='31.00:00:00'/>"),
		  0,
		  SAYS("idleTimeout",
		       "Timespan value must be between 00:00:00 and "
		       "30.00:00:00 seconds inclusive, with a granularity of "
		       "60 seconds") },
	};

	CHECK_ROWS(rows, value_sentence);
}
END_TEST

START_TEST(sentences_of_types)
{
	static const struct row rows[] = {
		{ POOL("name='a' queueLength='x'", ""), 0,
		  SAYS("queueLength", "Not a valid unsigned integer") },
		{ POOL("name='a' managedPipelineMode='x'", ""), 0,
		  SAYS("managedPipelineMode",
		       "Enum must be one of Integrated, Classic") },
		{ POOL("name='a'", "<cpu action='Throttle'/>"), TARGET_7_5,
		  SAYS("action", "Enum must be one of NoAction, KillW3wp") },
		{ WEB("<security><access sslFlags='Ssl, x'/></security>"), 0,
		  SAYS("sslFlags",
		       "Flags must be some combination of None, Ssl, "
		       "SslNegotiateCert, SslRequireCert, Ssl128") },
		{ POOL("name=''", ""), 0,
		  SAYS("name", "Invalid application pool name") },
		{ SITE("name='a?' id='1'", ""), 0,
		  SAYS("name", "Invalid site name") },
		{ SITE("name='a' id='1'", "<application path='x'/>"), 0,
		  SAYS("path", "Invalid application path") },
		{ SITE("name='a' id='1'", "<application path='/'>"
					  "<virtualDirectory path='x'/>"
					  "</application>"),
		  0, SAYS("path", "Invalid virtual directory path") },
		{ SITE("name='a' id='1'",
		       "<bindings><binding protocol='' "
		       "bindingInformation='x'/></bindings>"),
		  0, SAYS("protocol", "String must not be empty") },
	};

	CHECK_ROWS(rows, value_sentence);
}
END_TEST

/* What IIS says of these is not known; nothing must be put in its mouth. */
START_TEST(sentences_short)
{
	static const struct row rows[] = {
		{ POOL("name='a' autoStart='yes'", ""), 0,
		  "IIS says: \"The 'autoStart' attribute is invalid.\" "
		  "(0x8007000d)" },
		{ POOL("name='a'", "<processModel idleTimeout='x'/>"), 0,
		  "IIS says: \"The 'idleTimeout' attribute is invalid.\" "
		  "(0x8007000d)" },
		{ POOL("name='a' managedPipelineMode='1'", ""), 0, "" },
		{ WEB("<httpErrors><error statusCode='404' "
		      "subStatusCode='x' path='x'/></httpErrors>"),
		  0, "" },
		{ NET("<machineKey decryption='AES '/>"), 0, "" },
	};

	CHECK_ROWS(rows, value_sentence);
}
END_TEST

static const char *element_meant(struct check *check, const struct fault *fault)
{
	struct spell spell = meant_element(check, fault);

	return meant(check, &spell);
}

static const char *attribute_meant(struct check *check,
				   const struct fault *fault)
{
	struct spell spell = meant_attribute(check, fault);

	return meant(check, &spell);
}

START_TEST(elements_meant)
{
	static const struct row rows[] = {
		{ POOL("name='a'", "<processmodel/>"), 0,
		  "; write 'processModel': letter case matters" },
		{ POOL("name='a'", "<recyclin/>"), 0,
		  "; did you mean 'recycling'?" },
		{ WEB("<modules><ad name='a'/></modules>"), 0,
		  "; did you mean 'add'?" },
		{ WEB("<modules><Remove name='a'/></modules>"), 0,
		  "; write 'remove': letter case matters" },
		{ WEB("<staticContent><mimemap/></staticContent>"), 0,
		  "; write 'mimeMap': letter case matters" },
		{ WEB("<staticContent><zzzzzzzz/></staticContent>"), 0, "" },
		/* A list of one name has all of them. */
		{ NET("<authorization><alow/></authorization>"), 0,
		  "; did you mean 'allow'?" },
		{ NET("<authorization><denny/></authorization>"), 0,
		  "; did you mean 'deny'?" },
		{ WEB("<modules lockElements='claer'/>"), 0,
		  "; did you mean 'clear'?" },
		/* A server that is too old for it needs no advice to it. */
		{ SITE("name='a' id='1'", "<HSTS/>"), TARGET_8_0, "" },
		{ SITE("name='a' id='1'", "<HSTS/>"), TARGET_10_1709,
		  "; write 'hsts': letter case matters" },
	};

	CHECK_ROWS(rows, element_meant);
}
END_TEST

START_TEST(attributes_meant)
{
	static const struct row rows[] = {
		{ POOL("name='a' queuelength='9'", ""), 0,
		  "; write 'queueLength': letter case matters" },
		{ POOL("name='a' queueLenght='9'", ""), 0,
		  "; did you mean 'queueLength'?" },
		{ POOL("name='a' zzzzzzzz='9'", ""), 0, "" },
		{ POOL("name='a' startmode='OnDemand'", ""), TARGET_7_0, "" },
		{ POOL("name='a' startmode='OnDemand'", ""), TARGET_7_5,
		  "; write 'startMode': letter case matters" },
		/* Computed by IIS: not to be written either. */
		{ SITE("name='a' id='1'",
		       "<bindings><binding protocol='https' "
		       "bindingInformation='*:443:' certificatehash='x'/>"
		       "</bindings>"),
		  0, "" },
	};

	CHECK_ROWS(rows, attribute_meant);
}
END_TEST

START_TEST(owners)
{
	static const struct row rows[] = {
		{ WEB("<asp zzz=''/>"), 0, "system.webServer/asp" },
		{ POOL("name='a' zzz=''", ""), 0, "applicationPools/add" },
		{ POOL("name='a'", "<cpu zzz=''/>"), 0, "cpu" },
		{ SITE("name='a' id='1' zzz=''", ""), 0, "site" },
	};

	CHECK_ROWS(rows, known_name);
}
END_TEST

static const char *part_told(struct check *check, const struct fault *fault)
{
	return fault_part(check, fault, fault->verdict.part);
}

START_TEST(values)
{
	static const struct row rows[] = {
		{ POOL("name='a' queueLength='x&#10;y'", ""), 0, "x\\u{a}y" },
		{ POOL("name='a' queueLength='[enc:A:QUJD:enc]'", ""), 0,
		  "***" },
		{ POOL("name='a' queueLength='password=x'", ""), 0, "***" },
		{ NET("<machineKey validationKey='012 '/>"), 0, "***" },
		{ NET("<machineKey decryptionKey=' 012'/>"), 0, "***" },
		{ NET("<machineKey decryption='AES '/>"), 0, "AES " },
	};

	CHECK_ROWS(rows, fault_value);
}
END_TEST

START_TEST(parts)
{
	static const struct row rows[] = {
		{ POOL("name='a'", "<recycling logEventOnRecycle="
				   "'Time, Memroy'/>"),
		  0, "Memroy" },
		{ POOL("name='a'", "<recycling logEventOnRecycle="
				   "'Time, [enc:A:QUJD:enc]'/>"),
		  0, "***" },
	};

	CHECK_ROWS(rows, part_told);
}
END_TEST

static const char *key_told(struct check *check, const struct fault *fault)
{
	/* An encrypted value comes as a fault of its own, before. */
	if (fault->kind != FAULT_DUPLICATE)
		return NULL;
	return fault_key_value(check, &fault->keys[fault->key_count - 1]);
}

START_TEST(keys)
{
#define MAPS(key) WEB("<staticContent>" MAP(key) MAP(key) "</staticContent>")
#define MAP(key)  "<mimeMap fileExtension='" key "' mimeType='a/b'/>"
	static const struct row rows[] = {
		{ MAPS(".x"), 0, ".x" },
		{ MAPS("x;Pwd=y"), 0, "***" },
		{ MAPS("[enc:A:QUJD:enc]"), 0, "***" },
	};

	CHECK_ROWS(rows, key_told);
}
END_TEST

/* A finding that is not told costs no words. */
START_TEST(untold)
{
	static const struct row row = { POOL("name='a' queueLength='9'", ""), 0,
					"" };

	check_row(&row, BY(fault_value), 2);
	check_row(&row, BY(known_name), 2);
}
END_TEST

static const char *place_told(struct check *check, const struct fault *fault)
{
	struct span name = at_fault(check, fault).at;
	struct span value = at_fault_value(check, fault).at;
	const char *text = check->document->source->text.at;

	ck_assert_ptr_eq(at_fault(check, fault).element, fault->element);
	ck_assert_ptr_eq(at_fault_value(check, fault).element, fault->element);
	return words(check, "%.*s|%.*s", (int)(name.end - name.start),
		     text + name.start, (int)(value.end - value.start),
		     text + value.start);
}

START_TEST(places)
{
	static const struct row rows[] = {
		{ POOL("name='a' queueLength='x&#10;y'", ""), 0,
		  "queueLength|x&#10;y" },
		{ POOL("autoStart = \"yes\" name='a'", ""), 0,
		  "autoStart|yes" },
	};

	CHECK_ROWS(rows, place_told);
}
END_TEST

static const char *owner_told(struct check *check, const struct fault *fault)
{
	(void)check;
	return is_of_dotnet(fault) ? "dotnet" : "iis";
}

START_TEST(sections_of_dotnet)
{
	static const struct row rows[] = {
		{ NET("<machineKey zzz=''/>"), 0, "dotnet" },
		{ "<c><appSettings zzz=''/></c>", 0, "dotnet" },
		{ WEB("<asp zzz=''/>"), 0, "iis" },
		{ POOL("name='a' zzz=''", ""), 0, "iis" },
		/* Declared there, but IIS itself reads it. */
		{ "<c><configProtectedData zzz=''/></c>", 0, "iis" },
	};

	CHECK_ROWS(rows, owner_told);
}
END_TEST

START_TEST(time_spans)
{
	static const struct {
		int64_t seconds;
		const char *expected;
	} rows[] = {
		{ 0, "00:00:00" },
		{ 59, "00:00:59" },
		{ 86399, "23:59:59" },
		{ 86400, "1.00:00:00" },
		{ 25920000, "300.00:00:00" },
		{ 4294967, "49.17:02:47" },
		{ UINT32_MAX, "49710.06:28:15" },
	};
	struct arena arena;
	struct check check = { .arena = &arena };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(rows); i++)
		ck_assert_str_eq(span_shown(&check, rows[i].seconds),
				 rows[i].expected);
	arena_free(&arena);
}
END_TEST

START_TEST(versions)
{
	ck_assert_str_eq(version_name(TARGET_8_5), "IIS 8.5");
	ck_assert_str_eq(version_name(TARGET_10_1709), "IIS 10.0 version 1709");
	ck_assert_str_eq(version_name(TARGET_2022), "Windows Server 2022");
}
END_TEST

UNIT_SUITE(rule_schema, sentences_of_ranges, sentences_of_types,
	   sentences_short, elements_meant, attributes_meant, owners, values,
	   parts, keys, untold, places, sections_of_dotnet, time_spans,
	   versions)
