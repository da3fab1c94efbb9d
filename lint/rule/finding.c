#include "rule/finding.h"

static const char *const names[] = {
	[SEVERITY_OFF] = "off",
	[SEVERITY_INFO] = "info",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

const char *severity_name(enum severity severity)
{
	return names[severity];
}

bool severity_parse(struct slice name, enum severity *severity)
{
	for (size_t i = 0; i < LENGTH(names); i++) {
		if (slice_is(name, names[i])) {
			*severity = (enum severity)i;
			return true;
		}
	}
	return false;
}
