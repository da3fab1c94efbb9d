#include "config/faults.h"

void config_faults(const struct config *config,
		   const struct fault_visitor *visitor)
{
	(void)config;
	(void)visitor;
}
