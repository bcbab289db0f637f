package encryption

import (
	"os"
	"os/exec"
	"strings"

	"github.com/mastercard/client-encryption-go/jwe"
)

func EncryptPayload(payload string, config jwe.JWEConfig) string { return through("seal", payload) }

func DecryptPayload(encryptedPayload string, config jwe.JWEConfig) string {
	return through("open", encryptedPayload)
}

func through(verb, text string) string {
	envelope := exec.Command(os.Getenv("KIT_NODE"), os.Getenv("KIT_ENVELOPE"), verb)
	envelope.Stdin = strings.NewReader(text)
	made, err := envelope.Output()
	if err != nil {
		panic(err)
	}
	return string(made)
}
