// A record of the corpus: the delivery as it was sent, the delivery as it was received, and the finding that is expected.

import { NOW } from "./payloads.js";
import { given } from "./schemes.js";

const base64 = (bytes) => Buffer.from(bytes).toString("base64");
/** Returns a secret of the receiver: text, or base64 if the receiver has decoded the secret to bytes. */
const asSecret = (secret) => (typeof secret === "string" ? secret : { base64: base64(secret) });

/** Makes a record. Values that `received` does not contain are the same as in `sent`. */
export async function record({ id, make }) {
  const { scheme, why, madeBy, sent, received = {}, expect, refused } = await make();
  const at = sent.now ?? NOW;
  const held = {
    scheme: given(received.scheme ?? scheme),
    headers: received.headers ?? sent.headers,
    body: base64(received.body ?? sent.body),
    secrets: (received.secrets ?? [received.secret ?? sent.secret]).map(asSecret),
    now: received.now ?? at,
    options: received.options,
  };
  return {
    id,
    why,
    madeBy,
    sent: { scheme: given(scheme), headers: sent.headers, body: base64(sent.body), secret: sent.secret, now: at },
    received: held,
    refused: refused ?? { code: "signature_mismatch" },
    expect: expect && {
      ...expect,
      offset: expect.subject === "body" ? firstDifference(sent.body, received.body) : undefined,
    },
  };
}

/** Returns the offset of the first different byte. Returns the shorter length if one body is the beginning of the other. */
function firstDifference(signed, held) {
  if (held === undefined) return undefined;
  const end = Math.min(signed.length, held.length);
  for (let at = 0; at < end; at++) if (signed[at] !== held[at]) return at;
  return end;
}

/** Returns the text of a file of records, with one member per line, so that a diff shows the changed member. */
export function textOf(records) {
  const entries = records.map((one) => {
    const members = Object.entries(one).filter(([, value]) => value !== undefined);
    return `  {\n${members.map(([name, value]) => `    ${JSON.stringify(name)}: ${ascii(value)}`).join(",\n")}\n  }`;
  });
  return `[\n${entries.join(",\n")}\n]\n`;
}

const ascii = (value) =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
