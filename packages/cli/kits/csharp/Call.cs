using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Mastercard.Developer.ClientEncryption.Core.Encryption;
using Mastercard.Developer.ClientEncryption.Core.Encryption.JWE;
using Mastercard.Developer.ClientEncryption.Core.Utils;
using Newtonsoft.Json.Linq;

/// <summary>One sealed call with the official library. Where to call, with which files: config.json.</summary>
public static class Call
{
    public static int Main()
    {
        try { Console.WriteLine(Send(JObject.Parse(File.ReadAllText("config.json")))); return 0; }
        catch (Exception error) { Console.Error.WriteLine(error.GetBaseException().Message); }
        Console.Error.WriteLine("What to mend: ask the doctor, as README.md says");
        return 1;
    }

    private static JObject Send(JObject config)
    {
        Func<string, string> PathOf = name => (string)config["files"][name];
        var jwe = JweConfigBuilder.AJweEncryptionConfig()
            .WithEncryptionCertificate(EncryptionUtils.LoadEncryptionCertificate(PathOf("requestKey")))
            .WithDecryptionKey(EncryptionUtils.LoadDecryptionKey(PathOf("responseKey")))
            .WithEncryptionPath("$", "$").WithDecryptionPath("$.encryptedData", "$") // the whole body
            .WithEncryptedValueFieldName("encryptedData").Build();
        var handler = new HttpClientHandler();
        var password = File.ReadAllText(PathOf("keyStorePassword")).Trim();
        handler.ClientCertificates.Add(new X509Certificate2(PathOf("keyStore"), password));
        if (PathOf("ca") != null) // without it the system's authorities are trusted
            handler.ServerCertificateCustomValidationCallback = (_, server, chain, faults) =>
                (faults & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && IsFrom(PathOf("ca"), server, chain);
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        var sealedBody = JweEncryption.EncryptPayload(File.ReadAllText("request.json"), jwe);
        var content = new StringContent(sealedBody, Encoding.UTF8, "application/json");
        var answer = client.PostAsync(config["baseUrl"] + "/transactions", content).Result;
        var body = answer.Content.ReadAsStringAsync().Result;
        if ((int)answer.StatusCode == 200) return JObject.Parse(JweEncryption.DecryptPayload(body, jwe));
        var id = answer.Headers.TryGetValues("X-MC-Correlation-ID", out var ids) ? ids.First() : "none";
        Func<object, string> Plain = words => Regex.Replace($"{words}", @"\p{C}", " "); // nothing that steers a terminal
        var errors = JObject.Parse(body)["Errors"]["Error"].Select(one => // a refusal is in clear
            $"\n  {Plain(one["ReasonCode"])} ({Plain(one["Source"])}): {Plain(one["Description"])}\n    {Plain(one["Details"])}");
        throw new Exception($"Refused: HTTP {(int)answer.StatusCode}, X-MC-Correlation-ID {Plain(id)}{string.Concat(errors)}");
    }

    private static bool IsFrom(string ca, X509Certificate2 server, X509Chain chain)
    {
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }
}
