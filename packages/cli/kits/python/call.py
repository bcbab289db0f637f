"""One sealed call with the official library. Where to call, with which files, is in config.json."""

import json
import sys
from pathlib import Path

import requests
from client_encryption.jwe_encryption import decrypt_payload, encrypt_payload
from client_encryption.jwe_encryption_config import JweEncryptionConfig

KIT = Path(__file__).resolve().parent


def read(name):
    return json.loads((KIT / name).read_text(encoding="utf-8"))


def call(config):
    files = {name: str(KIT / path) for name, path in config["files"].items()}
    jwe = JweEncryptionConfig(
        {
            # The whole body, never single fields; "$" is the only path that the library knows.
            "paths": {"$": {"toEncrypt": {"$": "$"}, "toDecrypt": {"encryptedData": "$"}}},
            "encryptedValueFieldName": "encryptedData",
            "encryptionCertificate": files["requestKey"],  # encrypts requests
            "decryptionKey": files["responseKey"],  # decrypts answers
        }
    )
    answer = requests.post(
        config["baseUrl"] + "/transactions",
        json=encrypt_payload(read("request.json"), jwe),
        cert=(files["certificate"], files["privateKey"]),
        verify=files.get("ca", True),  # without it the usual authorities are trusted
        timeout=5,
    )
    if answer.status_code != 200:
        raise RuntimeError(explain(answer))  # a refusal is in clear
    return decrypt_payload(answer.json(), jwe)


def plain(text):  # nothing that steers a terminal
    return "".join(one if one.isprintable() else " " for one in str(text))


def explain(answer):
    correlation_id = plain(answer.headers.get("X-MC-Correlation-ID"))
    lines = [f"Refused: HTTP {answer.status_code}, X-MC-Correlation-ID {correlation_id}"]
    for item in answer.json()["Errors"]["Error"]:
        error = {name: plain(words) for name, words in item.items()}
        lines.append(f"  {error['ReasonCode']} ({error['Source']}): {error['Description']}")
        if "Details" in error:
            lines.append(f"    {error['Details']}")
    return "\n".join(lines)


try:
    print(json.dumps(call(read("config.json")), indent=2))
except Exception as error:  # whatever it was, a person reads it
    sys.exit(f"{error}\nWhat to mend: ask the doctor, as README.md says")
