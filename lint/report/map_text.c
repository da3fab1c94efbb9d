/*
 * The map as text.
 */
#include "report/map_line.h"
#include "report/map_words.h"
#include "report/summary.h"

/* Values that are wider do not make their column wider. */
enum {
	PROTOCOL_MAX = 16,
	PATH_COLUMN_MAX = 32,
	POOL_COLUMN_MAX = 56,
	NAME_COLUMN_MAX = 40,
	IDENTITY_COLUMN_MAX = 40,
};

/* Applications that are named with their pool. */
enum { USERS_NAMED = 20 };

struct text_state {
	size_t checked, failed;
	bool any; /* a map has been drawn */
};

static void widen(size_t *width, const struct pen *measure, size_t most)
{
	if (measure->column > *width && measure->column <= most)
		*width = measure->column;
}

/* Has the whole file been read? If not, nobody knows what follows. */
static bool is_whole(const struct map *map)
{
	return map->result->document.error.fault == XML_FINE;
}

static void text_begin(struct report *report)
{
	report->state = ARENA_NEW(report->arena, struct text_state);
}

/* --- Bindings ------------------------------------------------------------- */

static size_t protocol_width(const struct site *site)
{
	size_t width = 0;

	for (size_t i = 0; i < site->binding_count; i++) {
		struct pen measure = { .out = NULL };

		pen_value(&measure, map_safe(site->bindings[i].protocol));
		widen(&width, &measure, PROTOCOL_MAX);
	}
	return width;
}

static void put_flags(struct drawing *drawing, const struct map_site *site,
		      const struct binding *binding,
		      const struct map_answer *answer)
{
	struct pen *pen = &drawing->pen;

	if (binding->https && binding->ssl_flags & SSL_FLAG_SNI)
		pen_text(pen, "  SNI");
	if (binding->https && binding->ssl_flags & SSL_FLAG_CENTRAL_STORE &&
	    answer->source != MAP_CENTRAL_STORE)
		pen_text(pen, "  central store");
	if (site->ftp_stopped && slice_is_nocase(binding->protocol, "ftp"))
		pen_text(pen, "  stopped");
	if (binding_is_inherited(&drawing->map.check, binding))
		pen_text(pen, "  of siteDefaults");
}

/* Of the binding above it, whose address begins in that column. */
static void draw_certificate(struct drawing *drawing,
			     const struct map_answer *answer, size_t column)
{
	line_begin(drawing, &(struct about){ { answer->element } }, column);
	pen_text(&drawing->pen, "-> ");
	words_certificate(&drawing->pen, answer);
	if (answer->source == MAP_METADATA)
		pen_text(&drawing->pen, ", by customMetadata");
	line_end(drawing);
}

/* Of no binding. */
static void draw_metadata(struct drawing *drawing,
			  const struct map_answer *answer)
{
	line_begin(drawing, &(struct about){ { answer->element } }, LINE_ITEM);
	pen_text(&drawing->pen, "customMetadata -> ");
	words_certificate(&drawing->pen, answer);
	line_end(drawing);
}

static void draw_binding(struct drawing *drawing, const struct map_site *site,
			 const struct binding *binding, size_t column)
{
	struct pen *pen = &drawing->pen;
	struct map_answer answer;

	map_answer(&drawing->map, site, binding, &answer);
	line_begin(drawing, &(struct about){ { binding->element } }, LINE_ITEM);
	pen_value(pen, map_safe(binding->protocol));
	pen_to(pen, column);
	pen_value(pen, map_safe(binding->information));
	put_flags(drawing, site, binding, &answer);
	pen_text(pen, words_answer(answer.source));
	line_end(drawing);
	if (answer.source >= MAP_HTTP_SYS)
		draw_certificate(drawing, &answer, column);
}

static void draw_bindings(struct drawing *drawing, const struct site *site,
			  const struct map_site *drawn)
{
	size_t column = LINE_ITEM + protocol_width(site) + 2;

	for (size_t i = 0; i < site->binding_count; i++)
		draw_binding(drawing, drawn, &site->bindings[i], column);
	if (drawn->metadata_apart)
		draw_metadata(drawing, &drawn->metadata);
}

