#include "cert/answers.h"

/* Shorter words may be the end of any other word. */
enum { WORD_MIN = 3 };

bool answers_have(const struct answers *answers, struct slice word)
{
	for (size_t i = 0; i < answers->count && i < LENGTH(answers->words);
	     i++)
		if (slice_eq_nocase(answers->words[i], word))
			return true;
	return false;
}

void answers_learn(struct answers *answers, struct slice word)
{
	if (answers_have(answers, word))
		return;
	if (answers->count < LENGTH(answers->words))
		answers->words[answers->count] = word;
	if (answers->count <= LENGTH(answers->words))
		answers->count++;
}

/* Is `word` the other one with something before it? */
static bool negates(struct slice word, struct slice other)
{
	return other.len >= WORD_MIN && word.len > other.len &&
	       slice_eq_nocase(slice_skip(word, word.len - other.len), other);
}

enum cert_answer answers_read(const struct answers *answers, struct slice word)
{
	struct slice other;

	if (slice_is_nocase(word, "Enabled") || slice_is_nocase(word, "Set"))
		return CERT_YES;
	if (slice_is_nocase(word, "Disabled") ||
	    slice_is_nocase(word, "Not Set"))
		return CERT_NO;
	if (answers->count != LENGTH(answers->words) ||
	    !answers_have(answers, word))
		return CERT_UNKNOWN;
	other = answers->words[slice_eq_nocase(answers->words[0], word)];
	if (negates(word, other))
		return CERT_NO;
	return negates(other, word) ? CERT_YES : CERT_UNKNOWN;
}
