#include "config/beside.h"

#include "config/build.h"

/* Of a file with more, the faults are looked for once more when shown. */
enum { KEPT_MAX = 10000 };

/* The values of a duplicate's key live only during the visit. */
static const struct fault_key *copy_keys(struct faults *faults,
					 const struct fault *fault)
{
	struct fault_key *keys =
		ARENA_ARRAY(&faults->arena, struct fault_key, fault->key_count);

	for (size_t i = 0; keys && i < fault->key_count; i++) {
		keys[i] = fault->keys[i];
		keys[i].value =
			arena_copy(&faults->arena, fault->keys[i].value);
	}
	return keys;
}

static void keep(void *context, const struct fault *fault)
{
	struct faults *faults = context;
	struct fault *copy;

	if (faults->kept.count == KEPT_MAX) {
		faults->full = true;
		return;
	}
	copy = vector_push(&faults->kept);
	if (!copy) {
		faults->failed = true;
		return;
	}
	*copy = *fault;
	if (fault->key_count)
		copy->keys = copy_keys(faults, fault);
}

static void *look(void *context)
{
	struct faults *faults = context;

	if (!config_faults(faults->config,
			   &(struct fault_visitor){ keep, faults }))
		faults->failed = true;
	return NULL;
}

void faults_start(struct faults *faults, const struct config *config)
{
	*faults = (struct faults){ .config = config };
	arena_init(&faults->arena, config->arena->memory);
	vector_init(&faults->kept, config->arena->memory, sizeof(struct fault));
	if (config->document->elements.count < BESIDE_MIN)
		return;
	prepare_scopes(config);
	faults->running = !pthread_create(&faults->thread, NULL, look, faults);
}

static void join(struct faults *faults)
{
	if (faults->running)
		pthread_join(faults->thread, NULL);
	faults->running = false;
}

bool faults_visit(struct faults *faults, const struct fault_visitor *visitor)
{
	bool beside = faults->running;
	const struct fault *kept;

	join(faults);
	if (!beside || faults->full)
		return config_faults(faults->config, visitor);
	kept = faults->kept.items;
	for (size_t i = 0; i < faults->kept.count; i++)
		visitor->visit(visitor->context, &kept[i]);
	return !faults->failed && !arena_failed(&faults->arena);
}

void faults_free(struct faults *faults)
{
	if (!faults->config)
		return;
	join(faults);
	vector_free(&faults->kept);
	arena_free(&faults->arena);
}
