/*
 * Findings: what rules report and reports print.
 */
#ifndef RULE_FINDING_H
#define RULE_FINDING_H

#include "base/slice.h"
#include "xml/document.h"

enum severity {
	SEVERITY_OFF,
	SEVERITY_INFO,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

/* "error"; and back, false for an unknown name. */
const char *severity_name(enum severity severity);
bool severity_parse(struct slice name, enum severity *severity);

/*
 * Another place that belongs to a finding: of the same file, or, if `file`
 * is set, a line of a listing.
 */
struct note {
	struct slice message;
	struct span at;
	const char *file; /* null: the linted file */
	uint32_t line;
	struct note *next;
};

struct rule;

struct finding {
	const struct rule *rule;
	enum severity severity;
	bool untold;	      /* there is no message: see TOLD_MAX */
	struct slice message; /* escaped: fit for any output */
	struct slice help;    /* escaped; may be empty */
	struct span at;
	/* The element it is about; null for the file as a whole. */
	const struct xml_element *element;
	struct note *notes, *last_note;
};

#endif
