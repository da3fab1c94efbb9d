/*
 * What the map says of certificates, pools and paths, in words.
 */
#ifndef REPORT_MAP_WORDS_H
#define REPORT_MAP_WORDS_H

#include "report/map.h"
#include "report/pen.h"

/* What is short enough to stand behind the binding; "" if it is not. */
const char *words_answer(enum map_source source);
/* Of the other sources: "B871EA95 www.contoso.example, 90 days left, …". */
void words_certificate(struct pen *pen, const struct map_answer *answer);

/* "/api (http,net.tcp)" */
void words_application(struct pen *pen, const struct application *application,
		       const struct map_application *drawn);
/* "Shop (ApplicationPoolIdentity)"; `whole`: all pools have been read */
void words_pool_of(struct pen *pen, const struct map_application *drawn,
		   bool whole);
/* "D:\shop as CONTOSO\svc" */
void words_directory(struct pen *pen, const struct map_directory *drawn);

/* "Shop (stopped)" */
void words_pool(struct pen *pen, const struct map_pool *drawn);
/* "v4.0"; "no managed code" */
void words_runtime(struct pen *pen, const struct map_pool *drawn);
/* "Classic, 32 bit" */
void words_mode(struct pen *pen, const struct map_pool *drawn);
/* "ApplicationPoolIdentity"; the user's name if it is one */
void words_identity(struct pen *pen, const struct map_pool *drawn);

#endif
