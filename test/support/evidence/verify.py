"""Checks DSSE envelopes with securesystemslib. Standard input: {"keys": {id: PEM}, "envelopes": [...]}; output: for each, the keys that verified it, or why none did."""

import json
import sys

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

request = json.load(sys.stdin)
keys = [SSlibKey.from_crypto(load_pem_public_key(pem.encode()), keyid=keyid) for keyid, pem in request["keys"].items()]
answers = []
for envelope in request["envelopes"]:
    try:
        answers.append({"verified": sorted(Envelope.from_dict(envelope).verify(keys, 1))})
    except Exception as problem:
        answers.append({"refused": type(problem).__name__})
print(json.dumps(answers))
