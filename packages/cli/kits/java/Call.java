import com.google.gson.*;
import com.google.gson.JsonParser;
import com.mastercard.developer.encryption.*;
import com.mastercard.developer.utils.EncryptionUtils;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.*;

/** One sealed call with the official library. Where to call, with which files, is in config.json. */
public class Call {
  public static void main(String[] args) {
    try {
      JsonObject config = parse(Files.readString(Path.of("config.json"))), files = config.getAsJsonObject("files");
      JweConfig jwe = JweConfigBuilder.aJweEncryptionConfig()
          .withEncryptionCertificate(EncryptionUtils.loadEncryptionCertificate(text(files, "requestKey")))
          .withDecryptionKey(EncryptionUtils.loadDecryptionKey(text(files, "responseKey")))
          .withEncryptionPath("$", "$").withDecryptionPath("$.encryptedData", "$") // the whole body
          .withEncryptedValueFieldName("encryptedData").withEncryptionIVSize(12).build(); // RFC 7518 §5.3
      String sealed = JweEncryption.encryptPayload(Files.readString(Path.of("request.json")), jwe);
      HttpRequest request = HttpRequest.newBuilder(URI.create(text(config, "baseUrl") + "/transactions"))
          .POST(HttpRequest.BodyPublishers.ofString(sealed)).header("Content-Type", "application/json")
          .timeout(Duration.ofSeconds(5)).build();
      var answer = HttpClient.newBuilder().sslContext(tls(files)).build().send(request, HttpResponse.BodyHandlers.ofString());
      String id = answer.headers().firstValue("X-MC-Correlation-ID").orElse("none"), status = answer.statusCode() + ", ";
      if (answer.statusCode() != 200) // a refusal is in clear: ReasonCode, Description, Details
        throw new Exception("Refused: HTTP " + status + "X-MC-Correlation-ID " + id + "\n" + pretty(answer.body()));
      System.out.println(pretty(JweEncryption.decryptPayload(answer.body(), jwe)));
    } catch (Exception error) { // printed without what could steer a terminal
      for (Throwable at = error; at != null; at = at.getCause())
        System.err.println(String.valueOf(at.getMessage()).replaceAll("[\\p{C}&&[^\n]]", " "));
      System.err.println("What to mend: ask the doctor, as README.md says");
      System.exit(1);
    }
  }
  static SSLContext tls(JsonObject files) throws Exception {
    char[] password = Files.readString(Path.of(text(files, "keyStorePassword"))).trim().toCharArray();
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(KeyStore.getInstance(Path.of(text(files, "keyStore")).toFile(), password), password);
    KeyStore ca = KeyStore.getInstance("PKCS12");
    ca.load(null, null);
    CertificateFactory reader = CertificateFactory.getInstance("X.509");
    if (files.has("ca"))
      for (var one : reader.generateCertificates(Files.newInputStream(Path.of(text(files, "ca")))))
        ca.setCertificateEntry("ca" + ca.size(), one);
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(files.has("ca") ? ca : null); // null: the system's authorities
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
  static String pretty(String json) {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(parse(json));
  }
  static JsonObject parse(String json) { return JsonParser.parseString(json).getAsJsonObject(); }
  static String text(JsonObject of, String name) { return of.has(name) ? of.get(name).getAsString() : ""; }
}
