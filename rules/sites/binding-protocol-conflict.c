#include "rule/rule.h"

/* The first bindings of an address and port. */
struct socket_users {
	const struct binding *web, *ftp;
	bool told;
};

struct sockets {
	struct table numbers;
	struct socket_users *users;
	uint32_t count;
};

static bool is_web(const struct binding *binding)
{
	return endpoint_kind(binding) != ENDPOINT_FTP;
}

static void tell(struct check *check, const struct binding *binding,
		 const struct binding *first)
{
	bool web = is_web(binding) && is_web(first);
	struct finding *finding = report_hit(
		check, at_value(check, binding->element, "protocol"),
		binding->site->element,
		"%s on \"%s\", where site \"%s\" speaks %s: one address and port "
		"has one protocol",
		shown(check, binding->protocol),
		shown(check, endpoint_socket(check, binding)),
		shown(check, first->site->name), shown(check, first->protocol));

	if (!web || endpoint_is_zero(binding) != endpoint_is_zero(first))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "use another port for one of them (http 80, https 443, "
		     "ftp 21); %s",
		     web ? "the site that comes too late is stopped: W3SVC "
			   "1007"
			 : "the FTP service cannot open a port that http.sys "
			   "has");
	note_at(check, finding,
		at_value(check, first->element, "bindingInformation"),
		"the other binding");
}

static struct socket_users *users_of(struct check *check,
				     struct sockets *sockets,
				     const struct binding *binding)
{
	struct slice key = endpoint_socket(check, binding);
	uint32_t number = sockets->count;

	if (table_add(&sockets->numbers, key, number))
		sockets->count++;
	else if (!table_get(&sockets->numbers, key, &number))
		return NULL;
	return &sockets->users[number];
}

static void look_at(struct check *check, struct sockets *sockets,
		    const struct binding *binding)
{
	bool web = is_web(binding);
	const struct binding *first;
	struct socket_users *users;

	if (endpoint_kind(binding) == ENDPOINTS)
		return;
	users = users_of(check, sockets, binding);
	if (!users)
		return;
	first = web && users->web && users->web->https != binding->https
			? users->web
		: web ? users->ftp
		      : users->web;
	if (web && !users->web)
		users->web = binding;
	if (!web && !users->ftp)
		users->ftp = binding;
	if (!first || users->told)
		return;
	users->told = true;
	tell(check, binding, first);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct sockets sockets = {
		.users = ARENA_ARRAY(check->arena, struct socket_users,
				     config->binding_count),
	};

	if (!sockets.users)
		return;
	table_init(&sockets.numbers, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		if (!site_is_started(check, site))
			continue;
		for (size_t j = 0; j < site->binding_count; j++)
			look_at(check, &sockets, &site->bindings[j]);
	}
}

const struct rule rule_binding_protocol_conflict = {
	.id = "binding-protocol-conflict",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "two protocols are bound to one address and port",
	.references = {
		REFERENCE_BINDING,
	},
	.unless = { "binding-syntax" },
	.check_file = check_file,
};