/* --- Applications --------------------------------------------------------- */

/* Columns of a site's applications. */
struct columns {
	size_t pool, path;
};

/* The directory on the line of its application, or null. */
static const struct virtual_directory *
root_of(const struct application *application)
{
	for (size_t i = 0; i < application->directory_count; i++)
		if (slice_is(application->directories[i].path, "/"))
			return &application->directories[i];
	return NULL;
}

static void measure_application(const struct map *map,
				const struct application *application,
				struct columns *columns)
{
	const struct virtual_directory *root = root_of(application);
	struct pen path = { .out = NULL }, pool = path;
	struct map_application drawn;

	map_application(map, application, &drawn);
	words_application(&path, application, &drawn);
	widen(&columns->pool, &path, PATH_COLUMN_MAX);
	words_pool_of(&pool, &drawn, is_whole(map));
	widen(&columns->path, &pool, POOL_COLUMN_MAX);
	for (size_t i = 0; i < application->directory_count; i++) {
		if (&application->directories[i] == root)
			continue;
		path.column = LINE_DEEPER - LINE_ITEM;
		pen_value(&path, map_safe(application->directories[i].path));
		widen(&columns->pool, &path, PATH_COLUMN_MAX);
	}
}

static struct columns measure(const struct map *map, const struct site *site)
{
	struct columns columns = { 0, 0 };

	for (size_t i = 0; i < site->application_count; i++)
		measure_application(map, &site->applications[i], &columns);
	columns.pool += LINE_ITEM + 1;
	columns.path += columns.pool + sizeof("-> ") - 1 + 1;
	return columns;
}

/* Where the line has no room for the path, it stands under the pool. */
static void put_directory(struct drawing *drawing,
			  const struct virtual_directory *directory,
			  const struct columns *columns)
{
	struct pen *pen = &drawing->pen;
	struct pen measure = { .out = NULL, .column = columns->path };
	struct map_directory drawn;

	map_directory(&drawing->map, directory, &drawn);
	if (pen->column > measure.column)
		measure.column = pen->column;
	pen_text(&measure, "-> ");
	words_directory(&measure, &drawn);
	if (measure.column <= LINE_WIDTH) {
		pen_to(pen, columns->path);
	} else {
		if (pen->column > columns->pool)
			pen_end(pen);
		pen_to(pen, columns->pool);
	}
	pen_text(pen, "-> ");
	words_directory(pen, &drawn);
}

static void draw_application(struct drawing *drawing,
			     const struct application *application,
			     const struct columns *columns)
{
	const struct virtual_directory *root = root_of(application);
	struct about about = { { application->element,
				 root ? root->element : NULL } };
	struct pen *pen = &drawing->pen;
	struct map_application drawn;

	map_application(&drawing->map, application, &drawn);
	line_begin(drawing, &about, LINE_ITEM);
	words_application(pen, application, &drawn);
	pen_to(pen, columns->pool);
	pen_text(pen, "-> ");
	words_pool_of(pen, &drawn, is_whole(&drawing->map));
	if (root)
		put_directory(drawing, root, columns);
	line_end(drawing);
}

static void draw_directory(struct drawing *drawing,
			   const struct virtual_directory *directory,
			   const struct columns *columns)
{
	line_begin(drawing, &(struct about){ { directory->element } },
		   LINE_DEEPER);
	pen_value(&drawing->pen, map_safe(directory->path));
	put_directory(drawing, directory, columns);
	line_end(drawing);
}

static void draw_applications(struct drawing *drawing, const struct site *site)
{
	struct columns columns = measure(&drawing->map, site);

	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *application = &site->applications[i];
		const struct virtual_directory *root = root_of(application);

		draw_application(drawing, application, &columns);
		for (size_t j = 0; j < application->directory_count; j++)
			if (&application->directories[j] != root)
				draw_directory(drawing,
					       &application->directories[j],
					       &columns);
	}
}

