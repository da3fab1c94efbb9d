/*
 * Bindings and their sslFlags (facts: custom-metadata-and-ssl 7.3).
 */
#ifndef RULE_BINDINGS_H
#define RULE_BINDINGS_H

#include "rule/check.h"

enum {
	SSL_FLAGS_DOCUMENTED = 127,
	/* What the central store does not go together with. */
	SSL_FLAGS_PROTOCOL = 4 + 8 + 16 + 32 + 64,
};

/* '4 (no HTTP/2)', '16 (no QUIC) and 32 (no TLS 1.3)' */
const char *ssl_flags_shown(struct check *check, uint32_t flags);

/* An https binding of which address, port, host and flags are known? */
static inline bool https_is_known(const struct binding *binding)
{
	return binding->https && binding->endpoint.valid &&
	       binding->ssl_flags_valid;
}

/* Does it stand in siteDefaults and not in the site? */
bool binding_is_inherited(const struct check *check,
			  const struct binding *binding);

/* The <binding> elements of siteDefaults, which a site need not take. */
void each_default_binding(struct check *check,
			  void (*look)(struct check *check,
				       const struct xml_element *element));

/* Does the site start with the service: is serverAutoStart not false? */
bool site_is_started(const struct check *check, const struct site *site);

/* All addresses: "*", or how http.sys writes it? "[::]" is of version 6. */
bool address_is_wildcard(struct slice address);
bool address_is_loopback(struct slice address);

/* Bindings of which the first few are named, and the others counted. */
enum { BINDINGS_NAMED = 4 };

struct binding_list {
	const struct binding *named[BINDINGS_NAMED];
	size_t count;
};

void binding_list_add(struct binding_list *list, const struct binding *binding);

/* Notes at those that are named; `what` is the front of each of them. */
void binding_list_note(struct check *check, struct finding *finding,
		       const struct binding_list *list, const char *what);

/*
 * The bindings of started sites for which http.sys finds the certificate by
 * host name, by address and port; those of all addresses are together.
 */
struct by_name {
	struct table by_port;	  /* of all addresses */
	struct table by_endpoint; /* "192.0.2.7:443" */
	struct binding_list *lists;
	uint32_t count;
	bool served; /* a listing of http.sys has a record of one of them */
};

/* False if there are none, or no memory. */
bool by_name_find(const struct check *check, struct by_name *by_name);

/* Those of exactly this address and port ("*": of all addresses), or null. */
const struct binding_list *by_name_at(const struct check *check,
				      const struct by_name *by_name,
				      struct slice address, uint32_t port);

/*
 * Do the listings prove that the certificate of a record is for the hosts of
 * all these bindings?
 */
bool record_covers(const struct check *check, const struct http_record *record,
		   const struct binding_list *list);

/*
 * Bindings that a record of a fixed address, if no binding has it, keeps from
 * being found by name at this address; null if there are none, or if the
 * certificate of the record is for their hosts.
 */
const struct binding_list *record_shadows(const struct check *check,
					  const struct by_name *by_name,
					  const struct http_record *record);

/*
 * Do bindings of several started sites share an endpoint without SNI, with
 * hosts for which one wildcard name is not enough? False when the listings
 * tell the names of the certificate: then each host is judged by itself.
 */
struct endpoint_split {
	const struct binding *first; /* that has a host */
	const struct binding *other; /* the first with one of another domain */
	struct binding_list list;    /* all that have a host */
};

bool endpoint_split(const struct check *check,
		    const struct endpoint_group *group,
		    struct endpoint_split *split);

#endif
