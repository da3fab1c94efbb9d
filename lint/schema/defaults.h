/*
 * Schema defaults: the values of attributes that are not written.
 */
#ifndef SCHEMA_DEFAULTS_H
#define SCHEMA_DEFAULTS_H

#include "config/config.h"

/*
 * The attributes that rules ask for today, from the IIS 10.0 schema (facts:
 * iis-schema-tables 1).
 */
extern const struct config_defaults schema_defaults;

#endif
