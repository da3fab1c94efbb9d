/* A directory of certificate files as one listing. */
#include "blobs.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#define PEM_OF(base64)                                                         \
	"-----BEGIN CERTIFICATE-----\n" base64 "\n-----END CERTIFICATE-----\n"

/* A directory that is there for one test, and its files. */
struct place {
	char path[64];
	char file[128]; /* the newest */
	struct shelf shelf;
};

static const char *file_in(struct place *place, const char *name)
{
	snprintf(place->file, sizeof(place->file), "%s/%s", place->path, name);
	return place->file;
}

static void put(struct place *place, const char *name, struct slice bytes)
{
	FILE *stream = fopen(file_in(place, name), "wb");

	ck_assert_ptr_nonnull(stream);
	ck_assert_uint_eq(fwrite(bytes.at, 1, bytes.len, stream), bytes.len);
	ck_assert_int_eq(fclose(stream), 0);
}

static void put_blob(struct place *place, const char *name, const char *base64)
{
	struct slice bytes = blob(base64);

	put(place, name, bytes);
	blob_free(bytes);
}

static void place_init(struct place *place)
{
	*place = (struct place){ .path = "/tmp/iislint-folder-XXXXXX" };
	ck_assert_ptr_nonnull(mkdtemp(place->path));
	put_blob(place, "a.cer", BLOB_A);
	put(place, "b.txt", SLICE(PEM_OF(BLOB_B)));
}

static void place_read(struct place *place, const char *store)
{
	shelf_init(&place->shelf, &allocator_heap);
	place->shelf.usable =
		inventory_read(&place->shelf.inventory, place->path,
			       LISTING_CERTIFICATES, slice_of(store));
}

static void drop(struct place *place, const char *name)
{
	ck_assert_int_eq(unlink(file_in(place, name)), 0);
}

static void place_free(struct place *place)
{
	drop(place, "a.cer");
	drop(place, "b.txt");
	ck_assert_int_eq(rmdir(place->path), 0);
}

static size_t count_complete(const struct shelf *shelf)
{
	size_t count = 0;

	for (size_t i = 0; i < shelf->inventory.stores.count; i++)
		count += shelf_store(shelf, i)->complete;
	return count;
}

START_TEST(whole_store)
{
	struct place place;

	place_init(&place);
	place_read(&place, "WebHosting");
	ck_assert(place.shelf.usable);
	check_quiet(&place.shelf);
	ck_assert_uint_eq(place.shelf.inventory.certs.count, 2);
	check_print(shelf_cert(&place.shelf, 0), BLOB_A_PRINT);
	check_print(shelf_cert(&place.shelf, 1), BLOB_B_PRINT);
	ck_assert_ptr_nonnull(
		inventory_covers(&place.shelf.inventory, SLICE("WEBHOSTING")));
	shelf_free(&place.shelf);
	place_free(&place);
}
END_TEST

/* Nobody knows which store the files are from. */
START_TEST(no_store)
{
	struct place place;

	place_init(&place);
	place_read(&place, "");
	ck_assert(place.shelf.usable);
	ck_assert_uint_eq(count_complete(&place.shelf), 0);
	shelf_free(&place.shelf);
	place_free(&place);
}
END_TEST

/* It may be the certificate that is missed. */
START_TEST(unusable_file)
{
	static const struct slice files[] = {
		{ "remember the milk\n", 18 },
		{ "", 0 },
		{ "\x30\x82\x01", 3 },
	};

	for (size_t i = 0; i < LENGTH(files); i++) {
		const struct listing_message *message;
		struct place place;

		place_init(&place);
		put_blob(&place, "c.p7b", BLOB_BUNDLE);
		put(&place, "d.cer", files[i]);
		place_read(&place, "MY");
		ck_assert(place.shelf.usable);
		ck_assert_uint_eq(place.shelf.inventory.messages.count, 1);
		message = place.shelf.inventory.messages.items;
		ck_assert(!message->error);
		/* After the directory, a.cer, b.txt and c.p7b. */
		ck_assert_uint_eq(message->listing, 4);
		ck_assert_uint_eq(count_complete(&place.shelf), 0);
		shelf_free(&place.shelf);
		drop(&place, "c.p7b");
		drop(&place, "d.cer");
		place_free(&place);
	}
}
END_TEST

/* A damaged entry of a file that is usable as a whole counts as well. */
START_TEST(damaged_entry)
{
	struct place place;

	place_init(&place);
	put(&place, "c.pem",
	    SLICE(PEM_OF(BLOB_A) "-----BEGIN CERTIFICATE-----\n"));
	place_read(&place, "MY");
	ck_assert(place.shelf.usable);
	ck_assert_uint_eq(count_complete(&place.shelf), 0);
	shelf_free(&place.shelf);
	drop(&place, "c.pem");
	place_free(&place);
}
END_TEST

