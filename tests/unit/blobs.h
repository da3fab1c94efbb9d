/*
 * Certificates made for the tests, as Base64: A, an EC certificate with all
 * that https needs; B, an RSA certificate of 1024 bits signed with SHA-1;
 * bundles and PKCS #12 files of the two. No key but that in PFX_A is kept.
 */
#ifndef UNIT_BLOBS_H
#define UNIT_BLOBS_H

#include "listing.h"

#include "cert/base64.h"

#define BLOB_A_PRINT "C3CEE7285F31FCB9E1898FA13322DB08CCB3D6E2"
#define BLOB_B_PRINT "8823026C87F4D1A5381AF6B3FFABCF72D70E35FF"

#define BLOB_A                                                                 \
	"MIICCjCCAa+gAwIBAgIFAKGyw9QwCgYIKoZIzj0EAwIwRTELMAkGA1UEBhMCREUx"     \
	"GDAWBgNVBAoMD03DvGxsZXIsIFPDtmhuZTEcMBoGA1UEAwwTd3d3LmNvbnRvc28u"     \
	"ZXhhbXBsZTAgFw0yNjAxMTAwOTE1MDBaGA8yMDUxMDExMDA5MTUwMFowRTELMAkG"     \
	"A1UEBhMCREUxGDAWBgNVBAoMD03DvGxsZXIsIFPDtmhuZTEcMBoGA1UEAwwTd3d3"     \
	"LmNvbnRvc28uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBL0E715"     \
	"9F+r8T1vlIx5hS5dNMHa7eOQFNjVCJHFX3wvJU6XYmiP6rKOcMzBInqhnWKyDdej"     \
	"jOkN3w+l9obItRyjgYkwgYYwRgYDVR0RBD8wPYITd3d3LmNvbnRvc28uZXhhbXBs"     \
	"ZYIOKi5zaG9wLmV4YW1wbGWHBMAAAgeHECABDbgAAAAAAAAAAAAAAAEwHQYDVR0l"     \
	"BBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMB0GA1UdDgQWBBRccXZ9GmUivDo4K4/H"     \
	"6qPO8k+faDAKBggqhkjOPQQDAgNJADBGAiEAmIkHkXtXi3Jn/97rXWIzeoXjQNV8"     \
	"BplOuVqSozIxIb0CIQDtFTVqOUSNPuMRVm964t1YOL5Xhc7/VKjwQ2J6FOgzNw=="

#define BLOB_B                                                                 \
	"MIIBijCB9AIBBTANBgkqhkiG9w0BAQUFADAOMQwwCgYDVQQDDANvbGQwHhcNMDAw"     \
	"MTAxMDAwMDAwWhcNMTAwMTAxMDAwMDAwWjAOMQwwCgYDVQQDDANvbGQwgZ8wDQYJ"     \
	"KoZIhvcNAQEBBQADgY0AMIGJAoGBAK+59EpaZasVS57SwaFU30VES+TpEIeM9H9x"     \
	"TFmTuPrLj76KY2Uw7P7udeJxeZsApA6sbT4qVe7T2W8//Ya/gT0Sirg0pjTcZEjQ"     \
	"vhPIe+UvMCukfnsrJy6z9UHSBlB2tUmSOWINb6/++FmCyPfLnzOf3LJ4DEg1tnbW"     \
	"sbDblYhDAgMBAAEwDQYJKoZIhvcNAQEFBQADgYEAcL7nU5BvfzzHyXAwCmU7Ev/y"     \
	"TsVR7eKOLbX1N2gwV0SzCVT3wYd7eKxW4ZCSNkbr7YeLEbG0s3EkAOJ/qk9DckP/"     \
	"YpNHi3jrAWkdnCClcXafUudJLycP1d2s5P2k0TRlNh+EdtVA6O/q2TlPFe+jPjI4"     \
	"0Z+gXm04Zs+4J3BrTIU="

