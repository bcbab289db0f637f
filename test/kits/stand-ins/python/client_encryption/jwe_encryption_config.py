class JweEncryptionConfig:
    def __init__(self, conf):
        open(conf["encryptionCertificate"]).close()
        open(conf["decryptionKey"]).close()
        paths = {"$": {"toEncrypt": {"$": "$"}, "toDecrypt": {"encryptedData": "$"}}}
        if conf["paths"] != paths or conf["encryptedValueFieldName"] != "encryptedData":
            raise KeyError("Invalid configuration.")
