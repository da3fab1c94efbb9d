/*
 * Endpoints: the address, port and host of a binding, checked and compared
 * (facts: iis-configuration-system 8.4, custom-metadata-and-ssl 7.2).
 */
#ifndef RULE_ENDPOINTS_H
#define RULE_ENDPOINTS_H

#include "rule/check.h"

/* What the text of a binding is to be. */
enum binding_form {
	FORM_UNKNOWN,	/* of a protocol that nobody knows */
	FORM_ENDPOINT,	/* http, https, ftp: IP:port:host */
	FORM_PORT_HOST, /* net.tcp: port:host */
	FORM_HOST,	/* net.pipe, net.msmq, msmq.formatname */
};

enum binding_form binding_form(struct slice protocol);

/* What is wrong with the text of a binding. */
struct endpoint_trouble {
	const char *wrong;    /* 'port "x" is no number from 1 to 65535' */
	const char *expected; /* 'write …'; or null */
	const char *seen;     /* what is seen of http and https; or null */
	bool sure;	      /* the site does not start with it */
};

/* False when nothing is known to be wrong. */
bool endpoint_trouble(struct check *check, enum binding_form form,
		      struct slice information,
		      struct endpoint_trouble *trouble);

/*
 * The endpoint in the one spelling that stands for all: "*" for every
 * address (also empty, or 0.0.0.0), addresses as the system prints them, no
 * dot at the end of the host. For tables that do not regard letter case: the
 * text of the binding itself where it is spelt like this, else of the arena.
 */
struct slice endpoint_plain(struct check *check, const struct binding *binding);

/* The front of that, without the host: "*:443". */
struct slice endpoint_socket(struct check *check,
			     const struct binding *binding);

/* Do two bindings have the same endpoint, however it is spelt? */
bool endpoint_same(struct check *check, const struct binding *a,
		   const struct binding *b);

/* Which bindings have their endpoints compared: those of one kind. */
enum endpoint_kind { ENDPOINT_HTTP, ENDPOINT_HTTPS, ENDPOINT_FTP, ENDPOINTS };

/* ENDPOINTS: of another protocol, or of a form that cannot be compared. */
enum endpoint_kind endpoint_kind(const struct binding *binding);

/* 0.0.0.0 is for all addresses in http.sys; of IIS that is not so sure. */
static inline bool endpoint_is_zero(const struct binding *binding)
{
	return slice_is(binding->endpoint.address, "0.0.0.0");
}

#endif
