/*
 * How the time of each rule grows with the number of sites.
 *
 *     growth SMALL LARGE
 *
 * Both are folders with applicationHost.config, my.csv (certificates) and
 * netsh.txt. Each is read once; each rule then runs alone, in a process of its
 * own, so that what one rule has looked up does not help the next. Printed
 * per rule, dearest first: milliseconds of the processor in the small and in
 * the large file, the least of several runs less what a run without rules
 * takes; their ratio; and the ratio of the whole run with this rule alone,
 * reading included. Ends with 1 when a rule compares all with all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "rule/engine.h"

enum {
	TRIES = 3,
	NOISE_PART = 20, /* less than that part of a run without rules */
	/* Between 10, linear, or some more where caches end, and 100. */
	LIMIT = 50,
	/* 10,000 things compared in pairs take longer than that. */
	LIMIT_MS = 200,
	NOISE_MS = 3,
};

struct server {
	struct result result;
	struct arena arena;
	struct inventory inventory;
	double read; /* the files */
	double idle; /* without any rule */
};

struct cost {
	const struct rule *rule;
	double ms[2];
};

static void die(const char *what)
{
	fprintf(stderr, "growth: %s\n", what);
	exit(2);
}

/* Of the processor: what else the machine does counts less. */
static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

static const char *file_in(struct server *server, const char *folder,
			   const char *name)
{
	return arena_printf(&server->arena, "%s/%s", folder, name).at;
}

static void read_server(struct server *server, const char *folder)
{
	const char *config, *listing, *netsh;

	arena_init(&server->arena, &allocator_heap);
	inventory_init(&server->inventory, &server->arena);
	config = file_in(server, folder, "applicationHost.config");
	listing = file_in(server, folder, "my.csv");
	netsh = file_in(server, folder, "netsh.txt");
	if (source_load_xml(&server->result.source, config, config,
			    &allocator_heap) != SOURCE_OK ||
	    !result_read(&server->result, &schema_builtin, CONFIG_WHOLE,
			 &allocator_heap))
		die("cannot read the configuration");
	if (!inventory_read(&server->inventory, listing, LISTING_CERTIFICATES,
			    SLICE("MY")) ||
	    !inventory_read(&server->inventory, netsh, LISTING_HTTP_SYS,
			    SLICE("")))
		die("cannot read the listings");
	/* The walk for faults is part of the rules that ask for them. */
	faults_free(&server->result.faults);
}

/* In the child: lint with this rule alone, or with none. */
static double lint(struct server *server, const struct rule *rule)
{
	static const struct circumstances today = {
		.now = 1780000000,
		.expiring_days = EXPIRING_DAYS_DEFAULT,
		.target = TARGET_8_5,
	};
	struct selection selection;
	double start;

	if (!selection_init(&selection, &server->arena, 0))
		die("out of memory");
	if (rule)
		selection_switch(&selection, rule, true);
	selection.brief = true;
	start = now();
	if (!result_lint(&server->result, &selection, &server->inventory,
			 &today))
		die("out of memory");
	return now() - start;
}

/* What a child is to do: read a folder, or lint. */
struct work {
	struct server *server;
	const char *folder; /* null: lint */
	const struct rule *rule;
};

static double do_work(const struct work *work)
{
	struct server fresh = { .read = 0 };
	double start = now();

	if (!work->folder)
		return lint(work->server, work->rule);
	read_server(&fresh, work->folder);
	return now() - start;
}

static double one_run(const struct work *work)
{
	double ms = 0;
	int ends[2], status;
	pid_t child;

	if (pipe(ends))
		die("no pipe");
	child = fork();
	if (child == 0) {
		ms = do_work(work);
		_exit(write(ends[1], &ms, sizeof(ms)) != sizeof(ms));
	}
	close(ends[1]);
	if (child < 0 || read(ends[0], &ms, sizeof(ms)) != sizeof(ms) ||
	    waitpid(child, &status, 0) != child || status)
		die(work->rule ? work->rule->id : "a run without rules failed");
	close(ends[0]);
	return ms;
}

static double least(const struct work *work)
{
	double ms = one_run(work);

	for (int i = 1; i < TRIES; i++) {
		double again = one_run(work);

		ms = again < ms ? again : ms;
	}
	return ms;
}

static int dearest_first(const void *a, const void *b)
{
	const struct cost *x = a, *y = b;

	return (x->ms[1] < y->ms[1]) - (x->ms[1] > y->ms[1]);
}

static bool print(const struct server servers[2], const struct cost *costs,
		  double noise)
{
	double small_run = servers[0].read + servers[0].idle;
	double large_run = servers[1].read + servers[1].idle;
	bool fine = true;
	size_t quick = 0;

	for (size_t i = 0; i < rule_count; i++) {
		double small = costs[i].ms[0], large = costs[i].ms[1];

		if (large < noise) {
			quick++;
			continue;
		}
		printf("    %-36s %8.2f ms %8.2f ms", costs[i].rule->id, small,
		       large);
		if (small >= 1)
			printf("  %5.1f x alone", large / small);
		else
			printf("  %13s", "");
		printf(" %5.1f x run\n",
		       (large_run + large) / (small_run + small));
		fine &= large < LIMIT_MS || large <= LIMIT * small;
	}
	printf("    %zu other rules: less than %.0f ms each\n", quick, noise);
	return fine;
}

int main(int argc, char **argv)
{
	static struct server servers[2];
	struct cost *costs;
	double noise;
	bool fine;

	if (argc != 3) {
		fputs("usage: growth SMALL LARGE\n", stderr);
		return 2;
	}
	costs = calloc(rule_count, sizeof(*costs));
	if (!costs)
		die("out of memory");
	for (int s = 0; s < 2; s++) {
		struct work work = { .server = &servers[s],
				     .folder = argv[s + 1] };

		servers[s].read = least(&work);
		work.folder = NULL;
		read_server(&servers[s], argv[s + 1]);
		servers[s].idle = least(&work);
		for (size_t i = 0; i < rule_count; i++) {
			costs[i].rule = rules[i];
			work.rule = rules[i];
			costs[i].ms[s] = least(&work) - servers[s].idle;
		}
	}
	noise = servers[1].idle / NOISE_PART;
	if (noise < NOISE_MS)
		noise = NOISE_MS;
	qsort(costs, rule_count, sizeof(*costs), dearest_first);
	fine = print(servers, costs, noise);
	free(costs);
	return fine ? 0 : 1;
}
