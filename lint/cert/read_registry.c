/*
 * Registry exports (.reg): certificate stores of the machine and of users,
 * and the endpoints of http.sys
 * (facts: certificate-store-listings 8 and 9.2).
 */
#include "cert/reghttp.h"
#include "cert/serialized.h"
#include "cert/x509.h"

enum { SURE = 100 };

struct scan {
	struct listing_input *input;
	struct regfile file;
	struct regkey key; /* whose values are being read */
	uint32_t line;	   /* of that key */
	bool has_blob;	   /* it has shown its certificate */
	struct reghttp endpoint;
	size_t good, bad;  /* certificates */
	bool stray, lost;  /* a line was not understood; an endpoint was not */
	bool service;	   /* a service's store was left out */
	bool http, tables; /* all of http.sys was exported; some of it */
	bool table[HTTP_RECORD_CENTRAL_STORE + 1];
};

static int recognise(const struct listing_input *input)
{
	return regfile_is(input->text) ? SURE : 0;
}

/* False when there is no place for another store. */
static bool enter_store(struct scan *scan)
{
	struct inventory *inventory = scan->input->inventory;
	const size_t before = inventory->stores.count;
	const struct regkey *key = &scan->key;
	struct cert_store *store = listing_store(scan->input, key->store,
						 key->location, scan->line);

	if (!store)
		return false;
	/* The key of a single certificate does not show its store. */
	if (inventory->stores.count > before)
		store->complete = false;
	if (key->kind == REGKEY_STORE && key->whole_store)
		store->complete = true;
	return true;
}

static void leave_out_service(struct scan *scan)
{
	if (!scan->service)
		listing_warn(scan->input, scan->line,
			     "the certificate store of a Windows service is "
			     "out of reach for IIS; it is left out");
	scan->service = true;
}

static void begin_key(struct scan *scan, const struct reg_item *item)
{
	scan->key = regkey_of(item->name);
	scan->line = item->line;
	scan->has_blob = false;
	if (item->deleted && scan->key.kind != REGKEY_OTHER) {
		listing_warn(scan->input, scan->line,
			     "a key that is to be deleted is no part of an "
			     "export; it is left out");
		scan->key.kind = REGKEY_OTHER;
	}
	switch (scan->key.kind) {
	case REGKEY_STORE:
	case REGKEY_CERT:
		if (!enter_store(scan))
			scan->key.kind = REGKEY_OTHER;
		break;
	case REGKEY_SERVICE:
		leave_out_service(scan);
		break;
	case REGKEY_HTTP:
		scan->http = true;
		break;
	case REGKEY_TABLE:
		scan->table[scan->key.http] = scan->tables = true;
		break;
	case REGKEY_ENDPOINT:
		scan->tables = true;
		reghttp_begin(&scan->endpoint, &scan->key, scan->line);
		break;
	case REGKEY_OTHER:
		break;
	}
}

/* The one certificate that a blob holds. */
static bool cut_blob(const struct reg_item *value, struct serialized_cert *cert)
{
	struct slice rest = value->data;

	return value->type == REG_TYPE_BINARY &&
	       serialized_next(&rest, cert) == SERIALIZED_CERT && !rest.len;
}

/* A certificate's key has its thumbprint for a name. */
static bool is_named_right(const struct scan *scan, struct slice der)
{
	struct thumbprint name, sha1;
	size_t digits;

	if (thumbprint_parse(scan->key.name, &name, &digits) &&
	    x509_thumbprint(der, &sha1) && thumbprint_eq(&name, &sha1))
		return true;
	listing_warn(scan->input, scan->line,
		     "the name of this key is not the thumbprint of the "
		     "certificate in it; the certificate is damaged and left "
		     "out");
	return false;
}

static void take_blob(struct scan *scan, const struct reg_item *value)
{
	struct serialized_cert cert;
	bool whole = cut_blob(value, &cert);

	scan->has_blob = true;
	if (!whole)
		listing_warn(scan->input, value->line,
			     "this value is cut off or damaged; the "
			     "certificate is left out");
	if (whole && is_named_right(scan, cert.der) &&
	    serialized_add(scan->input, &cert, scan->line, true))
		scan->good++;
	else
		scan->bad++;
}

static void take_value(struct scan *scan, const struct reg_item *value)
{
	if (scan->key.kind == REGKEY_ENDPOINT)
		reghttp_value(&scan->endpoint, scan->input, value);
	if (scan->key.kind == REGKEY_CERT && !scan->has_blob &&
	    slice_is_nocase(value->name, "Blob"))
		take_blob(scan, value);
}

static void end_key(struct scan *scan)
{
	if (scan->key.kind == REGKEY_ENDPOINT &&
	    !reghttp_end(&scan->endpoint, scan->input))
		scan->lost = true;
	if (scan->key.kind != REGKEY_CERT || scan->has_blob)
		return;
	listing_warn(scan->input, scan->line,
		     "this key has no value \"Blob\", so its certificate is "
		     "left out");
	scan->bad++;
}

static void note_stray(struct scan *scan, uint32_t line)
{
	if (!scan->stray)
		listing_warn(scan->input, line,
			     "this line is no part of a registry export; the "
			     "file is damaged");
	scan->stray = true;
}

static void scan_file(struct scan *scan)
{
	struct reg_item item;
	enum reg_step step;

	while ((step = regfile_next(&scan->file, &item)) != REG_END) {
		if (step == REG_VALUE) {
			take_value(scan, &item);
		} else if (step == REG_KEY) {
			end_key(scan);
			begin_key(scan, &item);
		} else {
			note_stray(scan, item.line);
		}
	}
	end_key(scan);
}

/* Bindings of a kind that was not exported would look as if broken. */
static void finish_http(struct scan *scan)
{
	struct inventory *inventory = scan->input->inventory;
	bool whole = scan->http || (scan->table[HTTP_RECORD_ADDRESS] &&
				    scan->table[HTTP_RECORD_HOST]);

	scan->input->http_sys = inventory->http_sys_given = true;
	if (!whole || scan->lost || scan->stray)
		inventory->http_sys_partial = true;
	if (!whole)
		listing_warn(scan->input, 0,
			     "only a part of what http.sys has was exported; "
			     "export the key HKLM\\SYSTEM\\CurrentControlSet"
			     "\\Services\\HTTP\\Parameters");
}

static bool finish(struct scan *scan)
{
	struct listing_input *input = scan->input;
	bool http = scan->tables || scan->http;

	if (scan->bad || scan->stray)
		listing_mark_partial(input);
	if (http)
		finish_http(scan);
	if (!http && !input->store)
		return listing_error(
			input, 0,
			"a registry export without a certificate store that "
			"IIS can use; export "
			"HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\MY, or "
			"HKLM\\SYSTEM\\CurrentControlSet\\Services\\HTTP\\"
			"Parameters for --http-sys");
	if (!http && scan->bad && !scan->good)
		return listing_error(input, 0,
				     "no certificate of this registry export "
				     "can be read");
	return true;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input };

	regfile_init(&scan.file, input->text, input->inventory->arena);
	scan_file(&scan);
	regfile_free(&scan.file);
	return finish(&scan);
}

const struct cert_reader cert_reader_registry = {
	.name = "registry export",
	.recognise = recognise,
	.read = read,
};
