package com.mastercard.developer.encryption;

import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.TreeMap;

public class JweConfigBuilder {
  private final TreeMap<String, Object> given = new TreeMap<>();

  public static JweConfigBuilder aJweEncryptionConfig() {
    return new JweConfigBuilder();
  }

  public JweConfigBuilder withEncryptionCertificate(Certificate certificate) {
    return with("certificate", certificate.getType());
  }

  public JweConfigBuilder withDecryptionKey(PrivateKey key) {
    return with("key", key.getAlgorithm());
  }

  public JweConfigBuilder withEncryptionPath(String in, String out) {
    return with("encrypt", in + " " + out);
  }

  public JweConfigBuilder withDecryptionPath(String in, String out) {
    return with("decrypt", in + " " + out);
  }

  public JweConfigBuilder withEncryptedValueFieldName(String name) {
    return with("field", name);
  }

  public JweConfigBuilder withEncryptionIVSize(Integer bytes) {
    return with("iv", bytes);
  }

  private JweConfigBuilder with(String name, Object value) {
    given.put(name, value);
    return this;
  }

  public JweConfig build() throws EncryptionException {
    String wanted =
        "{certificate=X.509, decrypt=$.encryptedData $, encrypt=$ $, field=encryptedData, iv=12, key=RSA}";
    if (given.toString().equals(wanted)) return new JweConfig();
    throw new EncryptionException("Configured as " + given, null);
  }
}
