#include "rule/rule.h"

unsigned protocol_bit(struct slice protocol)
{
	static const struct {
		const char *name;
		unsigned bit;
	} known[] = {
		{ "net.tcp", PROTOCOL_NET_TCP },
		{ "net.pipe", PROTOCOL_NET_PIPE },
		{ "net.msmq", PROTOCOL_NET_MSMQ },
		{ "msmq.formatname", PROTOCOL_MSMQ_FORMATNAME },
		{ "https", PROTOCOL_HTTPS },
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(protocol, known[i].name))
			return known[i].bit;
	return 0;
}

static unsigned read_bits(struct slice list)
{
	struct slice protocol;
	unsigned bits = 0;

	if (secret_value(list))
		return PROTOCOLS_TO_ENABLE;
	while (slice_cut(&list, ',', &protocol))
		bits |= protocol_bit(slice_trim(protocol));
	return bits;
}

unsigned enabled_bits(const struct check *check, struct enabled_lists *lists,
		      const struct application *application,
		      const struct setting *setting)
{
	const struct xml_element *where = setting->where;
	struct enabled_list *list = &lists->of_all;

	if (!where || where == application->element)
		return read_bits(setting->value);
	if (xml_parent(check->document, where) == application->site->element)
		list = &lists->of_site;
	if (list->where != where)
		*list = (struct enabled_list){ where,
					       read_bits(setting->value) };
	return list->bits;
}
