#include "rule/rule.h"

static void check_site(struct check *check, const struct site *site)
{
	const struct cert_store *searched;
	struct finding *finding;
	struct ftp_hash hash;
	bool proof;

	if (!ftp_hash(check, site, &hash) || !hash.valid || hash.sample ||
	    inventory_find(check->inventory, &hash.sha1))
		return;
	searched = store_searched(check, hash.store, &proof);
	if (!searched)
		return;
	finding = report_hit(
		check, at_value(check, hash.where, "serverCertHash"),
		site->element,
		"certificate %s is not in store %s: FTP over TLS "
		"does not work",
		thumbprint_print(&hash.sha1).digits, shown(check, hash.store));
	finding_help(check, finding,
		     "select the certificate again in the FTP SSL settings of "
		     "IIS Manager; tools that renew certificates often forget "
		     "this place");
	note_searched(check, finding, searched, proof);
}

const struct rule rule_ftp_cert_hash_unknown = {
	.id = "ftp-cert-hash-unknown",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "FTP over TLS uses a certificate that is not on the "
		   "server",
	.references = {
		REFERENCE_FTP_SSL,
	},
	.check_site = check_site,
};
