<?php
// One sealed call with the official library. Where to call, with which files, is in config.json.

error_reporting(E_ALL & ~E_DEPRECATED); // the library, 1.5.0, is older than PHP 8.2
chdir(__DIR__);
require 'vendor/autoload.php';

use Mastercard\Developer\Encryption\JweConfigBuilder;
use Mastercard\Developer\Encryption\JweEncryption;
use Mastercard\Developer\Keys\DecryptionKey;
use Mastercard\Developer\Keys\EncryptionKey;

$config = json_decode(file_get_contents('config.json'));
$files = $config->files;
$correlationId = 'none';

function explain(int $status, string $id, string $body): string {
    $said = "Refused: HTTP $status, X-MC-Correlation-ID " . preg_replace('/[^!-~]/', '', $id);
    foreach (json_decode($body)->Errors->Error as $item) {
        $error = (object) preg_replace('/\p{C}/u', ' ', (array) $item); // nothing that steers a terminal
        $said .= "\n  $error->ReasonCode ($error->Source): $error->Description";
        $said .= isset($error->Details) ? "\n    $error->Details" : '';
    }
    return $said;
}

try {
    $jwe = JweConfigBuilder::aJweEncryptionConfig()
        ->withEncryptionCertificate(EncryptionKey::load($files->requestKey))
        ->withDecryptionKey(DecryptionKey::load($files->responseKey))
        ->withEncryptionPath('$', '$') // the whole body, never single fields
        ->withDecryptionPath('$.encryptedData', '$')
        ->withEncryptedValueFieldName('encryptedData')
        ->build();
    $curl = curl_init("$config->baseUrl/transactions");
    curl_setopt_array($curl, [
        CURLOPT_POSTFIELDS => JweEncryption::encryptPayload(file_get_contents('request.json'), $jwe),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_SSLCERT => $files->certificate,
        CURLOPT_SSLKEY => $files->privateKey,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 5,
        CURLOPT_HEADERFUNCTION => function ($_, string $line) use (&$correlationId): int {
            if (stripos($line, 'X-MC-Correlation-ID:') === 0) $correlationId = trim(substr($line, 20));
            return strlen($line);
        },
    ]);
    if (isset($files->ca)) curl_setopt($curl, CURLOPT_CAINFO, $files->ca); // else the system's authorities
    $body = curl_exec($curl);
    if ($body === false) throw new RuntimeException(curl_error($curl));
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($status !== 200) throw new RuntimeException(explain($status, $correlationId, $body)); // in clear
    echo json_encode(json_decode(JweEncryption::decryptPayload($body, $jwe)), JSON_PRETTY_PRINT), "\n";
} catch (Throwable $error) {
    fwrite(STDERR, $error->getMessage() . "\nWhat to mend: ask the doctor, as README.md says\n");
    exit(1);
}
