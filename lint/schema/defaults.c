#include "schema/defaults.h"

#define SITE	 "system.applicationHost/sites/site"
#define FTP_SSL	 SITE "/ftpServer/security/ssl"
#define SECURITY "system.webServer/security/"
#define MAPPING                                                                \
	SECURITY "authentication/iisClientCertificateMappingAuthentication"
#define PROPERTY "system.applicationHost/customMetadata/key/property"

static const struct {
	const char *path, *attribute, *value;
} table[] = {
	{ SITE, "serverAutoStart", "true" },
	{ SITE "/bindings/binding", "sslFlags", "0" },
	{ SITE "/hsts", "enabled", "false" },
	{ SITE "/hsts", "max-age", "0" },
	{ SITE "/hsts", "includeSubDomains", "false" },
	{ SITE "/hsts", "preload", "false" },
	{ SITE "/hsts", "redirectHttpToHttps", "false" },
	{ FTP_SSL, "serverCertHash", "" },
	{ FTP_SSL, "serverCertStoreName", "MY" },
	{ FTP_SSL, "ssl128", "false" },
	{ FTP_SSL, "controlChannelPolicy", "SslRequire" },
	{ FTP_SSL, "dataChannelPolicy", "SslRequire" },
	{ SECURITY "access", "sslFlags", "None" },
	{ MAPPING, "enabled", "false" },
	{ MAPPING, "oneToOneCertificateMappingsEnabled", "true" },
	{ PROPERTY, "userType", "1" },
	{ PROPERTY, "attributes", "Inherit" },
};

static bool find(struct slice path, struct slice attribute, struct slice *value)
{
	for (size_t i = 0; i < LENGTH(table); i++) {
		if (slice_is(attribute, table[i].attribute) &&
		    slice_is(path, table[i].path)) {
			*value = slice_of(table[i].value);
			return true;
		}
	}
	return false;
}

const struct config_defaults schema_defaults = { .find = find };
