/*
 * The map as text: what is drawn, where the marks stand, and that nothing of
 * it can hurt a terminal; and both maps without memory.
 */
#include "map_fixture.h"

START_TEST(draws_the_chain)
{
	struct scene scene;

	scene_open(&scene, server, records, certs);
	check_drawn(&scene, NULL,
		    "a.config: 2 sites, 3 applications, 3 application pools\n"
		    "\n"
		    "  site \"Shop\" (id 1)\n"
		    "    http   *:80:  of siteDefaults\n"
		    "    https  *:443:shop  SNI\n"
		    "           -> A1B2C3D4 www.contoso.example, 90 days left, "
		    "key works, store MY\n"
		    "    ftp    *:21:  stopped\n"
		    "    /              -> Shop (ApplicationPoolIdentity) "
		    "-> D:\\shop\n"
		    "      /img                                           "
		    "-> \\\\files\\img as CONTOSO\\img\n"
		    "    /api (net.tcp) -> Old (stopped, CONTOSO\\old)     "
		    "-> D:\\api\n"
		    "\n"
		    "  site \"None\" (id 2, stopped)\n"
		    "    http  *:80:  of siteDefaults\n"
		    "    / -> Gone (not in this file)\n"
		    "\n"
		    "  application pools\n"
		    "    Shop           no managed code  Integrated       "
		    "ApplicationPoolIdentity  <- Shop\n"
		    "    Old (stopped)  v4.0             Classic, 32 bit  "
		    "CONTOSO\\old              <- Shop/api\n"
		    "    Idle           v4.0             Integrated       "
		    "ApplicationPoolIdentity  unused\n"
		    "\n"
		    "no findings in 1 file\n");
	scene_close(&scene);
}
END_TEST

/* --- Marks ---------------------------------------------------------------- */

#define PLACES                                                                 \
	"<configuration><system.applicationHost>"                              \
	"<applicationPools><add name='Web'><recycling/></add>"                 \
	"<applicationPoolDefaults/></applicationPools>"                        \
	"<customMetadata><key path='LM/W3SVC/1'>"                              \
	"<property id='5506' dataType='Binary'"                                \
	" value='obLD1OX2BxgpOktcbX6PkAESIzQ='/>"                              \
	"<property id='5511' dataType='String' value='My'/>"                   \
	"<property id='1' dataType='DWord' value='1'/>"                        \
	"</key></customMetadata><sites>"                                       \
	"<site name='Web' id='1'><logFile/>"                                   \
	"<application path='/' applicationPool='Web'>"                         \
	"<virtualDirectory path='/' physicalPath='D:\\web'/>"                  \
	"<virtualDirectory path='/img' physicalPath='D:\\img'/></application>" \
	"<application path='/api' applicationPool='Web'/>"                     \
	"<bindings><binding protocol='https' bindingInformation='*:443:'/>"    \
	"</bindings></site>"                                                   \
	"<siteDefaults><bindings>"                                             \
	"<binding protocol='http' bindingInformation='*:80:'/></bindings>"     \
	"</siteDefaults></sites></system.applicationHost>"                     \
	"<location path='web/API/v1/'><a1/></location>"                        \
	"<location path='Web/other'><a2/></location>"                          \
	"<location path='Other'><a3/></location>"                              \
	"</configuration>"

/* Each place of a finding, and a piece of the line that it marks. */
static const struct {
	const char *words, *line;
} marked[] = {
	{ "'Web'><recycling", "Web  no managed" },
	{ "<recycling/>", "Web  no managed" },
	{ "<applicationPoolDefaults/>", "1 other finding" },
	{ "<key path", "site \"Web\"" },
	{ "id='5506'", "-> A1B2C3D4" },
	{ "id='5511'", "-> A1B2C3D4" },
	{ "id='1' dataType", "site \"Web\"" },
	{ "<sites>", "1 other finding" },
	{ "<site name", "site \"Web\"" },
	{ "<logFile/>", "site \"Web\"" },
	{ "<application path='/'", "/      ->" },
	{ "'D:\\web'", "/      ->" },
	{ "'D:\\img'", "/img" },
	{ "'/api'", "/api" },
	{ "<bindings><binding protocol='https'", "site \"Web\"" },
	{ "'*:443:'", "https" },
	{ "<siteDefaults>", "1 other finding" },
	{ "'*:80:'", "http " },
	{ "<a1/>", "/api" },
	{ "'Web/other'", "site \"Web\"" },
	{ "<a3/>", "1 other finding" },
	{ "<system.applicationHost>", "1 other finding" },
};

