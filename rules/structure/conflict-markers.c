#include "rule/rule.h"

enum { CONFLICTS_MAX = 20, NOTES_MAX = 4, MARKER_COUNT = 7 };

struct scan {
	struct check *check;
	size_t known;		 /* the offset that `comment` is about */
	bool comment;		 /* it lies inside of a comment */
	bool inside;		 /* of a conflict */
	size_t count;		 /* conflicts so far */
	struct finding *finding; /* the last one reported */
	struct span last;	 /* its place */
	size_t notes;
};

/* Is the line that begins there, behind all before it, in a comment? */
static bool in_comment(struct scan *scan, size_t offset)
{
	struct slice rest = slice_take(scan->check->source->text, offset);

	rest = slice_skip(rest, scan->known);
	for (;;) {
		struct slice mark =
			scan->comment ? SLICE("-->") : SLICE("<!--");
		size_t at = slice_search(rest, mark);

		if (at == SIZE_MAX)
			break;
		rest = slice_skip(rest, at + mark.len);
		scan->comment = !scan->comment;
	}
	scan->known = offset;
	return scan->comment;
}

static const char *marker_kind(struct slice line)
{
	if (xml_conflict_marker(line, '<'))
		return "one side begins here";
	if (xml_conflict_marker(line, '|'))
		return "what both sides have changed";
	if (xml_conflict_marker(line, '='))
		return "the other side begins here";
	if (xml_conflict_marker(line, '>'))
		return "the conflict ends here";
	return NULL;
}

static void begin_conflict(struct scan *scan, struct span at)
{
	scan->inside = true;
	scan->notes = 0;
	if (++scan->count > CONFLICTS_MAX)
		return;
	scan->last = at;
	scan->finding = report_at(scan->check, at_text(at),
				  "conflict marker: a merge was not "
				  "completed");
	finding_help(scan->check, scan->finding,
		     "decide between the two sides, delete the lines with "
		     "the markers, and check the file again");
}

static void take_marker(struct scan *scan, size_t offset, struct slice line)
{
	const char *kind = marker_kind(line);
	struct span at = { (uint32_t)offset, (uint32_t)(offset + line.len) };
	bool ends;

	if (!kind || in_comment(scan, offset))
		return;
	ends = line.at[0] == '>';
	if (line.at[0] == '<' || (ends && !scan->inside))
		begin_conflict(scan, at);
	else if (scan->inside && scan->count <= CONFLICTS_MAX &&
		 scan->notes++ < NOTES_MAX)
		note_at(scan->check, scan->finding, at_text(at), "%s", kind);
	if (ends)
		scan->inside = false;
}

/*
 * In XML that is well-formed only a line of ">" can be left of a conflict.
 * Looking at each seventh character finds one, if there is any.
 */
static bool may_have_marker(struct slice text)
{
	for (size_t i = 0; i < text.len; i += MARKER_COUNT) {
		size_t first = i, last = i;

		if (text.at[i] != '>')
			continue;
		while (first > 0 && text.at[first - 1] == '>')
			first--;
		while (last + 1 < text.len && text.at[last + 1] == '>')
			last++;
		if (last - first + 1 >= MARKER_COUNT)
			return true;
	}
	return false;
}

static void check_file(struct check *check)
{
	struct slice text = check->source->text, rest = text, line;
	struct scan scan = { .check = check };

	if (check->document->error.fault == XML_FINE && !may_have_marker(text))
		return;
	while (slice_cut(&rest, '\n', &line)) {
		if (slice_ends(line, SLICE("\r")))
			line.len--;
		if (line.len)
			take_marker(&scan, (size_t)(line.at - text.at), line);
	}
	if (scan.count > CONFLICTS_MAX)
		note_at(check, scan.finding, at_text(scan.last), "and %zu more",
			scan.count - CONFLICTS_MAX);
}

const struct rule rule_conflict_markers = {
	.id = "conflict-markers",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file holds the conflict markers of a merge that was "
		   "not completed",
	.references = {
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
