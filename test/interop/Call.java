import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Posts a sealed body and prints the status and the body of the answer, a line each.
 *
 * Usage: Call URL TLSv1.2|TLSv1.3 ca.pem body.json [client.p12 client.p12.pass]
 */
public class Call {
  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory own = args.length > 4 ? readOwn(args[4], args[5]) : null;
    context.init(
        own == null ? null : own.getKeyManagers(), readTrusted(args[2]).getTrustManagers(), null);
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(context)
            .sslParameters(new SSLParameters(null, new String[] {args[1]}))
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(args[0]))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofFile(Path.of(args[3])))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    System.out.println(answer.sslSession().get().getProtocol());
    System.out.println(answer.statusCode());
    System.out.println(answer.body());
  }

  private static TrustManagerFactory readTrusted(String file) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (FileInputStream in = new FileInputStream(file)) {
      trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  private static KeyManagerFactory readOwn(String file, String passphraseFile) throws Exception {
    char[] passphrase = Files.readString(Path.of(passphraseFile)).trim().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(file)) {
      store.load(in, passphrase);
    }
    KeyManagerFactory own =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, passphrase);
    return own;
  }
}
