/*
 * Rules: the only header that a file below rules/ includes.
 *
 * A rule is a file rules/FAMILY/RULE-ID.c that defines
 *
 *     const struct rule rule_RULE_ID = { .id = "rule-id", … };
 *
 * (with "_" for "-") and a page RULE-ID.md beside it. Both are found by their
 * file names; no list needs an edit. Rules see the model, the inventory and
 * nothing else: no line numbers, file names, colours or output formats.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "cert/http_sys.h"
#include "cert/inventory.h"
#include "cert/view.h"
#include "config/config.h"
#include "config/metadata.h"
#include "config/secret.h"
#include "config/target.h"
#include "config/transport.h"
#include "rule/finding.h"
#include "rule/references.h"

/* Which selection switches a rule on; bits. */
enum {
	PROFILE_DEFAULT = 1,
	PROFILE_PEDANTIC = 2,
	PROFILE_HARDENING = 4,
	PROFILE_CIS = 8,
	PROFILE_STIG = 16,
};

/* What a rule cannot do without, besides the file itself; bits. */
enum {
	NEEDS_LISTING = 1,  /* a certificate listing */
	NEEDS_HTTP_SYS = 2, /* a listing of http.sys */
	NEEDS_TARGET = 4,   /* the version of IIS: --target */
};

enum { RULE_REFERENCES_MAX = 4, RULE_UNLESS_MAX = 8 };

struct check;

/*
 * A certificate that http.sys uses for https bindings of this file: one for
 * each thumbprint and store, whatever the number of bindings, so that one
 * bad certificate is one finding.
 */
struct bound {
	const struct http_record *record; /* the first that names it */
	const struct binding *binding;	  /* the first that it serves */
	size_t binding_count;
	const struct cert *first; /* its first listed entry, or null */
	struct cert_view view;
	/*
	 * A certificate of the same store for the same names, good today, that
	 * was issued later and ends later; or null.
	 */
	const struct cert *newer;
};

struct rule {
	const char *id;
	enum severity severity; /* default */
	unsigned profiles;
	unsigned needs;	     /* without it, the rule does not run */
	const char *since;   /* version of iislint */
	const char *summary; /* one sentence: what is wrong */
	const char *references[RULE_REFERENCES_MAX];
	/*
	 * One mistake, one message: a finding of this rule is dropped when
	 * one of these rules reports on the same element (for a finding about
	 * the file: on the file).
	 */
	const char *unless[RULE_UNLESS_MAX];
	/* Any of these may be null. */
	void (*check_file)(struct check *check);
	void (*check_site)(struct check *check, const struct site *site);
	/* Bindings of siteDefaults come once for each site that takes them. */
	void (*check_binding)(struct check *check,
			      const struct binding *binding);
	void (*check_bound)(struct check *check, const struct bound *bound);
	void (*check_key)(struct check *check, const struct metadata_key *key);
	void (*check_property)(struct check *check,
			       const struct metadata_property *property);
};

/* What the user says besides files: under which circumstances a file is
 * to work. */
struct circumstances {
	int64_t now;	       /* seconds since 1970 UTC */
	int64_t expiring_days; /* certificates with fewer days left are told */
	enum target target;
};

enum { EXPIRING_DAYS_DEFAULT = 30 };

/* What a rule may look at. */
struct check {
	const struct rule *rule;
	enum severity severity; /* of this rule's findings */
	bool severity_fixed;	/* the user has chosen it */
	const struct source *source;
	const struct xml_document *document;
	const struct config *config;
	const struct inventory *inventory; /* never null; may be empty */
	const struct circumstances *circumstances;
	int64_t now; /* seconds since 1970 UTC */
	struct arena *arena;
	struct vector *findings; /* struct finding * */
	size_t count;		 /* findings of this rule so far */
	size_t told_max;	 /* TOLD_MAX, or all of them */
	struct hash_memo *memo;	 /* shared by the checks of a file */
};

