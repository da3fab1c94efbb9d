#include "cli/schemas.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/directory.h"

static bool complain(struct schemas *schemas, const char *path,
		     const char *text)
{
	out_text(schemas->errors, "iislint: ");
	out_escaped(schemas->errors, slice_of(path));
	out_text(schemas->errors, ": ");
	out_escaped(schemas->errors, slice_of(text));
	out_char(schemas->errors, '\n');
	return false;
}

static bool out_of_memory(struct schemas *schemas)
{
	out_text(schemas->errors, "iislint: out of memory\n");
	return false;
}

/* What the loader does not like, and where. */
static bool refuse(struct schemas *schemas, struct source *source)
{
	const struct schema_error *error = &schemas->loader.error;
	struct position position;

	if (!error->message || !source_map_lines(source))
		return out_of_memory(schemas);
	position = source_position(source, error->at.start);
	out_text(schemas->errors, "iislint: ");
	out_escaped(schemas->errors, slice_of(source->name));
	out_printf(schemas->errors, ":%u:%u: ", (unsigned)position.line,
		   (unsigned)position.column);
	out_escaped(schemas->errors, slice_of(error->message));
	out_char(schemas->errors, '\n');
	return false;
}

/* The places in a schema are numbers of 32 bits, so all files are limited. */
static bool add_source(struct schemas *schemas, struct source *source)
{
	struct xml_document document;
	bool fine;

	schemas->size += source->text.len;
	if (schemas->size > SOURCE_SIZE_MAX)
		return complain(schemas, source->name,
				"the schema files are larger than 1 GiB "
				"together");
	fine = xml_read(&document, source, schemas->arena.memory);
	if (!fine)
		out_of_memory(schemas);
	else if (!schema_load(&schemas->loader, &document))
		fine = refuse(schemas, source);
	xml_free(&document);
	return fine;
}

static bool add_file(struct schemas *schemas, const char *path)
{
	struct source source;
	enum source_status status =
		source_load_xml(&source, path, path, schemas->arena.memory);
	bool fine;

	if (status == SOURCE_NO_MEMORY)
		fine = out_of_memory(schemas);
	else if (status != SOURCE_OK)
		fine = complain(schemas, path, source_problem(status));
	else
		fine = add_source(schemas, &source);
	source_free(&source);
	return fine;
}

/* By its name, and not what would have to be waited for. */
static bool is_schema_file(const char *path)
{
	struct stat info;
	struct slice name = slice_of(path);
	size_t dot = slice_find_last(name, '.');

	return slice_is_nocase(slice_skip(name, dot), ".xml") &&
	       (stat(path, &info) || S_ISREG(info.st_mode));
}

static size_t count_files(struct arena *arena, const char *path,
			  const struct directory *names)
{
	size_t count = 0;

	for (size_t i = 0; i < names->names.count; i++)
		count += is_schema_file(
			directory_join(arena, path, directory_name(names, i)));
	return count;
}

static bool add_files(struct schemas *schemas, const char *path,
		      const struct directory *names)
{
	size_t count = count_files(&schemas->arena, path, names);
	bool fine = true;

	if (arena_failed(&schemas->arena))
		return out_of_memory(schemas);
	if (!count)
		return complain(schemas, path,
				"the directory has no schema files (*.xml)");
	if (count > SCHEMAS_FILES_MAX)
		return complain(schemas, path,
				"the directory has more than 10000 schema "
				"files");
	for (size_t i = 0; fine && i < names->names.count; i++) {
		const char *file = directory_join(&schemas->arena, path,
						  directory_name(names, i));

		if (is_schema_file(file))
			fine = add_file(schemas, file);
	}
	return fine;
}

static bool add_folder(struct schemas *schemas, const char *path)
{
	struct directory names;
	bool fine;

	if (directory_read(&names, &schemas->arena, path))
		fine = add_files(schemas, path, &names);
	else
		fine = complain(schemas, path, strerror(errno));
	directory_free(&names);
	return fine;
}

bool schemas_are_in(struct arena *arena, const char *directory)
{
	struct directory names;
	bool any = !directory_read(&names, arena, directory) ||
		   count_files(arena, directory, &names);

	directory_free(&names);
	return any;
}

/* Folders first: the order on the command line has no meaning. */
static bool add_all(struct schemas *schemas, const char *const *paths,
		    size_t count, const char *folder)
{
	bool fine = !folder || add_folder(schemas, folder);

	for (size_t i = 0; fine && !folder && i < count; i++)
		if (directory_is(paths[i]))
			fine = add_folder(schemas, paths[i]);
	for (size_t i = 0; fine && i < count; i++)
		if (!directory_is(paths[i]))
			fine = add_file(schemas, paths[i]);
	return fine;
}

/*
 * Many files extend <site>, of FTP for one; which attribute is its key, only
 * that of IIS itself says.
 */
static bool knows_sites(const struct schema *schema)
{
	const struct schema_section *sites =
		schema_section(schema, SLICE("system.applicationHost/sites"));
	struct schema_child site;

	return sites &&
	       schema_child(schema, schema_section_element(schema, sites),
			    SLICE("site"), &site) &&
	       schema_attribute(schema, site.element, SLICE("id"));
}

/* Against the files of third parties alone, all of IIS would be unknown. */
static bool check_complete(struct schemas *schemas, const char *folder)
{
	return knows_sites(&schemas->schema) ||
	       complain(schemas, folder,
			"holds no IIS_schema.xml: copy the whole folder "
			"inetsrv\\config\\schema, or pass single files with "
			"--schema to add them to the built-in schema");
}

/* The folder that what is built in gives way to; or null. */
static const char *first_folder(const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (directory_is(paths[i]))
			return paths[i];
	return NULL;
}

bool schemas_load(struct schemas *schemas, const struct allocator *memory,
		  enum target target, const char *const *paths, size_t count,
		  const char *folder, struct out *errors)
{
	const char *first = folder ? folder : first_folder(paths, count);

	*schemas = (struct schemas){
		.schema = schema_builtin,
		.replaced = first,
		.errors = errors,
	};
	arena_init(&schemas->arena, memory);
	schema_load_start(&schemas->loader, &schemas->arena,
			  first || !count ? NULL : &schema_builtin);
	if (!add_all(schemas, paths, count, folder))
		return false;
	if ((first || count) &&
	    !schema_load_end(&schemas->loader, &schemas->schema))
		return out_of_memory(schemas);
	schemas->schema.target = target;
	return !first || check_complete(schemas, first);
}

void schemas_free(struct schemas *schemas)
{
	schema_load_free(&schemas->loader);
	arena_free(&schemas->arena);
}
