#include "cert/foreign.h"

#include "base/lines.h"

struct mark {
	struct slice text;
	const struct foreign *format;
};

static const struct foreign hive = {
	"a binary registry hive", "load it with reg load and use reg export"
};
static const struct foreign der = {
	"a binary file in DER that was cut off or holds no certificates", NULL
};
static const struct foreign pem = {
	"a PEM file without certificates, such as a certificate request", NULL
};
static const struct foreign office = { "a ZIP archive or an Office document",
				       NULL };
static const struct foreign xml = { "an XML file", NULL };
static const struct foreign no_hashes = {
	"a list of sites or bindings that shows no certificate hashes",
	"use certutil -store My, and for bindings netsh http show sslcert with "
	"--http-sys"
};

const struct foreign *foreign_binary(struct slice bytes)
{
	static const struct mark marks[] = {
		{ { "regf", 4 }, &hive },
		/* A SEQUENCE with a length of two or three bytes. */
		{ { "0\x82", 2 }, &der },
		{ { "0\x83", 2 }, &der },
		{ { "\xD0\xCF\x11\xE0", 4 }, &office },
		{ { "PK\3\4", 4 }, &office },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(bytes, marks[i].text))
			return marks[i].format;
	return NULL;
}

static const struct foreign *of_line(struct slice line)
{
	static const struct mark marks[] = {
		{ { "SITE \"", 6 }, &no_hashes },
		{ { "protocol ", 9 }, &no_hashes },
		{ { "IP Address  ", 12 }, &no_hashes },
		{ { "-----BEGIN ", 11 }, &pem },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(line, marks[i].text))
			return marks[i].format;
	return NULL;
}

const struct foreign *foreign_text(struct slice text)
{
	const struct foreign *format = NULL;
	struct lines lines;

	if (slice_starts(slice_trim(text), SLICE("<")))
		return &xml;
	lines_init(&lines, text);
	while (!format && lines_next(&lines))
		format = of_line(lines.line);
	return format;
}
