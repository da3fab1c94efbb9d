/*
 * http.sys: which certificate it has for which endpoint, as listings of
 * "netsh http show sslcert" or of its registry keys tell
 * (facts: custom-metadata-and-ssl 6, certificate-store-listings 9).
 */
#ifndef CERT_HTTP_SYS_H
#define CERT_HTTP_SYS_H

#include "cert/inventory.h"
#include "cert/reader.h"
#include "config/config.h"

/* What a record is found by. */
enum http_record_kind {
	HTTP_RECORD_ADDRESS,	   /* IP:port */
	HTTP_RECORD_HOST,	   /* host:port, SNI */
	HTTP_RECORD_CENTRAL_STORE, /* port */
};

struct http_record {
	enum http_record_kind kind;
	struct slice name; /* as the listing has it: "0.0.0.0:443" */
	/*
	 * Address in its usual form without brackets ("0.0.0.0", "::"), or
	 * host name in lower case; empty for the central store.
	 */
	struct slice host;
	uint32_t port;
	bool has_hash;
	bool hash_damaged;	/* it has one that cannot be read */
	struct thumbprint sha1; /* if has_hash */
	/* "{4dc3e181-…}" in lower case; empty: the listing has none. */
	struct slice application;
	struct slice store; /* empty: not given, which means MY */
	enum cert_answer negotiates_client_certificate;
	enum cert_answer disables_tls13;
	uint32_t listing; /* index into inventory.listings */
	uint32_t line;	  /* where the listing begins with it */
};

/* Application ids (facts: custom-metadata-and-ssl 6.1). */
#define HTTP_APPLICATION_NONE	     "{00000000-0000-0000-0000-000000000000}"
#define HTTP_APPLICATION_IIS	     "{4dc3e181-e14b-4a21-b022-59fc669b0914}"
#define HTTP_APPLICATION_IIS_EXPRESS "{214124cd-d05b-4309-9af9-9caa44b2b74a}"

/*
 * For readers: begin a record; everything but kind, name, host, port, listing
 * and line is for the caller to fill in. `name` is "IP:port" or "host:port",
 * as written, or the port alone for the central store. Null without memory or
 * when the name is none of these; *valid is false only for a bad name. The
 * pointer is good until the next call. An endpoint that is listed already, in
 * this listing or another one, may be filled in again: the first one stays
 * then, and the user is told if the certificates differ.
 */
struct http_record *listing_record(struct listing_input *input,
				   enum http_record_kind kind,
				   struct slice name, uint32_t line,
				   bool *valid);

/* For inventory.c: the newest record of the listing is filled in. */
void http_sys_settle(struct listing_input *input);

/* For readers: an IP:port, or a host name and port? False if neither. */
bool http_record_kind_of(struct slice name, enum http_record_kind *kind);

/* Has a listing of http.sys been read? */
bool http_sys_given(const struct inventory *inventory);

/*
 * Do the listings show every record, as far as one can see? If not, an
 * endpoint that is not listed may still have a certificate.
 */
bool http_sys_complete(const struct inventory *inventory);

/* All records, in the order of the listings. */
const struct http_record *http_sys_records(const struct inventory *inventory,
					   size_t *count);

/*
 * The record of that very endpoint; `host` as in the record, in any letter
 * case. Null if there is none.
 */
const struct http_record *http_sys_find(const struct inventory *inventory,
					enum http_record_kind kind,
					struct slice host, uint32_t port);

/*
 * The record with which http.sys answers for an https binding, as far as the
 * binding itself decides it: by host name for SNI, also that of all hosts of
 * its domain, the central store's, or by address, for a fixed address also
 * that of all addresses. Null when there is none, or when the binding is not
 * valid.
 */
const struct http_record *http_sys_serving(const struct inventory *inventory,
					   const struct binding *binding);

/* Name of the store in which http.sys looks for the certificate. */
struct slice http_record_store(const struct http_record *record);

const struct listing *http_record_listing(const struct inventory *inventory,
					  const struct http_record *record);

#endif
