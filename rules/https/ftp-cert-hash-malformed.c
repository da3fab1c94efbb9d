#include "rule/rule.h"

static const char *trouble(struct check *check, const struct ftp_hash *hash)
{
	if (hash->sample)
		return "is the sample of a manual: its bytes are letters";
	if (hash->readable)
		return "has other characters around its digits, some of which "
		       "may be invisible, expected 40 hexadecimal digits alone";
	if (!hash->digits)
		return "is no hash, expected 40 hexadecimal digits";
	return words(check, "has %zu hexadecimal digits, expected 40",
		     hash->digits);
}

static void check_site(struct check *check, const struct site *site)
{
	struct finding *finding;
	struct ftp_hash hash;

	if (!ftp_hash(check, site, &hash) || (hash.valid && !hash.sample))
		return;
	finding =
		report_hit(check, at_value(check, hash.where, "serverCertHash"),
			   site->element,
			   "certificate hash \"%s\" %s: FTP over TLS does not "
			   "work",
			   shown(check, hash.text), trouble(check, &hash));
	if (hash.readable && !hash.sample)
		finding_help(check, finding, "write serverCertHash=\"%s\"",
			     thumbprint_print(&hash.sha1).digits);
	else
		finding_help(check, finding,
			     "select the certificate again in the FTP SSL "
			     "settings of IIS Manager");
}

const struct rule rule_ftp_cert_hash_malformed = {
	.id = "ftp-cert-hash-malformed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the certificate hash of FTP over TLS is no "
		   "thumbprint",
	.references = {
		REFERENCE_FTP_SSL,
	},
	.check_site = check_site,
};
