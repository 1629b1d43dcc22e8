// The sample of https://gabinete360.ia.br/docs/webhooks.
//
// The sample is wrapped in a function. The Express application around it is omitted, and `res` replaces its response.

import { createHmac, timingSafeEqual } from 'node:crypto';

function handler(req, res) {
const signature = req.header('x-argos-signature') ?? '';
const expected = createHmac('sha256', process.env.ARGOS_WEBHOOK_SECRET)
.update(req.body) // raw Buffer, not the parsed JSON
.digest('hex');
const a = Buffer.from(signature, 'hex');
const b = Buffer.from(expected, 'hex');
if (a.length !== b.length || !timingSafeEqual(a, b)) {
return res.status(401).send('invalid signature');
}
// The sample parses the body here, which is not part of the verification.
res.status(200).send('ok');
}

/** Verifies a delivery. `headers` are Node's headers, and `body` is a Buffer, as from express.raw(). */
export function verify({ headers, body, secret }) {
  if (secret === undefined) delete process.env.ARGOS_WEBHOOK_SECRET;
  else process.env.ARGOS_WEBHOOK_SECRET = secret;
  let answer;
  const res = {
    status(code) {
      answer = code;
      return { send() {} };
    },
  };
  handler({ body, header: (name) => headers[name.toLowerCase()] }, res);
  return answer === 200;
}
