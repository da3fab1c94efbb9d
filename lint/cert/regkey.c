#include "cert/regkey.h"

/* Keys that matter have fewer parts. */
enum { PARTS_MAX = 16 };

struct path {
	struct slice parts[PARTS_MAX];
	size_t count;
};

static bool split(struct slice text, struct path *path)
{
	struct slice part;

	path->count = 0;
	while (slice_cut(&text, '\\', &part)) {
		if (path->count == PARTS_MAX)
			return false;
		path->parts[path->count++] = part;
	}
	return true;
}

static bool is(const struct path *path, size_t i, const char *name)
{
	return i < path->count && slice_is_nocase(path->parts[i], name);
}

static bool is_either(const struct path *path, size_t i, const char *name,
		      const char *short_name)
{
	return is(path, i, name) || is(path, i, short_name);
}

/*
 * Hives are loaded under a name below a root: SOFTWARE of a server or a copy
 * of it, or the hive of a user, in which alone "Software" is a key.
 */
static enum cert_location location_of(const struct path *path)
{
	if (is_either(path, 0, "HKEY_CURRENT_USER", "HKCU"))
		return CERT_LOCATION_USER;
	if (is(path, 2, "Software"))
		return CERT_LOCATION_USER;
	if (is_either(path, 0, "HKEY_LOCAL_MACHINE", "HKLM"))
		return CERT_LOCATION_MACHINE;
	if (!is_either(path, 0, "HKEY_USERS", "HKU"))
		return CERT_LOCATION_UNKNOWN;
	return is_either(path, 2, "Microsoft", "Policies")
		       ? CERT_LOCATION_MACHINE
		       : CERT_LOCATION_USER;
}

/* …\Cryptography\Services\NTDS\SystemCertificates */
static bool is_of_service(const struct path *path, size_t at)
{
	return at >= 3 && is(path, at - 3, "Cryptography") &&
	       is(path, at - 2, "Services");
}

/*
 * MY of the machine lies in one key alone. What IIS 8 has made in its
 * likeness does so, too; other stores are put together from several.
 */
static bool is_whole(const struct path *path, size_t at)
{
	return is(path, at, "SystemCertificates") &&
	       is(path, at - 1, "Microsoft") && !is(path, at - 2, "Policies") &&
	       is_either(path, at + 1, "MY", "WebHosting");
}

/* `at`: the part below which the stores stand. */
static struct regkey store_key(const struct path *path, size_t at)
{
	struct regkey key = { .location = location_of(path) };

	if (is_of_service(path, at)) {
		key.kind = REGKEY_SERVICE;
		return key;
	}
	if (key.location == CERT_LOCATION_UNKNOWN || path->count < at + 2 ||
	    !path->parts[at + 1].len)
		return key;
	key.store = path->parts[at + 1];
	key.whole_store =
		key.location == CERT_LOCATION_MACHINE && is_whole(path, at);
	if (path->count == at + 2 ||
	    (path->count == at + 3 && is(path, at + 2, "Certificates")))
		key.kind = REGKEY_STORE;
	if (path->count == at + 4 && is(path, at + 2, "Certificates")) {
		key.kind = REGKEY_CERT;
		key.name = path->parts[at + 3];
	}
	return key;
}

/* `at`: the part that may be the name of a table; it may be missing. */
static struct regkey http_key(const struct path *path, size_t at)
{
	static const struct {
		const char *name;
		enum http_record_kind kind;
	} tables[] = {
		{ "SslBindingInfo", HTTP_RECORD_ADDRESS },
		{ "SslSniBindingInfo", HTTP_RECORD_HOST },
		{ "SslCcsBindingInfo", HTTP_RECORD_CENTRAL_STORE },
	};
	struct regkey key = { .kind = REGKEY_OTHER };

	if (path->count == at)
		key.kind = REGKEY_HTTP;
	for (size_t i = 0; i < LENGTH(tables); i++) {
		if (!is(path, at, tables[i].name) || path->count > at + 2)
			continue;
		key.http = tables[i].kind;
		key.kind = REGKEY_TABLE;
		if (path->count == at + 1)
			continue;
		key.kind = REGKEY_ENDPOINT;
		key.name = path->parts[at + 1];
	}
	return key;
}

struct regkey regkey_of(struct slice text)
{
	struct regkey key = { .kind = REGKEY_OTHER };
	struct path path;

	if (!split(text, &path))
		return key;
	for (size_t i = 2; i <= path.count; i++) {
		if (is_either(&path, i, "SystemCertificates",
			      "EnterpriseCertificates"))
			return store_key(&path, i);
		if (is(&path, i - 2, "HTTP") && is(&path, i - 1, "Parameters"))
			return http_key(&path, i);
	}
	return key;
}