static void draw_site(struct drawing *drawing, const struct site *site)
{
	struct pen *pen = &drawing->pen;
	struct map_site drawn;

	map_site(&drawing->map, site, &drawn);
	pen_end(pen);
	line_begin(drawing, &(struct about){ { site->element } }, LINE_HEADING);
	line_bold(drawing);
	pen_text(pen, "site \"");
	pen_value(pen, map_safe(site->name));
	pen_text(pen, "\"");
	line_plain(drawing);
	if (site->has_id)
		pen_printf(pen, " (id %u", (unsigned)site->id);
	else
		pen_text(pen, " (no id");
	pen_text(pen, drawn.stopped ? ", stopped)" : ")");
	line_end(drawing);
	draw_bindings(drawing, site, &drawn);
	draw_applications(drawing, site);
}

/* --- Pools ---------------------------------------------------------------- */

struct pool_columns {
	size_t runtime, mode, identity, users;
};

static void measure_pool(const struct map_pool *pool,
			 struct pool_columns *columns)
{
	const struct {
		void (*words)(struct pen *pen, const struct map_pool *drawn);
		size_t *width, most;
	} cells[] = {
		{ words_pool, &columns->runtime, NAME_COLUMN_MAX },
		{ words_runtime, &columns->mode, NAME_COLUMN_MAX },
		{ words_mode, &columns->identity, NAME_COLUMN_MAX },
		{ words_identity, &columns->users, IDENTITY_COLUMN_MAX },
	};

	for (size_t i = 0; i < LENGTH(cells); i++) {
		struct pen measure = { .out = NULL };

		cells[i].words(&measure, pool);
		widen(cells[i].width, &measure, cells[i].most);
	}
}

static struct pool_columns measure_pools(const struct map *map)
{
	struct pool_columns columns = { .users = 0 };

	for (size_t i = 0; i < map->result->config.pool_count; i++)
		measure_pool(&map->pools[i], &columns);
	columns.runtime += LINE_ITEM + 2;
	columns.mode += columns.runtime + 2;
	columns.identity += columns.mode + 2;
	columns.users += columns.identity + 2;
	return columns;
}

/* The next one of the list; where it has no room, on the next line. */
static void put_user(struct pen *pen, struct slice path, bool first,
		     bool broken)
{
	struct pen measure = { .out = NULL, .column = pen->column };

	pen_text(&measure, ", ");
	pen_value(&measure, path);
	if (!first)
		pen_text(pen, ",");
	if (broken && !first && measure.column >= LINE_WIDTH) {
		pen_end(pen);
		pen_to(pen, LINE_DEEPER + sizeof("<- ") - 1);
	} else {
		pen_text(pen, " ");
	}
	pen_value(pen, path);
}

/* "<- Shop, Shop/api, and 3 more" */
static void put_users(const struct drawing *drawing, struct pen *pen,
		      const struct application_pool *pool, bool broken)
{
	const struct config *config = &drawing->map.result->config;
	size_t count = 0;

	if (pool->first_user)
		pen_text(pen, "<-");
	else
		pen_text(pen, is_whole(&drawing->map) ? "unused"
						      : "no application read");
	for (const struct application *user = pool->first_user; user;
	     user = user->next_user)
		if (count++ < USERS_NAMED)
			put_user(
				pen,
				map_safe(config_application_path(config, user)),
				count == 1, broken);
	if (count > USERS_NAMED)
		pen_printf(pen, ", and %zu more", count - USERS_NAMED);
}

static void draw_pool(struct drawing *drawing, const struct map_pool *pool,
		      const struct pool_columns *columns)
{
	struct pen measure = { .out = NULL, .column = columns->users };
	struct pen *pen = &drawing->pen;

	line_begin(drawing, &(struct about){ { pool->pool->element } },
		   LINE_ITEM);
	words_pool(pen, pool);
	pen_to(pen, columns->runtime);
	words_runtime(pen, pool);
	pen_to(pen, columns->mode);
	words_mode(pen, pool);
	pen_to(pen, columns->identity);
	words_identity(pen, pool);
	put_users(drawing, &measure, pool->pool, false);
	if (measure.column <= LINE_WIDTH) {
		pen_to(pen, columns->users);
		put_users(drawing, pen, pool->pool, false);
		line_end(drawing);
		return;
	}
	line_end(drawing);
	pen_to(pen, LINE_DEEPER);
	put_users(drawing, pen, pool->pool, true);
	pen_end(pen);
}

