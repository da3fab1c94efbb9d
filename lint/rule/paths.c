#include "rule/paths.h"

static bool is_slash(char c)
{
	return c == '\\' || c == '/';
}

static char at(struct slice path, size_t index)
{
	return index < path.len ? path.at[index] : 0;
}

bool path_variable(struct slice *rest, struct slice *name)
{
	size_t start = slice_find(*rest, '%'), len;

	if (start == SIZE_MAX)
		return false;
	*rest = slice_skip(*rest, start + 1);
	len = slice_find(*rest, '%');
	if (len == SIZE_MAX)
		return false;
	*name = slice_take(*rest, len);
	*rest = slice_skip(*rest, len + 1);
	return true;
}

enum path_kind path_kind(struct slice path)
{
	struct slice rest = path, name;

	path = slice_trim(path);
	rest = path;
	if (!path.len)
		return PATH_EMPTY;
	if (is_slash(path.at[0]) && is_slash(at(path, 1)))
		return (at(path, 2) == '?' || at(path, 2) == '.') &&
				       is_slash(at(path, 3))
			       ? PATH_DEVICE
			       : PATH_UNC;
	if (is_slash(path.at[0]))
		return PATH_ROOTED;
	if (ascii_is_alpha(path.at[0]) && at(path, 1) == ':')
		return is_slash(at(path, 2)) ? PATH_DRIVE : PATH_DRIVE_RELATIVE;
	if (path.at[0] == '%' && path_variable(&rest, &name) && name.len)
		return PATH_VARIABLE;
	return PATH_RELATIVE;
}

/* Values on a server of which C: is the system's drive. */
static struct slice value_of(struct slice name)
{
	static const struct {
		const char *name, *value;
	} known[] = {
		{ "SystemDrive", "c:" },
		{ "SystemRoot", "c:\\windows" },
		{ "windir", "c:\\windows" },
		{ "ProgramFiles", "c:\\program files" },
		{ "ProgramW6432", "c:\\program files" },
		{ "ProgramFiles(x86)", "c:\\program files (x86)" },
		{ "CommonProgramFiles", "c:\\program files\\common files" },
		{ "CommonProgramFiles(x86)",
		  "c:\\program files (x86)\\common files" },
		{ "ProgramData", "c:\\programdata" },
		{ "ALLUSERSPROFILE", "c:\\programdata" },
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(name, known[i].name))
			return slice_of(known[i].value);
	return (struct slice){ NULL, 0 };
}

/* A canonical path in the making. */
struct path {
	char *text;
	size_t len;
	size_t root; /* bytes that ".." does not take away */
};

static void put(struct path *path, char c)
{
	path->text[path->len++] = ascii_lower(c);
}

/* End a part of the path: "." and ".." are no parts of their own. */
static void end_part(struct path *path)
{
	size_t start = path->len;

	while (start > path->root && path->text[start - 1] != '\\')
		start--;
	if (path->len - start == 1 && path->text[start] == '.')
		path->len = start;
	if (path->len - start != 2 || !start ||
	    memcmp(path->text + start, "..", 2))
		return;
	path->len = start;
	/* The folder before it goes, but for a drive. */
	if (start <= path->root + 1 || path->text[start - 2] == ':')
		return;
	path->len--;
	while (path->len > path->root && path->text[path->len - 1] != '\\')
		path->len--;
}

static void put_slash(struct path *path)
{
	end_part(path);
	if (!path->len || path->text[path->len - 1] != '\\')
		put(path, '\\');
}

static void put_all(struct path *path, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_slash(text.at[i]))
			put_slash(path);
		else
			put(path, text.at[i]);
	}
}

/* Room for a path whose variables have been replaced. */
static size_t room_for(struct slice path)
{
	size_t room = path.len + 2;
	struct slice name;

	while (path_variable(&path, &name))
		room += value_of(name).len;
	return room;
}

static struct slice unquoted(struct slice path)
{
	path = slice_trim(path);
	if (path.len && path.at[0] == '"')
		path = slice_skip(path, 1);
	if (path.len && path.at[path.len - 1] == '"')
		path.len--;
	return slice_trim(path);
}

struct slice path_canonical(struct check *check, struct slice path)
{
	struct path made = { .len = 0 };
	struct slice rest, name;

	path = unquoted(path);
	made.text = arena_alloc(check->arena, room_for(path), 1);
	if (!made.text)
		return SLICE("");
	if (path.len > 1 && is_slash(path.at[0]) && is_slash(path.at[1])) {
		put(&made, '\\');
		put(&made, '\\');
		path = slice_skip(path, 2);
	}
	made.root = made.len;
	for (rest = path; path_variable(&rest, &name); path = rest) {
		struct slice value = value_of(name);
		size_t before = (size_t)(name.at - 1 - path.at);

		put_all(&made, slice_take(path, before));
		put_all(&made, value.len ? value
					 : (struct slice){ name.at - 1,
							   name.len + 2 });
	}
	put_all(&made, path);
	end_part(&made);
	while (made.len > made.root && made.text[made.len - 1] == '\\')
		made.len--;
	return (struct slice){ made.text, made.len };
}

bool path_is_in(struct slice path, struct slice folder)
{
	while (folder.len && folder.at[folder.len - 1] == '\\')
		folder.len--;
	return folder.len && slice_starts(path, folder) &&
	       (path.len == folder.len || path.at[folder.len] == '\\');
}

struct slice path_file(struct slice path)
{
	size_t start = path.len;

	while (start && !is_slash(path.at[start - 1]))
		start--;
	return slice_skip(path, start);
}
