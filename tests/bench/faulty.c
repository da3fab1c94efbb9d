/*
 * Write an applicationHost.config of N sites with about every kind of mistake
 * on each site, so that each rule has work that grows with N.
 *
 *     faulty N
 */
#include <stdio.h>
#include <stdlib.h>

enum { SITES_MAX = 1000000 };

static void print_pool(unsigned long i)
{
	printf("<add name=\"pool%lu\" managedRuntimeVersion=\"v4.5\" "
	       "autoStart=\"%s\" enable32BitAppOnWin64=\"%s\" "
	       "startMode=\"AlwaysRunning\">\n"
	       "<processModel identityType=\"%s\" userName=\"DOMAIN\\user%lu\""
	       " maxProcesses=\"4\" idleTimeout=\"00:20:00\" />\n"
	       "<recycling><periodicRestart time=\"00:00:00\" "
	       "requests=\"%u\" /></recycling>\n"
	       "<cpu limit=\"0\" action=\"KillW3wp\" />\n"
	       "<environmentVariables><add name=\"V%lu\" value=\"x\" />"
	       "</environmentVariables>\n"
	       "</add>\n",
	       i, i % 3 ? "true" : "false", i % 2 ? "true" : "false",
	       i % 2 ? "SpecificUser" : "NetworkService", i,
	       (unsigned)(i % 2 * 10), i);
}

static void print_key(unsigned long i)
{
	printf("<key path=\"LM/W3SVC/%lu\"><property id=\"5506\" "
	       "dataType=\"Binary\" userType=\"1\" attributes=\"None\" "
	       "value=\"%lu\" /></key>\n"
	       "<key path=\"LM/W3SVC/%lu/ROOT/gone\"></key>\n",
	       i * 2, i, i);
}

static void print_bindings(unsigned long i)
{
	printf("<bindings>\n"
	       "<binding protocol=\"http\" "
	       "bindingInformation=\"*:80:host%lu\" />\n"
	       "<binding protocol=\"http\" "
	       "bindingInformation=\":80:HOST%lu\" />\n"
	       "<binding protocol=\"http\" "
	       "bindingInformation=\"10.%lu.%lu.%lu:80:\" />\n"
	       "<binding protocol=\"https\" "
	       "bindingInformation=\"*:443:\" sslFlags=\"1\" />\n"
	       "<binding protocol=\"https\" "
	       "bindingInformation=\"*:443:*.x%lu.example\" sslFlags=\"%u\" />"
	       "\n"
	       "<binding protocol=\"ftp\" bindingInformation=\"*:80:f%lu\" />"
	       "\n"
	       "<binding protocol=\"net.tcp\" bindingInformation=\"x%lu\" />\n"
	       "<binding protocol=\"gopher\" bindingInformation=\"%lu\" />\n"
	       "</bindings>\n",
	       i / 2, i / 2, i >> 16 & 255, i >> 8 & 255, i & 255, i,
	       (unsigned)(i % 4), i, i, i);
}

static void print_site(unsigned long i)
{
	printf("<site name=\"site%lu:\" id=\"%lu\" serverAutoStart=\"%s\">\n"
	       "<application path=\"/\" applicationPool=\"pool%lu\" "
	       "enabledProtocols=\"http,net.pipe\" preloadEnabled=\"true\" "
	       "serviceAutoStartEnabled=\"true\" "
	       "serviceAutoStartProvider=\"gone%lu\">\n"
	       "<virtualDirectory path=\"/\" "
	       "physicalPath=\"D:\\sites\\%lu\" userName=\"u%lu\" />\n"
	       "<virtualDirectory path=\"/unc\" "
	       "physicalPath=\"\\\\server\\%lu\" />\n"
	       "</application>\n"
	       "<application path=\"/app/\" applicationPool=\"gone%lu\">\n"
	       "<virtualDirectory path=\"/\" "
	       "physicalPath=\"D:/sites/%lu/\" />\n"
	       "<virtualDirectory path=\"/x\" "
	       "physicalPath=\"%%GONE%lu%%\\x\" />\n"
	       "<virtualDirectory path=\"/y\" physicalPath=\"rel\\%lu\" />\n"
	       "</application>\n"
	       "<logFile enabled=\"%s\" logFormat=\"Custom\" "
	       "directory=\"\\\\logs\\%lu\" />\n",
	       i, i, i % 5 ? "true" : "false", i, i, i, i, i, i, i, i, i,
	       i % 2 ? "true" : "false", i);
	print_bindings(i);
	printf("</site>\n");
}

static void print_handlers(unsigned long i)
{
	printf("<handlers><add name=\"own%lu\" path=\"*.a%lu\" verb=\"*\" "
	       "modules=\"IsapiModule\" scriptProcessor=\"C:\\x\\%lu.dll\" "
	       "preCondition=\"bitness32,bitness64\" />"
	       "<add name=\"fast%lu\" path=\"*.f%lu\" verb=\"*\" "
	       "modules=\"FastCgiModule\" scriptProcessor=\"C:\\php\\%lu.exe\" "
	       "/></handlers>\n"
	       "<modules><remove name=\"DefaultDocumentModule\" />"
	       "<add name=\"Native%lu\" preCondition=\"integratedmode\" />"
	       "</modules>\n",
	       i, i, i, i, i, i, i);
}

