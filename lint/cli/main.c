#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/run.h"

/* A mapped input file became shorter while it was read. */
static void on_bus_error(int signal)
{
	static const char text[] =
		"iislint: an input file was changed while it was checked\n";

	ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);

	(void)signal, (void)written;
	_exit(STATUS_FAILED);
}

int main(int argc, char **argv)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_bus_error;
	sigaction(SIGBUS, &action, NULL);
	return iislint_run(argc, argv, stdout, stderr, &allocator_heap);
}
