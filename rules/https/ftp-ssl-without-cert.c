#include "rule/rule.h"

static const char below[] = "ftpServer/security/ssl";

/* A policy that cannot be met without TLS; *where it is written, or null. */
static bool demands(const struct check *check, const struct site *site,
		    const char *attribute, const struct xml_element **where)
{
	struct setting policy;

	if (!config_value(check->config, scope_of(site->element), below,
			  attribute, &policy))
		return false;
	*where = policy.where;
	return slice_is_nocase(policy.value, "SslRequire") ||
	       slice_is_nocase(policy.value, "SslRequireCredentialsOnly");
}

static bool is_started(const struct check *check, const struct site *site)
{
	return !setting_is(check, scope_of(site->element), "ftpServer",
			   "serverAutoStart", "false");
}

static void check_site(struct check *check, const struct site *site)
{
	const struct binding *binding = ftp_binding(site);
	const struct xml_element *where;
	const char *attribute = "controlChannelPolicy";
	struct finding *finding;
	struct ftp_hash hash;
	struct place place;

	/* IIS Express has no FTP service. */
	if (check->config->express || !binding ||
	    ftp_hash(check, site, &hash) || !is_started(check, site))
		return;
	if (!demands(check, site, attribute, &where)) {
		attribute = "dataChannelPolicy";
		if (!demands(check, site, attribute, &where))
			return;
	}
	place = where ? at_value(check, where, attribute)
		      : at_value(check, binding->element, "bindingInformation");
	finding = report_hit(check, place, site->element,
			     "FTP demands TLS%s (%s), and serverCertHash names "
			     "no certificate for it: nobody can log on and "
			     "transfer files",
			     where ? "" : " by default", attribute);
	finding_help(check, finding,
		     "select a certificate in the FTP SSL settings of IIS "
		     "Manager, or allow FTP without TLS knowingly with both "
		     "policies SslAllow");
}

const struct rule rule_ftp_ssl_without_cert = {
	.id = "ftp-ssl-without-cert",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "FTP demands TLS, and there is no certificate for "
		   "it",
	.references = {
		REFERENCE_FTP_SSL,
	},
	.check_site = check_site,
};
