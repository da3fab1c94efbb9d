#include "cert/date.h"

#include <string.h>

#include "base/utf8.h"

enum {
	YEAR_MIN = 1950, /* before and after: not our calendar */
	YEAR_MAX = 2400,
	TEXT_MAX = 80, /* no date is longer */
	TOKENS_MAX = 24,
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	ZONE_MAX = 14 * HOUR, /* furthest that local time is from UTC */
};

int64_t date_days(int year, int month, int day)
{
	/* Years begin in March, so that the leap day is the last one. */
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * m + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

struct cert_time date_exact(int64_t seconds)
{
	return (struct cert_time){ true, seconds, seconds };
}

static bool is_date(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
		return false;
	return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

/* How precisely a text tells the time of day. */
struct clock {
	int64_t seconds; /* since midnight */
	int64_t spread;	 /* the moment is at most this much later */
	bool utc;
	int64_t offset; /* of the zone from UTC */
};

static struct cert_time moment(int64_t days, const struct clock *clock)
{
	int64_t seconds = days * DAY + clock->seconds - clock->offset;
	int64_t zone = clock->utc ? 0 : ZONE_MAX;

	return (struct cert_time){
		true,
		seconds - zone,
		seconds + clock->spread + zone,
	};
}

/* Take exactly `digits` digits off the front. */
static bool take_number(struct slice *rest, size_t digits, int *number)
{
	*number = 0;
	if (rest->len < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (!ascii_is_digit(rest->at[i]))
			return false;
		*number = *number * 10 + (rest->at[i] - '0');
	}
	*rest = slice_skip(*rest, digits);
	return true;
}

static bool take_char(struct slice *rest, char c)
{
	if (!rest->len || rest->at[0] != c)
		return false;
	*rest = slice_skip(*rest, 1);
	return true;
}

/* Z, +01:00, +0100 or nothing at all, which is local time. */
static bool take_zone(struct slice *rest, struct clock *clock)
{
	int hours, minutes = 0, sign = 1;

	take_char(rest, ' ');
	if (!rest->len)
		return true;
	clock->utc = true;
	if (take_char(rest, 'Z'))
		return true;
	if (take_char(rest, '-'))
		sign = -1;
	else if (!take_char(rest, '+'))
		return false;
	if (!take_number(rest, 2, &hours))
		return false;
	if (rest->len) {
		take_char(rest, ':');
		if (!take_number(rest, 2, &minutes))
			return false;
	}
	clock->offset = sign * (hours * HOUR + minutes * MINUTE);
	return hours <= 14 && minutes < 60;
}

static bool take_iso_clock(struct slice *rest, struct clock *clock)
{
	int hour, minute, second = 0;

	if (!take_number(rest, 2, &hour) || !take_char(rest, ':') ||
	    !take_number(rest, 2, &minute))
		return false;
	clock->spread = MINUTE - 1;
	if (take_char(rest, ':')) {
		if (!take_number(rest, 2, &second))
			return false;
		clock->spread = 0;
		if (take_char(rest, '.'))
			while (rest->len && ascii_is_digit(rest->at[0]))
				*rest = slice_skip(*rest, 1);
	}
	clock->seconds = hour * HOUR + minute * MINUTE + second;
	return hour < 24 && minute < 60 && second < 60;
}

bool date_parse_iso(struct slice text, struct cert_time *time)
{
	struct clock clock = { .spread = DAY - 1 };
	int year, month, day;

	text = slice_trim(text);
	if (text.len > TEXT_MAX || !take_number(&text, 4, &year) ||
	    !take_char(&text, '-') || !take_number(&text, 2, &month) ||
	    !take_char(&text, '-') || !take_number(&text, 2, &day))
		return false;
	if (take_char(&text, 'T') || take_char(&text, ' '))
		if (!take_iso_clock(&text, &clock))
			return false;
	if (!take_zone(&text, &clock) || text.len || !is_date(year, month, day))
		return false;
	*time = moment(date_days(year, month, day), &clock);
	return true;
}

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK };

struct token {
	enum token_kind kind;
	struct slice text;
	int number;
};

struct tokens {
	struct token all[TOKENS_MAX + 1];
	size_t at;
};

static bool is_word_char(char c)
{
	return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* Bytes of a blank at the front: also those that only look like one. */
static size_t blank_length(struct slice s)
{
	uint32_t c;
	size_t n;

	if (ascii_is_space(s.at[0]))
		return 1;
	if ((unsigned char)s.at[0] < 0x80)
		return 0;
	n = utf8_decode(s, &c);
	if (c >= UTF8_INVALID)
		return 0;
	return c == 0xA0 || c == 0x202F || utf8_is_control(c) ? n : 0;
}

/* An invalid byte is what is left of a letter. */
static size_t word_length(struct slice s)
{
	size_t n = 0;

	while (n < s.len && is_word_char(s.at[n])) {
		struct slice rest = slice_skip(s, n);
		uint32_t c;

		if (blank_length(rest))
			break;
		n += utf8_decode(rest, &c);
	}
	return n;
}

static size_t digits_length(struct slice s)
{
	size_t n = 0;

	while (n < s.len && ascii_is_digit(s.at[n]))
		n++;
	return n;
}

static struct token next_token(struct slice text)
{
	struct token token = { TOKEN_NUMBER, { NULL, 0 }, 0 };
	size_t n = digits_length(text);

	if (!n) {
		n = word_length(text);
		token.kind = n ? TOKEN_WORD : TOKEN_MARK;
	}
	token.text = slice_take(text, n ? n : 1);
	for (size_t i = 0; token.kind == TOKEN_NUMBER && i < n && i < 8; i++)
		token.number = token.number * 10 + (text.at[i] - '0');
	return token;
}

/* False for what is too long to be a date. */
static bool split(struct slice text, struct tokens *tokens)
{
	size_t count = 0;

	text = slice_trim(text);
	if (text.len > TEXT_MAX)
		return false;
	while (text.len) {
		size_t blank = blank_length(text);

		if (!blank && count == TOKENS_MAX)
			return false;
		if (!blank) {
			tokens->all[count] = next_token(text);
			blank = tokens->all[count++].text.len;
		}
		text = slice_skip(text, blank);
	}
	tokens->all[count] = (struct token){ TOKEN_END, { NULL, 0 }, 0 };
	tokens->at = 0;
	return count;
}

static const struct token *peek(const struct tokens *tokens)
{
	return &tokens->all[tokens->at];
}

static bool take_mark(struct tokens *tokens, const char *marks, char *which)
{
	const struct token *token = peek(tokens);

	if (token->kind != TOKEN_MARK || !strchr(marks, token->text.at[0]))
		return false;
	*which = token->text.at[0];
	tokens->at++;
	return true;
}

/* 1 to 12 for an English month, short or long; 0 for any other word. */
static int month_of(struct slice word)
{
	static const char *const months[] = {
		"january",   "february", "march",    "april",
		"may",	     "june",	 "july",     "august",
		"september", "october",	 "november", "december",
	};

	for (size_t i = 0; i < LENGTH(months); i++)
		if (word.len >= 3 &&
		    slice_starts_nocase(slice_of(months[i]), word))
			return (int)i + 1;
	return 0;
}

/* Year, month and day as the text has them. */
struct calendar {
	int first, second, third; /* numbers in their order */
	int month;		  /* told by name; then two numbers */
	bool year_first, day_first;
};

/* 28-Jun-2026, 28 June 2026 or, with the month taken already, 3, 2026. */
static bool take_named(struct tokens *tokens, struct calendar *calendar)
{
	const struct token *token = peek(tokens);
	char mark;

	if (!calendar->month) {
		calendar->month =
			token->kind == TOKEN_WORD ? month_of(token->text) : 0;
		tokens->at++;
	}
	take_mark(tokens, "-/.,", &mark);
	token = peek(tokens);
	calendar->third = token->number;
	if (!calendar->month || token->kind != TOKEN_NUMBER ||
	    token->text.len != 4)
		return false;
	tokens->at++;
	return true;
}

/* The second and third number, behind the first and its separator. */
static bool take_numbers(struct tokens *tokens, struct calendar *calendar,
			 size_t first_digits, char mark)
{
	const struct token *second = peek(tokens);
	const struct token *third;
	char again;

	if (second->kind != TOKEN_NUMBER || second->text.len > 2)
		return false;
	tokens->at++;
	if (!take_mark(tokens, "-/.", &again) || again != mark)
		return false;
	third = peek(tokens);
	if (third->kind != TOKEN_NUMBER)
		return false;
	tokens->at++;
	calendar->second = second->number;
	calendar->third = third->number;
	calendar->year_first = first_digits == 4;
	calendar->day_first = mark == '.';
	return calendar->year_first ? third->text.len <= 2
				    : first_digits <= 2 && third->text.len == 4;
}

/*
 * A date is three numbers with separators, or two and the name of a month.
 * Words before it are the name of the week day.
 */
static bool take_calendar(struct tokens *tokens, struct calendar *calendar)
{
	const struct token *token = peek(tokens);
	char mark = ' ';

	*calendar = (struct calendar){ 0 };
	while (token->kind == TOKEN_WORD) {
		calendar->month = month_of(token->text);
		tokens->at++;
		take_mark(tokens, ",.", &mark);
		token = peek(tokens);
	}
	if (token->kind != TOKEN_NUMBER)
		return false;
	calendar->first = token->number;
	tokens->at++;
	if (calendar->month)
		return take_named(tokens, calendar);
	take_mark(tokens, "-/.", &mark);
	if (peek(tokens)->kind == TOKEN_WORD)
		return take_named(tokens, calendar);
	return take_numbers(tokens, calendar, token->text.len, mark);
}

enum half { HALF_NONE, HALF_AM, HALF_PM, HALF_UNKNOWN };

struct time_words {
	enum half half;
	bool utc;
};

static enum half half_of(struct slice word)
{
	static const struct {
		struct slice word;
		enum half half;
	} halves[] = {
		{ { "AM", 2 }, HALF_AM },   { { "PM", 2 }, HALF_PM },
		{ { "am", 2 }, HALF_AM },   { { "pm", 2 }, HALF_PM },
		{ { "上午", 6 }, HALF_AM }, { { "下午", 6 }, HALF_PM },
		{ { "오전", 6 }, HALF_AM }, { { "오후", 6 }, HALF_PM },
		{ { "午前", 6 }, HALF_AM }, { { "午後", 6 }, HALF_PM },
	};

	for (size_t i = 0; i < LENGTH(halves); i++)
		if (slice_eq(word, halves[i].word))
			return halves[i].half;
	return HALF_UNKNOWN;
}

/* Words around the time of day; "a.m." comes as two words and two dots. */
static void take_words(struct tokens *tokens, struct time_words *words)
{
	const struct token *token = peek(tokens);
	char mark;

	while (token->kind == TOKEN_WORD) {
		const struct token *more = token + 2;

		if (slice_eq(token->text, SLICE("GMT")) ||
		    slice_eq(token->text, SLICE("UTC"))) {
			words->utc = true;
		} else if (token->text.len == 1 && more[-1].kind != TOKEN_END &&
			   slice_is(more[-1].text, ".") &&
			   slice_is_nocase(more->text, "m")) {
			words->half = ascii_lower(token->text.at[0]) == 'a'
					      ? HALF_AM
					      : HALF_PM;
			tokens->at += 2;
		} else {
			words->half = half_of(token->text);
		}
		tokens->at++;
		take_mark(tokens, ".", &mark);
		token = peek(tokens);
	}
}

/* ":30", or the ".000s" that certutil -seconds puts behind the minutes. */
static bool take_seconds(struct tokens *tokens, int *seconds)
{
	char mark = ' ';

	take_mark(tokens, ":.", &mark);
	if (peek(tokens)->kind != TOKEN_NUMBER)
		return mark == ' ';
	*seconds = peek(tokens)->number;
	tokens->at++;
	if (take_mark(tokens, ".,", &mark) &&
	    peek(tokens)->kind == TOKEN_NUMBER)
		tokens->at++;
	if (slice_is(peek(tokens)->text, "s"))
		tokens->at++;
	return true;
}

/*
 * Hours are of the whole day unless a word says which half is meant. A word
 * that is not understood leaves both.
 */
static bool set_clock(struct clock *clock, int hour, int minute, int second,
		      const struct time_words *words)
{
	if (hour >= 24 || minute >= 60 || second >= 60)
		return false;
	if (words->half == HALF_AM && hour == 12)
		hour = 0;
	if (words->half == HALF_PM && hour < 12)
		hour += 12;
	clock->spread = second < 0 ? MINUTE - 1 : 0;
	clock->utc = words->utc;
	if (second < 0)
		second = 0;
	clock->seconds = hour * HOUR + minute * MINUTE + second;
	if (words->half == HALF_UNKNOWN && hour <= 12) {
		clock->seconds -= hour == 12 ? 12 * HOUR : 0;
		clock->spread += 12 * HOUR;
	}
	return true;
}

static bool take_clock(struct tokens *tokens, struct clock *clock)
{
	struct time_words words = { HALF_NONE, false };
	int hour, minute, second = -1;
	char mark;

	take_mark(tokens, ".,", &mark);
	take_words(tokens, &words);
	*clock = (struct clock){ .spread = DAY - 1, .utc = words.utc };
	if (peek(tokens)->kind == TOKEN_END)
		return true;
	if (peek(tokens)->kind != TOKEN_NUMBER)
		return false;
	hour = peek(tokens)->number;
	tokens->at++;
	if (!take_mark(tokens, ":.", &mark) ||
	    peek(tokens)->kind != TOKEN_NUMBER)
		return false;
	minute = peek(tokens)->number;
	tokens->at++;
	if (!take_seconds(tokens, &second))
		return false;
	take_words(tokens, &words);
	if (second < 0 && !take_seconds(tokens, &second))
		return false;
	take_words(tokens, &words);
	return peek(tokens)->kind == TOKEN_END &&
	       set_clock(clock, hour, minute, second, &words);
}

/* Does the text leave it open whether the day or the month comes first? */
static bool order_open(const struct calendar *calendar)
{
	return !calendar->month && !calendar->year_first &&
	       !calendar->day_first;
}

static void add_reading(struct cert_time *time, int year, int month, int day,
			const struct clock *clock)
{
	struct cert_time reading;

	if (!is_date(year, month, day))
		return;
	reading = moment(date_days(year, month, day), clock);
	if (time->known && time->earliest < reading.earliest)
		reading.earliest = time->earliest;
	if (time->known && time->latest > reading.latest)
		reading.latest = time->latest;
	*time = reading;
}

static struct cert_time read_calendar(enum date_order order,
				      const struct calendar *date,
				      const struct clock *clock)
{
	struct cert_time time = { .known = false };

	if (date->month)
		add_reading(&time, date->third, date->month, date->first,
			    clock);
	else if (date->year_first)
		add_reading(&time, date->first, date->second, date->third,
			    clock);
	else if (date->day_first || order != DATE_ORDER_MONTH_FIRST)
		add_reading(&time, date->third, date->second, date->first,
			    clock);
	if (order_open(date) && order != DATE_ORDER_DAY_FIRST)
		add_reading(&time, date->third, date->first, date->second,
			    clock);
	return time;
}

struct cert_time date_parse(enum date_order order, struct slice text)
{
	struct cert_time time = { .known = false };
	struct tokens tokens;
	struct calendar date;
	struct clock clock;

	if (date_parse_iso(text, &time))
		return time;
	if (!split(text, &tokens) || !take_calendar(&tokens, &date) ||
	    !take_clock(&tokens, &clock))
		return time;
	return read_calendar(order, &date, &clock);
}
