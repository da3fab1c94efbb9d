/*
 * Rules about certificates in use, all at once: what the examples of their
 * pages do not show, and that one mistake is one message.
 */
#include "listing.h"
#include "rule/engine.h"
#include "unit.h"

#define TLS(info, flags)                                                       \
	"<binding protocol='https' bindingInformation='" info                  \
	"' sslFlags='" flags "'/>"
#define FTP(info) "<binding protocol='ftp' bindingInformation='" info "'/>"
#define ROOT                                                                   \
	"<application path='/' applicationPool='P'>"                           \
	"<virtualDirectory path='/' physicalPath='D:\\www'/></application>"
#define SITE(name, bindings)                                                   \
	"<site name='" name "' id='" name "'>" ROOT "<bindings>" bindings      \
	"</bindings></site>"
#define STOPPED(name, bindings)                                                \
	"<site name='" name "' id='" name "' serverAutoStart='false'>" ROOT    \
	"<bindings>" bindings "</bindings></site>"
#define SITES(sites) "<sites>" sites "</sites>"
/* 5506 of site 1 with the bytes of PRINT_A. */
#define META(path)                                                             \
	"<customMetadata><key path='" path "'><property id='5506'"             \
	" dataType='Binary' attributes='Inherit'"                              \
	" value='obLD1OX2BxgpOktcbX6PkAESIzQ='/></key></customMetadata>"
#define RECORD(name, hash, app, store)                                         \
	" a : " name "\n b : " hash "\n c : " app "\n d : " store "\n\n"
#define OWN(name, hash) RECORD(name, hash, HTTP_APPLICATION_IIS, "MY")
#define EMPTY		"(null)"
#define HEADER		"Thumbprint,Store,NotBefore,NotAfter,KeyState\n"
#define LONG		",My,2026-01-01T00:00:00Z,2027-06-01T00:00:00Z,"
#define GOOD		HEADER PRINT_A LONG "ok\n"
#define BOTH		GOOD PRINT_B LONG "ok\n"

struct scene {
	const char *content, *records, *certs;
	const char *rules; /* of the findings, severity first: "E:a W:b " */
};

static struct slice names_of(const struct result *result, struct arena *arena)
{
	struct slice text = { "", 0 };

	for (size_t i = 0; i < result->finding_count; i++)
		text = arena_printf(
			arena, "%s%c:%s ", text.at,
			severity_name(result->findings[i]->severity)[0],
			result->findings[i]->rule->id);
	return text;
}

static void check_scene(const struct scene *scene, size_t number)
{
	struct circumstances today = {
		.now = moment_of("2026-06-01T00:00:00Z"),
		.expiring_days = EXPIRING_DAYS_DEFAULT,
	};
	struct result result = { .finding_count = 0 };
	struct selection selection;
	struct shelf shelf;
	struct slice text;

	shelf_init(&shelf, &allocator_heap);
	if (scene->records)
		shelf_add_http(&shelf, "sslcert.txt", scene->records);
	if (scene->certs)
		shelf_add(&shelf, "", scene->certs);
	ck_assert_msg(shelf.usable || !(scene->records || scene->certs),
		      "%zu: a listing", number);
	ck_assert(selection_init(&selection, &shelf.arena, PROFILE_DEFAULT));
	text = arena_printf(&shelf.arena,
			    "<configuration><system.applicationHost>%s"
			    "</system.applicationHost></configuration>",
			    scene->content);
	ck_assert_int_eq(
		source_from_xml(&result.source, text, "test", &allocator_heap),
		SOURCE_OK);
	ck_assert(result_read(&result, &schema_builtin, CONFIG_WHOLE,
			      &allocator_heap));
	ck_assert(result_lint(&result, &selection, &shelf.inventory, &today));
	text = names_of(&result, &shelf.arena);
	unit_check(slice_is(text, scene->rules), "%zu: '%s' instead of '%s'",
		   number, text.at, scene->rules);
	result_free(&result);
	shelf_free(&shelf);
}

#define CHECK_SCENES(scenes)                                                   \
	for (size_t i = 0; i < LENGTH(scenes); i++)                            \
	check_scene(&(scenes)[i], i)

#define ONE SITES(SITE("1", TLS("*:443:", "0")))