#define BLOB_BUNDLE                                                            \
	"MIIDxwYJKoZIhvcNAQcCoIIDuDCCA7QCAQExADALBgkqhkiG9w0BBwGgggOcMIIC"     \
	"CjCCAa+gAwIBAgIFAKGyw9QwCgYIKoZIzj0EAwIwRTELMAkGA1UEBhMCREUxGDAW"     \
	"BgNVBAoMD03DvGxsZXIsIFPDtmhuZTEcMBoGA1UEAwwTd3d3LmNvbnRvc28uZXhh"     \
	"bXBsZTAgFw0yNjAxMTAwOTE1MDBaGA8yMDUxMDExMDA5MTUwMFowRTELMAkGA1UE"     \
	"BhMCREUxGDAWBgNVBAoMD03DvGxsZXIsIFPDtmhuZTEcMBoGA1UEAwwTd3d3LmNv"     \
	"bnRvc28uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBL0E7159F+r"     \
	"8T1vlIx5hS5dNMHa7eOQFNjVCJHFX3wvJU6XYmiP6rKOcMzBInqhnWKyDdejjOkN"     \
	"3w+l9obItRyjgYkwgYYwRgYDVR0RBD8wPYITd3d3LmNvbnRvc28uZXhhbXBsZYIO"     \
	"Ki5zaG9wLmV4YW1wbGWHBMAAAgeHECABDbgAAAAAAAAAAAAAAAEwHQYDVR0lBBYw"     \
	"FAYIKwYBBQUHAwEGCCsGAQUFBwMCMB0GA1UdDgQWBBRccXZ9GmUivDo4K4/H6qPO"     \
	"8k+faDAKBggqhkjOPQQDAgNJADBGAiEAmIkHkXtXi3Jn/97rXWIzeoXjQNV8BplO"     \
	"uVqSozIxIb0CIQDtFTVqOUSNPuMRVm964t1YOL5Xhc7/VKjwQ2J6FOgzNzCCAYow"     \
	"gfQCAQUwDQYJKoZIhvcNAQEFBQAwDjEMMAoGA1UEAwwDb2xkMB4XDTAwMDEwMTAw"     \
	"MDAwMFoXDTEwMDEwMTAwMDAwMFowDjEMMAoGA1UEAwwDb2xkMIGfMA0GCSqGSIb3"     \
	"DQEBAQUAA4GNADCBiQKBgQCvufRKWmWrFUue0sGhVN9FREvk6RCHjPR/cUxZk7j6"     \
	"y4++imNlMOz+7nXicXmbAKQOrG0+KlXu09lvP/2Gv4E9Eoq4NKY03GRI0L4TyHvl"     \
	"LzArpH57Kycus/VB0gZQdrVJkjliDW+v/vhZgsj3y58zn9yyeAxINbZ21rGw25WI"     \
	"QwIDAQABMA0GCSqGSIb3DQEBBQUAA4GBAHC+51OQb388x8lwMAplOxL/8k7FUe3i"     \
	"ji219TdoMFdEswlU98GHe3isVuGQkjZG6+2HixGxtLNxJADif6pPQ3JD/2KTR4t4"     \
	"6wFpHZwgpXF2n1LnSS8nD9XdrOT9pNE0ZTYfhHbVQOjv6tk5TxXvoz4yONGfoF5t"     \
	"OGbPuCdwa0yFMQA="

#define BLOB_EMPTY_BUNDLE "MCMGCSqGSIb3DQEHAqAWMBQCAQExADALBgkqhkiG9w0BBwExAA=="

/* Password "geheim", AES-256. */
#define BLOB_PFX_A                                                             \
	"MIIEvwIBAzCCBHUGCSqGSIb3DQEHAaCCBGYEggRiMIIEXjCCAwIGCSqGSIb3DQEH"     \
	"BqCCAvMwggLvAgEAMIIC6AYJKoZIhvcNAQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqG"     \
	"SIb3DQEFDDAcBAgxpD0KDhWDmgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQME"     \
	"ASoEECc1VwX5xZ9DquwC+pAdUwaAggKAVUDowmoY5d6Pk5nBV4dvU/BoVX80ACkc"     \
	"mghJc1+cD4UoI6IlJDmm09HQLVYUSuB+wSonaw+IIfg3hF/Ywk/UesTQrtE7VLNs"     \
	"tq0FLtSh/MxBJju07QPcMdLTZPZZ0NzNJdYUi6vl71WLqMxmPgKDdPesI5aEkESg"     \
	"C3R9nALT7iJR4NG4WLo9a6lXzxAsl6CBs8vBLigoKJZoqd7JATRhwAa266NDxGjC"     \
	"Pr/KSR2MldSeUVrAsxWz6Vk+76EY8zdjOFlDs6ZkyHppjAK3RDWJP+JsfZuFCdTx"     \
	"re6qoz8+qZyL475o2+ckqNnJcKr3/VQyEM3IpKZ8WqNeSTFuPCoCqAahULiupViq"     \
	"JBsGpVVnfn2+aRtB2WJLJjLut9E6AHR3ZfvCzYc1uKt4Q4HTa7MJq6D8Os2Rds+f"     \
	"tj44ShF/ax6j2vqjbXf0qqP6b2Cf6MuF57CZFYubUsvLvNyea2nhlrt40tnDZFf0"     \
	"1JFlhFMlYqC/kBGG9gBYA6n7H9LPWhtd5VPc92dE41MrH5etCOB10t4I7kciP0Qi"     \
	"WdNQc65XYdeyyayZesjBnfbf9y/0UzpCkqvaUYO+0y5ealRWvsWCg7a7ZIsFnBu0"     \
	"1Bm0tuu1/dIgV8cqs2y2L/A4N3VZI0YkTQnMM06U2h5TjYZkQnwEU/7DTNfUvdr9"     \
	"o29mJlLZMOedgYrAcHL2T/tb4z+f6kn83d2qM70oz1FXtJCbnQvAJNF3HqtQgu7l"     \
	"+vtqD2S+JvHNmzhhMuPrHd6VOoWzIkc7ZlzGe/wbhxas9gBvZfU9CW6MEBrKJkR3"     \
	"bfImH6koHmVv8/Xn7CdJCxKtcAsLhDE1TRMMinTEHit8R32kg/PQCzCCAVQGCSqG"     \
	"SIb3DQEHAaCCAUUEggFBMIIBPTCCATkGCyqGSIb3DQEMCgECoIHvMIHsMFcGCSqG"     \
	"SIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhtxsO9dbKRcQICCAAwDAYIKoZIhvcN"     \
	"AgkFADAdBglghkgBZQMEASoEEJiCuKI7J31yETpT0pN8/gQEgZCgc0RZdfnVEzJc"     \
	"vomndWqraD8sK6eLoGSxKh4Yj+d0LTYPVW2EJVILSWgP8OP5Ys6uPf80pTi/TyPR"     \
	"UoA9F2a+NnI91EfMbWFVaZU8EAsoSA4KJ290vRypuZPyHtPHIPvPC6UeRb753Fou"     \
	"fLLcsZhCc1Qh72A+C0uUZQTnQpuxyOrf8DIY0elR/pHpcPQuYrMxODARBgkqhkiG"     \
	"9w0BCRQxBB4CAGEwIwYJKoZIhvcNAQkVMRYEFMPO5yhfMfy54YmPoTMi2wjMs9bi"     \
	"MEEwMTANBglghkgBZQMEAgEFAAQgvUM/n4fAldwWHEBuRLSskIn2wrQ120iDQxU8"     \
	"98ukkrMECO/6/+lltLHWAgIIAA=="

