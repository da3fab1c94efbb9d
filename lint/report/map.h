/*
 * Map: the picture of a server that an operator draws on the whiteboard.
 * Sites, their bindings and certificates, their applications with pools,
 * identities and paths, and the findings on each line of it.
 *
 * map_text.c and map_json.c draw it; here is what is drawn. The lines are
 * the sites, bindings, applications, virtual directories and pools of the
 * model, and certificates that are named in the file. Findings inside of an
 * element that has no line belong to the line around it; those in a <location>
 * belong to the application or site of its path, those of the keys of
 * customMetadata to their site.
 *
 * Values are the effective ones. A slice with a null pointer is a value that
 * nobody knows; secrets are replaced. Everything is of the map's arena or of
 * the result.
 */
#ifndef REPORT_MAP_H
#define REPORT_MAP_H

#include "report/report.h"
#include "rule/rule.h"

/* The formats in which a map is drawn; they take the place of reports. */
extern const struct report_format map_text, map_json;

/* That of the report's format; null: no map is drawn in it. */
const struct report_format *map_format(const struct report_format *format);

/* A certificate that is named by its hash. */
struct map_certificate {
	struct thumbprint sha1;
	struct slice store; /* in which Windows looks for it */
	/* Is it in that store? */
	enum cert_answer listed;
	/* The store that has it instead, or null; its name may be empty. */
	const struct cert_store *elsewhere;
	struct slice name; /* common name or first DNS name; empty: unknown */
	/* At `now`; days are full ones up to the end, negative behind it. */
	enum map_validity {
		MAP_VALIDITY_UNKNOWN,
		MAP_NOT_YET_VALID,
		MAP_VALID,
		MAP_EXPIRED,
	} validity;
	bool days_known;
	int64_t days;
	enum cert_key key; /* in that store */
};

/* The certificate with which a binding is answered. */
struct map_answer {
	enum map_source {
		MAP_NO_TLS,
		MAP_NOT_KNOWN,
		MAP_NONE, /* http.sys has none for it */
		MAP_CENTRAL_STORE,
		MAP_HTTP_SYS,
		MAP_METADATA, /* property 5506 of the site */
		MAP_FTP,      /* serverCertHash of the site */
	} source;
	/* Of the last three; null: the hash cannot be read. */
	const struct map_certificate *certificate;
	/* The element that names it, if that has a line of its own; or null. */
	const struct xml_element *element;
};

struct map_pool {
	const struct application_pool *pool;
	struct slice runtime; /* empty: no managed code */
	struct slice pipeline;
	struct slice identity;
	struct slice user; /* empty unless the identity is SpecificUser */
	bool stopped;	   /* does not start with the service */
	bool bits32;
};

struct map_site {
	bool stopped; /* does not start with the service */
	/* Its first ftp binding, or null, and how that is answered. */
	const struct binding *ftp;
	struct map_answer ftp_answer;
	bool ftp_stopped;
	/* What property 5506 says; it has no line without one. */
	struct map_answer metadata;
	bool metadata_apart; /* no binding is drawn with it */
};

struct map_application {
	struct slice pool_name;
	const struct map_pool *pool; /* null: no pool has the name */
	struct slice protocols;
};

struct map_directory {
	struct slice physical_path;
	struct slice user; /* empty: that of the request or the pool */
};

struct map {
	struct result *result;
	struct arena *arena;
	struct check check;	/* to ask what rules ask; reports nothing */
	struct map_pool *pools; /* in the order of the model */

	uint32_t *owners; /* number + 1 of the element whose line it is on */
	uint32_t *first;  /* by number of that: first finding + 1 */
	uint32_t *next;	  /* by number of finding: next on the line + 1 */
	uint32_t others;  /* first finding + 1 that is on no line */

	struct table certificate_numbers; /* by hash and store */
	struct map_certificate *certificates;
};

/*
 * Gather what was linted. Findings below `min` are left out. Ask
 * arena_failed() of the arena afterwards.
 */
void map_open(struct map *map, struct result *result, enum severity min,
	      struct arena *arena);

/* The findings of a line by place: for each one after the other, till null. */
const struct finding *map_first(const struct map *map,
				const struct xml_element *line,
				uint32_t *number);
const struct finding *map_next(const struct map *map, uint32_t *number);
/* Those on no line. */
const struct finding *map_first_other(const struct map *map, uint32_t *number);

void map_site(struct map *map, const struct site *site, struct map_site *drawn);
/* `site` is what map_site() says of the site of the binding. */
void map_answer(struct map *map, const struct map_site *site,
		const struct binding *binding, struct map_answer *answer);
void map_application(const struct map *map,
		     const struct application *application,
		     struct map_application *drawn);
void map_directory(const struct map *map,
		   const struct virtual_directory *directory,
		   struct map_directory *drawn);

/* "DefaultAppPool", or "***" when it holds a secret. */
struct slice map_safe(struct slice value);

/* For the files of this module. */

void map_certificates_of_site(struct map *map, const struct site *site,
			      struct map_site *drawn);
void map_mark(struct map *map, enum severity min);
const struct map_certificate *map_certificate(struct map *map,
					      const struct thumbprint *sha1,
					      struct slice store);

#endif
