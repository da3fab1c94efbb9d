#include "rule/rule.h"

enum { LARGE = 1 << 20 };

static void check_file(struct check *check)
{
	const struct xml_element *root = xml_root(check->document);
	size_t size = check->source->text.len;
	struct finding *finding;

	if (!root || size <= LARGE)
		return;
	finding = report_at(check, at_element(check, root),
			    "the file has %zu.%zu MB: it may be read while it "
			    "is half written",
			    size / LARGE, size % LARGE * 10 / LARGE);
	finding_help(check, finding,
		     "delete sites, pools and locations that nobody needs, or "
		     "spread the sites over several servers");
}

const struct rule rule_file_large = {
	.id = "file-large",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "the file is larger than 1 MB",
	.references = {
		"https://support.microsoft.com/en-us/topic/fix-the-applica"
		"tionhost-config-file-may-be-temporarily-inconsistent-and-"
		"you-receive-the-configuration-file-is-not-well-formed-xml"
		"-error-message-in-a-server-that-hosts-iis-7-0-9dfb4492-4f"
		"30-6a81-067d-7f8ce771a717",
		"http://support.microsoft.com/kb/2278855",
	},
	.check_file = check_file,
};
