/*
 * JSON out, shared by the formats that are JSON.
 *
 * A format writes the frame of its document by hand and each finding as one
 * small value, so that memory does not grow with the number of findings.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <jansson.h>

#include "report/report.h"

/*
 * A string of any bytes: those that are not UTF-8 become the text \xff. Null
 * when there is no memory.
 */
json_t *json_text(const struct report *report, struct slice text);

/*
 * Write a value on one line and release it. What must not reach a terminal
 * is written as \u202e, also where JSON would not ask for it. A null value
 * is a report_fail().
 */
void json_write(struct report *report, json_t *value);

/* Write the summary of the report, as the last member of its document. */
void json_write_summary(struct report *report);

#endif
