#include "rule/native.h"

static const struct native_module known[] = {
	{ "AnonymousAuthenticationModule", "authanon.dll", NULL },
	{ "ApplicationInitializationModule", "warmup.dll", NULL },
	{ "ApplicationRequestRouting", "requestrouter.dll", NULL },
	{ "AspNetCoreModule", "aspnetcore.dll,aspnetcorev2.dll", NULL },
	{ "AspNetCoreModuleV2", "aspnetcorev2.dll", NULL },
	{ "BasicAuthenticationModule", "authbas.dll", NULL },
	{ "CertificateMappingAuthenticationModule", "authcert.dll", NULL },
	{ "CgiModule", "cgi.dll", NULL },
	{ "ConfigurationValidationModule", "validcfg.dll", NULL },
	{ "CorsModule", "iiscors.dll", NULL },
	{ "CustomErrorModule", "custerr.dll", NULL },
	{ "CustomLoggingModule", "logcust.dll", NULL },
	{ "DefaultDocumentModule", "defdoc.dll", NULL },
	{ "DigestAuthenticationModule", "authmd5.dll", NULL },
	{ "DirectoryListingModule", "dirlist.dll", NULL },
	{ "DynamicCompressionModule", "compdyn.dll", NULL },
	{ "DynamicIpRestrictionModule", "diprestr.dll", NULL },
	{ "FailedRequestsTracingModule", "iisfreb.dll", NULL },
	{ "FastCgiModule", "iisfcgi.dll", NULL },
	{ "FileCacheModule", "cachfile.dll", NULL },
	{ "HttpCacheModule", "cachhttp.dll", NULL },
	{ "HttpLoggingModule", "loghttp.dll", NULL },
	{ "HttpRedirectionModule", "redirect.dll", NULL },
	{ "IISCertificateMappingAuthenticationModule", "authmap.dll", NULL },
	{ "IpRestrictionModule", "iprestr.dll", NULL },
	{ "IsapiFilterModule", "filter.dll", NULL },
	{ "IsapiModule", "isapi.dll", NULL },
	{ "ManagedEngine", "webengine.dll,webengine4.dll", NULL },
	{ "ManagedEngine64", "webengine.dll,webengine4.dll", NULL },
	{ "ManagedEngineV4.0_32bit", "webengine4.dll,webengine.dll", NULL },
	{ "ManagedEngineV4.0_64bit", "webengine4.dll,webengine.dll", NULL },
	{ "PasswordExpiryModule", "rpcproxy.dll",
	  "\\windows\\system32\\rpcproxy" },
	{ "ProtocolSupportModule", "protsup.dll", NULL },
	{ "RequestFilteringModule", "modrqflt.dll", NULL },
	{ "RequestMonitorModule", "iisreqs.dll", NULL },
	{ "RewriteModule", "rewrite.dll", NULL },
	{ "ServerSideIncludeModule", "iis_ssi.dll", NULL },
	{ "SharePoint14Module", "owssvr.dll", NULL },
	{ "ShibNative", "iis7_shib.dll", "\\opt\\shibboleth-sp" },
	{ "ShibNative32", "iis7_shib.dll", "\\opt\\shibboleth-sp" },
	{ "StaticCompressionModule", "compstat.dll", NULL },
	{ "StaticFileModule", "static.dll", NULL },
	{ "TokenCacheModule", "cachtokn.dll", NULL },
	{ "TracingModule", "iisetw.dll", NULL },
	{ "UriCacheModule", "cachuri.dll", NULL },
	{ "UrlAuthorizationModule", "urlauthz.dll", NULL },
	{ "WSMan", "wsmsvc.dll", "\\windows\\system32" },
	{ "WebDAVModule", "webdav.dll", NULL },
	{ "WebMatrixSupportModule", "webmatrixsup.dll", NULL },
	{ "WebSocketModule", "iiswsock.dll", NULL },
	{ "WindowsAuthenticationModule", "authsspi.dll", NULL },
	{ "cafe_exppw", "exppw.dll", NULL },
	{ "exppw", "exppw.dll", NULL },
	{ "httpPlatformHandler", "httpplatformhandler.dll", NULL },
	{ "iisnode", "iisnode.dll", NULL },
	{ "kerbauth", "kerbauth.dll", NULL },
};

const struct native_module *native_module(struct slice name)
{
	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is(name, known[i].name))
			return &known[i];
	return NULL;
}

void each_native(struct check *check,
		 void (*see)(struct check *check,
			     const struct xml_element *entry))
{
	CONFIG_EACH_SECTION (check->config, NATIVE_SECTION, section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "add"))
				see(check, child);
}

struct slice entry_value(const struct check *check,
			 const struct xml_element *entry, const char *name)
{
	struct slice value;

	return xml_value(check->document, entry, name, &value) ? value
							       : SLICE("");
}
