#include "rule/endpoints.h"

#include <arpa/inet.h>

enum { HOST_MAX = 255, ADDRESS_ROOM = 64 };

enum endpoint_kind endpoint_kind(const struct binding *binding)
{
	if (!binding->endpoint.valid)
		return ENDPOINTS;
	if (binding->https)
		return ENDPOINT_HTTPS;
	if (slice_is_nocase(binding->protocol, "http"))
		return ENDPOINT_HTTP;
	return slice_is_nocase(binding->protocol, "ftp") ? ENDPOINT_FTP
							 : ENDPOINTS;
}

enum binding_form binding_form(struct slice protocol)
{
	static const struct {
		const char *protocol;
		enum binding_form form;
	} known[] = {
		{ "http", FORM_ENDPOINT },	  { "https", FORM_ENDPOINT },
		{ "ftp", FORM_ENDPOINT },	  { "net.tcp", FORM_PORT_HOST },
		{ "net.pipe", FORM_HOST },	  { "net.msmq", FORM_HOST },
		{ "msmq.formatname", FORM_HOST },
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(protocol, known[i].protocol))
			return known[i].form;
	return FORM_UNKNOWN;
}

/* The text for inet_pton(), NUL-terminated; false when it is too long. */
static bool copy_address(char room[ADDRESS_ROOM], struct slice address)
{
	if (address.len >= ADDRESS_ROOM ||
	    slice_find(address, '\0') != SIZE_MAX)
		return false;
	memcpy(room, address.at, address.len);
	room[address.len] = 0;
	return true;
}

static bool is_ipv4(struct slice address)
{
	char room[ADDRESS_ROOM];
	struct in_addr parsed;

	return copy_address(room, address) &&
	       inet_pton(AF_INET, room, &parsed) == 1;
}

/* Without brackets and zone; false when it is none. */
static bool read_ipv6(struct slice address, struct in6_addr *parsed)
{
	char room[ADDRESS_ROOM];

	address = slice_take(address, slice_find(address, '%'));
	return copy_address(room, address) &&
	       inet_pton(AF_INET6, room, parsed) == 1;
}

static bool in_brackets(struct slice address)
{
	return address.len > 2 && address.at[0] == '[' &&
	       slice_ends(address, SLICE("]"));
}

static struct slice without_brackets(struct slice address)
{
	return slice_take(slice_skip(address, 1), address.len - 2);
}

static bool find_in_address(struct check *check, struct slice address,
			    struct endpoint_trouble *trouble)
{
	struct in6_addr ignored;

	trouble->seen = "\"Invalid IP address\" (0x80072550)";
	if (!address.len || slice_is(address, "*") || is_ipv4(address))
		return false;
	if (in_brackets(address)) {
		if (read_ipv6(without_brackets(address), &ignored))
			return false;
	} else if (read_ipv6(address, &ignored)) {
		trouble->wrong =
			words(check, "IPv6 address \"%s\" without brackets",
			      shown(check, address));
		trouble->expected =
			words(check, "write [%s]", shown(check, address));
		return true;
	}
	trouble->wrong =
		words(check, "\"%s\" is no IP address", shown(check, address));
	trouble->expected = "write * for all addresses, an IPv4 address or an "
			    "IPv6 address in brackets; a host name belongs "
			    "behind the last colon";
	return true;
}

static bool find_in_port(struct check *check, struct slice port,
			 struct endpoint_trouble *trouble)
{
	uint32_t number;

	trouble->seen = "W3SVC 1003, 1004: \"did not register the URL "
			"prefix\"";
	if (slice_u32(port, &number) && number >= 1 && number <= 65535)
		return false;
	trouble->wrong = port.len ? words(check,
					  "port \"%s\" is no number "
					  "from 1 to 65535",
					  shown(check, port))
				  : "the port is missing";
	return true;
}

/* The first character that no host name has; 0 if there is none. */
static char odd_character(struct slice host, const char *odd)
{
	for (size_t i = 0; i < host.len; i++)
		if (strchr(odd, host.at[i]))
			return host.at[i];
	return 0;
}

/* Letters, digits, hyphens and dots, as nearly all have. */
static bool is_plain_host(struct slice host)
{
	for (size_t i = 0; i < host.len; i++) {
		char c = host.at[i];

		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '-' &&
		    c != '.')
			return false;
	}
	return host.len <= HOST_MAX;
}

/* A "*" is left to a rule of its own. */
static bool find_in_host(struct check *check, struct slice host,
			 struct endpoint_trouble *trouble)
{
	char odd, refused;

