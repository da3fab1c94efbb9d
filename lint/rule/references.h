/*
 * Articles that several rules refer to. A rule that alone needs an article
 * names it itself.
 */
#ifndef RULE_REFERENCES_H
#define RULE_REFERENCES_H

/* HTTPS fails, SSL bindings are deleted (KB 2025598). */
#define REFERENCE_KB2025598                                                    \
	"https://learn.microsoft.com/en-us/troubleshoot/developer/webapps"     \
	"/iis/www-administration-management/https-connections-fail-ssl-bi"     \
	"ndings-deleted"

/* HTTP error 500.19 (KB 942055). */
#define REFERENCE_HTTP_500_19                                                  \
	"https://learn.microsoft.com/troubleshoot/developer/webapps/iis/h"     \
	"ealth-diagnostic-performance/http-error-500-19-webpage"

/* Reference of handlers/add. */
#define REFERENCE_HANDLER                                                      \
	"https://learn.microsoft.com/iis/configuration/system.webserver/h"     \
	"andlers/add"

/* Reference of security/isapiCgiRestriction. */
#define REFERENCE_ISAPI_CGI_RESTRICTION                                        \
	"https://learn.microsoft.com/iis/configuration/system.webserver/s"     \
	"ecurity/isapicgirestriction/"

/* Reference of fastCgi/application. */
#define REFERENCE_FASTCGI                                                      \
	"https://learn.microsoft.com/iis/configuration/system.webserver/f"     \
	"astcgi/application/"

/* How IIS reads its files: sections, locations, inheritance. */
#define REFERENCE_CONFIGURATION                                                \
	"https://learn.microsoft.com/iis/get-started/planning-your-iis-arc"    \
	"hitecture/deep-dive-into-iis-configuration-with-iis-7-and-iis-8"

/* What stands in applicationHost.config. */
#define REFERENCE_APPLICATION_HOST                                             \
	"https://learn.microsoft.com/iis/get-started/planning-your-iis-arc"    \
	"hitecture/introduction-to-applicationhostconfig"

/* Locking, and locations without a path. */
#define REFERENCE_LOCKING                                                      \
	"https://learn.microsoft.com/iis/get-started/planning-for-security"    \
	"/how-to-use-locking-in-iis-configuration"

/* What IIS answers to broken files: tests against its own interface. */
#define REFERENCE_FILE_ERRORS                                                  \
	"https://github.com/jexuswebserver/JexusManager/tree/master/Tests"

/* Reference of customMetadata/key. */
#define REFERENCE_CUSTOM_METADATA_KEY                                          \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/custommetadata/key/"

/* Reference of customMetadata/key/property. */
#define REFERENCE_CUSTOM_METADATA_PROPERTY                                     \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/custommetadata/key/property"

/* Reference of security/access. */
#define REFERENCE_ACCESS                                                       \
	"https://learn.microsoft.com/iis/configuration/system.webserver/s"     \
	"ecurity/access"

/* Reference of site/hsts. */
#define REFERENCE_HSTS                                                         \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/hsts"

/* Status codes of IIS (KB 943891). */
#define REFERENCE_HTTP_STATUS                                                  \
	"https://learn.microsoft.com/troubleshoot/developer/webapps/iis/w"     \
	"ww-administration-management/http-status-code"

/* Reference of configHistory: where older copies are. */
#define REFERENCE_CONFIG_HISTORY                                               \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/confighistory"

/* Reference of sites/site/logFile. */
#define REFERENCE_LOG_FILE                                                     \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/logfile/"

/* SSL stops working in IIS7: the two failures. */
#define REFERENCE_SSL_STOPS_WORKING                                            \
	"https://docs.microsoft.com/en-us/archive/blogs/webtopics/ssl-sto"     \
	"ps-working-in-iis7"