/*
 * Findings of one rule in one file that are told in full, when the report
 * is for people. More are counted, and have no message: nobody reads them,
 * and a file that is wrong 100,000 times must not cost 100,000 texts.
 */
enum { TOLD_MAX = 1000 };

/*
 * Places that findings and notes are about: the name of an element; the
 * value of one of its attributes, or the attribute's name (either is the
 * element's name when it does not have the attribute); a piece of the text,
 * for what is about the file as a whole; a line of a listing, for notes.
 */
struct place {
	const struct xml_element *element;
	struct span at;
	const char *file; /* null: the linted file */
	uint32_t line;
};

struct place at_element(const struct check *check,
			const struct xml_element *element);
struct place at_value(const struct check *check,
		      const struct xml_element *element, const char *attribute);
struct place at_attribute(const struct check *check,
			  const struct xml_element *element,
			  const char *attribute);
struct place at_text(struct span span);
struct place at_store(const struct check *check,
		      const struct cert_store *store);
struct place at_cert(const struct check *check, const struct cert *cert);
struct place at_record(const struct check *check,
		       const struct http_record *record);

/*
 * Report. Returns the finding, so that help and notes can be added, or null
 * when there is no memory; the functions for help and notes take null. Texts
 * are formatted as by printf; control characters are escaped, so values may
 * be put in as they are, shortened by shown().
 */
