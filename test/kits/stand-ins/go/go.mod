module github.com/mastercard/client-encryption-go

go 1.15
