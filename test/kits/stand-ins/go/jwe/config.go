package jwe

import (
	"crypto/rsa"
	"crypto/x509"
)

type JWEConfig struct{ given map[string]string }

type JWEConfigBuilder struct{ given map[string]string }

func NewJWEConfigBuilder() *JWEConfigBuilder {
	return &JWEConfigBuilder{map[string]string{}}
}

func (cb *JWEConfigBuilder) WithDecryptionKey(key *rsa.PrivateKey) *JWEConfigBuilder {
	return cb.with("key", "rsa")
}

func (cb *JWEConfigBuilder) WithCertificate(certificate *x509.Certificate) *JWEConfigBuilder {
	return cb.with("certificate", certificate.PublicKeyAlgorithm.String())
}

func (cb *JWEConfigBuilder) WithEncryptionPath(in, out string) *JWEConfigBuilder {
	return cb.with("encrypt", in+" "+out)
}

func (cb *JWEConfigBuilder) WithDecryptionPath(in, out string) *JWEConfigBuilder {
	return cb.with("decrypt", in+" "+out)
}

func (cb *JWEConfigBuilder) WithEncryptedValueFieldName(name string) *JWEConfigBuilder {
	return cb.with("field", name)
}

func (cb *JWEConfigBuilder) with(name, value string) *JWEConfigBuilder {
	cb.given[name] = value
	return cb
}

func (cb *JWEConfigBuilder) Build() *JWEConfig {
	wanted := map[string]string{
		"key": "rsa", "certificate": "RSA", "field": "encryptedData",
		"encrypt": "$ $", "decrypt": "$.encryptedData $",
	}
	for name, value := range wanted {
		if cb.given[name] != value {
			panic("configured otherwise: " + name)
		}
	}
	return &JWEConfig{cb.given}
}
