/*
 * Transport: what the file tells of HTTPS besides the bindings. All of it is
 * worked out when a rule first asks.
 */
#ifndef CONFIG_TRANSPORT_H
#define CONFIG_TRANSPORT_H

#include "config/config.h"

/* HSTS of a site that has it enabled: own values, else those that hold. */
struct hsts {
	const struct site *site;
	bool include_subdomains, preload, redirect;
	bool has_max_age; /* the value is a number */
	uint32_t max_age;
	/* <hsts> of the site or of siteDefaults; null: the schema default. */
	const struct xml_element *enabled_at, *max_age_at, *preload_at,
		*redirect_at;
};

struct transport {
	bool has_hsts, has_proxied, has_hosts;
	struct hsts *hsts;
	size_t hsts_count;
	bool all_proxied;
	bool *proxied; /* by the number of the site */
	struct table hosts_443;
};

/* All sites that have HSTS enabled, in the order of the file. */
const struct hsts *config_hsts(const struct config *config, size_t *count);

/*
 * Does the file show that TLS ends in front of the site? Rewrite rules that
 * apply to it set the server variable HTTPS or look at what a proxy says of
 * the client's connection. False proves nothing.
 */
bool config_is_proxied(const struct config *config, const struct site *site);

/*
 * Is there an https binding on port 443, of any site, that takes requests for
 * the host name; for the empty one, any such binding?
 */
bool config_has_https_443(const struct config *config, struct slice host);

#endif
