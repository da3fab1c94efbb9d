/*
 * Answers: the words for yes and no in a listing whose language is unknown.
 * English is known. Of another language's two words, the one that is made by
 * putting something before the other is the negative one: "Aktiviert" and
 * "Deaktiviert", "Set" and "Not Set". Anything else stays unknown.
 */
#ifndef CERT_ANSWERS_H
#define CERT_ANSWERS_H

#include "cert/inventory.h"

/* All zero: no word is known yet. The words are not copied. */
struct answers {
	struct slice words[2];
	size_t count; /* different words; more than two mean nothing */
};

/* A word that stands where only an answer can stand. */
void answers_learn(struct answers *answers, struct slice word);

/* Is this one of the two words that were learnt? */
bool answers_have(const struct answers *answers, struct slice word);

enum cert_answer answers_read(const struct answers *answers, struct slice word);

#endif
