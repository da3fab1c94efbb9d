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
static const struct foreign der = {
	"a binary certificate file (.cer, .p7b or .pfx)", NULL
};
static const struct foreign pem = { "a file of PEM or Base64 certificates",
				    NULL };
static const struct foreign hive = { "a binary registry hive", NULL };
static const struct foreign registry = { "a registry export", NULL };
static const struct foreign office = { "a ZIP archive or an Office document",
				       NULL };
static const struct foreign xml = { "an XML file", NULL };
static const struct foreign netsh = {
	"the output of netsh http show sslcert, which lists bindings and not "
	"certificates",
	"give it with --http-sys"
};
static const struct foreign no_hashes = {
	"a list of sites or bindings that shows no certificate hashes",
	"use netsh http show sslcert and give that with --http-sys"
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

/* A SEQUENCE whose length has two or more bytes. */
static bool is_der(struct slice bytes)
{
	return bytes.len > 4 && bytes.at[0] == '0' &&
	       ((unsigned char)bytes.at[1] == 0x82 ||
		(unsigned char)bytes.at[1] == 0x83);
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
	if (is_store_element(bytes))
		return &serialized_certificate;
	return is_der(bytes) ? &der : NULL;
}

/* "…: {4dc3e181-e14b-4a21-b022-59fc669b0914}", the application of netsh. */
static bool is_guid_line(struct slice line)
{
	line = slice_trim(line);
	return line.len > 40 && slice_ends(line, SLICE("}")) &&
	       line.at[line.len - 38] == '{' && line.at[line.len - 29] == '-' &&
	       slice_find(slice_take(line, line.len - 38), ':') != SIZE_MAX;
}

static const struct foreign *of_line(struct slice line)
{
	static const struct mark marks[] = {
		{ { "-----BEGIN ", 11 }, &pem },
		{ { "SITE \"", 6 }, &no_hashes },
		{ { "protocol ", 9 }, &no_hashes },
		{ { "IP Address  ", 12 }, &no_hashes },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(line, marks[i].text))
			return marks[i].format;
	return is_guid_line(line) ? &netsh : NULL;
}

static const struct foreign *of_lines(struct slice text)
{
	struct lines lines;

	lines_init(&lines, text);
	while (lines_next(&lines)) {
		const struct foreign *format =
			lines.line.len ? of_line(lines.line) : NULL;

		if (format)
			return format;
	}
	return NULL;
}

const struct foreign *foreign_text(struct slice text)
{
	static const struct mark marks[] = {
		{ { "Windows Registry Editor", 23 }, &registry },
		{ { "REGEDIT4", 8 }, &registry },
		{ { "<", 1 }, &xml },
	};

	text = slice_trim(text);
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (slice_starts(text, marks[i].text))
			return marks[i].format;
	return of_lines(text);
}
