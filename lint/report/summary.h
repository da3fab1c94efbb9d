/*
 * The line that sums up a report for people.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/report.h"

/* "2 files", "1 file". */
void summary_count(struct out *out, size_t count, const char *noun);

/*
 * "2 errors, 1 warning in 3 files", with what is not shown or was suppressed.
 * `failed` files could not be checked.
 */
void summary_print(const struct report *report, size_t checked, size_t failed);

#endif
