#include "xml/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(_POSIX_MAPPED_FILES) && _POSIX_MAPPED_FILES > 0
#include <sys/mman.h>
#define CAN_MAP 1
#else
#define CAN_MAP 0
#endif

#include "base/utf8.h"
#include "xml/decode.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif

static void start(struct source *source, const char *name,
		  const struct allocator *memory)
{
	*source = (struct source){
		.name = name,
		.memory = memory,
		.invalid_at = SIZE_MAX,
	};
}

static void *resize(struct source *source, void *block, size_t size)
{
	return source->memory->resize(source->memory->context, block, size);
}

/* Room for `size` bytes and the NUL that ends every text. */
static bool reserve(struct source *source, size_t size)
{
	char *bytes = resize(source, source->bytes, size + 1);

	if (!bytes)
		return false;
	source->bytes = bytes;
	return true;
}

/* `room` is a guess; input that turns out larger is read all the same. */
static enum source_status read_all(struct source *source, int file, size_t room)
{
	if (!reserve(source, room))
		return SOURCE_NO_MEMORY;
	for (;;) {
		ssize_t n;

		if (source->byte_count == room) {
			room += room / 2;
			if (!reserve(source, room))
				return SOURCE_NO_MEMORY;
		}
		n = read(file, source->bytes + source->byte_count,
			 room - source->byte_count);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return SOURCE_UNREADABLE;
		if (n == 0)
			break;
		source->byte_count += (size_t)n;
		if (source->byte_count > SOURCE_SIZE_MAX)
			return SOURCE_TOO_LARGE;
	}
	source->bytes[source->byte_count] = '\0';
	return SOURCE_OK;
}

#if CAN_MAP
/* The system puts zeros behind the file's end, up to the end of a page. */
static bool map(struct source *source, int file, size_t size)
{
	void *bytes;

	if (size < SOURCE_MAP_MIN || size % (size_t)sysconf(_SC_PAGESIZE) == 0)
		return false;
	bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
	if (bytes == MAP_FAILED)
		return false;
	source->bytes = bytes;
	source->byte_count = size;
	source->mapped = true;
	return true;
}

static void unmap(struct source *source)
{
	munmap(source->bytes, source->byte_count);
}
#else
static bool map(struct source *source, int file, size_t size)
{
	(void)source, (void)file, (void)size;
	return false;
}

static void unmap(struct source *source)
{
	(void)source;
}
#endif

static enum source_status read_file(struct source *source, int file)
{
	struct stat info;

	if (fstat(file, &info))
		return SOURCE_UNREADABLE;
	if (S_ISDIR(info.st_mode))
		return SOURCE_DIRECTORY;
	if (info.st_size > SOURCE_SIZE_MAX)
		return SOURCE_TOO_LARGE;
	/* Standard input may have been read from; a map would begin anew. */
	if (S_ISREG(info.st_mode) && lseek(file, 0, SEEK_CUR) == 0 &&
	    map(source, file, (size_t)info.st_size))
		return SOURCE_OK;
	/* One byte more, so that the end of the file is seen at once. */
	return read_all(source, file,
			info.st_size > 4096 ? (size_t)info.st_size + 1 : 65536);
}

static enum source_status load(struct source *source, const char *path)
{
	enum source_status status;
	int file, error;

	if (!strcmp(path, "-"))
		return read_file(source, STDIN_FILENO);
	file = open(path, O_RDONLY | O_BINARY);
	if (file < 0)
		return SOURCE_UNREADABLE;
	status = read_file(source, file);
	error = errno;
	close(file);
	errno = error;
	return status;
}

static enum source_status copy(struct source *source, struct slice bytes)
{
	if (bytes.len > SOURCE_SIZE_MAX)
		return SOURCE_TOO_LARGE;
	if (!reserve(source, bytes.len))
		return SOURCE_NO_MEMORY;
	if (bytes.len)
		memcpy(source->bytes, bytes.at, bytes.len);
	source->bytes[bytes.len] = '\0';
	source->byte_count = bytes.len;
	return SOURCE_OK;
}

static enum source_status decode(enum source_status status,
				 struct source *source,
				 bool (*decoder)(struct source *))
{
	if (status != SOURCE_OK)
		return status;
	if (!decoder(source))
		return SOURCE_NO_MEMORY;
	return source->text.len > SOURCE_SIZE_MAX ? SOURCE_TOO_LARGE
						  : SOURCE_OK;
}

enum source_status source_load_xml(struct source *source, const char *path,
				   const char *name,
				   const struct allocator *memory)
{
	start(source, name, memory);
	return decode(load(source, path), source, decode_xml);
}

enum source_status source_load_text(struct source *source, const char *path,
				    const char *name,
				    const struct allocator *memory)
{
	start(source, name, memory);
	return decode(load(source, path), source, decode_text);
}

enum source_status source_from_xml(struct source *source, struct slice bytes,
				   const char *name,
				   const struct allocator *memory)
{
	start(source, name, memory);
	return decode(copy(source, bytes), source, decode_xml);
}