/* The empty password. */
#define BLOB_PFX_B                                                             \
	"MIICogIBAzCCAlwGCSqGSIb3DQEHAaCCAk0EggJJMIICRTCCAkEGCSqGSIb3DQEH"     \
	"BqCCAjIwggIuAgEAMIICJwYJKoZIhvcNAQcBMFYGCSqGSIb3DQEFDTBJMCgGCSqG"     \
	"SIb3DQEFDDAbBAg4Td50a3ARUwIBATAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQB"     \
	"KgQQV2Pq5i+nyW7ddHPjEtl0ioCCAcChzqivfk7ZPC2eAfXsA61LeHnJ8GYpGXZ8"     \
	"cAHTE9niv3S6u2zqYPBGbHKG8DRBWZMwl80eXDjjdnEUaLrLxS19yPZVEqSCMoCW"     \
	"K4bOROSCoJqJu7Rp5wUYNLwVqhLzJ0Vn5GO2n2qjO8cgr7NXk8+WpmEmCbPtkSCR"     \
	"J7NNVLlKNad8xfh/aDm1anSeUdlg7WbG2lYyOF0PaJ9uPSCHzS4mGFImhVY0CU29"     \
	"THZMS+J28CWA/hj8tZYJZm/MenhG7dwq1Pi7UUoH/XO1KNkBiZf9e6TNDKfkivLr"     \
	"BqvB9AG3pKe1oK4jziBh3nJ+KIPkIcJq4eSkH3R4q30K9u2KtK3NaiQfuu8+1l+L"     \
	"TmKKY4V5C/0RNOND5Xl51yqGTxJrFUXbI3bG1MDW/L1bs/PWdi0aewlp0jHHAo7Q"     \
	"zPQ0hGPBzcVlZDXaffXaizCV/NFC9wlaVqr1dlQfapxaoTYdRhFEeeRBmIynsfp0"     \
	"wmx5KXXZCGgWs8ZLSDczZNaungotDIYCcecu7zt5OzSQf5YF6XUj9g4gpDO/D8Si"     \
	"jEAQUDO6WMsGrF4mVSQKNU2SWiD7l39qIVGRB9K4fiKezE3c+2CWMD0wMTANBglg"     \
	"hkgBZQMEAgEFAAQgJ14l4+uNqFoAwlT0QYqx2XEsejN2FaqhYDw2nvA+Xy8ECMCS"     \
	"CvTsyea7"

