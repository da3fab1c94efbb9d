/*
 * Rules: the only header that a file below rules/ includes.
 *
 * A rule is a file rules/FAMILY/RULE-ID.c that defines
 *
 *     const struct rule rule_RULE_ID = { .id = "rule-id", … };
 *
 * (with "_" for "-") and a page RULE-ID.md beside it. Both are found by their
 * file names; no list needs an edit. Rules see the model, the inventory and
 * nothing else: no line numbers, file names, colours or output formats.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "rule/bindings.h"
#include "rule/bitness.h"
#include "rule/certificates.h"
#include "rule/check.h"
#include "rule/directories.h"
#include "rule/endpoints.h"
#include "rule/farms.h"
#include "rule/handlers.h"
#include "rule/hash.h"
#include "rule/loaded.h"
#include "rule/logging.h"
#include "rule/modules.h"
#include "rule/names.h"
#include "rule/native.h"
#include "rule/paths.h"
#include "rule/pools.h"
#include "rule/precondition.h"
#include "rule/protocols.h"
#include "rule/restrictions.h"
#include "rule/rewrite.h"
#include "rule/schema.h"
#include "rule/sections.h"
#include "rule/settings.h"
#include "rule/untrusted.h"

#endif