START_TEST(certificates)
{
	static const struct scene scenes[] = {
		{ ONE, OWN("0.0.0.0:443", PRINT_A), GOOD, "" },
		{ ONE, OWN("0.0.0.0:443", PRINT_B), GOOD,
		  "e:https-cert-not-in-store " },
		{ ONE, OWN("0.0.0.0:443", PRINT_B), NULL, "" },
		{ ONE, NULL, GOOD, "" },
		/* Two mistakes of one certificate are two messages. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A
		  ",My,2024-01-01T00:00:00Z,2025-01-01T00:00:00Z,none\n",
		  "e:https-cert-expired e:https-cert-no-key " },
		/* Once, though three bindings and two sites use it. */
		{ SITES(SITE("1", TLS("*:443:", "0") TLS("*:444:", "0"))
				SITE("2", TLS("10.0.0.1:443:", "0"))),
		  OWN("0.0.0.0:443", PRINT_A) OWN("0.0.0.0:444", PRINT_A),
		  HEADER PRINT_A LONG "none\n", "e:https-cert-no-key " },
		/* 1 June or 6 January: either way within the 30 days. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A ",My,01/02/2026 10:00,06/01/2026 10:00,ok\n",
		  "w:https-cert-expiring " },
		/* 7 June or 6 July: perhaps not. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A ",My,01/02/2026 10:00,06/07/2026 10:00,ok\n",
		  "" },
		/* Either way it is over soon, if not over already. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A ",My,01/02/2025 10:00,02/06/2026 10:00,ok\n",
		  "w:https-cert-expiring " },
		/* The last second of the 30 days, and the one behind it. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A
		  ",My,2026-01-01T00:00:00Z,2026-06-30T23:59:59Z,ok\n",
		  "w:https-cert-expiring " },
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A
		  ",My,2026-01-01T00:00:00Z,2026-07-01T00:00:00Z,ok\n",
		  "" },
		{ ONE, OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A
		  ",My,2026-01-01T00:00:00Z,2026-06-01T00:00:00Z,ok\n",
		  "w:https-cert-expiring " },
	};

	CHECK_SCENES(scenes);
}
END_TEST

START_TEST(endpoints)
{
	static const struct scene scenes[] = {
		/* It is not known how a wildcard is stored. */
		{ SITES(SITE("1",
			     TLS("*:443:*.a.example", "1") TLS("*:443:", "0"))),
		  OWN("0.0.0.0:443", PRINT_A) OWN("x.a.example:443", PRINT_A),
		  NULL, "" },
		/* One missing record; the first started site tells. */
		{ SITES(STOPPED("1", TLS("*:443:a", "0"))
				SITE("2", TLS("*:443:b", "0"))
					SITE("3", TLS("*:443:c", "0")
							  TLS("*:444:", "0"))),
		  OWN("0.0.0.0:444", PRINT_A), NULL,
		  "e:https-endpoint-without-cert "
		  "w:https-shared-endpoint-no-sni " },
		{ SITES("<siteDefaults serverAutoStart='false'/>" SITE(
			  "1", TLS("*:443:", "0"))),
		  OWN("0.0.0.0:444", PRINT_A), NULL, "" },
		/* The central store has one record for a port. */
		{ SITES(SITE("1", TLS("*:443:a.example", "3"))
				SITE("2", TLS("*:443:b.example", "2"))),
		  OWN("0.0.0.0:444", PRINT_A), NULL,
		  "w:https-endpoint-without-cert " },
		{ SITES(SITE("1", TLS("*:443:a.example", "3"))),
		  OWN("443", EMPTY), NULL, "" },
		/* Records of no use to the file, and whose they are. */
		{ ONE, OWN("0.0.0.0:443", PRINT_A) OWN("0.0.0.0:8443", EMPTY),
		  NULL, "w:https-record-null " },
		{ ONE,
		  OWN("0.0.0.0:443", PRINT_A) RECORD(
			  "0.0.0.0:8172", EMPTY, HTTP_APPLICATION_NONE, "MY"),
		  NULL, "" },
		{ ONE,
		  RECORD("0.0.0.0:443", PRINT_A, HTTP_APPLICATION_IIS_EXPRESS,
			 "MY"),
		  NULL, "" },
		/* An empty record of a stranger is one mistake. */
		{ ONE,
		  RECORD("0.0.0.0:443", EMPTY,
			 "{11111111-2222-3333-4444-555555555555}", "MY"),
		  NULL, "e:https-record-null " },
		{ ONE,
		  OWN("0.0.0.0:443", PRINT_A) OWN("0.0.0.0:44300", PRINT_A),
		  NULL, "" },
		{ ONE, OWN("0.0.0.0:443", PRINT_A) OWN("0.0.0.0:8443", PRINT_A),
		  NULL, "i:https-record-orphan " },
		{ SITES(SITE("1", FTP("*:21:"))), OWN("0.0.0.0:443", PRINT_A),
		  NULL, "i:https-record-orphan w:ftp-ssl-without-cert " },
		/* A record that answers for others is of use. */
		{ SITES(SITE("1",
			     TLS("*:443:a.example", "1") TLS("*:444:", "0"))),
		  OWN("0.0.0.0:443", PRINT_A) OWN("0.0.0.0:444", PRINT_A), NULL,
		  "w:https-endpoint-without-cert " },
		/* Nothing fits: another server's. */
		{ ONE, OWN("0.0.0.0:8443", PRINT_A), NULL,
		  "w:https-endpoint-without-cert " },
	};

	CHECK_SCENES(scenes);
}
END_TEST