/* Thirty files of this kind: how many messages there are of them. */
static size_t messages_about(const char *text, const char *summary)
{
	struct place place;
	char name[16];
	size_t count;

	place_init(&place);
	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof(name), "note%d", i);
		put(&place, name, slice_of(text));
	}
	place_read(&place, "MY");
	ck_assert(place.shelf.usable);
	ck_assert_uint_eq(count_messages(&place.shelf, true, ""), 0);
	check_warned(&place.shelf, 0, summary);
	ck_assert_uint_eq(count_complete(&place.shelf), 0);
	count = place.shelf.inventory.messages.count;
	shelf_free(&place.shelf);
	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof(name), "note%d", i);
		drop(&place, name);
	}
	place_free(&place);
	return count;
}

#define WRONG	 "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"
#define WRONG_10 WRONG WRONG WRONG WRONG WRONG WRONG WRONG WRONG WRONG WRONG

START_TEST(many_files_to_tell_of)
{
	ck_assert_uint_eq(messages_about("remember the milk\n",
					 "10 more files of the directory "
					 "cannot be used"),
			  20 + 1);
	/* With warnings first, more than one listing may have. */
	ck_assert_uint_eq(messages_about(WRONG_10,
					 "10 more files of the directory "
					 "cannot be used"),
			  20 * 11 + 1);
	ck_assert_uint_eq(messages_about(PEM_OF(BLOB_A) WRONG,
					 "10 more files of the directory "
					 "cannot be used without warnings"),
			  20 + 1);
}
END_TEST

/* A pipe would wait for ever; a link is the file that it leads to. */
START_TEST(other_than_files)
{
	struct place place;
	char target[128];

	place_init(&place);
	memcpy(target, file_in(&place, "a.cer"), sizeof(target));
	ck_assert_int_eq(mkfifo(file_in(&place, "pipe.cer"), 0600), 0);
	ck_assert_int_eq(mkdir(file_in(&place, "more"), 0700), 0);
	ck_assert_int_eq(symlink("/dev/zero", file_in(&place, "zero.cer")), 0);
	ck_assert_int_eq(symlink(target, file_in(&place, "now.cer")), 0);
	place_read(&place, "MY");
	ck_assert(place.shelf.usable);
	check_quiet(&place.shelf);
	ck_assert_uint_eq(place.shelf.inventory.certs.count, 2);
	ck_assert_uint_eq(count_complete(&place.shelf), 2);
	shelf_free(&place.shelf);
	drop(&place, "pipe.cer");
	drop(&place, "zero.cer");
	drop(&place, "now.cer");
	ck_assert_int_eq(rmdir(file_in(&place, "more")), 0);
	place_free(&place);
}
END_TEST

START_TEST(nothing_usable)
{
	struct place place;

	place_init(&place);
	put(&place, "a.cer", SLICE("remember\n"));
	put(&place, "b.txt", SLICE("the milk\n"));
	place_read(&place, "MY");
	ck_assert(!place.shelf.usable);
	ck_assert_uint_eq(count_messages(&place.shelf, true, ""), 1);
	ck_assert_uint_eq(
		count_messages(&place.shelf, true, "no file of the directory"),
		1);
	shelf_free(&place.shelf);
	place_free(&place);
}
END_TEST

/* A file for which there is no memory is one that cannot be used. */
START_TEST(no_memory)
{
	struct place place;
	bool failed = true;

	place_init(&place);
	for (size_t fail_at = 1; failed; fail_at++) {
		struct scarce scarce = { .fail_at = fail_at };
		struct allocator memory = { scarce_resize, &scarce };
		struct shelf shelf;

		shelf_init(&shelf, &memory);
		shelf.usable =
			inventory_read(&shelf.inventory, place.path,
				       LISTING_CERTIFICATES, SLICE("MY"));
		failed = scarce.calls >= fail_at;
		unit_check(failed || count_complete(&shelf) == 2, "all fine");
		unit_check(!failed || !shelf.usable ||
				   (shelf.inventory.messages.count == 1 &&
				    count_complete(&shelf) == 0),
			   "allocation %zu", fail_at);
		shelf_free(&shelf);
		ck_assert_uint_eq(scarce.blocks, 0);
	}
	place_free(&place);
}
END_TEST

UNIT_SUITE(cert_folder, whole_store, no_store, unusable_file, damaged_entry,
	   many_files_to_tell_of, other_than_files, nothing_usable, no_memory)
