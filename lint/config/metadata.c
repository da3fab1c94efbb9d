#include "config/metadata.h"

#include <openssl/evp.h>
#include <string.h>

#include "config/build.h"

static const char section_path[] = "system.applicationHost/customMetadata";
/* Enum values may be written as a name in either case, or as the number. */
static enum metadata_type parse_type(struct slice text)
{
	static const struct {
		const char *name;
		enum metadata_type type;
	} types[] = {
		{ "DWord", METADATA_DWORD },	   { "1", METADATA_DWORD },
		{ "String", METADATA_STRING },	   { "2", METADATA_STRING },
		{ "Binary", METADATA_BINARY },	   { "3", METADATA_BINARY },
		{ "ExpandSZ", METADATA_EXPANDSZ }, { "4", METADATA_EXPANDSZ },
		{ "MultiSZ", METADATA_MULTISZ },   { "5", METADATA_MULTISZ },
	};

	for (size_t i = 0; i < LENGTH(types); i++)
		if (slice_is_nocase(text, types[i].name))
			return types[i].type;
	return METADATA_TYPE_UNKNOWN;
}

bool metadata_flag(struct slice name, uint32_t *value)
{
	static const char *const names[] = {
		"Inherit",    "PartialPath",	  "Secure",
		"Reference",  "Volatile",	  "IsInherited",
		"InsertPath", "LocalMachineOnly", "NonSecureOnly",
	};

	*value = 0;
	if (slice_is_nocase(name, "None"))
		return true;
	for (size_t i = 0; i < LENGTH(names); i++) {
		*value = 1u << i;
		if (slice_is_nocase(name, names[i]))
			return true;
	}
	return false;
}

bool metadata_is_secret(uint32_t id, uint32_t flags)
{
	static const uint32_t ids[] = {
		3003, 4010, 5015, 5501, 5502, 6021, 7502
	};

	for (size_t i = 0; i < LENGTH(ids); i++)
		if (id == ids[i])
			return true;
	return flags & METADATA_FLAG_SECURE;
}

/* False when a name is unknown; it is left out. */
static bool parse_flags(struct slice text, uint32_t *flags)
{
	struct slice name;
	bool valid = true;

	*flags = 0;
	if (!slice_trim(text).len || slice_u32(slice_trim(text), flags))
		return true;
	while (slice_cut(&text, ',', &name)) {
		uint32_t flag;

		if (metadata_flag(slice_trim(name), &flag))
			*flags |= flag;
		else
			valid = false;
	}
	return valid;
}

static void read_flags(const struct config *config,
		       struct metadata_property *property)
{
	struct slice text = { "", 0 };

	if (!xml_value(config->document, property->element, "attributes",
		       &text))
		anchor_default(config, ANCHOR_PROPERTY, "attributes", &text);
	property->flags_valid = parse_flags(text, &property->flags);
}

/* Without white space, which base64 decoders pass over. */
static struct slice squeeze(struct arena *arena, struct slice text)
{
	struct slice packed = { NULL, 0 };
	char *bytes = arena_alloc(arena, text.len + 1, 1);

	if (!bytes)
		return (struct slice){ "", 0 };
	packed.at = bytes;
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_space(text.at[i]))
			bytes[packed.len++] = text.at[i];
	return packed;
}

/* Length of the part that is in the alphabet of base64. */
static size_t alphabet_length(struct slice text)
{
	size_t i = 0;

	while (i < text.len &&
	       (ascii_is_alpha(text.at[i]) || ascii_is_digit(text.at[i]) ||
		text.at[i] == '+' || text.at[i] == '/'))
		i++;
	return i;
}

bool metadata_decode_base64(struct arena *arena, struct slice text,
			    struct slice *bytes)
{
	size_t coded = alphabet_length(text), pad;
	unsigned char *out;
	int len;

	*bytes = slice_take(text, 0);
	if (coded < text.len && text.at[coded] != '=') {
		text = squeeze(arena, text);
		coded = alphabet_length(text);
	}
	pad = text.len - coded;
	for (size_t i = coded; i < text.len; i++)
		if (text.at[i] != '=')
			return false;
	if (text.len % 4 || pad > 2 || text.len > INT32_MAX)
		return false;
	out = arena_alloc(arena, text.len / 4 * 3 + 1, 1);
	if (!out)
		return false;
	len = EVP_DecodeBlock(out, (const unsigned char *)text.at,
			      (int)text.len);
	if (len < 0)
		return false;
	*bytes = (struct slice){ (const char *)out, (size_t)len - pad };
	return true;
}

static bool is_constant(struct slice bytes)
{
	for (size_t i = 1; i < bytes.len; i++)
		if (bytes.at[i] != bytes.at[0])
			return false;
	return bytes.at[0] == '\0' || (unsigned char)bytes.at[0] == 0xFF;
}

static const struct certificate_hash *
read_hash(struct config *config, const struct metadata_property *property)
{
	struct certificate_hash *hash =
		ARENA_NEW(&config->key_arena, struct certificate_hash);
	bool decoded;

	if (!hash)
		return NULL;
	decoded = metadata_decode_base64(&config->key_arena, property->value,
					 &hash->bytes);
	if (decoded && hash->bytes.len == THUMBPRINT_SIZE)
		memcpy(hash->thumbprint.sha1, hash->bytes.at, THUMBPRINT_SIZE);
	if (!slice_trim(property->value).len)
		hash->state = HASH_EMPTY;
	else if (property->type != METADATA_BINARY)
		hash->state = HASH_WRONG_TYPE;
	else if (!decoded)
		hash->state = HASH_NOT_BASE64;
	else if (hash->bytes.len != THUMBPRINT_SIZE)
		hash->state = HASH_WRONG_LENGTH;
	else if (is_constant(hash->bytes))
		hash->state = HASH_CONSTANT;
	else
		hash->state = HASH_GOOD;
	return hash;
}