/* The only line that begins with a letter, NUL-terminated in the text. */
static const char *marked_line(char *text)
{
	const char *found = NULL;

	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		if (line[0] == ' ' || !strncmp(line, "a.config", 8) ||
		    ascii_is_digit(line[0]))
			continue;
		ck_assert_msg(!found, "two marked lines: '%s' and '%s'", found,
			      line);
		found = line;
	}
	ck_assert_ptr_nonnull(found);
	return found;
}

START_TEST(marks_the_line_of_a_finding)
{
	struct scene scene;
	const char *line;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	scene_add(&scene, &broken, marked[_i].words);
	text = draw(&scene, &map_text, NULL);
	line = marked_line(text);
	ck_assert_msg(line[0] == 'E' && strstr(line, marked[_i].line) &&
			      strstr(line, "  [is-broken]"),
		      "%s: '%s'", marked[_i].words, line);
	free(text);
	scene_close(&scene);
}
END_TEST

/* A finding about the file as a whole has no element. */
START_TEST(counts_what_is_on_no_line)
{
	struct scene scene;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	linted_add(&scene.linted, &odd, place_of(&scene.linted, "<conf"), "a");
	scene_add(&scene, &broken, "<sites>");
	text = draw(&scene, &map_text, NULL);
	ck_assert_ptr_nonnull(strstr(text,
				     "\nE 2 other findings: run without --map  "
				     "[is-broken, is-odd]\n"));
	free(text);
	scene_close(&scene);
}
END_TEST

/* A binding of siteDefaults is on the line of each site that takes it. */
START_TEST(marks_each_line_of_an_element)
{
	struct scene scene;
	const char *first;
	char *text;

	scene_open(&scene, server, NULL, NULL);
	scene_add(&scene, &odd, "'*:80:'");
	text = draw(&scene, &map_text, NULL);
	first = strstr(text, "\nW   http   *:80:  of siteDefaults  [is-odd]\n");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_nonnull(
		strstr(first, "\nW   http  *:80:  of siteDefaults  [is-odd]"));
	ck_assert_ptr_null(strstr(text, "other finding"));
	free(text);
	scene_close(&scene);
}
END_TEST

static void warnings_only(struct report *report)
{
	report->min = SEVERITY_WARNING;
}

START_TEST(marks_the_worst_first)
{
	struct scene scene;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	scene_add(&scene, &small, "<site name");
	scene_add(&scene, &odd, "'1'><logFile");
	scene_add(&scene, &small, "<logFile");
	scene_add(&scene, &broken, "<logFile/>");
	text = draw(&scene, &map_text, NULL);
	ck_assert_ptr_nonnull(strstr(text,
				     "\nE site \"Web\" (id 1)  "
				     "[is-broken, is-odd, is-small x2]\n"));
	free(text);
	text = draw(&scene, &map_text, warnings_only);
	ck_assert_ptr_nonnull(
		strstr(text, "\nE site \"Web\" (id 1)  [is-broken, is-odd]\n"));
	free(text);
	scene_close(&scene);
}
END_TEST

START_TEST(hides_what_is_not_to_be_shown)
{
	struct scene scene;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	scene_add(&scene, &small, "<application path");
	text = draw(&scene, &map_text, warnings_only);
	ck_assert_ptr_null(strstr(text, "is-small"));
	ck_assert_ptr_nonnull(strstr(text, "not shown: 1 info"));
	free(text);
	scene_close(&scene);
}
END_TEST

/* --- Certificates --------------------------------------------------------- */

#define ONE_TLS(flags)                                                         \
	FILE_OF(SITES("<site name='Web' id='1'>" BINDINGS(                     \
		BINDING("https", "*:443:a.example", flags)) "</site>"))
#define METADATA(value, flags)                                                 \
	FILE_OF("<customMetadata><key path='LM/W3SVC/1'>"                      \
		"<property id='5506' dataType='Binary' value='" value "'/>"    \
		"</key></customMetadata>" SITES(                               \
			"<site name='Web' id='1'>" BINDINGS(                   \
				BINDING("https", "*:443:a.example",            \
					flags)) "</site>"))