/* SSL certificate disappears from an https binding. */
#define REFERENCE_CERTIFICATE_DISAPPEARS                                       \
	"https://techcommunity.microsoft.com/t5/iis-support-blog/ssl-cert"     \
	"ificate-occasionally-disappears-from-https-binding/ba-p/1094102"

/* SSL bindings are deleted at random. */
#define REFERENCE_BINDINGS_DELETED                                             \
	"https://learn.microsoft.com/en-us/archive/blogs/saurabh_singh/ss"     \
	"l-bindings-are-randomly-getting-deleted-for-a-website-with-error"     \
	"-ssl-certificate-settings-deleted-for-port-x-x-x-x443-in-the-eve"     \
	"nt-logs-iis-7-07-5"

/* Property SSLCertHash of the metabase. */
#define REFERENCE_SSL_CERT_HASH                                                \
	"https://learn.microsoft.com/en-us/previous-versions/iis/6.0-sdk/"     \
	"ms525719(v=vs.90)"

/* Troubleshooting SSL: server certificates. */
#define REFERENCE_SSL_TROUBLESHOOTING                                          \
	"https://learn.microsoft.com/en-us/troubleshoot/developer/webapps"     \
	"/iis/www-authentication-authorization/troubleshooting-ssl-related"    \
	"-issues-server-certificate"

/* 0x80070520 when adding an SSL binding. */
#define REFERENCE_SSL_0X80070520                                               \
	"https://techcommunity.microsoft.com/blog/iis-support-blog/error-h"    \
	"result-0x80070520-when-adding-ssl-binding-in-iis/377281"

/* What Jexus Manager's SSL diagnostics look at. */
#define REFERENCE_SSL_DIAGNOSTICS                                              \
	"https://github.com/jexuswebserver/JexusManager/tree/master/JexusM"    \
	"anager/Features/Main"

/* IIS binding and SAN monitoring. */
#define REFERENCE_BINDING_MONITORING "https://docs.nodinite.com/"

/* How sites, applications and virtual directories belong together. */
#define REFERENCE_SITES_STRUCTURE                                              \
	"https://learn.microsoft.com/iis/get-started/planning-your-iis-arc"    \
	"hitecture/understanding-sites-applications-and-virtual-directorie"    \
	"s-on-iis"

/* Reference of sites/site. */
#define REFERENCE_SITE                                                         \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/"

/* Reference of sites/site/application. */
#define REFERENCE_SITE_APPLICATION                                             \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/application/"

/* Reference of sites/site/application/virtualDirectory. */
#define REFERENCE_VIRTUAL_DIRECTORY                                            \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/application/virtualdirectory"

/* Reference of sites/site/bindings/binding. */
#define REFERENCE_BINDING                                                      \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/bindings/binding"

/* Reference of sites/site/ftpServer/security/ssl. */
#define REFERENCE_FTP_SSL                                                      \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/ftpserver/security/ssl"

/* Cannot add duplicate collection entry, 0x800700b7. */
#define REFERENCE_DUPLICATE_ENTRY                                              \
	"https://learn.microsoft.com/archive/blogs/tristank/iis-7-but-why"     \
	"-do-i-get-a-500-19cannot-add-duplicate-collection-entry-with-0x8"     \
	"00700b7"

/* Changing the certificate of one site changes others (KB 2405568). */
#define REFERENCE_KB2405568                                                    \
	"https://learn.microsoft.com/en-us/troubleshoot/developer/webapps"     \
	"/iis/www-authentication-authorization/change-ip-port-wildcard-ce"     \
	"rtificate-site-fail"

/* Server Name Indication in IIS 8. */
#define REFERENCE_SNI                                                          \
	"https://learn.microsoft.com/en-us/iis/get-started/whats-new-in-i"     \
	"is-8/iis-80-server-name-indication-sni-ssl-scalability"

/* Central certificate store in IIS 8. */
#define REFERENCE_CENTRAL_STORE                                                \
	"https://learn.microsoft.com/en-us/iis/get-started/whats-new-in-i"     \
	"is-8/iis-80-centralized-ssl-certificate-support-ssl-scalability-"     \
	"and-manageability"

