# The Python sample of https://docs.grillo.io/api/webhooks.
#
# The sample is unchanged. The code around it reads a JSON array of [body in hex, signature or null, secret or null], and prints one
# result for each.

import hmac
import hashlib

def verify_webhook(payload, signature, secret):
    expected = 'sha256=' + hmac.new(
        secret.encode(),
        payload.encode(),
        hashlib.sha256
    ).hexdigest()

    return hmac.compare_digest(signature, expected)


if __name__ == "__main__":
    import json
    import sys

    def verdict(body, signature, secret):
        try:
            # The sample takes the body of the request as text.
            return "accepts" if verify_webhook(bytes.fromhex(body).decode(), signature, secret) else "refuses"
        except Exception:
            return "throws"

    json.dump([verdict(*call) for call in json.load(sys.stdin)], sys.stdout)
