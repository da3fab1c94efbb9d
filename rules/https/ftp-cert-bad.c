#include "rule/rule.h"

static const char *trouble(struct check *check, const struct cert_view *view,
			   unsigned faults, const struct ftp_hash *hash)
{
	if (!faults)
		return "is not for server authentication (CERT_E_WRONG_USAGE "
		       "0x800b0110)";
	return faults_shown(check, view, faults, hash->store);
}

static void check_site(struct check *check, const struct site *site)
{
	struct cert_details details;
	struct finding *finding;
	struct cert_view view;
	struct ftp_hash hash;
	const struct cert *first;
	unsigned faults;

	if (!ftp_hash(check, site, &hash) || !hash.valid)
		return;
	first = inventory_find(check->inventory, &hash.sha1);
	if (!first)
		return;
	view = cert_view(check->inventory, first, hash.store);
	details = cert_view_details(check->inventory, first);
	faults = cert_view_faults(&view, check->now);
	if (!faults && cert_allows(&details, CERT_USAGE_SERVER) != CERT_NO)
		return;
	finding = report_hit(
		check, at_value(check, hash.where, "serverCertHash"),
		site->element, "certificate %s %s: FTP over TLS does not work",
		thumbprint_print(&hash.sha1).digits,
		trouble(check, &view, faults, &hash));
	finding_help(check, finding,
		     "select a certificate of the machine that is in date, "
		     "for servers and with its private key in the FTP SSL "
		     "settings of IIS Manager");
	note_listed(check, finding, view.cert);
}

const struct rule rule_ftp_cert_bad = {
	.id = "ftp-cert-bad",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "FTP over TLS uses a certificate with which it "
		   "cannot work",
	.references = {
		REFERENCE_FTP_SSL,
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.check_site = check_site,
};
