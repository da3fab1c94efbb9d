/*
 * What is wrong with a certificate, in words.
 */
#include "rule/rule.h"

enum { FAULTS_MAX = 5 };

/* The reasons as "a, b and c". */
static const char *join(struct check *check, const char *const *parts,
			size_t count)
{
	const char *text = count ? parts[0] : "";

	for (size_t i = 1; i < count; i++)
		text = words(check, "%s%s%s", text,
			     i + 1 < count ? ", " : " and ", parts[i]);
	return text;
}

static const char *where(struct check *check, const struct cert_view *view,
			 unsigned faults, struct slice store)
{
	const char *name = shown(check, store);

	if (faults & CERT_FAULT_USER_STORE)
		return words(check,
			     "is only in a user's store, not in %s of the "
			     "machine (CRYPT_E_NOT_FOUND 0x80092004)",
			     name);
	return words(check,
		     "is in %s, not in %s (CRYPT_E_NOT_FOUND 0x80092004)",
		     store_shown(check, inventory_store_of(check->inventory,
							   view->cert)),
		     name);
}

const char *faults_shown(struct check *check, const struct cert_view *view,
			 unsigned faults, struct slice store)
{
	static const struct {
		unsigned fault;
		const char *text;
	} keys[] = {
		{ CERT_FAULT_NO_KEY, "has no private key (0x80070520)" },
		{ CERT_FAULT_KEY_MISSING, "has lost its private key (Schannel "
					  "36870, NTE_BAD_KEYSET 0x80090016)" },
		{ CERT_FAULT_KEY_UNUSABLE, "has a private key that does not "
					   "work (Schannel 36870)" },
		{ CERT_FAULT_USER_KEY,
		  "has its private key with a user, not with the machine "
		  "(Schannel 36870, NTE_BAD_KEYSET 0x80090016)" },
	};
	const char *parts[FAULTS_MAX];
	size_t count = 0;

	if (faults & CERT_FAULT_EXPIRED)
		parts[count++] = words(check, "expired%s (W3SVC-WP 2245)",
				       on_day(check, &view->not_after));
	if (faults & CERT_FAULT_NOT_YET_VALID)
		parts[count++] =
			words(check, "becomes valid only%s (W3SVC-WP 2245)",
			      on_day(check, &view->not_before));
	for (size_t i = 0; i < LENGTH(keys); i++)
		if (faults & keys[i].fault && count < FAULTS_MAX)
			parts[count++] = keys[i].text;
	if (faults & CERT_FAULTS_PLACE && count < FAULTS_MAX)
		parts[count++] = where(check, view, faults, store);
	return join(check, parts, count);
}
