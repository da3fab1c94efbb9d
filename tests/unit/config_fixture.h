/*
 * For tests of the model: a file from a text, with a schema or
 * without.
 */
#ifndef UNIT_CONFIG_FIXTURE_H
#define UNIT_CONFIG_FIXTURE_H

#include "config/config.h"
#include "unit.h"

struct model {
	struct source source;
	struct xml_document document;
	struct arena arena;
	struct config config;
};

static inline void model_build_named(struct model *model, const char *name,
				     const char *text,
				     const struct schema *schema)
{
	ck_assert_int_eq(source_from_xml(&model->source, slice_of(text), name,
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(xml_read(&model->document, &model->source, &allocator_heap));
	ck_assert_msg(model->document.error.fault == XML_FINE, "%s",
		      model->document.error.message.at);
	arena_init(&model->arena, &allocator_heap);
	config_build(&model->config, &model->document, schema, CONFIG_WHOLE,
		     &model->arena);
	ck_assert(!arena_failed(&model->arena));
}

static inline void model_build(struct model *model, const char *text,
			       const struct schema *schema)
{
	model_build_named(model, "test", text, schema);
}

static inline void model_free(struct model *model)
{
	config_free(&model->config);
	arena_free(&model->arena);
	xml_free(&model->document);
	source_free(&model->source);
}

/* The element reached by a path of names, such as "sites/site/bindings". */
static inline const struct xml_element *model_element(struct model *model,
						      const char *path)
{
	const struct xml_element *at = xml_root(&model->document);
	struct slice rest = slice_of(path), part;

	while (at && slice_cut(&rest, '/', &part))
		at = xml_child(&model->document, at,
			       arena_copy(&model->arena, part).at);
	ck_assert_msg(at != NULL, "%s", path);
	return at;
}

#endif
