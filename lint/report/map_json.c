/*
 * The map as JSON, version 1. Fields are only ever added.
 */
#include "report/json.h"
#include "report/map.h"
#include "rule/version.h"

struct json_state {
	bool any; /* a server has been written */
};

struct drawing {
	struct report *report;
	struct map map;
};

static void json_begin(struct report *report)
{
	report->state = ARENA_NEW(report->arena, struct json_state);
	out_text(report->out, "{\"version\":1,\n\"tool\":");
	json_write(report, json_pack("{s:s, s:s}", "name", "iislint", "version",
				     iislint_version));
	out_text(report->out, ",\n\"servers\":[");
}

/* Null where nobody knows. */
static json_t *text_of(const struct drawing *drawing, struct slice value)
{
	return value.at ? json_text(drawing->report, value) : json_null();
}

static json_t *safe_text(const struct drawing *drawing, struct slice value)
{
	if (!value.at)
		value = SLICE("");
	return text_of(drawing, map_safe(value));
}

static json_t *line_of(const struct drawing *drawing,
		       const struct xml_element *element)
{
	struct result *result = drawing->map.result;

	return json_integer(
		(json_int_t)source_position(&result->source, element->start)
			.line);
}

/* An array that takes over its items; null when there is no memory. */
static json_t *append(json_t *array, json_t *item)
{
	if (array && !json_array_append_new(array, item))
		return array;
	json_decref(array);
	return NULL;
}

static json_t *finding_of(const struct drawing *drawing,
			  const struct finding *finding)
{
	struct position start = source_position(&drawing->map.result->source,
						finding->at.start);

	return json_pack("{s:s, s:s, s:I, s:I, s:o}", "rule", finding->rule->id,
			 "severity", severity_name(finding->severity), "line",
			 (json_int_t)start.line, "column",
			 (json_int_t)start.column, "message",
			 json_text(drawing->report, finding->message));
}

static json_t *findings_from(const struct drawing *drawing,
			     const struct finding *finding, uint32_t number)
{
	json_t *findings = json_array();

	for (; findings && finding; finding = map_next(&drawing->map, &number))
		findings = append(findings, finding_of(drawing, finding));
	return findings;
}

static json_t *findings_of(const struct drawing *drawing,
			   const struct xml_element *line)
{
	uint32_t number;
	const struct finding *finding = map_first(&drawing->map, line, &number);

	return findings_from(drawing, finding, number);
}

/* --- Certificates --------------------------------------------------------- */

static const char *source_word(enum map_source source)
{
	static const char *const words[] = {
		[MAP_NO_TLS] = "none",
		[MAP_NOT_KNOWN] = "unknown",
		[MAP_NONE] = "none",
		[MAP_CENTRAL_STORE] = "central store",
		[MAP_HTTP_SYS] = "http.sys",
		[MAP_METADATA] = "customMetadata",
		[MAP_FTP] = "ftpServer",
	};

	return words[source];
}

static json_t *answer_word(enum cert_answer answer)
{
	if (answer == CERT_UNKNOWN)
		return json_null();
	return json_boolean(answer == CERT_YES);
}

static const char *key_word(enum cert_key key)
{
	static const char *const words[] = {
		[CERT_KEY_UNKNOWN] = "unknown",
		[CERT_KEY_NONE] = "none",
		[CERT_KEY_LINKED] = "linked",
		[CERT_KEY_MISSING] = "missing",
		[CERT_KEY_UNUSABLE] = "unusable",
		[CERT_KEY_TESTED] = "tested",
		[CERT_KEY_USER] = "user",
	};

	return words[key];
}

static const char *validity_word(enum map_validity validity)
{
	static const char *const words[] = {
		[MAP_VALIDITY_UNKNOWN] = "unknown",
		[MAP_NOT_YET_VALID] = "not yet",
		[MAP_VALID] = "valid",
		[MAP_EXPIRED] = "expired",
	};

	return words[validity];
}

static json_t *days_of(const struct map_certificate *certificate)
{
	return certificate->days_known
		       ? json_integer((json_int_t)certificate->days)
		       : json_null();
}

/* The store that has it, when that is not the one in which it should be. */
static json_t *elsewhere_of(const struct drawing *drawing,
			    const struct cert_store *store)
{
	if (!store)
		return json_null();
	return json_pack("{s:o, s:b}", "store",
			 store->name.len ? text_of(drawing, store->name)
					 : json_null(),
			 "ofUser", store->location == CERT_LOCATION_USER);
}

/* Null for a hash that cannot be read. */
static json_t *thumbprint_of(const struct map_certificate *certificate)
{
	struct thumbprint_text text;

	if (!certificate)
		return json_null();
	text = thumbprint_print(&certificate->sha1);
	return json_string(text.digits);
}

