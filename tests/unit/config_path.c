#include <stdio.h>
#include <string.h>

#include "config_fixture.h"

START_TEST(paths)
{
	static const struct {
		const char *element, *path;
	} table[] = {
		{ "", "configuration" },
		{ "system.applicationHost", "system.applicationHost" },
		{ "system.applicationHost/customMetadata/key/property",
		  "system.applicationHost/customMetadata/key[LM/W3SVC/1]/"
		  "property[5506]" },
		{ "system.applicationHost/sites/site/bindings/binding",
		  "system.applicationHost/sites/site[A]/bindings/"
		  "binding[*:80:]" },
		{ "location/system.webServer/modules/add",
		  "location[A/b]/system.webServer/modules/add[M]" },
	};
	struct model m;

	model_build(&m,
		    "<configuration><system.applicationHost><sites>"
		    "<site name='A' id='1'><bindings><binding protocol='http'"
		    " bindingInformation='*:80:'/></bindings></site></sites>"
		    "<customMetadata><key path='LM/W3SVC/1'><property id='5506'"
		    "/></key></customMetadata></system.applicationHost>"
		    "<location path='A/b'><system.webServer><modules>"
		    "<add name='M'/></modules></system.webServer></location>"
		    "</configuration>",
		    NULL);
	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct xml_element *element =
			*table[i].element ? model_element(&m, table[i].element)
					  : xml_root(&m.document);

		ck_slice(config_path(&m.document, element, &m.arena),
			 table[i].path);
	}
	model_free(&m);
}
END_TEST

/* A key that is cut does not end with half a character. */
START_TEST(long_key)
{
	char text[400], expected[200], a[100];
	struct model m;

	memset(a, 'a', sizeof(a) - 1);
	a[sizeof(a) - 1] = '\0';
	snprintf(text, sizeof(text), "<c><add name='%s\xC3\xA4z'/></c>", a);
	snprintf(expected, sizeof(expected), "add[%s]", a);
	model_build(&m, text, NULL);
	ck_slice(config_path(&m.document, model_element(&m, "add"), &m.arena),
		 expected);
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_path, paths, long_key)