static void print_rewrite(unsigned long i)
{
	printf("<rewrite><rules><rule name=\"r%lu\"><match url=\"^(a\" />"
	       "<action type=\"Rewrite\" url=\"{Map%lu:{R:3}}\" /></rule>"
	       "<rule name=\"s%lu\"><match url=\"(.*)\" /><serverVariables>"
	       "<set name=\"HTTP_X%lu\" value=\"1\" /></serverVariables>"
	       "<action type=\"Rewrite\" url=\"http://farm%lu/{C:1}\" />"
	       "</rule></rules></rewrite>\n",
	       i, i, i, i, i);
}

static void print_location(unsigned long i)
{
	printf("<location path=\"site%lu:\"><system.webServer>\n", i);
	print_handlers(i);
	print_rewrite(i);
	printf("<security><access sslFlags=\"SslRequireCert\" /></security>\n"
	       "<httpLogging dontLog=\"true\" />\n"
	       "<httpRedirect enabled=\"true\" destination=\"http://x\" />\n"
	       "<httpErrors><error statusCode=\"404\" responseMode=\"File\" "
	       "path=\"C:\\errors\\%lu.htm\" /></httpErrors>\n"
	       "<tracing><traceFailedRequests><add path=\"*\" "
	       "customActionExe=\"%lu.exe\" /></traceFailedRequests></tracing>"
	       "\n"
	       "</system.webServer></location>\n"
	       "<location path=\"gone%lu/x\"></location>\n",
	       i, i, i);
}

static void print_server(unsigned long sites)
{
	printf("<system.webServer>\n<globalModules>\n"
	       "<add name=\"IsapiModule\" "
	       "image=\"%%windir%%\\System32\\inetsrv\\isapi.dll\" />\n"
	       "<add name=\"FastCgiModule\" "
	       "image=\"%%windir%%\\System32\\inetsrv\\iisfcgi.dll\" />\n"
	       "<add name=\"DefaultDocumentModule\" image=\"C:\\x.dll\" />\n");
	for (unsigned long i = 1; i <= sites; i++)
		printf("<add name=\"G%lu\" image=\"C:\\temp\\%lu.dll\" />\n", i,
		       i);
	printf("</globalModules>\n"
	       "<modules><add name=\"IsapiModule\" />"
	       "<add name=\"DefaultDocumentModule\" />"
	       "<add name=\"FastCgiModule\" /></modules>\n"
	       "<handlers><add name=\"StaticFile\" path=\"*\" verb=\"*\" "
	       "modules=\"StaticFileModule,DefaultDocumentModule\" />"
	       "</handlers>\n<isapiFilters>\n");
	for (unsigned long i = 1; i <= sites; i++)
		printf("<filter name=\"f%lu\" path=\"C:\\Users\\%lu.dll\" "
		       "preCondition=\"bitness\" />\n",
		       i, i);
	printf("</isapiFilters>\n<fastCgi>\n");
	for (unsigned long i = 1; i <= sites; i++)
		printf("<application fullPath=\"C:\\php%lu\\php-cgi.exe\" "
		       "instanceMaxRequests=\"10000\" />\n",
		       i);
	printf("</fastCgi>\n<security><isapiCgiRestriction>\n");
	for (unsigned long i = 1; i <= sites; i++)
		printf("<add path=\"C:\\old\\%lu.dll\" allowed=\"true\" />\n",
		       i);
	printf("</isapiCgiRestriction></security>\n</system.webServer>\n");
	printf("<webFarms>\n");
	for (unsigned long i = 1; i <= sites; i++)
		printf("<webFarm name=\"empty%lu\"></webFarm>\n", i);
	printf("</webFarms>\n");
}

int main(int argc, char **argv)
{
	unsigned long sites = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;

	if (sites < 1 || sites > SITES_MAX) {
		fputs("usage: faulty N\n", stderr);
		return 2;
	}
	printf("<?xml version=\"1.0\"?>\n<configuration>\n"
	       "<system.applicationHost>\n"
	       "<listenerAdapters><add name=\"http\" /></listenerAdapters>\n"
	       "<applicationPools>\n");
	for (unsigned long i = 1; i <= sites; i++)
		print_pool(i);
	printf("</applicationPools>\n<customMetadata>\n");
	for (unsigned long i = 1; i <= sites; i++)
		print_key(i);
	printf("</customMetadata>\n<sites>\n");
	for (unsigned long i = 1; i <= sites; i++)
		print_site(i);
	printf("</sites>\n</system.applicationHost>\n");
	print_server(sites);
	for (unsigned long i = 1; i <= sites; i++)
		print_location(i);
	printf("</configuration>\n");
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
