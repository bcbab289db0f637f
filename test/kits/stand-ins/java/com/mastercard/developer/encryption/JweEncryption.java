package com.mastercard.developer.encryption;

import java.io.OutputStream;

public class JweEncryption {
  public static String encryptPayload(String payload, JweConfig config) throws EncryptionException {
    return through("seal", payload);
  }

  public static String decryptPayload(String payload, JweConfig config) throws EncryptionException {
    return through("open", payload);
  }

  private static String through(String verb, String text) throws EncryptionException {
    try {
      Process envelope =
          new ProcessBuilder(System.getenv("KIT_NODE"), System.getenv("KIT_ENVELOPE"), verb)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = envelope.getOutputStream()) {
        in.write(text.getBytes("UTF-8"));
      }
      String made = new String(envelope.getInputStream().readAllBytes(), "UTF-8");
      if (envelope.waitFor() != 0) throw new Exception("envelope.mjs failed");
      return made;
    } catch (Exception cause) {
      throw new EncryptionException("Payload " + verb + " failed!", cause);
    }
  }
}
