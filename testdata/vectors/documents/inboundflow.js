// The sample of https://inboundflow.app/docs/webhooks, its file verify-webhook.js.
//
// The sample is unchanged, except that `require` is an import. `verify` calls it as its own "webhook handler" does.

import crypto from 'node:crypto';

function verifyWebhook(body, timestamp, signature, secret) {
  const signatureInput = `${timestamp}.${JSON.stringify(body)}`;
  const expectedSignature = 'sha256=' + 
    crypto.createHmac('sha256', secret)
      .update(signatureInput)
      .digest('hex');
  
  return crypto.timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(expectedSignature)
  );
}

/** Verifies a delivery. `headers` are Node's headers. The sample gets a parsed body. Strict decoding and JSON.parse replace express.json(). */
export function verify({ headers, body, secret }) {
  const req = { headers, body: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  return verifyWebhook(
  req.body,
  req.headers['x-inboundflow-timestamp'],
  req.headers['x-inboundflow-signature'],
    secret
  );
}