#define GOOD_HASH "obLD1OX2BxgpOktcbX6PkAESIzQ="
#define BY_SNI	  RECORD("a.example:443", PRINT_A, "MY")
#define FTP(hash)                                                              \
	FILE_OF(SITES("<site name='Web' id='1'>" BINDINGS(BINDING(             \
		"ftp", "*:21:", "")) "<ftpServer><security><ssl "              \
				     "serverCertHash='" hash "'/>"             \
				     "</security></ftpServer></site>"))

/* What the map says of one certificate. */
static const struct {
	const char *file, *records, *certs, *words;
} certificates[] = {
	{ ONE_TLS("sslFlags='1'"), BY_SNI, HEADER KEPT(PRINT_A, "My", "none"),
	  "-> A1B2C3D4 www.contoso.example, 90 days left, no private key, "
	  "store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER ROW(PRINT_A, "My", "2026-01-01", "2026-06-02", ""),
	  ", 1 day left, key not known, store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER ROW(PRINT_A, "My", "2026-01-01", "2026-06-01", "ok"),
	  ", ends today, key works, store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER ROW(PRINT_A, "My", "2026-01-01", "2026-05-20", "ok"),
	  ", expired 12 days ago, key works, store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER ROW(PRINT_A, "My", "2026-01-01", "2026-05-31", "ok"),
	  ", expired 1 day ago, key works, store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER ROW(PRINT_A, "My", "2026-07-01", "2027-05-31", "ok"),
	  ", not yet valid, key works, store MY\n" },
	/* Only that it is there is known. */
	{ ONE_TLS("sslFlags='1'"), BY_SNI, PRINT_A "\n",
	  "-> A1B2C3D4, end not known, key not known, store MY\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI, NULL,
	  "-> A1B2C3D4, store MY, nothing more known\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER KEPT(PRINT_A, "WebHosting", "ok"),
	  "-> A1B2C3D4 www.contoso.example, 90 days left, store MY, "
	  "listed in WebHosting\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI,
	  HEADER KEPT(PRINT_B, "My", "ok") KEPT(PRINT_A, "WebHosting", "ok"),
	  ", 90 days left, not in store MY but in WebHosting\n" },
	{ ONE_TLS("sslFlags='1'"), BY_SNI, HEADER KEPT(PRINT_B, "My", "ok"),
	  "-> A1B2C3D4, not in store MY\n" },
	{ ONE_TLS("sslFlags='1'"),
	  RECORD("a.example:443", PRINT_A, "WebHosting"), NULL,
	  "-> A1B2C3D4, store WebHosting, nothing more known\n" },
	/* Another record is none of this binding. */
	{ ONE_TLS("sslFlags='1'"), RECORD("b.example:443", PRINT_A, "MY"), NULL,
	  "SNI  -> no certificate in http.sys\n" },
	{ ONE_TLS("sslFlags='1'"), NULL, NULL,
	  "SNI  -> certificate not known\n" },
	{ ONE_TLS(""), NULL, NULL, "a.example  -> certificate not known\n" },
	{ ONE_TLS("sslFlags='3'"), NULL, NULL,
	  "SNI  -> central certificate store\n" },
	{ METADATA(GOOD_HASH, ""), NULL, HEADER KEPT(PRINT_A, "My", "user"),
	  "\n           -> A1B2C3D4 www.contoso.example, 90 days left, "
	  "key not known, store MY, by customMetadata\n" },
	{ METADATA(GOOD_HASH, ""), RECORD("0.0.0.0:443", PRINT_B, "MY"), NULL,
	  "\n    customMetadata -> A1B2C3D4, store MY, nothing more known\n" },
	/* The metabase knows nothing of names. */
	{ METADATA(GOOD_HASH, "sslFlags='1'"), NULL, NULL,
	  "SNI  -> certificate not known\n"
	  "    customMetadata -> A1B2C3D4, store MY, nothing more known\n" },
	{ METADATA("AAAA", ""), NULL, NULL,
	  "-> a certificate hash that cannot be read, by customMetadata\n" },
	{ FTP(PRINT_A), NULL, HEADER KEPT(PRINT_A, "My", "ok"),
	  "\n         -> A1B2C3D4 www.contoso.example, 90 days left, "
	  "key works, store MY\n" },
	{ FTP("zz"), NULL, NULL,
	  "-> a certificate hash that cannot be read\n" },
	{ FTP(""), NULL, NULL, "    ftp  *:21:\n\n" },
};

