/*
 * Certificates in use: those that http.sys has for https bindings, and that of
 * FTP over TLS; the records of http.sys; and how all of them are told.
 */
#ifndef RULE_CERTIFICATES_H
#define RULE_CERTIFICATES_H

#include "rule/check.h"

/*
 * A listed store for a message: "store MY", "store MY of a user", or "a
 * store that the listing does not name".
 */
const char *store_shown(struct check *check, const struct cert_store *store);

/* "*:443", the part of a binding that http.sys has one certificate for. */
const char *endpoint_shown(struct check *check, const struct binding *binding);

/*
 * " on 2026-03-14", as the listing has it; "" when the day is not known or
 * day and month may be the other way round.
 */
const char *on_day(struct check *check, const struct cert_time *time);

/*
 * What is wrong with a certificate, of the CERT_FAULT bits given: "expired on
 * 2026-03-14 (W3SVC-WP 2245) and has no private key (0x80070520)". `store` is
 * the name of the store in which Windows looks for it.
 */
const char *faults_shown(struct check *check, const struct cert_view *view,
			 unsigned faults, struct slice store);

/* Days from today to the day that on_day() shows; false if it shows none. */
bool days_left(const struct check *check, const struct cert_time *time,
	       int64_t *days);

/*
 * The store in which a certificate was not found. If that does not prove that
 * it is missing, the finding is only a warning, and the note says why.
 */
void note_searched(struct check *check, struct finding *finding,
		   const struct cert_store *searched, bool proof);

/* "0.0.0.0:443", "port 443 (central store)": what a record is for. */
const char *record_shown(struct check *check, const struct http_record *record);

/* Say of which endpoint's record it is, and where it is listed. */
void note_record(struct check *check, struct finding *finding,
		 const struct http_record *record);
void note_listed(struct check *check, struct finding *finding,
		 const struct cert *cert);

/*
 * The record with which http.sys answers for an https binding that has none
 * of its own, in the order in which it looks; null: nobody answers.
 */
const struct http_record *record_instead(const struct check *check,
					 const struct binding *binding);

/* Is the application id that of IIS or IIS Express? Is it all zeros? */
bool record_is_of_iis(const struct http_record *record);
bool record_has_no_owner(const struct http_record *record);

/* Is there no certificate in it, although it is not the central store's? */
bool record_is_null(const struct http_record *record);

/*
 * What the https bindings of the file make of each record, in the order of
 * http_sys_records(); null without memory.
 */
struct record_use {
	const struct binding *first; /* served by the record, or null */
	size_t count;		     /* bindings that it serves */
	bool instead;		     /* it answers for one that has no record */
};

const struct record_use *record_uses(struct check *check);

/* 'site "Default Web Site" and 3 more https bindings' */
const char *target_shown(struct check *check, const struct binding *first,
			 size_t count);

/*
 * The certificate hash that holds for FTP over TLS of a site; false when the
 * site has no ftp binding or no such hash.
 */
struct ftp_hash {
	struct slice text; /* not empty */
	struct slice store;
	const struct xml_element *where; /* the element that it is written on */
	bool valid; /* it is 40 hexadecimal digits, as it has to be */
	/* Someone else's spelling of 40 digits; only if !valid. */
	bool readable;
	size_t digits;
	/* If valid: all bytes are printable, as in samples of manuals. */
	bool sample;
	struct thumbprint sha1; /* if valid or readable */
};

bool ftp_hash(const struct check *check, const struct site *site,
	      struct ftp_hash *hash);

/* The first ftp binding of a site, or null. */
const struct binding *ftp_binding(const struct site *site);

/* What is not about a binding goes here: the element of all sites, or null. */
const struct xml_element *sites_element(const struct check *check);

/*
 * Certificates in use. Report at the first binding that it serves; notes name
 * the record of http.sys and, if the certificate is listed, its entry. The
 * message should say how many bindings: bound_target().
 */
struct finding *report_bound(struct check *check, const struct bound *bound,
			     const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* 'site "Default Web Site"', 'site "Default Web Site" and 3 more bindings' */
const char *bound_target(struct check *check, const struct bound *bound);

#endif
