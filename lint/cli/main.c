#include "cli/run.h"

int main(int argc, char **argv)
{
	return iislint_run(argc, argv, stdout, stderr, &allocator_heap);
}
