// The sample of https://inboundflow.app/docs/webhooks, its file verify-webhook.js.
//
// Only wrapped: `require` is an import, and `verify` calls it as its own "webhook handler" does.

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

/** `headers` as Node gives them. The sample has a parsed body; JSON.parse of the strictly decoded text stands for express.json(). */
export function verify({ headers, body, secret }) {
  const req = { headers, body: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  return verifyWebhook(
  req.body,
  req.headers['x-inboundflow-timestamp'],
  req.headers['x-inboundflow-signature'],
    secret
  );
}
