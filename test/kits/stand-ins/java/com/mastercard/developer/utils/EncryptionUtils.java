package com.mastercard.developer.utils;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

public class EncryptionUtils {
  public static Certificate loadEncryptionCertificate(String path)
      throws CertificateException, IOException {
    try (FileInputStream in = new FileInputStream(path)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  public static PrivateKey loadDecryptionKey(String path)
      throws GeneralSecurityException, IOException {
    String base64 = Files.readString(Path.of(path)).replaceAll("-----[^-]+-----|\\s", "");
    byte[] der = Base64.getDecoder().decode(base64);
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
