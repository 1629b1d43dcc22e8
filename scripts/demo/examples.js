// The providers' documented examples, signed with demo secrets by test-support/sign.js. This file does not use hookward, so that hookward verifies
// signatures that it did not make.

import { keyOf, PROVIDERS, SCHEMES, secretFor } from "../../test-support/schemes.js";
import {
  contentParts,
  signatureHeaders,
  signatureText,
  timestampText,
  unsignedHeaders,
} from "../../test-support/sign.js";
import { example } from "../../test-support/vectors.js";

/** The arguments of `date` for each unit of a timestamp. */
const DATE = { s: "+%s", ms: "+%s000", rfc3339: "-u +%Y-%m-%dT%H:%M:%SZ" };

/**
 * One documented example for each provider. `headers` returns the headers that the provider sends with a body signed at `time`. `given` contains the
 * event and the delivery id that the headers name.
 */
export const EXAMPLES = PROVIDERS.map((id) => {
  const scheme = SCHEMES[id];
  const { body, expect } = example(id);
  const given = { event: expect.event ?? undefined, deliveryId: expect.deliveryId ?? undefined };
  return {
    scheme: id,
    secret: secretFor(scheme, `demo-${id}-secret`),
    body: body.toString(),
    given,
    headers: (secret, text, time) => signatureHeaders(scheme, { ...given, secret, body: text, seconds: time }),
  };
});

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Returns a shell function that prints the signature of `$1` with openssl. A key that is not text is passed in hex. */
function signer({ secretEncoding, signature }, key) {
  const hmac =
    secretEncoding === "utf8" ? `-hmac ${quote(key.toString())}` : `-mac HMAC -macopt hexkey:${key.toString("hex")}`;
  const print = signature.encoding === "hex" ? "-r | cut -d' ' -f1" : "-binary | base64";
  return `sign() { printf %s "$1" | openssl dgst -sha256 ${hmac} ${print}; }`;
}

/** Returns the headers as shell words. `$body` and `$time` are the body and the time, and `sign` prints a signature. */
function shellHeaders(scheme, given) {
  const timestamp = timestampText(scheme, "$time");
  const headers = unsignedHeaders(scheme, { ...given, timestamp });
  const content = contentParts(scheme, { body: "$body", timestamp, headers }).join("");
  const signature = signatureText(scheme, `$(sign "${content}")`, timestamp);
  return { "content-type": "application/json", ...headers, [scheme.signature.header]: signature };
}

/** Returns a line of shell that signs the example with openssl and posts it. The line signs with the time at which it is run. */
export function curl({ scheme: id, secret, body, given }, url) {
  const scheme = SCHEMES[id];
  const headers = Object.entries(shellHeaders(scheme, given)).map(([name, value]) => `-H "${name}: ${value}"`);
  return [
    `body=${quote(body)}; time=$(date ${DATE[scheme.timestamp?.unit ?? "s"]})`,
    signer(scheme, keyOf(scheme, secret)),
    `curl -i ${url} ${headers.join(" ")} --data-binary "$body"`,
  ].join("; ");
}
