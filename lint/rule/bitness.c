#include "rule/bitness.h"

#include "rule/paths.h"

/* Has one of the folders "64" in its name, as x64, amd64, bin64? */
static bool names_64(struct slice path)
{
	return slice_search(path, SLICE("64")) != SIZE_MAX;
}

enum bitness path_bitness(struct slice path)
{
	static const struct slice programs = { "\\program files (x86)", 20 };

	if (path.len > 1 && path.at[1] == ':')
		path = slice_skip(path, 2);
	if (path_is_in(path, SLICE("\\windows\\microsoft.net\\framework64")))
		return BITNESS_64;
	if (path_is_in(path, SLICE("\\windows\\syswow64")))
		return BITNESS_32;
	if (path_is_in(path, programs) &&
	    !names_64(slice_skip(path, programs.len)))
		return BITNESS_32;
	return BITNESS_UNKNOWN;
}

static bool same_traits(const struct pool_traits *a,
			const struct pool_traits *b)
{
	return a->classic == b->classic && a->bits32 == b->bits32 &&
	       slice_eq_nocase(a->runtime, b->runtime);
}

static void add_kind(struct misfits *misfits,
		     const struct application_pool *pool)
{
	struct pool_kind kind = { .pool = pool };

	pool_traits(misfits->check, pool, &kind.traits);
	for (size_t i = 0; i < misfits->kind_count; i++)
		if (same_traits(&misfits->kinds[i].traits, &kind.traits))
			return;
	if (misfits->kind_count < POOL_KINDS_MAX)
		misfits->kinds[misfits->kind_count++] = kind;
}

static void find_kinds(struct misfits *misfits)
{
	const struct config *config = misfits->check->config;

	if (misfits->made)
		return;
	misfits->made = true;
	for (size_t i = 0; i < config->pool_count; i++)
		if (config->pools[i].first_user)
			add_kind(misfits, &config->pools[i]);
}

static bool is_misfit(const struct pool_traits *traits,
		      struct slice precondition, enum bitness bitness)
{
	return traits->bits32 != (bitness == BITNESS_32) &&
	       precondition_holds(precondition, traits);
}

static bool is_below(struct slice path, struct slice above)
{
	return slice_starts_nocase(path, above) &&
	       (path.len == above.len || path.at[above.len] == '/');
}

/* "" for the root application, "/app" for others. */
static struct slice path_in_site(const struct application *application)
{
	return application->path.len > 1 ? application->path : SLICE("");
}

/* Do the worker processes of the application load it, and cannot? */
static bool is_misfit_of(struct misfits *misfits,
			 const struct application *application,
			 struct slice precondition, enum bitness bitness)
{
	struct pool_traits traits;

	if (!application || !application->pool)
		return false;
	pool_traits(misfits->check, application->pool, &traits);
	return is_misfit(&traits, precondition, bitness);
}

/* Of the applications at or below a location, and of that which holds it. */
static const struct application_pool *
misfit_below(struct misfits *misfits, const struct section *section,
	     struct slice precondition, enum bitness bitness)
{
	const struct site *site =
		config_section_site(misfits->check->config, section);
	const struct application *holder = NULL;
	struct slice location;

	if (!site)
		return NULL;
	location = slice_skip(section->location, site->name.len);
	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *at = &site->applications[i];
		struct slice path = path_in_site(at);

		if (misfits->steps++ >= MISFIT_STEPS_MAX)
			return NULL;
		if (is_below(location, path) &&
		    (!holder || path.len > path_in_site(holder).len))
			holder = at;
		else if (is_below(path, location) &&
			 is_misfit_of(misfits, at, precondition, bitness))
			return at->pool;
	}
	return is_misfit_of(misfits, holder, precondition, bitness)
		       ? holder->pool
		       : NULL;
}

const struct application_pool *misfit_pool(struct misfits *misfits,
					   const struct section *section,
					   struct slice precondition,
					   enum bitness bitness)
{
	if (section->location.len)
		return misfit_below(misfits, section, precondition, bitness);
	find_kinds(misfits);
	for (size_t i = 0; i < misfits->kind_count; i++)
		if (is_misfit(&misfits->kinds[i].traits, precondition, bitness))
			return misfits->kinds[i].pool;
	return NULL;
}
