/*
 * What certutil prints in each language. English to Spanish have the labels
 * that were seen; those from Italian on were never captured and are made up,
 * for the reader must find its way by the shape of the lines alone.
 */
#include "listing.h"

Suite *suite_cert_certutil_languages(void);

#define RULE	 "================"
#define COMPACT	 PRINT_A
#define SPACED	 "a1 b2 c3 d4 e5 f6 07 18 29 3a 4b 5c 6d 7e 8f 90 01 12 23 34"
#define CA	 "CN=Contoso CA, C=DE\n"
#define WWW	 "CN=www.contoso.example, O=\"Contoso, Inc.\"\n"
#define API	 "CN=api.contoso.example\n"
#define PROVIDER "Microsoft Software Key Storage Provider\n"

/*
 * Certificate 0 is www, valid from 20 January 2026, 10:15, to 21 January
 * 2027, 15:30, and its key was opened; 1 is api, archived and without key.
 */
struct sample {
	const char *name, *text;
	enum cert_key key; /* of www */
};

static const struct sample samples[] = {
	{ "English",
	  "My \"Personal\"\n" RULE " Certificate 0 " RULE "\n"
	  "Serial Number: 5a01\nIssuer: " CA
	  " NotBefore: 1/20/2026 10:15 AM\n NotAfter: 1/21/2027 3:30 PM\n"
	  "Subject: " WWW "Non-root Certificate\n"
	  "Cert Hash(sha1): " COMPACT "\n"
	  "  Key Container = tp-1\n  Unique container name: 7c4a_8a2f\n"
	  "  Provider = " PROVIDER "Private key is NOT exportable\n"
	  "Encryption test passed\n\n" RULE " Certificate 1 " RULE "\n"
	  "Archived!\nSerial Number: 5a02\nIssuer: " CA
	  " NotBefore: 1/20/2026 10:15 AM\n NotAfter: 1/21/2027 3:30 PM\n"
	  "Subject: " API "Cert Hash(sha1): " PRINT_B "\n"
	  "No key provider information\n"
	  "Cannot find the certificate and private key for decryption.\n"
	  "CertUtil: -store command completed successfully.\n",
	  CERT_KEY_TESTED },
	{ "English of Windows 7",
	  "my\n" RULE " Certificate 0 " RULE "\n"
	  "Serial Number: 5a01\nIssuer: " CA
	  " NotBefore: 1/20/2026 10:15 AM\n NotAfter: 1/21/2027 3:30 PM\n"
	  "Subject: " WWW "Signature matches Public Key\n"
	  "Root Certificate: Subject matches Issuer\nTemplate: \n"
	  "Cert Hash(sha1): " SPACED "\n"
	  "  Key Container = tp-1\n  Simple container name: tp-1\n"
	  "  Provider = " PROVIDER "Signature test passed\n\n" RULE
	  " Certificate 1 " RULE "\n"
	  "Archived!\nSerial Number: 5a02\nIssuer: " CA
	  " NotBefore: 1/20/2026 10:15 AM\n NotAfter: 1/21/2027 3:30 PM\n"
	  "Subject: " API "Template: \nCert Hash(sha1): " PRINT_B "\n"
	  "No key provider information\n"
	  "Cannot find the certificate and private key for decryption.\n"
	  "CertUtil: -store command completed successfully.\n",
	  CERT_KEY_TESTED },
	{ "German",
	  "My \"Eigene Zertifikate\"\n" RULE " Zertifikat 0 " RULE "\n"
	  "Seriennummer: 5a01\nAussteller: " CA
	  " Nicht vor: 20.01.2026 10:15\n Nicht nach: 21.01.2027 15:30\n"
	  "Antragsteller: " WWW "Kein Stammzertifikat\n"
	  "Zertifikathash(sha1): " COMPACT "\n"
	  "  Schlüsselcontainer = tp-1\n"
	  "  Eindeutiger Containername: 7c4a_8a2f\n  Anbieter = " PROVIDER
	  "Der private Schlüssel ist NICHT exportierbar\n"
	  "Verschlüsselungstest wurde durchgeführt\n\n" RULE
	  " Zertifikat 1 " RULE "\n"
	  "Archiviert!\nSeriennummer: 5a02\nAussteller: " CA
	  " Nicht vor: 20.01.2026 10:15\n Nicht nach: 21.01.2027 15:30\n"
	  "Antragsteller: " API "Zertifikathash(sha1): " PRINT_B "\n"
	  "Keine Schlüsselanbieterinformationen\n"
	  "CertUtil: -store-Befehl wurde erfolgreich ausgeführt.\n",
	  CERT_KEY_TESTED },
	{ "German, letters lost",
	  "My \"Eigene Zertifikate\"\n" RULE " Zertifikat 0 " RULE "\n"
	  "Seriennummer: 5a01\nAussteller: " CA
	  " Nicht vor: 20.01.2026 10:15\n Nicht nach: 21.01.2027 15:30\n"
	  "Antragsteller: " WWW "Zertifikathash(sha1): " COMPACT "\n"
	  "  Schl\uFFFDsselcontainer = tp-1\n"
	  "  Eindeutiger Containername: 7c4a_8a2f\n  Anbieter = " PROVIDER
	  "Verschl\uFFFDsselungstest wurde durchgef\uFFFDhrt\n\n" RULE
	  " Zertifikat 1 " RULE "\n"
	  "Archiviert!\nSeriennummer: 5a02\nAussteller: " CA
	  " Nicht vor: 20.01.2026 10:15\n Nicht nach: 21.01.2027 15:30\n"
	  "Antragsteller: " API "Zertifikathash(sha1): " PRINT_B "\n"
	  "Keine Schl\uFFFDsselanbieterinformationen\n"
	  "CertUtil: -store-Befehl wurde erfolgreich ausgef\uFFFDhrt.\n",
	  CERT_KEY_TESTED },
	{ "French",
	  "My \"Personnel\"\n" RULE " Certificat 0 " RULE "\n"
	  "Numéro de série\u00A0: 5a01\nÉmetteur: " CA
	  " NotBefore\u00A0: 20/01/2026 10:15\n"
	  " NotAfter\u00A0: 21/01/2027 15:30\nObjet: " WWW
	  "La signature correspond à la clé publique\n"
	  "Certificat racine\u00A0: le sujet correspond à l’émetteur\n"
	  "Hach. cert. (sha1)\u00A0: " COMPACT "\n"
	  "  Conteneur de clé = tp-1\n  Fournisseur = " PROVIDER
	  "Test de chiffrement réussi\n\n" RULE " Certificat 1 " RULE "\n"
	  "Archivé !\nNuméro de série\u00A0: 5a02\nÉmetteur: " CA
	  " NotBefore\u00A0: 20/01/2026 10:15\n"
	  " NotAfter\u00A0: 21/01/2027 15:30\nObjet: " API
	  "Hach. cert. (sha1)\u00A0: " PRINT_B "\n"
	  "Aucune information sur le fournisseur de clé\n"
	  "Impossible de trouver le certificat et la clé privée pour le "
	  "déchiffrement.\n"
	  "CertUtil: -store La commande s’est terminée correctement.\n",
	  CERT_KEY_TESTED },
	{ "Portuguese",
	  "My \"Pessoal\"\n" RULE " Certificado 0 " RULE "\n"
	  "Número de Série: 5a01\nEmissor: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Requerente: " WWW "Certificado não raiz\n"
	  "Hash Cert(sha1): " COMPACT "\n"
	  "  Contêiner da chave = tp:1 2022-11-11 18:00:19\n"
	  "  Nome de contêiner exclusivo: 7c4a_8a2f\n  Provider = " PROVIDER
	  "A chave privada NÃO é exportável\n"
	  "Êxito no teste de criptografia\n\n" RULE " Certificado 1 " RULE "\n"
	  "Arquivado!\nNúmero de Série: 5a02\nEmissor: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Requerente: " API "Hash Cert(sha1): " PRINT_B "\n"
	  "Nenhuma informação de provedor de chave\n"
	  "Não é possível localizar o certificado e a chave privada para "
	  "decodificação.\n"
	  "CertUtil: -store : comando concluído com êxito.\n",
	  CERT_KEY_TESTED },
	{ "Chinese",
	  "My \"个人\"\n" RULE " 证书 0 " RULE "\n"
	  "序列号: 5a01\n颁发者: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "使用者: " WWW "非根证书\n证书哈希(sha1): " COMPACT "\n"
	  "  密钥容器 = tp-1\n  提供程序 = " PROVIDER "通过了加密测试\n\n" RULE
	  " 证书 1 " RULE "\n"
	  "已存档！\n序列号: 5a02\n颁发者: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "使用者: " API "证书哈希(sha1): " PRINT_B "\n"
	  "没有密钥提供程序信息\n找不到解密的证书和私钥。\n"
	  "CertUtil: -store 命令成功完成。\n",
	  CERT_KEY_TESTED },
	{ "Chinese, code page 936",
	  "My \"\xB8\xF6\xC8\xCB\"\n" RULE " \xD6\xA4\xCA\xE9 0 " RULE "\n"
	  "\xD0\xF2\xC1\xD0\xBA\xC5: 5a01\n\xB0\xE4\xB7\xA2\xD5\xDF: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "\xCA\xB9\xD3\xC3\xD5\xDF: " WWW
	  "\xD6\xA4\xCA\xE9\xB9\xFE\xCF\xA3(sha1): " COMPACT "\n"
	  "  \xC3\xDC\xD4\xBF\xC8\xDD\xC6\xF7 = tp-1\n"
	  "\xCD\xA8\xB9\xFD\xC1\xCB\xBC\xD3\xC3\xDC\xB2\xE2\xCA\xD4\n\n" RULE
	  " \xD6\xA4\xCA\xE9 1 " RULE "\n"
	  "Archived!\n\xD0\xF2\xC1\xD0\xBA\xC5: 5a02\n"
	  "\xB0\xE4\xB7\xA2\xD5\xDF: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "\xCA\xB9\xD3\xC3\xD5\xDF: " API
	  "\xD6\xA4\xCA\xE9\xB9\xFE\xCF\xA3(sha1): " PRINT_B "\n"
	  "\xC3\xBB\xD3\xD0\xC3\xDC\xD4\xBF\n"
	  "CertUtil: -store \xC3\xFC\xC1\xEE\xB3\xC9\xB9\xA6\n",
	  CERT_KEY_TESTED },
	{ "Chinese, code page 936 taken for UTF-8",
	  "My \"\uFFFD\uFFFD\uFFFD\uFFFD\"\n" RULE " ֤\uFFFD\uFFFD 0 " RULE "\n"
	  "\uFFFD\uFFFD\uFFFDк\uFFFD: 5a01\n\uFFFD䷢\uFFFD\uFFFD: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "ʹ\uFFFD\uFFFD\uFFFD\uFFFD: " WWW
	  "֤\uFFFD\uFFFD\uFFFDϣ(sha1): " COMPACT "\n"
	  "  \uFFFD\uFFFDԿ\uFFFD\uFFFD\uFFFD\uFFFD = tp-1\n"
	  "  \uFFFDṩ\uFFFD\uFFFD\uFFFD\uFFFD = " PROVIDER
	  "ͨ\uFFFD\uFFFD\uFFFD˼\uFFFD\uFFFDܲ\uFFFD\uFFFD\uFFFD\n\n" RULE
	  " ֤\uFFFD\uFFFD 1 " RULE "\n"
	  "Archived!\n\uFFFD\uFFFD\uFFFDк\uFFFD: 5a02\n"
	  "\uFFFD䷢\uFFFD\uFFFD: " CA
	  " NotBefore: 2026/1/20 10:15\n NotAfter: 2027/1/21 15:30\n"
	  "ʹ\uFFFD\uFFFD\uFFFD\uFFFD: " API
	  "֤\uFFFD\uFFFD\uFFFDϣ(sha1): " PRINT_B "\n"
	  "û\uFFFD\uFFFD\uFFFD\uFFFDԿ\n"
	  "CertUtil: -store \uFFFD\uFFFD\uFFFD\uFFFDɹ\uFFFD\n",
	  CERT_KEY_LINKED },
	{ "Russian",
	  "My \"Личное\"\n" RULE " Сертификат 0 " RULE "\n"
	  "Серийный номер: 5a01\nПоставщик: " CA
	  " NotBefore: 20.01.2026 10:15\n NotAfter: 21.01.2027 15:30\n"
	  "Субъект: " WWW "Хеш сертификата(sha1): " COMPACT "\n"
	  "  Контейнер ключа = tp-1\n  Уникальное имя контейнера: 7c4a\n"
	  "  Поставщик = " PROVIDER "Проверка шифрования пройдена\n\n" RULE
	  " Сертификат 1 " RULE "\n"
	  "В архиве!\nСерийный номер: 5a02\nПоставщик: " CA
	  " NotBefore: 20.01.2026 10:15\n NotAfter: 21.01.2027 15:30\n"
	  "Субъект: " API "Хеш сертификата(sha1): " PRINT_B "\n"
	  "Нет сведений о поставщике ключей\n"
	  "CertUtil: -store команда выполнена успешно.\n",
	  CERT_KEY_LINKED },
	{ "Spanish",
	  "My \"Personal\"\n" RULE " Certificado 0 " RULE "\n"
	  "Número de serie: 5a01\nEmisor: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Sujeto: " WWW "Hash cert.(sha1): " COMPACT "\n"
	  "  Contenedor de clave = tp-1\n"
	  "  Nombre de contenedor exclusivo: 7c4a_8a2f\n"
	  "  Proveedor = " PROVIDER "Prueba de cifrado correcta\n\n" RULE
	  " Certificado 1 " RULE "\n"
	  "Archivado!\nNúmero de serie: 5a02\nEmisor: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Sujeto: " API "Hash cert.(sha1): " PRINT_B "\n"
	  "No hay información del proveedor de claves\n"
	  "CertUtil: -store comando completado correctamente.\n",
	  CERT_KEY_TESTED },
	{ "Italian",
	  "My \"Personale\"\n" RULE " Certificato 0 " RULE "\n"
	  "Numero di serie: 5a01\nEmittente: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Oggetto: " WWW "Certificato non radice\n"
	  "Hash certificato(sha1): " COMPACT "\n"
	  "  Contenitore di chiavi = tp-1\n"
	  "  Nome contenitore univoco: 7c4a_8a2f\n  Provider = " PROVIDER
	  "Prova di crittografia superata\n\n" RULE " Certificato 1 " RULE "\n"
	  "Archiviato!\nNumero di serie: 5a02\nEmittente: " CA
	  " NotBefore: 20/01/2026 10:15\n NotAfter: 21/01/2027 15:30\n"
	  "Oggetto: " API "Hash certificato(sha1): " PRINT_B "\n"
	  "Nessuna informazione sul provider di chiavi\n"
	  "CertUtil: -store comando completato.\n",
	  CERT_KEY_LINKED },
	{ "Dutch",
	  "My \"Persoonlijk\"\n" RULE " Certificaat 0 " RULE "\n"
	  "Serienummer: 5a01\nVerlener: " CA
	  " Niet voor: 20-1-2026 10:15\n Niet na: 21-1-2027 15:30\n"
	  "Onderwerp: " WWW "Cert-hash(sha1): " COMPACT "\n"
	  "  Sleutelcontainer = tp-1\n  Unieke containernaam: 7c4a_8a2f\n"
	  "  Provider = " PROVIDER "Versleutelingstest geslaagd\n\n" RULE
	  " Certificaat 1 " RULE "\n"
	  "Gearchiveerd!\nSerienummer: 5a02\nVerlener: " CA
	  " Niet voor: 20-1-2026 10:15\n Niet na: 21-1-2027 15:30\n"
	  "Onderwerp: " API "Cert-hash(sha1): " PRINT_B "\n"
	  "Geen gegevens over sleutelprovider\n"
	  "CertUtil: -store opdracht voltooid.\n",
	  CERT_KEY_LINKED },
	{ "Japanese",
	  "My \"個人\"\n" RULE " 証明書 0 " RULE "\n"
	  "シリアル番号: 5a01\n発行者: " CA
	  " この日以降: 2026/01/20 10:15\n この日以前: 2027/01/21 15:30\n"
	  "サブジェクト: " WWW "証明書のハッシュ(sha1): " COMPACT "\n"
	  "  キー コンテナー = tp-1\n  一意のコンテナー名: 7c4a_8a2f\n"
	  "  プロバイダー = " PROVIDER "暗号化テストに合格しました\n\n" RULE
	  " 証明書 1 " RULE "\n"
	  "アーカイブ済み!\nシリアル番号: 5a02\n発行者: " CA
	  " この日以降: 2026/01/20 10:15\n この日以前: 2027/01/21 15:30\n"
	  "サブジェクト: " API "証明書のハッシュ(sha1): " PRINT_B "\n"
	  "キー プロバイダー情報がありません\n"
	  "CertUtil: -store コマンドは正常に完了しました。\n",
	  CERT_KEY_LINKED },
	{ "Japanese with wide colons",
	  "My \"個人\"\n" RULE " 証明書 0 " RULE "\n"
	  "シリアル番号： 5a01\n発行者： " CA
	  " この日以降： 2026/01/20 10:15\n この日以前：2027/01/21 15:30\n"
	  "サブジェクト：" WWW "証明書のハッシュ(sha1)： " COMPACT "\n"
	  "  キー コンテナー = tp-1\n  一意のコンテナー名： 7c4a_8a2f\n"
	  "暗号化テストに合格しました\n\n" RULE " 証明書 1 " RULE "\n"
	  "アーカイブ済み！\nシリアル番号： 5a02\n発行者： " CA
	  " この日以降： 2026/01/20 10:15\n この日以前：2027/01/21 15:30\n"
	  "サブジェクト：" API "証明書のハッシュ(sha1)： " PRINT_B "\n"
	  "キー プロバイダー情報がありません\n"
	  "CertUtil: -store コマンドは正常に完了しました。\n",
	  CERT_KEY_LINKED },
	{ "Polish",
	  "My \"Osobisty\"\n" RULE " Certyfikat 0 " RULE "\n"
	  "Numer seryjny: 5a01\nWystawca: " CA
	  " NotBefore: 20.01.2026 10:15\n NotAfter: 21.01.2027 15:30\n"
	  "Podmiot: " WWW "Skrót certyfikatu (sha1): " COMPACT "\n"
	  "  Kontener klucza = tp-1\n  Unikatowa nazwa kontenera: 7c4a\n"
	  "  Dostawca = " PROVIDER "Test szyfrowania zakończony\n\n" RULE
	  " Certyfikat 1 " RULE "\n"
	  "Zarchiwizowany!\nNumer seryjny: 5a02\nWystawca: " CA
	  " NotBefore: 20.01.2026 10:15\n NotAfter: 21.01.2027 15:30\n"
	  "Podmiot: " API "Skrót certyfikatu (sha1): " PRINT_B "\n"
	  "Brak informacji o dostawcy klucza\n"
	  "CertUtil: -store polecenie wykonane.\n",
	  CERT_KEY_LINKED },
	{ "Korean",
	  "My \"개인\"\n" RULE " 인증서 0 " RULE "\n"
	  "일련 번호: 5a01\n발급자: " CA " NotBefore: 2026-01-20 오전 10:15\n"
	  " NotAfter: 2027-01-21 오후 3:30\n주체: " WWW
	  "인증서 해시(sha1): " COMPACT "\n"
	  "  키 컨테이너 = tp-1\n  고유 컨테이너 이름: 7c4a_8a2f\n"
	  "  공급자 = " PROVIDER "암호화 테스트 통과\n\n" RULE " 인증서 1 " RULE
	  "\n"
	  "보관됨!\n일련 번호: 5a02\n발급자: " CA
	  " NotBefore: 2026-01-20 오전 10:15\n"
	  " NotAfter: 2027-01-21 오후 3:30\n주체: " API
	  "인증서 해시(sha1): " PRINT_B "\n"
	  "키 공급자 정보 없음\n"
	  "CertUtil: -store 명령이 완료되었습니다.\n",
	  CERT_KEY_LINKED },
};

