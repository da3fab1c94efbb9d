/*
 * Check: the descriptor of a rule, what a rule may look at, and how it
 * reports.
 */
#ifndef RULE_CHECK_H
#define RULE_CHECK_H

#include <stdarg.h>

#include "cert/http_sys.h"
#include "cert/inventory.h"
#include "cert/view.h"
#include "base/spell.h"
#include "config/config.h"
#include "config/faults.h"
#include "config/metadata.h"
#include "config/secret.h"
#include "config/served.h"
#include "schema/target.h"
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
	NEEDS_WHOLE = 8,    /* the whole file, not a fragment of one */
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
	void (*check_pool)(struct check *check,
			   const struct application_pool *pool);
	/* See config_served(): the root level, and where that changes. */
	void (*check_served)(struct check *check, const struct served *served);
	void (*check_site)(struct check *check, const struct site *site);
	/* Bindings of siteDefaults come once for each site that takes them. */
	void (*check_binding)(struct check *check,
			      const struct binding *binding);
	void (*check_application)(struct check *check,
				  const struct application *application);
	void (*check_directory)(struct check *check,
				const struct virtual_directory *directory);
	void (*check_bound)(struct check *check, const struct bound *bound);
	/* Every fault of every kind: leave early those of others. */
	void (*check_fault)(struct check *check, const struct fault *fault);
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
	const struct http_record *const *serving; /* see binding_record() */
	int64_t now;				  /* seconds since 1970 UTC */
	struct arena *arena;
	struct vector *findings; /* struct finding * */
	size_t count;		 /* findings of this rule so far */
	size_t told_max;	 /* TOLD_MAX, or all of them */
	struct hash_memo *memo;	 /* shared by the checks of a file */
	struct hits *hits;	 /* see report_hit(); null: none */
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

/*
 * The record with which http.sys answers for a binding of the file; null when
 * there is none, or no listing of http.sys.
 */
static inline const struct http_record *
binding_record(const struct check *check, const struct binding *binding)
{
	return check->serving ? check->serving[binding->number] : NULL;
}

struct place at_element(const struct check *check,
			const struct xml_element *element);
struct place at_value(const struct check *check,
		      const struct xml_element *element, const char *attribute);
struct place at_attribute(const struct check *check,
			  const struct xml_element *element,
			  const char *attribute);
/* The value of a setting; the element's name where none is written. */
struct place at_setting(const struct check *check,
			const struct setting *setting, const char *attribute,
			const struct xml_element *element);
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

/*
 * Report on a value that holds for `whom`: a site, application, virtual
 * directory, pool or binding. When it is written elsewhere, in a defaults
 * element or a location, it is told once, whatever the number of those that
 * it hits, with notes at the first of them; null for all but the first. The
 * message must fit all of them.
 */
struct finding *report_hit(struct check *check, struct place place,
			   const struct xml_element *whom, const char *format,
			   ...) __attribute__((format(printf, 4, 5)));

struct finding *report_va(struct check *check, struct place place,
			  const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* For the engine, when a rule has seen everything: make those notes. */
void tell_hits(struct check *check);

/*
 * Is this the effective value, without regard to letter case and blanks
 * around it?
 */
bool setting_is(const struct check *check, struct scope scope,
		const char *below, const char *attribute, const char *value);

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

#endif