static void read_property(struct config *config, struct metadata_key *key,
			  const struct xml_element *element)
{
	struct metadata_property *property =
		&key->properties[key->property_count++];

	property->element = element;
	property->key = key;
	property->has_id = slice_u32(
		slice_trim(own_value(config, element, "id")), &property->id);
	property->type = parse_type(own_value(config, element, "dataType"));
	property->value = own_value(config, element, "value");
	read_flags(config, property);
	if (!property->has_id)
		return;
	if (property->id == METADATA_CERT_HASH) {
		property->hash = read_hash(config, property);
		if (property->hash && !key->certificate_hash)
			key->certificate_hash = property;
	}
	if (property->id == METADATA_CERT_STORE && !key->certificate_store)
		key->certificate_store = property;
}

static struct slice strip_slashes(struct slice path)
{
	while (slice_starts(path, SLICE("/")))
		path = slice_skip(path, 1);
	while (slice_ends(path, SLICE("/")))
		path.len--;
	return path;
}

/* LM/W3SVC/<number>/…; the number is the id of a site. */
static void classify(struct metadata_key *key)
{
	struct slice rest, part;

	key->normal = rest = strip_slashes(key->path);
	if (!slice_cut(&rest, '/', &part) || !slice_is_nocase(part, "LM") ||
	    !slice_cut(&rest, '/', &part) || !slice_is_nocase(part, "W3SVC"))
		return;
	key->service = METADATA_W3SVC;
	key->below = rest;
	if (!slice_cut(&rest, '/', &part) || !slice_u32(part, &key->site_id))
		return;
	key->service = METADATA_SITE;
	key->below = rest;
}

static void read_key(struct config *config, struct metadata_key *key,
		     const struct xml_element *element)
{
	size_t count = count_children(config, element, "property");

	key->element = element;
	key->path = own_value(config, element, "path");
	classify(key);
	key->properties = ARENA_ARRAY(&config->key_arena,
				      struct metadata_property, count);
	if (!key->properties)
		return;
	XML_EACH_CHILD (config->document, element, child)
		if (xml_is(config->document, child, "property"))
			read_property(config, key, child);
}

static void link_site(struct config *config, struct metadata_key *key)
{
	struct site *site;

	if (key->service == METADATA_SITE)
		key->site = config_site(config, key->site_id);
	if (!key->site || key->below.len)
		return;
	site = &config->sites[key->site - config->sites];
	if (!site->key)
		site->key = key;
	if (!site->certificate_hash)
		site->certificate_hash = key->certificate_hash;
}

/* Sites inherit from LM/W3SVC what they do not have themselves. */
static void inherit(const struct config *config, struct metadata_key *key)
{
	const struct metadata_key *service = config->service_key;

	key->effective_store = key->certificate_store;
	if (key->effective_store || !service || key->service != METADATA_SITE ||
	    !service->certificate_store ||
	    !(service->certificate_store->flags & METADATA_FLAG_INHERIT))
		return;
	key->effective_store = service->certificate_store;
}

/* The first usable hash, by the order of the keys, in each group. */
static void mark_hash(struct config *config, const struct metadata_key *key)
{
	const struct site *site = key->site;
	const struct metadata_property *hash = key->certificate_hash;

	if (!site || !hash || site->certificate_hash != hash ||
	    hash->hash->state != HASH_GOOD)
		return;
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct endpoint_group *group = site->bindings[i].group;

		if (group && !group->hash)
			config->groups[group - config->groups].hash = hash;
	}
}

static void mark_without_hash(struct endpoint_group *group)
{
	const struct binding *binding = group->first;

	while (binding && binding->site->certificate_hash)
		binding = binding->next_in_group;
	group->without_hash = binding;
}

static void read_keys(struct config *config, const struct section *section)
{
	XML_EACH_CHILD (config->document, section->element, child) {
		struct metadata_key *key = &config->keys[config->key_count];

		if (!xml_is(config->document, child, "key"))
			continue;
		config->key_count++;
		read_key(config, key, child);
		if (key->service == METADATA_W3SVC && !key->below.len &&
		    !config->service_key)
			config->service_key = key;
	}
}

void build_keys(struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->section_count; i++)
		if (slice_is_nocase(config->sections[i].path, section_path))
			count += count_children(
				config, config->sections[i].element, "key");
	config->keys =
		ARENA_ARRAY(&config->key_arena, struct metadata_key, count);
	for (size_t i = 0; config->keys && i < config->section_count; i++)
		if (slice_is_nocase(config->sections[i].path, section_path))
			read_keys(config, &config->sections[i]);
}

void link_keys(struct config *config)
{
	for (size_t i = 0; i < config->key_count; i++)
		link_site(config, &config->keys[i]);
	for (size_t i = 0; i < config->key_count; i++) {
		inherit(config, &config->keys[i]);
		mark_hash(config, &config->keys[i]);
	}
	for (size_t i = 0; i < config->group_count; i++)
		mark_without_hash(&config->groups[i]);
}
