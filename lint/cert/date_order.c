/* Which of the numbers of a date is the day: what a listing shows of it. */
#include "cert/date.h"

enum { TEXT_MAX = 80 }; /* no date is longer */

static size_t digits_length(struct slice text)
{
	size_t n = 0;

	while (n < text.len && ascii_is_digit(text.at[n]))
		n++;
	return n;
}

/* One or two digits and the mark behind them. */
static bool take_small(struct slice *rest, uint32_t *number, char *mark)
{
	size_t digits = digits_length(slice_take(*rest, 3));

	if (digits < 1 || digits > 2 || digits == rest->len)
		return false;
	slice_u32(slice_take(*rest, digits), number);
	*mark = rest->at[digits];
	*rest = slice_skip(*rest, digits + 1);
	return *mark == '/' || *mark == '-';
}

/* A date of which either of the first two numbers may be the day. */
static bool take_open(struct slice text, uint32_t *first, uint32_t *second)
{
	char mark, again;

	text = slice_take(text, TEXT_MAX);
	while (text.len && !ascii_is_digit(text.at[0]))
		text = slice_skip(text, 1);
	return take_small(&text, first, &mark) &&
	       take_small(&text, second, &again) && mark == again &&
	       digits_length(text) == 4;
}

void date_learn(enum date_order *order, struct slice text)
{
	enum date_order shown;
	uint32_t first, second;

	if (!take_open(text, &first, &second) || (first > 12) == (second > 12))
		return;
	shown = first > 12 ? DATE_ORDER_DAY_FIRST : DATE_ORDER_MONTH_FIRST;
	if (*order == DATE_ORDER_UNKNOWN)
		*order = shown;
	else if (*order != shown)
		*order = DATE_ORDER_CONTRADICTORY;
}

/* Does the first date, read in this order, not come after the second? */
static bool in_sequence(enum date_order order, struct slice first,
			struct slice second)
{
	struct cert_time begin = date_parse(order, first);
	struct cert_time end = date_parse(order, second);

	return begin.known && end.known && begin.earliest <= end.latest;
}

void date_learn_pair(enum date_order *order, struct slice not_before,
		     struct slice not_after)
{
	uint32_t first, second;
	bool day_first, month_first;

	if (*order != DATE_ORDER_UNKNOWN ||
	    !take_open(not_before, &first, &second) ||
	    !take_open(not_after, &first, &second))
		return;
	day_first = in_sequence(DATE_ORDER_DAY_FIRST, not_before, not_after);
	month_first =
		in_sequence(DATE_ORDER_MONTH_FIRST, not_before, not_after);
	if (day_first && !month_first)
		*order = DATE_ORDER_DAY_FIRST;
	else if (month_first && !day_first)
		*order = DATE_ORDER_MONTH_FIRST;
}
