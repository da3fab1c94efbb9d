#include "report/map_words.h"

static void put_days(struct pen *pen, int64_t days, const char *behind)
{
	pen_printf(pen, "%lld day%s %s", (long long)days, days == 1 ? "" : "s",
		   behind);
}

static void put_end(struct pen *pen, const struct map_certificate *certificate)
{
	int64_t days = certificate->days;

	if (certificate->days_known && days > 0)
		put_days(pen, days, "left");
	else if (certificate->days_known)
		pen_text(pen, "ends today");
	else
		pen_text(pen, "not expired");
}

static void put_expired(struct pen *pen,
			const struct map_certificate *certificate)
{
	int64_t days = certificate->days;

	pen_text(pen, "expired");
	if (!certificate->days_known)
		return;
	pen_text(pen, " ");
	if (days < 0)
		put_days(pen, -days, "ago");
	else
		pen_text(pen, "today");
}

static void put_validity(struct pen *pen,
			 const struct map_certificate *certificate)
{
	switch (certificate->validity) {
	case MAP_NOT_YET_VALID:
		pen_text(pen, "not yet valid");
		return;
	case MAP_VALID:
		put_end(pen, certificate);
		return;
	case MAP_EXPIRED:
		put_expired(pen, certificate);
		return;
	case MAP_VALIDITY_UNKNOWN:
		break;
	}
	/* The day of a range that holds `now`. */
	pen_text(pen, certificate->days_known ? "ends today" : "end not known");
}

static const char *key_words(enum cert_key key)
{
	switch (key) {
	case CERT_KEY_NONE:
		return "no private key";
	case CERT_KEY_LINKED:
		return "has a key";
	case CERT_KEY_MISSING:
		return "key missing";
	case CERT_KEY_UNUSABLE:
		return "key unusable";
	case CERT_KEY_TESTED:
		return "key works";
	case CERT_KEY_USER:
		return "key of a user";
	case CERT_KEY_UNKNOWN:
		break;
	}
	return "key not known";
}

static void put_store(struct pen *pen,
		      const struct map_certificate *certificate)
{
	const struct cert_store *elsewhere = certificate->elsewhere;
	bool missing = certificate->listed == CERT_NO;

	pen_text(pen, missing ? "not in store " : "store ");
	pen_value(pen, certificate->store);
	if (!elsewhere)
		return;
	pen_text(pen, missing ? " but in " : ", listed in ");
	if (elsewhere->name.len)
		pen_value(pen, elsewhere->name);
	else
		pen_text(pen, "one without a name");
	if (elsewhere->location == CERT_LOCATION_USER)
		pen_text(pen, " of a user");
}

static void put_certificate(struct pen *pen,
			    const struct map_certificate *certificate)
{
	bool in_store = certificate->listed == CERT_YES;
	bool known = in_store || certificate->elsewhere;

	pen_printf(pen, "%.8s", thumbprint_print(&certificate->sha1).digits);
	if (certificate->name.len) {
		pen_text(pen, " ");
		pen_value(pen, certificate->name);
	}
	pen_text(pen, ", ");
	if (known) {
		put_validity(pen, certificate);
		pen_text(pen, ", ");
	}
	if (in_store)
		pen_printf(pen, "%s, ", key_words(certificate->key));
	put_store(pen, certificate);
	if (!known && certificate->listed == CERT_UNKNOWN)
		pen_text(pen, ", nothing more known");
}

const char *words_answer(enum map_source source)
{
	switch (source) {
	case MAP_NOT_KNOWN:
		return "  -> certificate not known";
	case MAP_NONE:
		return "  -> no certificate in http.sys";
	case MAP_CENTRAL_STORE:
		return "  -> central certificate store";
	case MAP_NO_TLS:
	case MAP_HTTP_SYS:
	case MAP_METADATA:
	case MAP_FTP:
		break;
	}
	return "";
}

void words_certificate(struct pen *pen, const struct map_answer *answer)
{
	if (answer->certificate)
		put_certificate(pen, answer->certificate);
	else
		pen_text(pen, "a certificate hash that cannot be read");
}

/* A value that may be empty or not known. */
static void put_value(struct pen *pen, struct slice value, const char *empty,
		      const char *unknown)
{
	if (value.len)
		pen_value(pen, value);
	else
		pen_text(pen, value.at ? empty : unknown);
}

void words_application(struct pen *pen, const struct application *application,
		       const struct map_application *drawn)
{
	put_value(pen, map_safe(application->path), "no path", "no path");
	if (!drawn->protocols.len || slice_is_nocase(drawn->protocols, "http"))
		return;
	pen_text(pen, " (");
	pen_value(pen, drawn->protocols);
	pen_text(pen, ")");
}

void words_pool_of(struct pen *pen, const struct map_application *drawn,
		   bool whole)
{
	put_value(pen, drawn->pool_name, "no pool", "pool not known");
	if (!drawn->pool) {
		if (drawn->pool_name.len)
			pen_text(pen,
				 whole ? " (not in this file)" : " (not read)");
		return;
	}
	pen_text(pen, drawn->pool->stopped ? " (stopped, " : " (");
	words_identity(pen, drawn->pool);
	pen_text(pen, ")");
}

void words_directory(struct pen *pen, const struct map_directory *drawn)
{
	put_value(pen, drawn->physical_path, "no path", "path not known");
	if (!drawn->user.len)
		return;
	pen_text(pen, " as ");
	pen_value(pen, drawn->user);
}

void words_pool(struct pen *pen, const struct map_pool *drawn)
{
	put_value(pen, map_safe(drawn->pool->name), "no name", "no name");
	if (drawn->stopped)
		pen_text(pen, " (stopped)");
}

void words_runtime(struct pen *pen, const struct map_pool *drawn)
{
	put_value(pen, drawn->runtime, "no managed code", "runtime not known");
}

void words_mode(struct pen *pen, const struct map_pool *drawn)
{
	put_value(pen, drawn->pipeline, "no mode", "mode not known");
	if (drawn->bits32)
		pen_text(pen, ", 32 bit");
}

void words_identity(struct pen *pen, const struct map_pool *drawn)
{
	if (drawn->user.len) {
		pen_value(pen, drawn->user);
		return;
	}
	put_value(pen, drawn->identity, "no identity", "identity not known");
	if (slice_is_nocase(drawn->identity, "SpecificUser"))
		pen_text(pen, " without a name");
}