static void draw_pools(struct drawing *drawing)
{
	const struct map *map = &drawing->map;
	struct pool_columns columns = measure_pools(map);
	size_t count = map->result->config.pool_count;

	if (!count)
		return;
	pen_end(&drawing->pen);
	pen_to(&drawing->pen, LINE_HEADING);
	line_bold(drawing);
	pen_text(&drawing->pen, "application pools");
	line_plain(drawing);
	pen_end(&drawing->pen);
	for (size_t i = 0; i < count; i++)
		draw_pool(drawing, &map->pools[i], &columns);
}

/* --- The whole ------------------------------------------------------------ */

static void draw_others(struct drawing *drawing)
{
	struct pen *pen = &drawing->pen;
	size_t count;

	/* An empty line only if there is one behind it. */
	if (!drawing->map.others)
		return;
	pen_end(pen);
	if (line_begin_others(drawing, &count))
		pen_printf(pen, "%zu other finding%s: run without --map", count,
			   count == 1 ? "" : "s");
	line_end(drawing);
}

static void draw_head(struct drawing *drawing, const char *name)
{
	const struct config *config = &drawing->map.result->config;
	struct out *out = drawing->report->out;

	line_bold(drawing);
	out_escaped(out, slice_of(name));
	line_plain(drawing);
	out_text(out, ": ");
	summary_count(out, config->site_count, "site");
	out_text(out, ", ");
	summary_count(out, config->application_count, "application");
	out_text(out, ", ");
	summary_count(out, config->pool_count, "application pool");
	out_char(out, '\n');
}

/* Whether or not a rule says so, this is not the whole server. */
static void draw_error(struct drawing *drawing, const char *name)
{
	struct result *result = drawing->map.result;
	const struct xml_error *error = &result->document.error;
	struct out *out = drawing->report->out;

	if (error->fault == XML_FINE)
		return;
	report_place(out, name,
		     source_position(&result->source, error->at.start));
	out_text(out, ": ");
	line_severity(drawing, SEVERITY_ERROR);
	out_text(out, "error: the map ends here");
	line_plain(drawing);
	out_text(out, ": ");
	out_escaped(out, error->message);
	out_char(out, '\n');
}

static void draw(struct drawing *drawing, const char *name)
{
	const struct config *config = &drawing->map.result->config;
	struct text_state *state = drawing->report->state;

	if (state->any)
		out_char(drawing->report->out, '\n');
	state->any = true;
	draw_head(drawing, name);
	draw_error(drawing, name);
	for (size_t i = 0; i < config->site_count; i++)
		draw_site(drawing, &config->sites[i]);
	draw_pools(drawing);
	draw_others(drawing);
}

static void text_file(struct report *report, const char *name,
		      struct result *result, const char *why)
{
	struct text_state *state = report->state;
	struct drawing drawing = { .report = report, .pen.out = report->out };
	struct arena arena;

	(void)why;
	if (!state)
		return;
	state->checked += result != NULL;
	state->failed += !result;
	if (!result)
		return;
	arena_init(&arena, report->arena->memory);
	map_open(&drawing.map, result, report->min, &arena);
	if (!arena_failed(&arena) && line_open(&drawing))
		draw(&drawing, name);
	if (arena_failed(&arena) || arena_failed(&result->arena))
		report_fail(report);
	arena_free(&arena);
}

static void text_end(struct report *report)
{
	const struct text_state *state = report->state;

	if (!state || report->quiet)
		return;
	if (state->any)
		out_char(report->out, '\n');
	summary_print(report, state->checked, state->failed);
}

const struct report_format map_text = {
	.name = "text",
	.summary = "the map of a server, for people",
	.brief = true,
	.begin = text_begin,
	.file = text_file,
	.end = text_end,
};
