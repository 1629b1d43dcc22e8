// A record as it is kept: what was sent, what was received in its place, and what has to be found.

import { NOW } from "./payloads.js";
import { given } from "./schemes.js";

const base64 = (bytes) => Buffer.from(bytes).toString("base64");
/** A secret as the receiver has it: text, or bytes where it decoded it. */
const asSecret = (secret) => (typeof secret === "string" ? secret : { base64: base64(secret) });

/** What was not said to be different is received as it was sent. */
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

/** The first byte at which what is held differs from what was signed; the end of the shorter, if it is the beginning of the longer. */
function firstDifference(signed, held) {
  if (held === undefined) return undefined;
  const end = Math.min(signed.length, held.length);
  for (let at = 0; at < end; at++) if (signed[at] !== held[at]) return at;
  return end;
}

/** The text of a file of records: one member a line, so that a change shows where it is. */
export function textOf(records) {
  const entries = records.map((one) => {
    const members = Object.entries(one).filter(([, value]) => value !== undefined);
    return `  {\n${members.map(([name, value]) => `    ${JSON.stringify(name)}: ${ascii(value)}`).join(",\n")}\n  }`;
  });
  return `[\n${entries.join(",\n")}\n]\n`;
}

const ascii = (value) =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
