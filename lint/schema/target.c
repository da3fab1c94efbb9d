#include "schema/target.h"

bool target_parse(struct slice name, enum target *target)
{
	static const struct {
		const char *name;
		enum target target;
	} names[] = {
		{ "7.0", TARGET_7_0 },	       { "7", TARGET_7_0 },
		{ "2008", TARGET_7_0 },	       { "7.5", TARGET_7_5 },
		{ "2008r2", TARGET_7_5 },      { "8.0", TARGET_8_0 },
		{ "8", TARGET_8_0 },	       { "2012", TARGET_8_0 },
		{ "8.5", TARGET_8_5 },	       { "2012r2", TARGET_8_5 },
		{ "10.0", TARGET_10_0 },       { "10", TARGET_10_0 },
		{ "2016", TARGET_10_0 },       { "10-1709", TARGET_10_1709 },
		{ "10-1809", TARGET_10_1809 }, { "2019", TARGET_10_1809 },
		{ "2022", TARGET_2022 },       { "2025", TARGET_2025 },
		{ "express", TARGET_EXPRESS },
	};

	for (size_t i = 0; i < LENGTH(names); i++) {
		if (slice_is_nocase(name, names[i].name)) {
			*target = names[i].target;
			return true;
		}
	}
	return false;
}
