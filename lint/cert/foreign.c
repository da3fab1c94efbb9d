#include "cert/foreign.h"

#include "base/lines.h"

struct mark {
	struct slice text;
	const struct foreign *format;
};

static const struct foreign hive = {
	"a binary registry hive", "load it with reg load and use reg export"
};
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

const struct foreign *foreign_binary(struct slice bytes)
{
	static const struct mark marks[] = {
		{ { "regf", 4 }, &hive },
		{ { "\xD0\xCF\x11\xE0", 4 }, &office },
		{ { "PK\3\4", 4 }, &office },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(bytes, marks[i].text))
			return marks[i].format;
	return NULL;
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
		{ { "<Objs", 5 }, &clixml },
		{ { "<", 1 }, &xml },
	};

	text = slice_trim(text);
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(text, marks[i].text))
			return marks[i].format;
	return of_lines(text);
}
