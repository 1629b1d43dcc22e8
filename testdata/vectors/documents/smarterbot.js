// The sample of https://chat.smarterbot.ai/guides/developer/webhook/lead, which prints it without its line breaks.
//
// The sample is wrapped in a function: `require` is an import, the signing key is an argument, and the sample's own Error is
// distinguished from other errors.

import crypto from 'node:crypto';

function handler(req, webhookSigningKey) {
// Extract the timestamp and signature from the header
const newoaksSignature = req.get('X-Webhook-Signature');
const { t, signature } = newoaksSignature.split(',').reduce((acc, currentValue) => { const [key, value] = currentValue.split('='); if (key === 't') { // UNIX timestamp
 acc.t = value; } if (key === 'v1') { acc.signature = value } return acc;}, { t: '', signature: ''});
if (!t || !signature) throw new Error('Invalid Signature');
// Create the signed payload by concatenating the timestamp (t), the character '.' and the request body's JSON payload.
const data = t + '.' + JSON.stringify(req.body);
const expectedSignature = crypto.createHmac('sha256', webhookSigningKey).update(data, 'utf8').digest('hex');
// Determine the expected signature by computing an HMAC with the SHA256 hash function.
if (expectedSignature !== signature) { // Signature is invalid!
 throw new Error('Invalid Signature');}
}

/** Verifies a delivery. `headers` are Node's headers. The sample gets a parsed body. Strict decoding and JSON.parse replace express.json(). */
export function verify({ headers, body, secret }) {
  const parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  try {
    handler({ body: parsed, get: (name) => headers[name.toLowerCase()] }, secret);
    return true;
  } catch (error) {
    if (error.message === 'Invalid Signature') return false;
    throw error;
  }
}
