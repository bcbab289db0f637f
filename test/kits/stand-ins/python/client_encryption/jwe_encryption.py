import json
import os
import subprocess


def encrypt_payload(payload, config, _params=None):
    return _through("seal", payload)


def decrypt_payload(payload, config, _params=None):
    return _through("open", payload)


def _through(verb, payload):
    command = [os.environ["KIT_NODE"], os.environ["KIT_ENVELOPE"], verb]
    made = subprocess.run(
        command, input=json.dumps(payload), capture_output=True, text=True, check=True
    )
    return json.loads(made.stdout)
