#include "rule/rule.h"

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	struct scope scope = scope_of(directory->element);
	struct setting user, password = { .where = NULL };
	struct finding *finding;

	if (!config_value(check->config, scope, "", "userName", &user) ||
	    !slice_trim(user.value).len || slice_ends(user.value, SLICE("$")))
		return;
	config_value(check->config, scope, "", "password", &password);
	/* Written and empty: somebody took it out of this copy. */
	if (password.where)
		return;
	finding = report_hit(
		check, at_setting(check, &user, "userName", directory->element),
		directory->element,
		"userName '%s' has no password: IIS cannot log on "
		"to read the content",
		shown(check, user.value));
	finding_help(check, finding,
		     "set the password with \"Connect as\" in IIS Manager, "
		     "which encrypts it, or delete userName; IIS answers "
		     "500.19 (0x8007052e) or 401.3");
}

const struct rule rule_vdir_user_without_password = {
	.id = "vdir-user-without-password",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a virtual directory has a user name and no password",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_HTTP_500_19,
	},
	.check_directory = check_directory,
};
