#include "cli/help.h"

#include "report/report.h"
#include "rule/version.h"

static const char usage[] =
	"usage: iislint [options] [FILE | DIRECTORY | -]...\n"
	"\n"
	"Checks applicationHost.config files of IIS: will IIS, its sites and HTTPS\n"
	"still work with this file? A DIRECTORY is a server snapshot: it, or config\n"
	"in it, has an applicationHost.config and with it listings of that server,\n"
	"cert-store* and http-sys*, and its folder schema; or it has such directories.\n"
	"Without either, the current directory is checked; - is standard input.\n"
	"\n"
	"inputs:\n"
	"  --cert-store [STORE=]FILE  exported listing of a certificate store of the\n"
	"                             server, or a folder of certificate files;\n"
	"                             repeatable. STORE (MY, WebHosting) says of which\n"
	"                             store it is, if the listing does not\n"
	"  --http-sys FILE            netsh http show sslcert of the server, or the\n"
	"                             registry export of the same; repeatable\n"
	"  --password-file FILE       its first line opens listings with a password\n"
	"                             (.pfx), else IISLINT_PFX_PASSWORD does\n"
	"  --schema FILE|DIR          what the server's IIS accepts: DIR, a copy of its\n"
	"                             folder inetsrv\\config\\schema, replaces what is\n"
	"                             built in; FILE, the schema of a module, adds to\n"
	"                             it; repeatable\n"
	"  --target VERSION           version of IIS: 7.0, 7.5, 8.0, 8.5, 10.0, 10-1709,\n"
	"                             10-1809, 2022, 2025, express\n"
	"  --fragment                 the input is a piece of a configuration, or the\n"
	"                             copy for one application pool: check nothing that\n"
	"                             needs the rest\n"
	"  --now DATE                 check certificates as of this date (2026-01-31)\n"
	"  --expiring-days N          tell of certificates with less left (default 30)\n"
	"  --stdin-filename NAME      call standard input NAME in reports\n"
	"\n"
	"rules:\n"
	"  --profile NAME[,NAME]      add rules: pedantic, hardening, cis, stig\n"
	"  --enable RULE[,RULE]       switch rules on\n"
	"  --disable RULE[,RULE]      switch rules off\n"
	"  --severity RULE=LEVEL      error, warning, info or off\n"
	"  --list-rules               print all rules\n"
	"  --explain RULE             print the page of a rule\n"
	"\n"
	"output:\n"
	"  --map                      instead of findings, the picture of the server: sites,\n"
	"                             bindings, certificates, applications, pools,\n"
	"                             identities and paths, with marks where findings\n"
	"                             are; as text or json\n"
	"  --min-severity LEVEL       what to show (default info)\n"
	"  --fail-on LEVEL            what makes the exit status 1 (default warning)\n"
	"  --format NAME[:PATH]       report format, repeatable (default text):\n";

static const char usage_end[] =
	"  --color WHEN               auto, always or never; NO_COLOR is respected\n"
	"  -q, --quiet                no summary line\n"
	"  -h, --help                 print this\n"
	"  -V, --version              print the version\n"
	"\n"
	"exit status:\n"
	"  0  nothing found at or above --fail-on\n"
	"  1  findings\n"
	"  2  could not do the job: bad option, unreadable file, listing or schema,\n"
	"     nothing to check, write error, out of memory\n";

void help_print(struct out *out)
{
	out_text(out, usage);
	for (size_t i = 0; report_formats[i]; i++)
		out_printf(out, "                               %-5s %s\n",
			   report_formats[i]->name, report_formats[i]->summary);
	out_text(out, usage_end);
}

void help_version(struct out *out)
{
	out_text(out, "iislint ");
	out_text(out, iislint_version);
	out_char(out, '\n');
}

static void column(struct out *out, const char *text, size_t width)
{
	size_t len = slice_of(text).len;

	out_text(out, text);
	out_repeat(out, ' ', len < width ? width - len : 1);
}

void help_rules(struct out *out)
{
	size_t width = 0;

	for (size_t i = 0; i < rule_count; i++)
		if (slice_of(rules[i]->id).len > width)
			width = slice_of(rules[i]->id).len;
	for (size_t i = 0; i < rule_count; i++) {
		column(out, rules[i]->id, width + 2);
		column(out, severity_name(rules[i]->severity), 9);
		column(out, rule_profiles(rules[i]), 11);
		out_text(out, rules[i]->summary);
		out_char(out, '\n');
	}
}

void help_explain(struct out *out, const struct rule *rule)
{
	out_text(out, rule_page(rule));
	out_text(out, "\n## References\n");
	for (size_t i = 0; i < RULE_REFERENCES_MAX && rule->references[i]; i++)
		out_printf(out, "- %s\n", rule->references[i]);
}
