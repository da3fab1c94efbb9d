/*
 * What the program prints about itself.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/out.h"
#include "rule/engine.h"

void help_print(struct out *out);
void help_version(struct out *out);
void help_rules(struct out *out);
void help_explain(struct out *out, const struct rule *rule);

#endif
