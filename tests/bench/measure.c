/*
 * Run a command several times in turn with others and print, per command,
 * the median of wall time and the largest peak memory.
 *
 *     measure RUNS [REPEAT] -- COMMAND… [-- COMMAND…]…
 *
 * REPEAT runs of a command count as one, for what is too quick to time. One
 * line per command: seconds of one run, and kilobytes. Output of the
 * commands is dropped. A command that cannot be run, or ends by a signal,
 * ends the measuring with status 1.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 8, RUNS_MAX = 1000 };

/* BSD and glibc have it, POSIX has not. */
extern pid_t wait4(pid_t child, int *status, int options, struct rusage *usage);

struct command {
	char **argv;
	double seconds[RUNS_MAX];
	long kilobytes;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run_child(char **argv)
{
	int null = open("/dev/null", O_RDWR);

	if (null < 0)
		_exit(127);
	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	execvp(argv[0], argv);
	_exit(127);
}

/* 0, or -1 when it could not be run. */
static int run(struct command *command)
{
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0)
		run_child(command->argv);
	if (child < 0 || wait4(child, &status, 0, &usage) != child)
		return -1;
	if (usage.ru_maxrss > command->kilobytes)
		command->kilobytes = usage.ru_maxrss;
	return WIFEXITED(status) && WEXITSTATUS(status) < 126 ? 0 : -1;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int measure(struct command *commands, int count, int runs, int repeat)
{
	for (int i = 0; i < runs * count; i++) {
		struct command *command = &commands[i % count];
		double start = now();

		for (int j = 0; j < repeat; j++)
			if (run(command)) {
				fprintf(stderr, "measure: %s failed\n",
					command->argv[0]);
				return 1;
			}
		command->seconds[i / count] = (now() - start) / repeat;
	}
	for (int i = 0; i < count; i++) {
		qsort(commands[i].seconds, (size_t)runs, sizeof(double),
		      compare);
		printf("%.6f %ld\n", commands[i].seconds[runs / 2],
		       commands[i].kilobytes);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static struct command commands[COMMANDS_MAX];
	int count = 0, runs = 0, repeat = 1;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--"))
			continue;
		argv[i] = NULL;
		if (!count && i > 1)
			runs = (int)strtol(argv[1], NULL, 10);
		if (!count && i > 2)
			repeat = (int)strtol(argv[2], NULL, 10);
		if (count < COMMANDS_MAX && i + 1 < argc)
			commands[count++].argv = &argv[i + 1];
	}
	if (!count || runs < 1 || runs > RUNS_MAX || repeat < 1) {
		fputs("usage: measure RUNS [REPEAT] -- COMMAND…\n", stderr);
		return 2;
	}
	return measure(commands, count, runs, repeat);
}