START_TEST(tells_of_certificates)
{
	struct scene scene;
	char *text;

	scene_open(&scene, certificates[_i].file, certificates[_i].records,
		   certificates[_i].certs);
	text = draw(&scene, &map_text, NULL);
	ck_assert_msg(strstr(text, certificates[_i].words) != NULL,
		      "no '%s' in:\n%s", certificates[_i].words, text);
	free(text);
	scene_close(&scene);
}
END_TEST

/* --- Untrusted and broken files ------------------------------------------- */

#define LETTERS_10  "abcdefghij"
#define LETTERS_30  LETTERS_10 LETTERS_10 LETTERS_10
#define LETTERS_90  LETTERS_30 LETTERS_30 LETTERS_30
#define LETTERS_100 LETTERS_90 LETTERS_10

static const char hostile[] = FILE_OF(POOLS("<add name='a&#x9b;31m'/>") SITES(
	"<site name='S&#x202e;&#xa;&quot;' id='1'>" APP(
		"/&#x9b;", "a&#x9b;31m",
		"<virtualDirectory path='/' userName='[enc:a:b:enc]'"
		" physicalPath='D:\\&#x85;'/>")
		BINDINGS(BINDING("&#x200b;", "*:80:&#xd;",
				 "")) "</site>\n"
				      "<site name='" LETTERS_100 LETTERS_100
				      "'/>"));

START_TEST(escapes_what_it_draws)
{
	struct scene scene;
	char *text;

	scene_open(&scene, hostile, NULL, NULL);
	check_drawn(&scene, NULL,
		    "a.config: 2 sites, 1 application, 1 application pool\n"
		    "\n"
		    "  site \"S\\u{202e}\\u{a}\"\" (id 1)\n"
		    "    \\u{200b}  *:80:\\u{d}\n"
		    "    /\\u{9b} -> a\\u{9b}31m (ApplicationPoolIdentity) "
		    "-> D:\\\\u{85} as ***\n"
		    "\n"
		    "  site \"" LETTERS_100 "...\" (no id)\n"
		    "\n"
		    "  application pools\n"
		    "    a\\u{9b}31m  no managed code  Integrated  "
		    "ApplicationPoolIdentity  <- S\\u{202e}\\u{a}\"/\\u{9b}\n"
		    "\n"
		    "no findings in 1 file\n");
	text = draw(&scene, &map_json, NULL);
	for (const char *at = text; *at; at++)
		ck_assert(*at == '\n' || (*at >= ' ' && *at <= '~'));
	free(text);
	scene_close(&scene);
}
END_TEST

START_TEST(draws_a_broken_file_up_to_the_error)
{
	struct scene scene;

	scene_open(&scene,
		   "<configuration><system.applicationHost>"
		   "<applicationPools><add name='P'/></applicationPools>\n"
		   "<sites><site name='Web' id='1'>" APP("/", "Gone",
							 "") "</oops>",
		   NULL, NULL);
	check_drawn(&scene, NULL,
		    "a.config: 1 site, 1 application, 1 application pool\n"
		    "a.config:3:3: error: the map ends here: "
		    "closing tag 'oops' where 'site' must be closed first\n"
		    "\n"
		    "  site \"Web\" (id 1)\n"
		    "    / -> Gone (not read)\n"
		    "\n"
		    "  application pools\n"
		    "    P  no managed code  Integrated  "
		    "ApplicationPoolIdentity  "
		    "no application read\n"
		    "\n"
		    "no findings in 1 file\n");
	scene_close(&scene);
}
END_TEST

static void in_color(struct report *report)
{
	report->color = true;
}

static void in_silence(struct report *report)
{
	report->quiet = true;
}

START_TEST(colors_only_when_asked)
{
	struct scene scene;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	scene_add(&scene, &broken, "'*:443:'");
	text = draw(&scene, &map_text, in_color);
	ck_assert_ptr_nonnull(strstr(text,
				     "\n\033[1;31mE\033[0m   https  *:443:  "
				     "[\033[1;31mis-broken\033[0m]\n"));
	free(text);
	text = draw(&scene, &map_text, NULL);
	ck_assert_ptr_null(strchr(text, '\033'));
	free(text);
	scene_close(&scene);
}
END_TEST

