#include "rule/rule.h"

/*
 * Hosts that one wildcard certificate may be for: all are a domain, or one
 * label in front of it. The domain is the first host, or what follows its
 * first label.
 */
struct family {
	struct slice domains[2];
	bool alive[2];
};

static struct slice behind_label(struct slice host)
{
	size_t dot = slice_find(host, '.');

	return dot == SIZE_MAX ? slice_take(host, 0)
			       : slice_skip(host, dot + 1);
}

/* No certificate is for "*.example", so a domain has two labels at least. */
static bool is_domain(struct slice name)
{
	return slice_find(name, '.') != SIZE_MAX;
}

static struct family family_of(struct slice host)
{
	struct slice above = behind_label(host);

	return (struct family){
		.domains = { host, above },
		.alive = { is_domain(host), is_domain(above) },
	};
}

static bool family_takes(struct family *family, struct slice host)
{
	for (size_t i = 0; i < LENGTH(family->domains); i++)
		family->alive[i] = family->alive[i] &&
				   (slice_eq_nocase(host, family->domains[i]) ||
				    slice_eq_nocase(behind_label(host),
						    family->domains[i]));
	return family->alive[0] || family->alive[1];
}

/* A certificate with more names is not looked through for each host. */
enum { NAMES_MAX = 1000 };

static bool certificate_of(const struct check *check,
			   const struct http_record *record,
			   struct cert_details *details)
{
	const struct cert *first =
		record && record->has_hash
			? inventory_find(check->inventory, &record->sha1)
			: NULL;

	if (!first)
		return false;
	*details = cert_view_details(check->inventory, first);
	return details->dns_names.count <= NAMES_MAX;
}

bool record_covers(const struct check *check, const struct http_record *record,
		   const struct binding_list *list)
{
	struct cert_details details;

	if (list->count > BINDINGS_NAMED ||
	    !certificate_of(check, record, &details))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (cert_matches_host(&details,
				      list->named[i]->endpoint.host) !=
		    CERT_YES)
			return false;
	return true;
}

/* "*" alone is no name, but any. */
static bool has_host(const struct check *check, const struct binding *binding)
{
	struct slice host = binding->endpoint.host;

	return https_is_known(binding) && host.len && !slice_is(host, "*") &&
	       site_is_started(check, binding->site);
}

/* Do the listings tell whether the certificate is for all of the hosts? */
static bool is_told(const struct check *check,
		    const struct endpoint_group *group)
{
	struct cert_details details;

	if (!certificate_of(check, binding_record(check, group->first),
			    &details))
		return false;
	for (const struct binding *binding = group->first; binding;
	     binding = binding->next_in_group)
		if (has_host(check, binding) &&
		    cert_matches_host(&details, binding->endpoint.host) ==
			    CERT_UNKNOWN)
			return false;
	return true;
}

static void find_hosts(const struct check *check,
		       const struct endpoint_group *group,
		       struct endpoint_split *split)
{
	struct family family = { .alive = { false } };

	for (const struct binding *binding = group->first; binding;
	     binding = binding->next_in_group) {
		struct slice host = binding->endpoint.host;

		if (!has_host(check, binding))
			continue;
		binding_list_add(&split->list, binding);
		if (!split->first) {
			split->first = binding;
			family = family_of(host);
		}
		/* Who has one site sees to it that its certificate fits. */
		if (!split->other && binding->site != split->first->site &&
		    !slice_eq_nocase(host, split->first->endpoint.host) &&
		    !family_takes(&family, host))
			split->other = binding;
	}
}

bool endpoint_split(const struct check *check,
		    const struct endpoint_group *group,
		    struct endpoint_split *split)
{
	*split = (struct endpoint_split){ .first = NULL };
	if (group->first == group->last)
		return false;
	find_hosts(check, group, split);
	return split->other && !is_told(check, group);
}
