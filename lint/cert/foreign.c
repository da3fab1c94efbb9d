#include "cert/foreign.h"

#include "base/lines.h"

struct mark {
	struct slice text;
	const struct foreign *format;
};

static const struct foreign serialized_store = {
	"a serialized certificate store (.sst)", NULL
};
static const struct foreign serialized_certificate = {
	"a serialized certificate", NULL
};
static const struct foreign hive = { "a binary registry hive", NULL };
static const struct foreign registry = { "a registry export", NULL };
static const struct foreign office = { "a ZIP archive or an Office document",
				       NULL };
static const struct foreign clixml = { "the output of Export-Clixml",
				       "use Export-Csv or ConvertTo-Json" };
static const struct foreign xml = { "an XML file", NULL };
static const struct foreign table = {
	"the default table of PowerShell, which leaves out what does not fit",
	"pipe the certificates through select and Export-Csv"
};
static const struct foreign format_list = {
	"the output of Format-List",
	"pipe the certificates through select and Export-Csv"
};
static const struct foreign no_hashes = {
	"a list of sites or bindings that shows no certificate hashes",
	"use certutil -store My, and for bindings netsh http show sslcert with "
	"--http-sys"
};

/* Little-endian number at an offset. */
static uint32_t number_at(struct slice bytes, size_t at)
{
	const unsigned char *b = (const unsigned char *)bytes.at + at;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

/* One store property: an id, the number 1, a length that fits. */
static bool is_store_element(struct slice bytes)
{
	return bytes.len > 12 && number_at(bytes, 0) &&
	       number_at(bytes, 0) <= 0xFFFF && number_at(bytes, 4) == 1 &&
	       number_at(bytes, 8) <= bytes.len - 12;
}

const struct foreign *foreign_binary(struct slice bytes)
{
	static const struct mark marks[] = {
		{ { "\0\0\0\0CERT", 8 }, &serialized_store },
		{ { "regf", 4 }, &hive },
		{ { "\xD0\xCF\x11\xE0", 4 }, &office },
		{ { "PK\3\4", 4 }, &office },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(bytes, marks[i].text))
			return marks[i].format;
	return is_store_element(bytes) ? &serialized_certificate : NULL;
}

/* "Thumbprint : 3E41…" of Format-List. */
static bool is_list_line(struct slice line)
{
	line = slice_trim(line);
	if (!slice_starts(line, SLICE("Thumbprint")))
		return false;
	line = slice_trim(slice_skip(line, 10));
	return slice_starts(line, SLICE(": "));
}

/* "Thumbprint      Subject …", or the column alone with blanks behind. */
static bool is_table_line(struct slice line)
{
	line = slice_trim(line);
	if (slice_starts(line, SLICE("PSParentPath: ")))
		return true;
	return slice_starts(line, SLICE("Thumbprint")) &&
	       slice_starts(slice_trim(slice_skip(line, 10)),
			    SLICE("Subject")) &&
	       ascii_is_space(line.at[10]);
}

static bool is_ruler(struct slice line)
{
	line = slice_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] != '-' && line.at[i] != ' ')
			return false;
	return line.len >= 4;
}

static const struct foreign *of_line(struct slice line)
{
	static const struct mark marks[] = {
		{ { "SITE \"", 6 }, &no_hashes },
		{ { "protocol ", 9 }, &no_hashes },
		{ { "IP Address  ", 12 }, &no_hashes },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(line, marks[i].text))
			return marks[i].format;
	if (is_list_line(line))
		return &format_list;
	return is_table_line(line) ? &table : NULL;
}

static const struct foreign *of_lines(struct slice text)
{
	struct slice before = { NULL, 0 };
	struct lines lines;

	lines_init(&lines, text);
	while (lines_next(&lines)) {
		const struct foreign *format;

		if (!lines.line.len)
			continue;
		format = of_line(lines.line);
		if (format)
			return format;
		if (is_ruler(lines.line) &&
		    slice_is_nocase(slice_trim(before), "thumbprint"))
			return &table;
		before = lines.line;
	}
	return NULL;
}

const struct foreign *foreign_text(struct slice text)
{
	static const struct mark marks[] = {
		{ { "Windows Registry Editor", 23 }, &registry },
		{ { "REGEDIT4", 8 }, &registry },
		{ { "<Objs", 5 }, &clixml },
		{ { "<", 1 }, &xml },
	};

	text = slice_trim(text);
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(text, marks[i].text))
			return marks[i].format;
	return of_lines(text);
}
