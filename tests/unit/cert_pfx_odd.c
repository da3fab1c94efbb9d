/* PKCS #12 files as nobody's program writes them. */
#include "odd_cert.h"

#include "unit.h"

static const struct slice version_3 = { "\x02\x01\x03", 3 };
/* pkcs7-data, pkcs7-encryptedData, PBES2, and of AES-256-CBC with its IV */
static const struct slice data = {
	"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01", 11
};
static const struct slice encrypted = {
	"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x06", 11
};
static const struct slice pbes2 = {
	"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0D", 11
};
static const struct slice aes = {
	"\x30\x1D\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x2A\x04\x10"
	"0123456789abcdef",
	31
};

/* PBKDF2 with a salt and one round, and with 1,500,000 of them. */
static const struct slice one_round = {
	"\x30\x18\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0C\x30\x0B\x04\x06"
	"saltyy\x02\x01\x01",
	26
};
static const struct slice many_rounds = {
	"\x30\x1A\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0C\x30\x0D\x04\x06"
	"saltyy\x02\x03\x16\xE3\x60",
	28
};
/* scrypt within its memory, for hours: N = 65536, r = 2, p = 32767. */
static const struct slice scrypt = {
	"\x30\x1F\x06\x09\x2B\x06\x01\x04\x01\xDA\x47\x04\x0B\x30\x12\x04\x04"
	"salt\x02\x03\x01\x00\x00\x02\x01\x02\x02\x02\x7F\xFF",
	33
};

/* A file of one part that is encrypted with a key of that function. */
static struct slice locked(struct arena *arena, struct slice function)
{
	struct slice algorithm =
		der(arena, 0x30,
		    join(arena, pbes2,
			 der(arena, 0x30, join(arena, function, aes))));
	struct slice content =
		der(arena, 0x30,
		    join(arena, join(arena, data, algorithm),
			 der(arena, 0x80, SLICE("sixteen bytes...."))));
	struct slice part = der(
		arena, 0x30,
		join(arena, encrypted,
		     der(arena, 0xA0,
			 der(arena, 0x30,
			     join(arena, SLICE("\x02\x01\x00"), content)))));
	struct slice safe = der(
		arena, 0x30,
		join(arena, data,
		     der(arena, 0xA0, der(arena, 4, der(arena, 0x30, part)))));

	return der(arena, 0x30, join(arena, version_3, safe));
}

static void read_locked(struct shelf *shelf, const char *password,
			struct slice function, bool twice)
{
	struct slice file;

	shelf_init(shelf, &allocator_heap);
	if (password)
		shelf->inventory.password = slice_of(password);
	file = locked(&shelf->arena, function);
	if (twice)
		file = join(&shelf->arena, file, file);
	shelf->usable =
		inventory_read_bytes(&shelf->inventory, "odd.pfx",
				     LISTING_CERTIFICATES, SLICE("MY"), file);
	ck_assert(!shelf->usable);
}

START_TEST(without_mac)
{
	struct shelf shelf;

	read_locked(&shelf, "geheim", one_round, false);
	check_warned(&shelf, 1, "the password does not open");
	shelf_free(&shelf);
	read_locked(&shelf, NULL, one_round, false);
	check_warned(&shelf, 1, "needs a password");
	shelf_free(&shelf);
}
END_TEST

/* Each file alone would be let through. */
START_TEST(rounds_add_up)
{
	struct shelf shelf;

	read_locked(&shelf, "geheim", many_rounds, true);
	check_warned(&shelf, 1, "the password does not open");
	check_warned(&shelf, 1, "too many rounds");
	shelf_free(&shelf);
}
END_TEST

START_TEST(hours_of_scrypt)
{
	struct shelf shelf;

	read_locked(&shelf, "geheim", scrypt, false);
	check_warned(&shelf, 1, "encrypted in a way");
	shelf_free(&shelf);
}
END_TEST

/* A file of keys alone, say. */
START_TEST(nothing_in_it)
{
	struct slice safe;
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	safe = der(&shelf.arena, 0x30,
		   join(&shelf.arena, data, SLICE("\xA0\x04\x04\x02\x30\x00")));
	shelf.usable = inventory_read_bytes(
		&shelf.inventory, "odd.pfx", LISTING_CERTIFICATES, SLICE("MY"),
		der(&shelf.arena, 0x30, join(&shelf.arena, version_3, safe)));
	ck_assert(!shelf.usable);
	check_warned(&shelf, 1, "no certificate is in the PKCS #12 file");
	shelf_free(&shelf);
}
END_TEST

UNIT_SUITE(cert_pfx_odd, without_mac, rounds_add_up, hours_of_scrypt,
	   nothing_in_it)
