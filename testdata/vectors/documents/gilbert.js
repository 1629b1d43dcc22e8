// The sample of https://gilbert.solveholding.com/docs/webhooks, as printed there on 7 May 2026.
//
// Only wrapped: the Express application around it is left out, and `verify` calls it as that application does.

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

/** `headers` as Node gives them, `body` as express.raw() gives it: a Buffer. */
export function verify({ headers, body, secret }) {
  if (secret === undefined) delete process.env.GILBERT_WEBHOOK_SECRET
  else process.env.GILBERT_WEBHOOK_SECRET = secret
  const req = { body, header: (name) => headers[name.toLowerCase()] }
const signature = req.header('X-Gilbert-Signature') ?? ''
  return verifySignature(req.body, signature)
}