enum source_status source_from_text(struct source *source, struct slice bytes,
				    const char *name,
				    const struct allocator *memory)
{
	start(source, name, memory);
	return decode(copy(source, bytes), source, decode_text);
}

void source_free(struct source *source)
{
	if (source->mapped)
		unmap(source);
	else if (source->bytes)
		resize(source, source->bytes, 0);
	if (source->converted)
		resize(source, source->converted, 0);
	if (source->lines)
		resize(source, source->lines, 0);
	if (source->marks)
		resize(source, source->marks, 0);
	start(source, source->name, source->memory);
}

const char *source_problem(enum source_status status)
{
	switch (status) {
	case SOURCE_UNREADABLE:
		return strerror(errno);
	case SOURCE_DIRECTORY:
		return "is a directory";
	case SOURCE_TOO_LARGE:
		return "is larger than 1 GiB";
	case SOURCE_OK:
	case SOURCE_NO_MEMORY:
		break;
	}
	return "out of memory";
}

struct slice source_slice(const struct source *source, struct span span)
{
	return slice_take(slice_skip(source->text, span.start),
			  span.end - span.start);
}

/*
 * Behind the next line break: LF, CR LF or CR alone. `cr` is the offset of
 * the next CR if it is known, so that a text without any is not searched
 * for one again and again.
 */
static size_t next_line(struct slice text, size_t at, size_t *cr)
{
	size_t lf = slice_find(slice_skip(text, at), '\n');

	lf = lf == SIZE_MAX ? text.len : at + lf;
	if (*cr < at) {
		*cr = slice_find(slice_skip(text, at), '\r');
		*cr = *cr == SIZE_MAX ? SIZE_MAX : at + *cr;
	}
	if (*cr < lf && *cr + 1 != lf)
		return *cr + 1;
	return lf == text.len ? text.len : lf + 1;
}

/* Out of memory, the lines from there on count as one. */
bool source_map_lines(struct source *source)
{
	size_t room = 0, at = 0, cr;

	if (source->line_count)
		return true;
	cr = slice_find(source->text, '\r');
	do {
		if (source->line_count == room) {
			size_t more = room ? room * 2 : 1024;
			uint32_t *lines = resize(source, source->lines,
						 more * sizeof(*lines));

			if (!lines)
				return false;
			source->lines = lines;
			room = more;
		}
		source->lines[source->line_count++] = (uint32_t)at;
		at = next_line(source->text, at, &cr);
	} while (at < source->text.len);
	return true;
}

/* Index of the line that holds the offset. */
static size_t line_index(struct source *source, size_t offset)
{
	size_t low = 0, high;

	source_map_lines(source);
	high = source->line_count;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct span source_line(struct source *source, size_t offset)
{
	size_t index = line_index(source, offset);
	size_t start = source->line_count ? source->lines[index] : 0;
	size_t end = index + 1 < source->line_count ? source->lines[index + 1]
						    : source->text.len;

	while (end > start && (source->text.at[end - 1] == '\n' ||
			       source->text.at[end - 1] == '\r'))
		end--;
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

/*
 * How many code points stand before some places of the text. With them a
 * column far out in a long line is found without counting the whole line, so
 * that many findings in a file without line breaks take linear time.
 */
struct source_mark {
	uint32_t offset, count;
};

enum { MARK_EVERY = 1024, LINE_LONG = 4 * MARK_EVERY };

/* The end of a piece that does not cut a code point into two. */
static size_t piece_end(struct slice text, size_t at)
{
	size_t end = text.len - at > MARK_EVERY ? at + MARK_EVERY : text.len;

	while (end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	return end;
}

static bool build_marks(struct source *source)
{
	struct slice text = source->text;
	size_t room = text.len / MARK_EVERY + 1, end;
	uint32_t count = 0;

	source->marks = resize(source, NULL, room * sizeof(*source->marks));
	if (!source->marks)
		return false;
	for (size_t at = 0; at < text.len; at = end) {
		end = piece_end(text, at);
		source->marks[source->mark_count++] =
			(struct source_mark){ (uint32_t)at, count };
		count += (uint32_t)utf8_count(
			(struct slice){ text.at + at, end - at });
	}
	return true;
}

/* Code points before an offset. */
static size_t count_before(const struct source *source, size_t offset)
{
	const struct source_mark *marks = source->marks;
	size_t low = 0, high = source->mark_count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (marks[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return marks[low].count +
	       utf8_count((struct slice){ source->text.at + marks[low].offset,
					  offset - marks[low].offset });
}

/* Code points of a line up to an offset. */
static size_t count_from(struct source *source, size_t start, size_t offset)
{
	if (offset - start > LINE_LONG &&
	    (source->marks || build_marks(source)))
		return count_before(source, offset) -
		       count_before(source, start);
	return utf8_count(
		(struct slice){ source->text.at + start, offset - start });
}

struct position source_position(struct source *source, size_t offset)
{
	size_t index, start;

	if (offset > source->text.len)
		offset = source->text.len;
	index = line_index(source, offset);
	start = source->line_count ? source->lines[index] : 0;
	return (struct position){
		.line = (uint32_t)index + 1,
		.column = (uint32_t)count_from(source, start, offset) + 1,
	};
}
