// One sealed call with the official library. Where to call, with which files, is in config.json.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"github.com/mastercard/client-encryption-go/encryption"
	"github.com/mastercard/client-encryption-go/jwe"
	"github.com/mastercard/client-encryption-go/utils"
	"net/http"
	"os"
	"time"
	"unicode"
)

func main() {
	defer func() { // the library panics where it fails, and so does this program
		if fault := recover(); fault != nil {
			fmt.Fprintf(os.Stderr, "%v\nWhat to mend: ask the doctor, as README.md says\n", fault)
			os.Exit(1)
		}
	}()
	var config struct {
		BaseUrl string
		Files   map[string]string
	}
	must(0, json.Unmarshal(must(os.ReadFile("config.json")), &config))
	jweConfig := jwe.NewJWEConfigBuilder().WithEncryptedValueFieldName("encryptedData").
		WithCertificate(must(utils.LoadEncryptionCertificate(config.Files["requestKey"]))).
		WithDecryptionKey(must(utils.LoadUnencryptedDecryptionKey(config.Files["responseKey"]))).
		WithEncryptionPath("$", "$").WithDecryptionPath("$.encryptedData", "$").Build() // the whole body
	own := must(tls.LoadX509KeyPair(config.Files["certificate"], config.Files["privateKey"]))
	settings := &tls.Config{Certificates: []tls.Certificate{own}}
	if config.Files["ca"] != "" { // without it the system's authorities are trusted
		settings.RootCAs = x509.NewCertPool()
		settings.RootCAs.AppendCertsFromPEM(must(os.ReadFile(config.Files["ca"])))
	}
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{TLSClientConfig: settings}}
	sealed := encryption.EncryptPayload(string(must(os.ReadFile("request.json"))), *jweConfig)
	answer := must(client.Post(config.BaseUrl+"/transactions", "application/json", bytes.NewBufferString(sealed)))
	var body, text bytes.Buffer
	must(body.ReadFrom(answer.Body))
	if answer.StatusCode == 200 { // a refusal is in clear: ReasonCode, Description, Details
		body = *bytes.NewBufferString(encryption.DecryptPayload(body.String(), *jweConfig))
	} // printed without control characters: they could steer a terminal
	must(0, json.Indent(&text, bytes.Join(bytes.FieldsFunc(body.Bytes(), unicode.IsControl), []byte(" ")), "", "  "))
	if id := fmt.Sprintf("%+q", answer.Header.Get("X-MC-Correlation-ID")); answer.StatusCode != 200 {
		panic(fmt.Sprintf("Refused: HTTP %d, X-MC-Correlation-ID %s\n%s", answer.StatusCode, id[1:len(id)-1], text.String()))
	}
	fmt.Println(text.String())
}
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
