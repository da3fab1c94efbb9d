#include <signal.h>
#include <unistd.h>

#include "cli/run.h"

#ifdef SIGBUS
/* A mapped input file became shorter while it was read. */
static void on_bus_error(int number)
{
	static const char text[] =
		"iislint: an input file was changed while it was checked\n";
	ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);

	(void)number, (void)written;
	_exit(STATUS_FAILED);
}
#endif

int main(int argc, char **argv)
{
#ifdef SIGBUS
	signal(SIGBUS, on_bus_error);
#endif
	return iislint_run(argc, argv, stdout, stderr, &allocator_heap);
}
