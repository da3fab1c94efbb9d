/* The map as JSON. */
#include <jansson.h>

#include "map_fixture.h"

static json_t *parsed(const char *text)
{
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);

	ck_assert_msg(root != NULL, "%s in %s", error.text, text);
	return root;
}

static json_t *item(json_t *object, const char *list, size_t index)
{
	json_t *found = json_array_get(json_object_get(object, list), index);

	ck_assert_msg(found != NULL, "no %s %zu", list, index);
	return found;
}

static void check_member(json_t *object, const char *key, const char *expected)
{
	json_t *value = json_object_get(object, key);
	char *text;

	ck_assert_msg(value != NULL, "no %s", key);
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	ck_assert_msg(!strcmp(text, expected), "%s: %s instead of %s", key,
		      text, expected);
	free(text);
}

static void check_certificate(json_t *binding)
{
	json_t *certificate = json_object_get(binding, "certificate");

	check_member(certificate, "source", "\"http.sys\"");
	check_member(certificate, "thumbprint", "\"" PRINT_A "\"");
	check_member(certificate, "store", "\"MY\"");
	check_member(certificate, "inStore", "true");
	check_member(certificate, "elsewhere", "null");
	check_member(certificate, "name", "\"www.contoso.example\"");
	check_member(certificate, "validity", "\"valid\"");
	check_member(certificate, "daysLeft", "90");
	check_member(certificate, "key", "\"tested\"");
	check_member(certificate, "findings", "[]");
}

static void check_site(json_t *site)
{
	json_t *binding = item(site, "bindings", 1);
	json_t *application = item(site, "applications", 1);

	check_member(site, "name", "\"Shop\"");
	check_member(site, "id", "1");
	check_member(site, "stopped", "false");
	check_member(site, "customMetadata", "null");
	check_member(site, "line", "11");
	check_member(binding, "protocol", "\"https\"");
	check_member(binding, "bindingInformation", "\"*:443:shop\"");
	check_member(binding, "sslFlags", "1");
	check_member(binding, "sni", "true");
	check_member(binding, "centralStore", "false");
	check_member(binding, "ofSiteDefaults", "false");
	check_member(binding, "stopped", "false");
	check_certificate(binding);
	check_member(item(site, "bindings", 0), "certificate", "null");
	check_member(item(site, "bindings", 0), "ofSiteDefaults", "true");
	check_member(item(site, "bindings", 2), "stopped", "true");
	check_member(application, "path", "\"/api\"");
	check_member(application, "configurationPath", "\"Shop/api\"");
	check_member(application, "pool", "\"Old\"");
	check_member(application, "poolInFile", "true");
	check_member(application, "identityType", "\"SpecificUser\"");
	check_member(application, "userName", "\"CONTOSO\\\\old\"");
	check_member(application, "enabledProtocols", "\"net.tcp\"");
	check_member(item(application, "virtualDirectories", 0), "physicalPath",
		     "\"D:\\\\api\"");
}

START_TEST(tells_everything_in_json)
{
	struct scene scene;
	json_t *root, *drawn, *pool;
	char *text;

	scene_open(&scene, server, records, certs);
	scene_add(&scene, &broken, "'Old' autoStart");
	scene_add(&scene, &odd, "<sites>");
	text = draw(&scene, &map_json, NULL);
	ck_assert_ptr_null(strstr(text, "geheim"));
	root = parsed(text);
	check_member(root, "version", "1");
	drawn = item(root, "servers", 0);
	check_member(drawn, "file", "\"a.config\"");
	check_member(drawn, "status", "\"checked\"");
	check_member(drawn, "malformed", "null");
	check_site(item(drawn, "sites", 0));
	check_member(item(item(drawn, "sites", 1), "applications", 0),
		     "poolInFile", "false");
	pool = item(drawn, "pools", 1);
	check_member(pool, "name", "\"Old\"");
	check_member(pool, "stopped", "true");
	check_member(pool, "managedRuntimeVersion", "\"v4.0\"");
	check_member(pool, "managedPipelineMode", "\"Classic\"");
	check_member(pool, "enable32BitAppOnWin64", "true");
	check_member(pool, "applications", "[\"Shop/api\"]");
	check_member(pool, "findings",
		     "[{\"rule\":\"is-broken\",\"severity\":\"error\","
		     "\"line\":5,\"column\":11,"
		     "\"message\":\"a \\\"message\\\"\"}]");
	check_member(item(drawn, "otherFindings", 0), "rule", "\"is-odd\"");
	check_member(json_object_get(root, "summary"), "errors", "1");
	json_decref(root);
	free(text);
	scene_close(&scene);
}
END_TEST

START_TEST(is_json_with_files_that_fail)
{
	struct reporting reporting;
	struct scene scene;
	json_t *root;

	scene_open(&scene, "<configuration><a b='1' b='2'/>", NULL, NULL);
	reporting_open(&reporting, "json", &allocator_heap);
	reporting.format = &map_json;
	map_json.begin(&reporting.report);
	reporting_file(&reporting, "none.config", NULL, "no such file");
	reporting_file(&reporting, "a.config", &scene.linted, NULL);
	reporting_end(&reporting);
	root = parsed(reporting.printed.text);
	check_member(item(root, "servers", 0), "status", "\"failed\"");
	check_member(item(root, "servers", 0), "message", "\"no such file\"");
	check_member(json_object_get(item(root, "servers", 1), "malformed"),
		     "line", "1");
	check_member(item(root, "servers", 1), "sites", "[]");
	json_decref(root);
	reporting_close(&reporting);
	scene_close(&scene);
}
END_TEST

UNIT_SUITE(report_map_json, tells_everything_in_json,
	   is_json_with_files_that_fail)