/* Null for a binding without TLS. */
static json_t *certificate_of(const struct drawing *drawing,
			      const struct map_answer *answer)
{
	static const struct map_certificate nothing = { .days = 0 };
	const struct map_certificate *known =
		answer->certificate ? answer->certificate : &nothing;
	struct slice name = known->name;

	if (answer->source == MAP_NO_TLS)
		return json_null();
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:s, s:o}",
			 "source", source_word(answer->source), "thumbprint",
			 thumbprint_of(answer->certificate), "store",
			 text_of(drawing, known->store), "inStore",
			 answer_word(known->listed), "elsewhere",
			 elsewhere_of(drawing, known->elsewhere), "name",
			 name.len ? text_of(drawing, name) : json_null(),
			 "validity", validity_word(known->validity), "daysLeft",
			 days_of(known), "key", key_word(known->key),
			 "findings", findings_of(drawing, answer->element));
}

/* --- Sites ---------------------------------------------------------------- */

static json_t *binding_of(struct drawing *drawing, const struct map_site *site,
			  const struct binding *binding)
{
	const struct map *map = &drawing->map;
	struct map_answer answer;

	map_answer(&drawing->map, site, binding, &answer);
	return json_pack(
		"{s:o, s:o, s:I, s:b, s:b, s:b, s:b, s:o, s:o, s:o}",
		"protocol", safe_text(drawing, binding->protocol),
		"bindingInformation", safe_text(drawing, binding->information),
		"sslFlags", (json_int_t)binding->ssl_flags, "sni",
		(binding->ssl_flags & SSL_FLAG_SNI) != 0, "centralStore",
		(binding->ssl_flags & SSL_FLAG_CENTRAL_STORE) != 0,
		"ofSiteDefaults", binding_is_inherited(&map->check, binding),
		"stopped",
		site->ftp_stopped && slice_is_nocase(binding->protocol, "ftp"),
		"certificate", certificate_of(drawing, &answer), "line",
		line_of(drawing, binding->element), "findings",
		findings_of(drawing, binding->element));
}

static json_t *directory_of(const struct drawing *drawing,
			    const struct virtual_directory *directory)
{
	struct map_directory drawn;

	map_directory(&drawing->map, directory, &drawn);
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "path",
			 safe_text(drawing, directory->path), "physicalPath",
			 text_of(drawing, drawn.physical_path), "userName",
			 text_of(drawing, drawn.user), "line",
			 line_of(drawing, directory->element), "findings",
			 findings_of(drawing, directory->element));
}

static json_t *directories_of(const struct drawing *drawing,
			      const struct application *application)
{
	json_t *directories = json_array();

	for (size_t i = 0; directories && i < application->directory_count; i++)
		directories = append(
			directories,
			directory_of(drawing, &application->directories[i]));
	return directories;
}

static struct slice configuration_path(const struct drawing *drawing,
				       const struct application *application)
{
	return config_application_path(&drawing->map.result->config,
				       application);
}

static json_t *application_of(const struct drawing *drawing,
			      const struct application *application)
{
	static const struct map_pool none = { .user = { NULL, 0 } };
	const struct map_pool *pool;
	struct map_application drawn;

	map_application(&drawing->map, application, &drawn);
	pool = drawn.pool ? drawn.pool : &none;
	return json_pack(
		"{s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "path",
		safe_text(drawing, application->path), "configurationPath",
		safe_text(drawing, configuration_path(drawing, application)),
		"pool", text_of(drawing, drawn.pool_name), "poolInFile",
		drawn.pool != NULL, "identityType",
		text_of(drawing, pool->identity), "userName",
		text_of(drawing, pool->user), "enabledProtocols",
		text_of(drawing, drawn.protocols), "virtualDirectories",
		directories_of(drawing, application), "line",
		line_of(drawing, application->element), "findings",
		findings_of(drawing, application->element));
}

/* The next item of a list, each on a line of its own. */
static void write_item(const struct drawing *drawing, size_t index,
		       json_t *item)
{
	out_text(drawing->report->out, index ? ",\n" : "\n");
	json_write(drawing->report, item);
}

static void write_member(const struct drawing *drawing, const char *before,
			 json_t *value)
{
	out_text(drawing->report->out, before);
	json_write(drawing->report, value);
}

static void write_bindings(struct drawing *drawing, const struct site *site,
			   const struct map_site *drawn)
{
	out_text(drawing->report->out, ",\n\"bindings\":[");
	for (size_t i = 0; i < site->binding_count; i++)
		write_item(drawing, i,
			   binding_of(drawing, drawn, &site->bindings[i]));
}

static void write_applications(const struct drawing *drawing,
			       const struct site *site)
{
	out_text(drawing->report->out, "],\n\"applications\":[");
	for (size_t i = 0; i < site->application_count; i++)
		write_item(drawing, i,
			   application_of(drawing, &site->applications[i]));
}

