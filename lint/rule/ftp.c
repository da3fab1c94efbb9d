/*
 * FTP over TLS: the one certificate hash that belongs into the file
 * (facts: custom-metadata-and-ssl 7.6).
 */
#include "rule/rule.h"

static const char below[] = "ftpServer/security/ssl";

const struct binding *ftp_binding(const struct site *site)
{
	for (size_t i = 0; i < site->binding_count; i++)
		if (slice_is_nocase(site->bindings[i].protocol, "ftp"))
			return &site->bindings[i];
	return NULL;
}

static bool is_strict(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_hex(text.at[i]) < 0)
			return false;
	return text.len == THUMBPRINT_DIGITS;
}

static bool is_printable(const struct thumbprint *thumbprint)
{
	for (size_t i = 0; i < THUMBPRINT_SIZE; i++)
		if (thumbprint->sha1[i] < ' ' || thumbprint->sha1[i] > '~')
			return false;
	return true;
}

bool ftp_hash(const struct check *check, const struct site *site,
	      struct ftp_hash *hash)
{
	const struct xml_element *where;

	*hash = (struct ftp_hash){ .valid = false };
	if (!ftp_binding(site) ||
	    !config_site_value(check->config, site, below, "serverCertHash",
			       &hash->text, &hash->where) ||
	    !hash->text.len || !hash->where)
		return false;
	if (!config_site_value(check->config, site, below,
			       "serverCertStoreName", &hash->store, &where) ||
	    !hash->store.len)
		hash->store = SLICE("MY");
	hash->readable =
		thumbprint_parse(hash->text, &hash->sha1, &hash->digits);
	hash->valid = hash->readable && is_strict(hash->text);
	hash->sample = hash->valid && is_printable(&hash->sha1);
	return true;
}
