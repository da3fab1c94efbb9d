#include "config_fixture.h"

#include <stdio.h>

#include "config/metadata.h"

static void build(struct model *m, const char *path, const char *properties)
{
	char text[2000];

	snprintf(text, sizeof(text),
		 "<c><system.applicationHost><sites><site name='a' id='1'/>"
		 "<site name='b' id='10'/></sites><customMetadata>"
		 "<key path='%s'>%s</key></customMetadata>"
		 "</system.applicationHost></c>",
		 path, properties);
	model_build(m, text, NULL);
	ck_assert_uint_eq(m->config.key_count, 1);
}

START_TEST(paths)
{
	static const struct {
		const char *path;
		enum metadata_service service;
		uint32_t site_id;
		bool site;
		const char *below;
	} table[] = {
		{ "LM/W3SVC/1", METADATA_SITE, 1, true, "" },
		{ "/LM/w3svc/1/", METADATA_SITE, 1, true, "" },
		{ "lm/W3SVC/10", METADATA_SITE, 10, true, "" },
		{ "LM/W3SVC/1/ROOT/app", METADATA_SITE, 1, true, "ROOT/app" },
		{ "LM/W3SVC/2", METADATA_SITE, 2, false, "" },
		{ "LM/W3SVC/4294967296", METADATA_W3SVC, 0, false,
		  "4294967296" },
		{ "LM/W3SVC/INFO", METADATA_W3SVC, 0, false, "INFO" },
		{ "LM/W3SVC", METADATA_W3SVC, 0, false, "" },
		{ "LM/W3SVC/", METADATA_W3SVC, 0, false, "" },
		{ "LM/MSFTPSVC/1", METADATA_OTHER, 0, false, NULL },
		{ "LM", METADATA_OTHER, 0, false, NULL },
		{ "W3SVC/1", METADATA_OTHER, 0, false, NULL },
		{ "LM/W3SVC1/1", METADATA_OTHER, 0, false, NULL },
		{ "", METADATA_OTHER, 0, false, NULL },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct metadata_key *key;
		struct model m;

		build(&m, table[i].path, "");
		key = &m.config.keys[0];
		ck_assert_msg(key->service == table[i].service, "'%s'",
			      table[i].path);
		ck_slice(key->path, table[i].path);
		if (table[i].service == METADATA_SITE)
			ck_assert_uint_eq(key->site_id, table[i].site_id);
		ck_assert_msg(!key->site == !table[i].site, "'%s'",
			      table[i].path);
		if (table[i].below)
			ck_slice(key->below, table[i].below);
		model_free(&m);
	}
}
END_TEST

#define GOOD "442jqCFFZ77jBhZ7QYHKXuK9drc="

START_TEST(hashes)
{
	static const struct {
		const char *type, *value;
		enum hash_state state;
	} table[] = {
		{ "Binary", GOOD, HASH_GOOD },
		{ "binary", GOOD, HASH_GOOD },
		{ "3", GOOD, HASH_GOOD },
		{ "Binary", " 442jqCFFZ77jBhZ7&#xA;QYHKXuK9drc= ", HASH_GOOD },
		{ "Binary", "", HASH_EMPTY },
		{ "Binary", "  ", HASH_EMPTY },
		{ "String", GOOD, HASH_WRONG_TYPE },
		{ "", GOOD, HASH_WRONG_TYPE },
		{ "Binary", "442jqCFFZ77jBhZ7QYHKXuK9drc", HASH_NOT_BASE64 },
		{ "Binary", "442jqCFFZ77jBhZ7QYHKXuK9dr-=", HASH_NOT_BASE64 },
		{ "Binary", "44=jqCFFZ77jBhZ7QYHKXuK9drc=", HASH_NOT_BASE64 },
		{ "Binary", "AAAA", HASH_WRONG_LENGTH },
		{ "Binary", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", HASH_CONSTANT },
		{ "Binary", "//////////////////////////8=", HASH_CONSTANT },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct metadata_key *key;
		char property[200];
		struct model m;

		snprintf(property, sizeof(property),
			 "<property id='5506' dataType='%s' value='%s'/>",
			 table[i].type, table[i].value);
		build(&m, "LM/W3SVC/1", property);
		key = &m.config.keys[0];
		ck_assert_ptr_nonnull(key->certificate_hash);
		ck_assert_msg(
			key->certificate_hash->hash->state == table[i].state,
			"row %zu: %d", i, key->certificate_hash->hash->state);
		if (table[i].state == HASH_GOOD)
			ck_assert_str_eq(
				thumbprint_print(&key->certificate_hash->hash
							  ->thumbprint)
					.digits,
				"E38DA3A8214567BEE306167B4181CA5EE2BD76B7");
		model_free(&m);
	}
}
END_TEST

START_TEST(properties)
{
	const struct metadata_key *key;
	struct model m;

	build(&m, "LM/W3SVC/1",
	      "<property id='5511' dataType='String' value='MY'"
	      " attributes='Inherit, secure'/>"
	      "<property id='-1'/><property id=' 5506 ' dataType='Binary'"
	      " attributes='4' value='" GOOD "'/>"
	      "<property id='5506' value='second'/><other/>");
	key = &m.config.keys[0];
	ck_assert_uint_eq(key->property_count, 4);
	ck_assert(key->certificate_store == &key->properties[0]);
	ck_assert(key->certificate_hash == &key->properties[2]);
	ck_assert_uint_eq(key->properties[0].flags,
			  METADATA_FLAG_INHERIT | METADATA_FLAG_SECURE);
	ck_assert_uint_eq(key->properties[2].flags, METADATA_FLAG_SECURE);
	ck_assert(!key->properties[1].has_id);
	ck_assert_ptr_null(key->properties[0].hash);
	ck_assert_int_eq(key->properties[0].type, METADATA_STRING);
	ck_assert_int_eq(key->properties[1].type, METADATA_TYPE_UNKNOWN);
	model_free(&m);
}
END_TEST

START_TEST(flag_names)
{
	uint32_t value;

	ck_assert(metadata_flag(SLICE("inherit"), &value));
	ck_assert_uint_eq(value, 1);
	ck_assert(metadata_flag(SLICE("NonSecureOnly"), &value));
	ck_assert_uint_eq(value, 256);
	ck_assert(metadata_flag(SLICE("None"), &value));
	ck_assert_uint_eq(value, 0);
	ck_assert(!metadata_flag(SLICE("Inherited"), &value));
	ck_assert(!metadata_flag(SLICE(""), &value));
}
END_TEST

UNIT_SUITE(config_metadata, paths, hashes, properties, flag_names)
