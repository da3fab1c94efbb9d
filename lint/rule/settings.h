/*
 * Settings of the file that hold for several sites.
 */
#ifndef RULE_SETTINGS_H
#define RULE_SETTINGS_H

#include "rule/check.h"

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

#endif