/* What IIS answers to a client, and why: addresses, SNI and the rest. */
#define REFERENCE_SSL_WINDOWS "https://docs.certifytheweb.com/docs/ssl-windows/"

/* A renewal client that knows which flags of a binding go together. */
#define REFERENCE_WIN_ACME "https://github.com/win-acme/win-acme"

/* Reference of URL Rewrite: patterns, back-references, maps, actions. */
#define REFERENCE_URL_REWRITE                                                  \
	"https://learn.microsoft.com/iis/extensions/url-rewrite-module/url"    \
	"-rewrite-module-configuration-reference"

/* The same of version 2.0: outbound rules, server variables. */
#define REFERENCE_URL_REWRITE_2                                                \
	"https://learn.microsoft.com/iis/extensions/url-rewrite-module/url"    \
	"-rewrite-module-20-configuration-reference"

/* Application Request Routing as a reverse proxy, with URL Rewrite. */
#define REFERENCE_REVERSE_PROXY                                                \
	"https://learn.microsoft.com/iis/extensions/url-rewrite-module/rev"    \
	"erse-proxy-with-url-rewrite-v2-and-application-request-routing"

/* Farms of servers in Application Request Routing. */
#define REFERENCE_SERVER_FARMS                                                 \
	"https://learn.microsoft.com/iis/extensions/configuring-applicatio"    \
	"n-request-routing-arr/define-and-configure-an-application-request"    \
	"-routing-server-farm"
/* Reference of globalModules. */
#define REFERENCE_GLOBAL_MODULES                                               \
	"https://learn.microsoft.com/iis/configuration/system.webserver/g"     \
	"lobalmodules/"

/* HTTP errors 500.0 and 500.21 (KB 942031). */
#define REFERENCE_HTTP_500_21                                                  \
	"https://learn.microsoft.com/troubleshoot/developer/webapps/iis/w"     \
	"ww-administration-management/http-error-500-when-you-visit-web-s"     \
	"ite"

/* Events of module configuration: 2295, 2296, 2298. */
#define REFERENCE_MODULE_EVENTS                                                \
	"https://learn.microsoft.com/previous-versions/windows/it-pro/win"     \
	"dows-server-2008-R2-and-2008/dd364219(v=ws.10)"

/* Preconditions, by the IIS team. */
#define REFERENCE_PRECONDITIONS "https://blogs.iis.net/thomad/precondition-what"

/* Malicious IIS extensions as backdoors. */
#define REFERENCE_IIS_BACKDOORS                                                \
	"https://www.microsoft.com/security/blog/2022/07/26/malicious-iis"     \
	"-extensions-quietly-open-persistent-backdoors-into-servers/"

/* How to find IIS modules that nobody installed. */
#define REFERENCE_IIS_MODULES_HUNT                                             \
	"https://www.splunk.com/en_us/blog/security/fantastic-iis-modules"     \
	"-and-how-to-find-them.html"

/* Technique T1505.004 of MITRE ATT&CK: IIS components. */
#define REFERENCE_T1505_004 "https://attack.mitre.org/techniques/T1505/004/"

/* Reference of applicationPools/add. */
#define REFERENCE_POOL                                                         \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/applicationpools/add/"

/* Reference of applicationPools/add/processModel. */
#define REFERENCE_PROCESS_MODEL                                                \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/applicationpools/add/processmodel"

/* Reference of applicationPools/add/recycling. */
#define REFERENCE_RECYCLING                                                    \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/applicationpools/add/recycling/"

/* Reference of applicationPools/add/cpu. */
#define REFERENCE_CPU                                                          \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/applicationpools/add/cpu"

/* Reference of sites/site/application. */
#define REFERENCE_APPLICATION                                                  \
	"https://learn.microsoft.com/iis/configuration/system.application"     \
	"host/sites/site/application/"

#endif
