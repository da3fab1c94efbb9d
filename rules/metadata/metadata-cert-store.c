#include "rule/rule.h"

/*
 * Names under which Windows shows a store, by language. They are not names
 * of stores.
 */
static const char *real_name(struct slice name)
{
	static const struct {
		const char *display, *name;
	} stores[] = {
		{ "Personal", "MY" },  { "Eigene Zertifikate", "MY" },
		{ "Personnel", "MY" }, { "Pessoal", "MY" },
		{ "个人", "MY" },      { "Web Hosting", "WebHosting" },
	};

	for (size_t i = 0; i < LENGTH(stores); i++)
		if (slice_is_nocase(name, stores[i].display))
			return stores[i].name;
	return NULL;
}

static bool is_common(struct slice name)
{
	return slice_is_nocase(name, "MY") ||
	       slice_is_nocase(name, "WebHosting");
}

/* Does any site's hash take its store from LM/W3SVC? */
static bool is_handed_down(struct check *check,
			   const struct metadata_property *store)
{
	const struct config *config = check->config;

	for (size_t i = 0;
	     store->key == config->service_key && i < config->key_count; i++)
		if (config->keys[i].certificate_hash &&
		    config->keys[i].effective_store == store)
			return true;
	return false;
}

/* Is there a hash whose certificate is looked for in this store? */
static bool has_hash(struct check *check, const struct metadata_property *store)
{
	const struct metadata_key *key = store->key;
	const struct metadata_key *service = check->config->service_key;

	if (key->certificate_hash)
		return true;
	if (key->service == METADATA_SITE && service &&
	    service->certificate_hash)
		return service->certificate_hash->flags & METADATA_FLAG_INHERIT;
	return is_handed_down(check, store);
}

static void report_lonely(struct check *check,
			  const struct metadata_property *property)
{
	struct finding *finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate store \"%s\", but key \"%s\" has no certificate "
		"hash (property 5506) for it: it does nothing today, and "
		"decides where a hash set later is looked up",
		value_shown(check, property),
		shown(check, property->key->path));

	finding_help(check, finding,
		     "back up the file and delete this property");
}

static void report_name(struct check *check,
			const struct metadata_property *property)
{
	const char *shown_name = value_shown(check, property);
	const char *name = real_name(property->value);
	struct finding *finding;

	if (name)
		finding = report_at(
			check, at_value(check, property->element, "value"),
			"certificate store \"%s\" is the name that Windows "
			"shows, expected \"%s\": the ABO mapper finds no "
			"certificate there (W3SVC-WP 2252)",
			shown_name, name);
	else if (!property->value.len)
		finding = report_at(
			check, at_value(check, property->element, "value"),
			"certificate store is empty, expected the name of a "
			"store of the machine, such as MY");
	else
		finding = report_at(
			check, at_value(check, property->element, "value"),
			"certificate store \"%s\" is neither MY nor "
			"WebHosting, and no listing is of it: if the server "
			"has no such store, the ABO mapper finds no "
			"certificate there (W3SVC-WP 2252)",
			shown_name);
	finding_help(check, finding,
		     "back up the file and delete this property together with "
		     "the one with id 5506");
}

static bool is_wrong(struct check *check, struct slice name)
{
	const struct inventory *inventory = check->inventory;

	if (!name.len)
		return true;
	if (is_common(name) || inventory_named(inventory, name))
		return false;
	return real_name(name) || inventory_given(inventory);
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct metadata_key *key = property->key;

	if (property != key->certificate_store ||
	    key->service == METADATA_OTHER ||
	    (key->service == METADATA_SITE && !key->site))
		return;
	if (!has_hash(check, property))
		report_lonely(check, property);
	else if (is_wrong(check, property->value))
		report_name(check, property);
}

const struct rule rule_metadata_cert_store = {
	.id = "metadata-cert-store",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata names a certificate store for no hash, or "
		   "one that is none",
	.references = {
		REFERENCE_CERTIFICATE_DISAPPEARS,
		"https://learn.microsoft.com/en-us/previous-versions/iis/6."
		"0-sdk/ms525311(v=vs.90)",
	},
	.check_property = check_property,
};
