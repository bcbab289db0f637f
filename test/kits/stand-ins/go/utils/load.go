package utils

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
)

func LoadEncryptionCertificate(certificatePath string) (*x509.Certificate, error) {
	data, err := os.ReadFile(certificatePath)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	return x509.ParseCertificate(block.Bytes)
}

func LoadUnencryptedDecryptionKey(keyFilePath string) (*rsa.PrivateKey, error) {
	data, err := os.ReadFile(keyFilePath)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	return key.(*rsa.PrivateKey), nil
}