/* By hand: a site may have 100,000 bindings and applications. */
static void write_site(struct drawing *drawing, const struct site *site)
{
	static const struct map_answer none = { .source = MAP_NO_TLS };
	struct map_site drawn;

	map_site(&drawing->map, site, &drawn);
	write_member(drawing, "{\"name\":", safe_text(drawing, site->name));
	write_member(drawing, ",\"id\":",
		     site->has_id ? json_integer((json_int_t)site->id)
				  : json_null());
	write_member(drawing, ",\"stopped\":", json_boolean(drawn.stopped));
	write_member(drawing, ",\"customMetadata\":",
		     certificate_of(drawing, drawn.metadata_apart
						     ? &drawn.metadata
						     : &none));
	write_member(drawing, ",\"line\":", line_of(drawing, site->element));
	write_member(drawing,
		     ",\"findings\":", findings_of(drawing, site->element));
	write_bindings(drawing, site, &drawn);
	write_applications(drawing, site);
	out_text(drawing->report->out, "]}");
}

/* --- Pools ---------------------------------------------------------------- */

static json_t *users_of(const struct drawing *drawing,
			const struct application_pool *pool)
{
	const struct application *user = pool->first_user;
	json_t *users = json_array();

	for (; users && user; user = user->next_user)
		users = append(
			users,
			safe_text(drawing, configuration_path(drawing, user)));
	return users;
}

static json_t *pool_of(const struct drawing *drawing,
		       const struct map_pool *pool)
{
	const struct xml_element *element = pool->pool->element;

	return json_pack("{s:o, s:b, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}",
			 "name", safe_text(drawing, pool->pool->name),
			 "stopped", pool->stopped, "managedRuntimeVersion",
			 text_of(drawing, pool->runtime), "managedPipelineMode",
			 text_of(drawing, pool->pipeline),
			 "enable32BitAppOnWin64", pool->bits32, "identityType",
			 text_of(drawing, pool->identity), "userName",
			 text_of(drawing, pool->user), "applications",
			 users_of(drawing, pool->pool), "line",
			 line_of(drawing, element), "findings",
			 findings_of(drawing, element));
}

/* --- The whole ------------------------------------------------------------ */

/* Where the map ends because the file does not go on as XML; or null. */
static json_t *error_of(const struct drawing *drawing)
{
	struct result *result = drawing->map.result;
	const struct xml_error *error = &result->document.error;
	struct position position;

	if (error->fault == XML_FINE)
		return json_null();
	position = source_position(&result->source, error->at.start);
	return json_pack("{s:I, s:I, s:o}", "line", (json_int_t)position.line,
			 "column", (json_int_t)position.column, "message",
			 json_text(drawing->report, error->message));
}

static void write_others(const struct drawing *drawing)
{
	const struct map *map = &drawing->map;
	const struct finding *finding;
	uint32_t number;
	size_t count = 0;

	out_text(drawing->report->out, "],\n\"otherFindings\":[");
	for (finding = map_first_other(map, &number); finding;
	     finding = map_next(map, &number))
		write_item(drawing, count++, finding_of(drawing, finding));
	out_text(drawing->report->out, "]}");
}

static void write_server(struct drawing *drawing)
{
	const struct config *config = &drawing->map.result->config;
	struct out *out = drawing->report->out;

	out_text(out, ",\"status\":\"checked\",\"malformed\":");
	json_write(drawing->report, error_of(drawing));
	out_text(out, ",\n\"sites\":[");
	for (size_t i = 0; i < config->site_count; i++) {
		out_text(out, i ? ",\n" : "\n");
		write_site(drawing, &config->sites[i]);
	}
	out_text(out, "],\n\"pools\":[");
	for (size_t i = 0; i < config->pool_count; i++)
		write_item(drawing, i,
			   pool_of(drawing, &drawing->map.pools[i]));
	write_others(drawing);
}

static void write_map(struct report *report, struct result *result)
{
	struct drawing drawing = { .report = report };
	struct arena arena;

	arena_init(&arena, report->arena->memory);
	map_open(&drawing.map, result, report->min, &arena);
	if (!arena_failed(&arena))
		write_server(&drawing);
	if (arena_failed(&arena) || arena_failed(&result->arena))
		report_fail(report);
	arena_free(&arena);
}

static void json_file(struct report *report, const char *name,
		      struct result *result, const char *why)
{
	struct json_state *state = report->state;

	if (!state)
		return;
	out_text(report->out, state->any ? ",\n{\"file\":" : "\n{\"file\":");
	state->any = true;
	json_write(report, json_text(report, slice_of(name)));
	if (result) {
		write_map(report, result);
		return;
	}
	out_text(report->out, ",\"status\":\"failed\",\"message\":");
	json_write(report, json_text(report, slice_of(why)));
	out_char(report->out, '}');
}

static void json_end(struct report *report)
{
	out_text(report->out, "\n],\n");
	json_write_summary(report);
}

const struct report_format map_json = {
	.name = "json",
	.summary = "the map of a server, for programs",
	.begin = json_begin,
	.file = json_file,
	.end = json_end,
};