struct finding *report_at(struct check *check, struct place place,
			  const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Another severity than the rule's default, unless the user chose one. */
void finding_severity(struct check *check, struct finding *finding,
		      enum severity severity);

/* Line breaks are kept here, so values must go through shown(). */
void finding_help(struct check *check, struct finding *finding,
		  const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void note_at(struct check *check, struct finding *finding, struct place place,
	     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Report the error of the XML reader, with what it says of other places. */
struct finding *report_fault(struct check *check);

/*
 * May the finding that is being made, or was made last, be told? If not,
 * nothing need be put into words or looked for.
 */
static inline bool may_tell(const struct check *check)
{
	return check->count <= check->told_max;
}

/*
 * A piece of a message, formatted as by printf; empty when the message will
 * not be told.
 */
const char *words(struct check *check, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * A value for a message: NUL-terminated, escaped, cut to 60 characters with
 * "…".
 * Secret values must not be shown at all.
 */
const char *shown(struct check *check, struct slice value);

/* The value of a metadata property; *** when it is secret. */
const char *value_shown(struct check *check,
			const struct metadata_property *property);

/* How to repair a file that IIS cannot read; the help of rules about it. */
extern const char file_repair[];

/*
 * The command that deletes a key of customMetadata; null when the path holds
 * characters that a command line does not take as they are.
 */
const char *key_delete_command(struct check *check,
			       const struct metadata_key *key);

/*
 * Property 5506, a certificate hash: what the ABO mapper makes of it, and
 * what the listings tell about the certificate.
 */

/*
 * Store in which Windows looks for the certificate: what 5511 of the same
 * key says, else the 5511 that LM/W3SVC hands down, else MY.
 */
struct slice hash_store(const struct metadata_property *hash);

/*
 * Is it at a place where the mapper makes an SSL binding from it: on the key
 * of a site that has an https binding, or handed down from LM/W3SVC?
 */
bool hash_is_used(const struct metadata_property *property);

/* Used, and with a value that can be a thumbprint. */
bool hash_is_live(const struct metadata_property *property);

/* On LM/W3SVC/<number> itself, of a site that exists. */
bool hash_is_of_site(const struct metadata_property *property);

/* 'site "Default Web Site"' or 'every site', for messages about a 5506. */
const char *hash_target(struct check *check,
			const struct metadata_property *property);

/*
 * The listed store in which a certificate of the named store would have to
 * be; *proof tells whether it proves that a certificate is missing: it says
 * that it is this store, and is complete. Null when all listings are of other
 * stores. hash_searched() is about the store of a 5506.
 */
const struct cert_store *store_searched(const struct check *check,
					struct slice name, bool *proof);
const struct cert_store *hash_searched(struct check *check,
				       const struct metadata_property *property,
				       bool *proof);

/*
 * The first listed entry of the certificate of a 5506 whose value is good;
 * null when it is in no listing. The last answer is remembered, for several
 * rules ask about one property in turn.
 */
struct hash_memo {
	const struct metadata_property *property;
	const struct cert *cert;
	/* Listed serial numbers and key identifiers, when a rule asked. */
	struct table *numbers;
};

const struct cert *hash_listed(struct check *check,
			       const struct metadata_property *property);

/* What the listings tell of it, in the store in which Windows looks. */
struct cert_view hash_view(struct check *check,
			   const struct metadata_property *property);

/*
 * Is the certificate of a 5506 the one that http.sys has for an https binding
 * of its site? *other is the record of another one that the site uses at a
 * fixed address or at all addresses, where the mapper would set it; null: none
 * is known.
 */
enum cert_answer hash_in_use(struct check *check,
			     const struct metadata_property *property,
			     const struct http_record **other);

/*
 * The listed certificate that has the 20 bytes of a 5506 as serial number or
 * as key identifier; null: none. *what is "serial number" or "subject key
 * identifier".
 */
const struct cert *hash_misread(struct check *check,
				const struct metadata_property *property,
				const char **what);

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

/*
 * Settings that hold for several sites: a mistake is told once, where it is
 * written, with the sites that it hits.
 */
enum { HIT_NAMED = 3 };

struct hit {
	const struct site *named[HIT_NAMED]; /* the first of them */
	size_t count;
};

void hit_add(struct hit *hit, const struct site *site);

/* 'site "Default Web Site"', 'site "Default Web Site" and 3 more sites' */
const char *hit_shown(struct check *check, const struct hit *hit);

/*
 * Notes at the sites that are named, without the one that the finding stands
 * in: 'site "a" has no https binding', with `what` as the end.
 */
void note_hit(struct check *check, struct finding *finding,
	      const struct hit *hit, const char *what);

/* Flags of system.webServer/security/access@sslFlags. */
enum {
	ACCESS_SSL = 1,
	ACCESS_NEGOTIATE_CERT = 2,
	ACCESS_REQUIRE_CERT = 4,
	ACCESS_MAP_CERT = 8,
	ACCESS_ANY_CERT =
		ACCESS_NEGOTIATE_CERT | ACCESS_REQUIRE_CERT | ACCESS_MAP_CERT,
};

/* The flags of a value, in any letter case; unknown names are left out. */
uint32_t access_flags(struct slice value);

/* A value of sslFlags and the sites that it hits. */
struct access {
	const struct section *section;
	struct slice value;
	uint32_t flags;
	struct hit hit;
};

/*
 * Find the values of sslFlags that are a mistake for at least one of the sites
 * that take them: at root level all that have no value of their own, else the
 * site of the location. `tell` reports at the value.
 */
void each_access(struct check *check,
		 bool (*is_wrong)(struct check *check, uint32_t flags,
				  const struct site *site),
		 void (*tell)(struct check *check,
			      const struct access *access));

/* 'site "a" and 3 more sites', '"a/app"' */
const char *access_shown(struct check *check, const struct access *access);

/*
 * The same for HSTS: `find` gives the element that the mistake is written on,
 * null if there is none.
 */
void each_hsts(struct check *check,
	       const struct xml_element *(*find)(struct check *check,
						 const struct hsts *hsts),
	       void (*tell)(struct check *check,
			    const struct xml_element *written,
			    const struct hit *hit));

/* How to repair a 5506; the help of most rules about it. */
extern const char hash_repair[];

/*
 * Bindings and their sslFlags (facts: custom-metadata-and-ssl 7.3).
 */
enum {
	SSL_FLAGS_DOCUMENTED = 127,
	SSL_FLAG_NEGOTIATE = 128, /* of newer libraries, not documented */
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
