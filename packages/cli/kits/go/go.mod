module kit

go 1.19

require github.com/mastercard/client-encryption-go v1.3.0
