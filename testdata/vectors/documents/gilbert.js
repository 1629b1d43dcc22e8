// The sample of https://gilbert.solveholding.com/docs/webhooks, as printed there on 7 May 2026.
//
// The sample is unchanged. The Express application around it is omitted, and `verify` calls it as that application does.

import crypto from 'node:crypto'

function verifySignature(rawBody, signature) {
const secret = process.env.GILBERT_WEBHOOK_SECRET
const expected = crypto
.createHmac('sha256', secret)
.update(rawBody)
.digest('hex')
const a = Buffer.from(expected)
const b = Buffer.from(signature)
if (a.length !== b.length) return false
return crypto.timingSafeEqual(a, b)
}

/** Verifies a delivery. `headers` are Node's headers, and `body` is a Buffer, as from express.raw(). */
export function verify({ headers, body, secret }) {
  if (secret === undefined) delete process.env.GILBERT_WEBHOOK_SECRET
  else process.env.GILBERT_WEBHOOK_SECRET = secret
  const req = { body, header: (name) => headers[name.toLowerCase()] }
const signature = req.header('X-Gilbert-Signature') ?? ''
  return verifySignature(req.body, signature)
}