START_TEST(metadata)
{
	static const struct scene scenes[] = {
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_A), BOTH,
		  "i:metadata-cert-hash-ok " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_A), NULL,
		  "w:metadata-cert-hash " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B), NULL,
		  "e:metadata-cert-hash-mismatch " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B), BOTH,
		  "w:metadata-cert-hash-mismatch " },
		/* That it is in date is not known. */
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B),
		  HEADER PRINT_A ",My,,,ok\n" PRINT_B LONG "ok\n",
		  "e:metadata-cert-hash-mismatch " },
		/* Nothing to compare with. */
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", EMPTY), NULL,
		  "e:https-record-null w:metadata-cert-hash " },
		/* The mapper knows no host names; another rule speaks. */
		{ SITES(SITE("1", TLS("*:443:a.example", "1")))
			  META("LM/W3SVC/1"),
		  OWN("a.example:443", PRINT_B), BOTH,
		  "w:metadata-cert-hash-sni-site " },
		{ ONE META("LM/W3SVC"), OWN("0.0.0.0:443", PRINT_B), BOTH,
		  "w:metadata-cert-hash-scope " },
		/* What is gone or bad is not compared. */
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B),
		  HEADER PRINT_B LONG "ok\n", "e:metadata-cert-hash-unknown " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B),
		  BOTH PRINT_A LONG "none\n",
		  "w:metadata-cert-hash-mismatch " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B),
		  HEADER PRINT_A LONG "none\n" PRINT_B LONG "ok\n",
		  "e:metadata-cert-hash-bad-cert " },
		/* A key that is gone: one message for each certificate. */
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_A),
		  HEADER PRINT_A LONG "missing\n" PRINT_B LONG "ok\n",
		  "e:https-cert-user-key " },
		{ ONE META("LM/W3SVC/1"), OWN("0.0.0.0:443", PRINT_B),
		  HEADER PRINT_A LONG "missing\n" PRINT_B LONG "ok\n",
		  "e:https-cert-user-key " },
		{ ONE META("LM/W3SVC"), NULL,
		  HEADER PRINT_A LONG "missing\n" PRINT_B LONG "ok\n",
		  "e:https-cert-user-key " },
	};

	CHECK_SCENES(scenes);
}
END_TEST

#define SSL(hash)                                                              \
	"<ftpServer><security><ssl serverCertHash='" hash                      \
	"'/></security></ftpServer>"
#define FILES(ssl)                                                             \
	SITES("<site name='1' id='1'>" ROOT                                    \
	      "<bindings>" FTP("*:21:") "</bindings>" ssl "</site>")

START_TEST(ftp)
{
	static const struct scene scenes[] = {
		{ FILES(SSL(PRINT_A)), NULL, GOOD, "" },
		{ FILES(SSL(PRINT_B)), NULL, GOOD, "e:ftp-cert-hash-unknown " },
		{ FILES(SSL(PRINT_B)), NULL, PRINT_A "\n",
		  "w:ftp-cert-hash-unknown " },
		{ FILES(SSL(PRINT_A)), NULL,
		  HEADER PRINT_A LONG "missing\n" PRINT_B LONG "ok\n",
		  "e:ftp-cert-bad " },
		/* One mistake, one message. */
		{ FILES(SSL("57686f6120447564652c2049495320526f636b73")), NULL,
		  GOOD, "e:ftp-cert-hash-malformed " },
		{ FILES(SSL("a b")), NULL, GOOD, "e:ftp-cert-hash-malformed " },
		{ FILES(SSL("\xE2\x80\x8E" PRINT_A)), NULL, GOOD,
		  "e:ftp-cert-hash-malformed " },
		{ FILES(SSL("")), NULL, GOOD, "w:ftp-ssl-without-cert " },
		{ FILES("<ftpServer serverAutoStart='false'/>"), NULL, NULL,
		  "" },
		{ FILES("<ftpServer><security><ssl"
			" controlChannelPolicy='SslRequireCredentialsOnly'"
			" dataChannelPolicy='SslAllow'/></security></ftpServer>"),
		  NULL, NULL, "w:ftp-ssl-without-cert " },
		{ SITES(SITE("1", FTP("*:21:a.example")) SITE(
			  "2",
			  TLS("*:443:A.example",
			      "1")) "<siteDefaults>" SSL(PRINT_A) "</siteDefaults>"),
		  OWN("a.example:443", PRINT_B), NULL,
		  "i:ftp-cert-differs-from-https " },
		{ SITES(SITE("1", FTP("*:21:a.example")) SITE(
			  "2",
			  TLS("*:443:A.example",
			      "1")) "<siteDefaults>" SSL(PRINT_A) "</siteDefaults>"),
		  OWN("a.example:443", PRINT_B), HEADER PRINT_B LONG "ok\n",
		  "e:ftp-cert-hash-unknown " },
	};

	CHECK_SCENES(scenes);
}
END_TEST

UNIT_SUITE(rule_certs, certificates, endpoints, metadata, ftp)
