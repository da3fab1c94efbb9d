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
	struct scope scope = scope_of(site->element);
	struct setting setting;

	*hash = (struct ftp_hash){ .valid = false };
	if (!ftp_binding(site) ||
	    !config_value(check->config, scope, below, "serverCertHash",
			  &setting) ||
	    !setting.value.len || !setting.where)
		return false;
	hash->text = setting.value;
	hash->where = setting.where;
	if (config_value(check->config, scope, below, "serverCertStoreName",
			 &setting))
		hash->store = setting.value;
	hash->readable =
		thumbprint_parse(hash->text, &hash->sha1, &hash->digits);
	hash->valid = hash->readable && is_strict(hash->text);
	hash->sample = hash->valid && is_printable(&hash->sha1);
	return true;
}
