/* Pieces of what certutil -v prints, for the tests of its reader. */
#ifndef UNIT_CERTUTIL_DUMP_H
#define UNIT_CERTUTIL_DUMP_H

#include "listing.h"

#define HEAD                                                                   \
	"My \"Personal\"\n"                                                    \
	"================ Certificate 0 ================\n"                    \
	"X509 Certificate:\n"                                                  \
	"Version: 3\n"                                                         \
	"Serial Number: 0a5b01\n"
#define SIGNED(oid)                                                            \
	"Signature Algorithm:\n"                                               \
	"    Algorithm ObjectId: " oid "\n"                                    \
	"    Algorithm Parameters:\n"                                          \
	"    05 00\n"
#define NAMES                                                                  \
	"Issuer:\n"                                                            \
	"    CN=Contoso CA\n"                                                  \
	"    O=\"Contoso, Inc.\"\n"                                            \
	"  Name Hash(sha1): " PRINT_C "\n"                                     \
	"  Name Hash(md5): 00\n"                                               \
	"\n"                                                                   \
	" NotBefore: 1/20/2026 10:15 AM\n"                                     \
	" NotAfter: 1/20/2027 10:15 AM\n"                                      \
	"\n"                                                                   \
	"Subject:\n"                                                           \
	"    CN=www.contoso.example\n"                                         \
	"    O=Contoso AG\n"                                                   \
	"  Name Hash(sha1): " PRINT_C "\n"                                     \
	"\n"
#define RSA "1.2.840.113549.1.1.11 sha256RSA"
#define PUBLIC_KEY(oid, length)                                                \
	"Public Key Algorithm:\n"                                              \
	"    Algorithm ObjectId: " oid "\n"                                    \
	"    Algorithm Parameters:\n"                                          \
	"    05 00\n" length "Public Key: UnusedBits = 0\n"                    \
	"    0000  30 82 01 0a 02 82 01 01  00 ca a6 f7 c1 45 92 fa\n"
#define RSA_KEY                                                                \
	PUBLIC_KEY("1.2.840.113549.1.1.1 RSA", "Public Key Length: 2048 bits\n")
#define COUNT(n) "Certificate Extensions: " #n "\n"
#define SAN                                                                    \
	"    2.5.29.17: Flags = 0, Length = 3f\n"                              \
	"    Subject Alternative Name\n"
#define EKU                                                                    \
	"    2.5.29.37: Flags = 0, Length = 16\n"                              \
	"    Enhanced Key Usage\n"
#define SERVER "        Server Authentication (1.3.6.1.5.5.7.3.1)\n"
#define CLIENT "        Client Authentication (1.3.6.1.5.5.7.3.2)\n"
#define KEY_ID                                                                 \
	"    2.5.29.14: Flags = 0, Length = 16\n"                              \
	"    Subject Key Identifier\n"                                         \
	"        404b3852e19aa0b936789c170535ddedba25a7ea\n"
#define HASHES                                                                 \
	SIGNED(RSA)                                                            \
	"Signature: UnusedBits=0\n"                                            \
	"    0000  75 19 b7 5b 1a 4e 36 26  ab a1 00 dd c2 dd fd be\n"         \
	"Non-root Certificate\n"                                               \
	"Key Id Hash(rfc-sha1): 404b3852e19aa0b936789c170535ddedba25a7ea\n"    \
	"Key Id Hash(sha1): " PRINT_C "\n"                                     \
	"Cert Hash(md5): 00\n"                                                 \
	"Cert Hash(sha1): " PRINT_A "\n"                                       \
	"Cert Hash(sha256): 00\n"                                              \
	"Signature Hash: 00\n"                                                 \
	"\n"
#define CONTAINER                                                              \
	"  CERT_KEY_PROV_INFO_PROP_ID(2):\n"                                   \
	"    Key Container = tp-1\n"                                           \
	"  Unique container name: 7c4a_8a2f\n"
#define SOFTWARE "    Provider = Microsoft Software Key Storage Provider\n"
#define PROPERTIES                                                             \
	CONTAINER SOFTWARE "    ProviderType = 0\n"                            \
			   "  Flags = 20 (32)\n"                               \
			   "    CRYPT_MACHINE_KEYSET -- 20 (32)\n"             \
			   "    KeySpec = 0 -- XCN_AT_NONE\n"                  \
			   "\n"                                                \
			   "  CERT_SHA1_HASH_PROP_ID(3):\n"                    \
			   "    " PRINT_A "\n"                                 \
			   "\n"
#define PASSED                                                                 \
	"Private key is NOT exportable\n"                                      \
	"Encryption test passed\n"                                             \
	"\n"
#define END "CertUtil: -store command completed successfully.\n"
#define START                                                                  \
	HEAD SIGNED(RSA)                                                       \
	NAMES RSA_KEY
#define WITH(count, extensions)                                                \
	START COUNT(count)                                                     \
	extensions HASHES PROPERTIES PASSED END

/* A block without -v. */
#define SECOND                                                                 \
	"================ Certificate 1 ================\n"                    \
	"Serial Number: 02\nIssuer: CN=a\n"                                    \
	" NotBefore: 1/20/2026 10:15 AM\n NotAfter: 1/20/2027 10:15 AM\n"      \
	"Subject: CN=b\nCert Hash(sha1): " PRINT_B "\n"

/* Of the only certificate. */
static inline const struct cert_details *read_details(struct shelf *shelf,
						      const char *text)
{
	shelf_read(shelf, text);
	ck_assert_msg(shelf->usable, "%s", text);
	ck_assert_uint_eq(shelf->inventory.certs.count, 1);
	ck_assert_ptr_nonnull(shelf_cert(shelf, 0)->details);
	return shelf_cert(shelf, 0)->details;
}

#endif
