#include "rule/rule.h"

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (fault->kind != FAULT_LOCKED)
		return;
	finding = report_at(check, at_fault(check, fault),
			    "%s '%s' is set here, and locked at a level above",
			    fault->attribute ? "attribute" : "element",
			    fault_name(check, fault));
	note_at(check, finding, at_element(check, fault->other), "locked here");
	finding_help(check, finding,
		     "IIS says: \"Lock violation\" (0x80070021), even if the "
		     "value is the same; remove it, or the lock");
}

const struct rule rule_lock_own_violation = {
	.id = "lock-own-violation",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a location sets what a level above locks in the same file",
	.references = {
		REFERENCE_LOCKING,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
};
