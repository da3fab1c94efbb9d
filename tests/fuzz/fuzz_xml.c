/*
 * Fuzz the XML reader, the model and all rules. What is tested is not only
 * that nothing crashes: every span lies inside of the text, names and values
 * stand in order, findings stand in the file, and a file that is not
 * well-formed is never without an error.
 */
#include <stdlib.h>

#include "config/config.h"
#include "rule/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char listing[] =
	"My \"Personal\"\n"
	"================ Certificate 0 ================\n"
	"Serial Number: 5a01\nIssuer: CN=CA\n"
	" NotBefore: 1/10/2026 10:15 AM\n NotAfter: 1/18/2036 10:15 AM\n"
	"Subject: CN=a\nNon-root Certificate\n"
	"Cert Hash(sha1): e38da3a8214567bee306167b4181ca5ee2bd76b7\n"
	"CertUtil: -store command completed successfully.\n";

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void inside(const struct source *source, struct span span)
{
	demand(span.start <= span.end && span.end <= source->text.len);
}

static void check_element(const struct xml_document *document,
			  const struct xml_element *element)
{
	const struct source *source = document->source;
	size_t count = xml_attribute_count(document, element);
	struct span name = xml_name_span(document, element);
	uint32_t after = name.end;

	inside(source, name);
	demand(source->text.at[element->start] == '<');
	demand(name.start == element->start + 1 && name.start < name.end);
	for (size_t i = 0; i < count; i++) {
		const struct xml_attribute *attribute =
			xml_attribute_at(document, element, i);
		struct span value = xml_value_span(attribute);

		name = xml_attribute_name_span(document, attribute);
		inside(source, name);
		inside(source, value);
		demand(after < name.start && name.start < name.end);
		demand(name.end < value.start);
		demand(source->text.at[value.end] ==
		       source->text.at[value.start - 1]);
		(void)xml_attribute_value(document, attribute);
		after = value.end;
	}
}

static void check_findings(struct result *result)
{
	size_t counted = result->errors + result->warnings + result->infos;

	demand(counted == result->finding_count);
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct finding *finding = result->findings[i];

		inside(&result->source, finding->at);
		demand(!i ||
		       result->findings[i - 1]->at.start <= finding->at.start);
		demand(source_position(&result->source, finding->at.start)
			       .line >= 1);
		for (const struct note *note = finding->notes; note;
		     note = note->next)
			if (!note->file)
				inside(&result->source, note->at);
	}
}

static void check_result(struct result *result)
{
	const struct xml_document *document = &result->document;
	const struct xml_element *elements = document->elements.items;
	const struct span *comments = document->comments.items;

	for (size_t i = 0; i < document->elements.count; i++) {
		check_element(document, &elements[i]);
		demand(!i || elements[i - 1].start < elements[i].start);
		demand(i ? elements[i].parent < i
			 : elements[i].parent == XML_NONE);
	}
	for (size_t i = 0; i < document->comments.count; i++)
		inside(&result->source, comments[i]);
	if (document->error.fault != XML_FINE) {
		inside(&result->source, document->error.at);
		inside(&result->source, document->error.related);
		demand(document->error.message.len);
	}
	check_findings(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct result result = { .arena.memory = &allocator_heap };
	static const struct circumstances circumstances = {
		.now = 1780000000,
		.expiring_days = EXPIRING_DAYS_DEFAULT,
	};
	struct selection selection = { 0 };
	struct inventory inventory;
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	inventory_init(&inventory, &arena);
	inventory_read_bytes(&inventory, "my.txt", LISTING_CERTIFICATES,
			     (struct slice){ NULL, 0 }, slice_of(listing));
	selection_init(&selection, &arena, ~0u);
	if (source_from_xml(&result.source, bytes, "fuzz", &allocator_heap) ==
		    SOURCE_OK &&
	    result_read(&result, &schema_builtin,
			size % 2 ? CONFIG_FRAGMENT : CONFIG_WHOLE,
			&allocator_heap) &&
	    result_lint(&result, &selection, &inventory, &circumstances))
		check_result(&result);
	result_free(&result);
	inventory_free(&inventory);
	arena_free(&arena);
	return 0;
}
