<?php
// Several namespaces in one file: it is all that a kit needs of Composer.

namespace Mastercard\Developer\Keys {
    class EncryptionKey {
        public static function load($keyPath) {
            if (openssl_x509_read(file_get_contents($keyPath)) === false) throw new \Exception("$keyPath is no certificate");
            return new EncryptionKey();
        }
    }

    class DecryptionKey {
        public static function load($keyPath, $alias = null, $password = null) {
            if (openssl_pkey_get_private(file_get_contents($keyPath)) === false) throw new \Exception("$keyPath is no key");
            return new DecryptionKey();
        }
    }
}

namespace Mastercard\Developer\Encryption {
    class JweConfig {}

    class JweConfigBuilder {
        private array $given = [];

        public static function aJweEncryptionConfig() { return new JweConfigBuilder(); }
        public function withEncryptionCertificate($key) { return $this->with('certificate', get_class($key)); }
        public function withDecryptionKey($key) { return $this->with('key', get_class($key)); }
        public function withEncryptionPath($in, $out) { return $this->with('encrypt', "$in $out"); }
        public function withDecryptionPath($in, $out) { return $this->with('decrypt', "$in $out"); }
        public function withEncryptedValueFieldName($name) { return $this->with('field', $name); }

        private function with(string $name, string $value) {
            $this->given[$name] = $value;
            return $this;
        }

        public function build() {
            $wanted = [
                'certificate' => 'Mastercard\Developer\Keys\EncryptionKey',
                'key' => 'Mastercard\Developer\Keys\DecryptionKey',
                'encrypt' => '$ $',
                'decrypt' => '$.encryptedData $',
                'field' => 'encryptedData',
            ];
            if ($this->given != $wanted) throw new \Exception('Configured as ' . json_encode($this->given));
            return new JweConfig();
        }
    }

    class JweEncryption {
        public static function encryptPayload($payload, $config) { return self::through('seal', $payload); }
        public static function decryptPayload($payload, $config) { return self::through('open', $payload); }

        private static function through(string $verb, string $text): string {
            $command = [getenv('KIT_NODE'), getenv('KIT_ENVELOPE'), $verb];
            $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
            fwrite($pipes[0], $text);
            fclose($pipes[0]);
            $made = stream_get_contents($pipes[1]);
            if (proc_close($process) !== 0) throw new \Exception("Payload $verb failed!");
            return $made;
        }
    }
}