/* Password "geheim", RC2 of 40 bits. */
#define BLOB_PFX_OLD                                                           \
	"MIICXAIBAzCCAiIGCSqGSIb3DQEHAaCCAhMEggIPMIICCzCCAgcGCSqGSIb3DQEH"     \
	"BqCCAfgwggH0AgEAMIIB7QYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIK1SG"     \
	"MZmgzYMCAgfQgIIBwI2gJw9QoppeMhL2HqJU6Jon285lJoyIeFX8nCKpsXFbsG32"     \
	"XlvZ9QT0VS5HHf1/pf6mrmS/vgpgptQ1WRdoWXdTTAX8BG4PhA8OO7ce0wwwQ4CN"     \
	"JJh5FfX2Q1SPuzyX4myxFEPjQ42ecLvhKeaIMM538uS9JJm6PB10s2ASXr30V9Tw"     \
	"yBJOxLe1kL/u7zzvjL2e2VVp5y6Y7EgepsN5AV8PWODgaZCVvMzzs8iaYzYtqQy6"     \
	"+VMKZPwrKofoHIfgdWfmAm8XtKgV4FjHSNCjYAxN9tDJDnAz3MS5Ti8JifkgZT7P"     \
	"4Kqv/KNcn4M1O2Po0CE0S7iUlfAkxYf70V8RNz0C4TyorPiYMeRwFuAwhU8Wxwa/"     \
	"NJ+UYJmJLKriXcsi19Ckqn3C3aHFLU96ztXcoZoJMBnY6+RUfSUYtps0KEwpTb3n"     \
	"1eqhRtwTmZZiFH3Pk/8mPS9TxlXfiOSYU1xNb0o6EX9MlwFUFtw7Eq9rM9/QH0vG"     \
	"kRpCvzvfggrdz5k4TH8ThwKizL4A5XAkpLvNLBiWwop37JVe47WiUjDkr5S+9nP7"     \
	"soaLA/XUK/q8LHs8tiIXj4KbK7cO3aFehDBv/HEwMTAhMAkGBSsOAwIaBQAEFCwB"     \
	"Q7cGiTRoJVSf3sXd8T17xNmYBAhf2dMQ9Uof+AICB9A="

/* Three million rounds of key derivation, no MAC. */
#define BLOB_PFX_ROUNDS                                                        \
	"MIICOAIBAzCCAe0GCSqGSIb3DQEHAaCCAd4EggHaMIIB1jCCAdIGCSqGSIb3DQEH"     \
	"AaCCAcMEggG/MIIBuzCCAbcGCyqGSIb3DQEMCgEDoIIBpjCCAaIGCiqGSIb3DQEJ"     \
	"FgGgggGSBIIBjjCCAYowgfQCAQUwDQYJKoZIhvcNAQEFBQAwDjEMMAoGA1UEAwwD"     \
	"b2xkMB4XDTAwMDEwMTAwMDAwMFoXDTEwMDEwMTAwMDAwMFowDjEMMAoGA1UEAwwD"     \
	"b2xkMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCvufRKWmWrFUue0sGhVN9F"     \
	"REvk6RCHjPR/cUxZk7j6y4++imNlMOz+7nXicXmbAKQOrG0+KlXu09lvP/2Gv4E9"     \
	"Eoq4NKY03GRI0L4TyHvlLzArpH57Kycus/VB0gZQdrVJkjliDW+v/vhZgsj3y58z"     \
	"n9yyeAxINbZ21rGw25WIQwIDAQABMA0GCSqGSIb3DQEBBQUAA4GBAHC+51OQb388"     \
	"x8lwMAplOxL/8k7FUe3iji219TdoMFdEswlU98GHe3isVuGQkjZG6+2HixGxtLNx"     \
	"JADif6pPQ3JD/2KTR4t46wFpHZwgpXF2n1LnSS8nD9XdrOT9pNE0ZTYfhHbVQOjv"     \
	"6tk5TxXvoz4yONGfoF5tOGbPuCdwa0yFMEIwMTANBglghkgBZQMEAgEFAAQgfgpc"     \
	"P4DeaiN/ikgKReyumg7vvBr+GlRzE9zWrcNHKdsECI4shYno46fQAgMtxsA="

/* The bytes of one of these; blob_free() is due. */
static inline struct slice blob(const char *base64)
{
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, &allocator_heap);
	ck_assert(base64_decode(&arena, slice_of(base64), &bytes));
	arena_free(&arena);
	return bytes;
}

static inline void blob_free(struct slice bytes)
{
	free((void *)bytes.at);
}

static inline void shelf_add_bytes(struct shelf *shelf, const char *store,
				   struct slice bytes)
{
	shelf->usable = inventory_read_bytes(&shelf->inventory, "listing.bin",
					     LISTING_CERTIFICATES,
					     slice_of(store), bytes);
}

static inline void shelf_read_blob(struct shelf *shelf, const char *store,
				   const char *password, const char *base64)
{
	struct slice bytes = blob(base64);

	shelf_init(shelf, &allocator_heap);
	if (password)
		shelf->inventory.password = slice_of(password);
	shelf_add_bytes(shelf, store, bytes);
	blob_free(bytes);
}

#endif
