/*
 * Handlers: what their attributes say, and which application pools use the
 * places at which they hold (facts: iis-configuration-system 9).
 */
#ifndef RULE_HANDLERS_H
#define RULE_HANDLERS_H

#include "rule/native.h"
#include "rule/precondition.h"

/* Is it one of those that modules= names? */
bool handler_uses(const struct check *check, const struct xml_element *handler,
		  const char *module);

/* path="*" and verb="*": it takes every request that gets so far. */
bool handler_takes_all(const struct check *check,
		       const struct xml_element *handler);

/*
 * The name of the entry that was meant; empty when none is near, and for all
 * but the first findings of a rule.
 */
struct slice name_meant(struct check *check, const struct entries *entries,
			struct slice name);

/* Is the entry written in this section, not inherited? */
bool handler_is_own(const struct check *check, const struct section *section,
		    const struct xml_element *handler);

/*
 * The handlers that are in force where they are written, each once, with the
 * place at which that is.
 */
void each_handler(struct check *check, void *context,
		  void (*look)(struct check *check, void *context,
			       const struct served *served,
			       const struct xml_element *handler));

/*
 * For comparing, of the arena: path_canonical() of a scriptProcessor or of
 * the path of a restriction, arguments included, without any quotes.
 */
struct slice script_key(struct check *check, struct slice script);

/* The same, without the arguments behind the program. */
struct slice script_program(struct slice key);

/*
 * The same of a FastCGI application, of which both parts count:
 * "program|arguments".
 */
struct slice fastcgi_key(struct check *check, struct slice program,
			 struct slice arguments);

/* Pools between which preconditions make a difference: so many kinds. */
enum { POOL_KINDS = 24 };

struct pool_user {
	const struct application *application; /* the first; null: none */
	struct pool_traits traits;
	bool any_runtime; /* the default, in which versions of IIS differ */
};

/* Who uses a place, or the server: applications of each kind of pool. */
struct pool_users {
	struct pool_user of[POOL_KINDS];
};

struct place_users {
	struct table by_place; /* number of the place */
	struct pool_users **places;
	size_t count;
	struct pool_users all;
};

/*
 * Of applications whose pool is in the file. It costs a look at each
 * application: to be asked for when something is wrong, or might be.
 */
void find_users(struct check *check, struct place_users *users);

/* Null when no application is served there. */
const struct pool_users *served_users(const struct place_users *users,
				      const struct served *served);

/*
 * May an entry with this preCondition be loaded in the pool, or is it sure to
 * be? They differ where the version of .NET is not known.
 */
bool user_may_load(const struct pool_user *user, struct slice precondition);
bool user_loads(const struct pool_user *user, struct slice precondition);

/*
 * Is the handler sure to be loaded in a pool of those who use the place, or, at
 * root level, of anybody? Always, when the file has no pools. *users is null
 * before the first call, and is found when it is needed.
 */
bool handler_is_loaded(struct check *check, struct place_users **users,
		       const struct served *served,
		       const struct xml_element *handler);

/* "64 bits, integrated mode, .NET v4.0": what preconditions ask of a pool. */
const char *user_shown(struct check *check, const struct pool_user *user);

#endif