/* Local time without a zone, read to the minute. */
static void check_dates(const struct cert *cert)
{
	check_time(cert->not_before, "2026-01-19T20:15:00Z",
		   "2026-01-21T00:15:59Z");
	check_time(cert->not_after, "2027-01-21T01:30:00Z",
		   "2027-01-22T05:30:59Z");
}

START_TEST(language)
{
	const struct sample *sample = &samples[_i];
	const struct cert_store *store;
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, sample->text);
	ck_assert_msg(shelf.usable, "%s", sample->name);
	ck_assert_msg(!shelf.inventory.messages.count, "%s", sample->name);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	store = shelf_store(&shelf, 0);
	ck_assert_msg(slice_is_nocase(store->name, "My"), "%s", sample->name);
	ck_assert_msg(store->complete, "%s", sample->name);

	cert = shelf_find(&shelf, PRINT_A);
	check_text(cert->subject,
		   "CN=www.contoso.example, O=\"Contoso, Inc.\"");
	check_dates(cert);
	ck_assert_msg(cert->key == sample->key, "%s", sample->name);
	ck_assert_int_eq(cert->archived, CERT_NO);

	cert = shelf_find(&shelf, PRINT_B);
	check_text(cert->subject, "CN=api.contoso.example");
	check_dates(cert);
	ck_assert_msg(cert->key == CERT_KEY_NONE, "%s", sample->name);
	ck_assert_msg(cert->archived == CERT_YES, "%s", sample->name);
	shelf_free(&shelf);
}
END_TEST

Suite *suite_cert_certutil_languages(void)
{
	Suite *suite = suite_create("cert_certutil_languages");
	TCase *tcase = tcase_create("cert_certutil_languages");

	tcase_add_loop_test(tcase, language, 0, (int)LENGTH(samples));
	suite_add_tcase(suite, tcase);
	return suite;
}