START_TEST(has_no_summary_when_quiet)
{
	struct scene scene;
	char *text;

	scene_open(&scene, PLACES, NULL, NULL);
	text = draw(&scene, &map_text, in_silence);
	ck_assert_ptr_null(strstr(text, " in 1 file"));
	ck_assert_ptr_nonnull(strstr(text, "Web, Web/api\n"));
	ck_assert_ptr_null(strstr(text, "Web, Web/api\n\n"));
	free(text);
	scene_close(&scene);
}
END_TEST

/* --- Columns -------------------------------------------------------------- */

#define FIVE(macro, n)                                                         \
	macro(n##1) macro(n##2) macro(n##3) macro(n##4) macro(n##5)
#define SOME(macro)                                                            \
	FIVE(macro, a)                                                         \
	FIVE(macro, b) FIVE(macro, c) FIVE(macro, d) FIVE(macro, e)
#define LONG_APP(n) APP("/" #n "/a/long/path", "Web", DIR("/", "D:\\" #n))

START_TEST(breaks_long_lines)
{
	struct scene scene;
	char *text;

	scene_open(&scene,
		   FILE_OF(POOLS("<add name='Web'/>") SITES(
			   "<site name='Web' id='1'>" SOME(LONG_APP)
				   APP("/x", "Web",
				       DIR("/", "D:\\" LETTERS_90)) "</site>")),
		   NULL, NULL);
	scene_add(&scene, &broken, "'D:\\" LETTERS_10);
	text = draw(&scene, &map_text, NULL);
	ck_assert_ptr_nonnull(strstr(text, ", and 6 more\n"));
	ck_assert_ptr_nonnull(strstr(text,
				     "\nE   /x              -> Web "
				     "(ApplicationPoolIdentity)\n"
				     "                    -> D:\\abcdef"));
	for (const char *line = strtok(text, "\n"); line;
	     line = strtok(NULL, "\n")) {
		size_t len = strlen(line);

		ck_assert_msg(len <= 120, "%zu columns: %s", len, line);
		ck_assert_msg(line[len - 1] != ' ', "a blank ends: %s", line);
	}
	free(text);
	scene_close(&scene);
}
END_TEST

/* --- JSON ----------------------------------------------------------------- */

/* Every allocation of a map may fail; the report must say so. */
START_TEST(notices_when_memory_ends)
{
	const struct report_format *map = _i ? &map_json : &map_text;
	struct scene scene;
	bool failed;
	size_t n = 0;

	scene_open(&scene, PLACES, NULL, NULL);
	scene_add(&scene, &broken, "'*:443:'");
	do {
		struct reporting reporting;
		struct failing failing;

		failing_init(&failing, n++);
		reporting_open(&reporting, map->name, &failing.allocator);
		reporting.format = map;
		map->begin(&reporting.report);
		reporting_file(&reporting, "a.config", &scene.linted, NULL);
		reporting_end(&reporting);
		failed = failing.failed;
		ck_assert(arena_failed(&reporting.arena) == failed);
		reporting_close(&reporting);
	} while (failed && n < 100);
	ck_assert(!failed);
	ck_assert_uint_gt(n, 2);
	scene_close(&scene);
}
END_TEST

Suite *suite_report_map(void);
Suite *suite_report_map(void)
{
	const TTest *tests[] = {
		draws_the_chain,
		counts_what_is_on_no_line,
		marks_each_line_of_an_element,
		marks_the_worst_first,
		hides_what_is_not_to_be_shown,
		escapes_what_it_draws,
		draws_a_broken_file_up_to_the_error,
		colors_only_when_asked,
		has_no_summary_when_quiet,
		breaks_long_lines,
	};
	Suite *suite = unit_suite("report_map", tests, LENGTH(tests));
	TCase *loops = tcase_create("loops");

	tcase_add_loop_test(loops, marks_the_line_of_a_finding, 0,
			    LENGTH(marked));
	tcase_add_loop_test(loops, tells_of_certificates, 0,
			    LENGTH(certificates));
	tcase_add_loop_test(loops, notices_when_memory_ends, 0, 2);
	suite_add_tcase(suite, loops);
	return suite;
}