	if (is_plain_host(host))
		return false;
	/* With these no URL can be made; the others IIS Manager refuses. */
	odd = odd_character(host, " \t\r\n/\\");
	refused = odd_character(host, "\"[]:|<>+=;,?$%#@{}^`");
	trouble->seen = "W3SVC 1003: \"The URL may be invalid. The site has "
			"been disabled\"";
	if (host.len > HOST_MAX) {
		trouble->wrong = words(check,
				       "a host name of %zu bytes, expected %d "
				       "at most",
				       host.len, HOST_MAX);
		return true;
	}
	trouble->sure = odd;
	odd = odd ? odd : refused;
	if (odd)
		trouble->wrong = words(
			check, "host \"%s\" has a %s in it", shown(check, host),
			ascii_is_space(odd) ? "blank"
					    : words(check, "'%c'", odd));
	return odd;
}

static bool find_in_endpoint(struct check *check, struct slice information,
			     struct endpoint_trouble *trouble)
{
	size_t last = slice_find_last(information, ':'), first;
	struct slice front;

	trouble->expected = "write IP:port:host, such as *:80: or "
			    "*:443:www.contoso.example";
	trouble->seen = "\"Value does not fall within the expected range\"";
	if (slice_search(information, SLICE("://")) != SIZE_MAX) {
		trouble->wrong = "a URL instead of IP:port:host";
		return true;
	}
	front = slice_take(information, last);
	first = slice_find_last(front, ':');
	if (last == SIZE_MAX || first == SIZE_MAX) {
		trouble->wrong = "not of the form IP:port:host";
		return true;
	}
	return find_in_port(check, slice_skip(front, first + 1), trouble) ||
	       find_in_address(check, slice_take(front, first), trouble) ||
	       find_in_host(check, slice_skip(information, last + 1), trouble);
}

static bool find_in_port_host(struct check *check, struct slice information,
			      struct endpoint_trouble *trouble)
{
	size_t colon = slice_find(information, ':');

	trouble->expected = "write port:host, such as 808:*";
	if (colon == SIZE_MAX) {
		trouble->wrong = "not of the form port:host";
		return true;
	}
	return find_in_port(check, slice_take(information, colon), trouble) ||
	       find_in_host(check, slice_skip(information, colon + 1), trouble);
}

bool endpoint_trouble(struct check *check, enum binding_form form,
		      struct slice information,
		      struct endpoint_trouble *trouble)
{
	*trouble = (struct endpoint_trouble){ .sure = true };
	switch (form) {
	case FORM_ENDPOINT:
		return find_in_endpoint(check, information, trouble);
	case FORM_PORT_HOST:
		return find_in_port_host(check, information, trouble);
	case FORM_HOST:
		trouble->sure = false;
		trouble->expected = "write the host name alone, * for net.pipe "
				    "and localhost for MSMQ";
		if (slice_find(information, ':') == SIZE_MAX)
			return find_in_host(check, information, trouble);
		trouble->wrong = "a port in a protocol that has none";
		return true;
	case FORM_UNKNOWN:
		break;
	}
	return false;
}

/* The address as it is compared, of the arena or a literal. */
static struct slice plain_address(struct check *check, struct slice address)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr parsed;

	if (slice_is(address, "0.0.0.0"))
		return SLICE("*");
	if (in_brackets(address) &&
	    read_ipv6(without_brackets(address), &parsed) &&
	    slice_find(address, '%') == SIZE_MAX &&
	    inet_ntop(AF_INET6, &parsed, text, sizeof(text)))
		return arena_printf(check->arena, "[%s]", text);
	return address;
}

/* A piece of the binding's own text, if that is in the plain spelling. */
static bool is_plain(const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;
	struct slice address = endpoint->address;

	return address.at == binding->information.at && address.at[0] != '[' &&
	       !slice_is(address, "0.0.0.0") &&
	       binding->information.at[address.len + 1] != '0' &&
	       !slice_ends(endpoint->host, SLICE("."));
}

struct slice endpoint_socket(struct check *check, const struct binding *binding)
{
	struct slice address;

	if (is_plain(binding))
		return slice_take(binding->information,
				  slice_find_last(binding->information, ':'));
	address = plain_address(check, binding->endpoint.address);
	return arena_printf(check->arena, "%.*s:%u", (int)address.len,
			    address.at, (unsigned)binding->endpoint.port);
}

static struct slice plain_host(struct slice host)
{
	return slice_ends(host, SLICE(".")) ? slice_take(host, host.len - 1)
					    : host;
}

struct slice endpoint_plain(struct check *check, const struct binding *binding)
{
	struct slice socket, host;

	if (is_plain(binding))
		return binding->information;
	socket = endpoint_socket(check, binding);
	host = plain_host(binding->endpoint.host);
	return arena_printf(check->arena, "%.*s:%.*s", (int)socket.len,
			    socket.at, (int)host.len, host.at);
}

bool endpoint_same(struct check *check, const struct binding *a,
		   const struct binding *b)
{
	return a->endpoint.valid && b->endpoint.valid &&
	       a->endpoint.port == b->endpoint.port &&
	       slice_eq_nocase(plain_host(a->endpoint.host),
			       plain_host(b->endpoint.host)) &&
	       slice_eq_nocase(plain_address(check, a->endpoint.address),
			       plain_address(check, b->endpoint.address));
}
