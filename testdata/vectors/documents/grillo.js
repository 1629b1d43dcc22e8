// The Node sample of https://docs.grillo.io/api/webhooks.
//
// Only wrapped: `require` is an import, and `verify` calls it as its own handler does.

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

/** `headers` as Node gives them. The sample has a parsed body; JSON.parse of the strictly decoded text stands for express.json(). */
export function verify({ headers, body, secret }) {
  const req = { headers, body: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  const signature = req.headers['x-grillo-signature'];
  const payload = JSON.stringify(req.body);
  return verifyWebhook(payload, signature, secret);
}
