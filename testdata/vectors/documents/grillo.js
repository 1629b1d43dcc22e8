// The Node sample of https://docs.grillo.io/api/webhooks.
//
// The sample is unchanged, except that `require` is an import. `verify` calls it as its own handler does.

import crypto from 'node:crypto';

function verifyWebhook(payload, signature, secret) {
  const expected = 'sha256=' + crypto
    .createHmac('sha256', secret)
    .update(payload)
    .digest('hex');

  return crypto.timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(expected)
  );
}

/** Verifies a delivery. `headers` are Node's headers. The sample gets a parsed body. Strict decoding and JSON.parse replace express.json(). */
export function verify({ headers, body, secret }) {
  const req = { headers, body: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  const signature = req.headers['x-grillo-signature'];
  const payload = JSON.stringify(req.body);
  return verifyWebhook(payload, signature, secret);
}
