#include "cert/x509_text.h"

#include "base/utf8.h"

/* Digits and dots of an object identifier; OpenSSL prints no longer ones. */
enum { OID_TEXT_MAX = 2048 };

/* Attributes that Windows has a name for; others are "OID.1.2.3". */
static const struct {
	int nid;
	const char *name;
} attributes[] = {
	{ NID_commonName, "CN" },
	{ NID_organizationalUnitName, "OU" },
	{ NID_organizationName, "O" },
	{ NID_localityName, "L" },
	{ NID_stateOrProvinceName, "S" },
	{ NID_countryName, "C" },
	{ NID_domainComponent, "DC" },
	{ NID_pkcs9_emailAddress, "E" },
	{ NID_serialNumber, "SERIALNUMBER" },
	{ NID_streetAddress, "STREET" },
	{ NID_postalCode, "PostalCode" },
	{ NID_postOfficeBox, "POBox" },
	{ NID_telephoneNumber, "Phone" },
	{ NID_description, "Description" },
	{ NID_title, "T" },
	{ NID_givenName, "G" },
	{ NID_initials, "I" },
	{ NID_surname, "SN" },
	{ NID_dnQualifier, "dnQualifier" },
};

/* Everything that is not clean becomes U+FFFD. */
static struct slice clean(struct arena *arena, struct slice s)
{
	static const char stand_in[] = "\xEF\xBF\xBD";
	size_t good = utf8_clean_length(s, s.len), len = 0;
	char *text;

	if (good == s.len)
		return arena_copy(arena, s);
	text = arena_alloc(arena, s.len + 1, sizeof(stand_in) - 1);
	if (!text)
		return (struct slice){ "", 0 };
	while (s.len) {
		good = utf8_clean_length(s, s.len);
		memcpy(text + len, s.at, good);
		len += good;
		if (good == s.len)
			break;
		memcpy(text + len, stand_in, sizeof(stand_in) - 1);
		len += sizeof(stand_in) - 1;
		s = slice_skip(s, good + 1);
	}
	return (struct slice){ text, len };
}

struct slice x509_string(struct arena *arena, const ASN1_STRING *string)
{
	unsigned char *utf8 = NULL;
	int len = ASN1_STRING_to_UTF8(&utf8, string);
	struct slice text;

	if (len < 0)
		return clean(
			arena,
			(struct slice){
				(const char *)ASN1_STRING_get0_data(string),
				(size_t)ASN1_STRING_length(string) });
	text = clean(arena, (struct slice){ (char *)utf8, (size_t)len });
	OPENSSL_free(utf8);
	return text;
}

struct slice x509_oid(struct arena *arena, const ASN1_OBJECT *object)
{
	char text[OID_TEXT_MAX];
	int len = OBJ_obj2txt(text, sizeof(text), object, 1);

	if (len <= 0 || (size_t)len >= sizeof(text))
		return (struct slice){ "", 0 };
	return arena_copy(arena, (struct slice){ text, (size_t)len });
}

struct slice x509_hex(struct arena *arena, struct slice bytes)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = arena_alloc(arena, bytes.len + 1, 2);

	if (!text)
		return (struct slice){ "", 0 };
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];

		text[2 * i] = digits[byte >> 4];
		text[2 * i + 1] = digits[byte & 0xF];
	}
	return (struct slice){ text, 2 * bytes.len };
}

/* A name that is being printed: its characters, and where it ends up. */
struct printer {
	struct arena *arena;
	struct vector text;
};

static void put(struct printer *printer, struct slice s)
{
	struct vector piece = { .items = (void *)s.at, .count = s.len };

	piece.size = 1;
	if (!vector_append(&printer->text, &piece))
		printer->arena->failed = true;
}

/* As CertNameToStr() decides. */
static bool needs_quotes(struct slice value)
{
	static const struct slice special = { ",+=\"\n<>#;", 9 };

	if (!value.len || value.at[0] == ' ' || slice_ends(value, SLICE(" ")))
		return true;
	for (size_t i = 0; i < value.len; i++)
		if (slice_find(special, value.at[i]) != SIZE_MAX)
			return true;
	return false;
}

static void put_value(struct printer *printer, struct slice value)
{
	struct slice part;

	if (!needs_quotes(value)) {
		put(printer, value);
		return;
	}
	put(printer, SLICE("\""));
	while (slice_cut(&value, '"', &part)) {
		put(printer, part);
		if (value.at)
			put(printer, SLICE("\"\""));
	}
	put(printer, SLICE("\""));
}

static void put_attribute(struct printer *printer, const ASN1_OBJECT *object)
{
	int nid = OBJ_obj2nid(object);

	for (size_t i = 0; i < LENGTH(attributes); i++) {
		if (attributes[i].nid == nid) {
			put(printer, slice_of(attributes[i].name));
			return;
		}
	}
	put(printer, SLICE("OID."));
	put(printer, x509_oid(printer->arena, object));
}

static void put_entry(struct printer *printer, X509_NAME_ENTRY *entry)
{
	put_attribute(printer, X509_NAME_ENTRY_get_object(entry));
	put(printer, SLICE("="));
	put_value(printer,
		  x509_string(printer->arena, X509_NAME_ENTRY_get_data(entry)));
}

static void put_entries(struct printer *printer, const X509_NAME *name)
{
	int count = X509_NAME_entry_count(name);
	int set = -1;

	for (int i = count - 1; i >= 0; i--) {
		X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);

		if (i < count - 1)
			put(printer, X509_NAME_ENTRY_set(entry) == set
					     ? SLICE(" + ")
					     : SLICE(", "));
		if (count - i > X509_NAME_PARTS_MAX) {
			put(printer, SLICE("..."));
			return;
		}
		set = X509_NAME_ENTRY_set(entry);
		put_entry(printer, entry);
	}
}

struct slice x509_name(struct arena *arena, const X509_NAME *name)
{
	struct printer printer = { .arena = arena };
	struct slice text;

	vector_init(&printer.text, arena->memory, 1);
	put_entries(&printer, name);
	text = arena_copy(arena, (struct slice){ printer.text.items,
						 printer.text.count });
	vector_free(&printer.text);
	return text;
}

struct slice x509_common_name(struct arena *arena, const X509_NAME *name)
{
	int last = -1, next = -1;

	while ((next = X509_NAME_get_index_by_NID(name, NID_commonName,
						  last)) >= 0)
		last = next;
	if (last < 0)
		return (struct slice){ "", 0 };
	return x509_string(arena, X509_NAME_ENTRY_get_data(
					  X509_NAME_get_entry(name, last)));
}
