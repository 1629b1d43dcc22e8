// Verifies with hookward what an SDK signs, and with the SDK what hookward signs, for random bodies.

import { createHash, randomInt, randomUUID } from "node:crypto";
import { ConfigError, Verifier } from "../dist/esm/index.js";
import { accepts, signs } from "./sdk.js";
import { withBody } from "./vectors.js";

const BODIES = 20;

/** Characters of one to four bytes, including those that JSON, forms and URLs escape. */
const LETTERS = [..."aZ09 \"'\\/&=+%<>?#:;,.\n\té߀漢字🪝"];

/**
 * Signs and verifies random bodies in both directions. Returns the error, or "not yet" if hookward does not know the scheme. Each body is that of an
 * accepted vector with a random member or field, because some SDKs read more of it than they verify. If an SDK accepts only certain bodies, its
 * adapter may have its own example.
 */
export async function checkBothWays(sdk, scheme, vector) {
  const { secret = vector.secrets[0], text = () => vector.delivery.text } = sdk.example ?? {};
  const delivery = { ...vector.delivery, text: text(vector.delivery.now) };
  let verifier;
  try {
    verifier = new Verifier({ scheme: sdk.id, secret });
  } catch (error) {
    if (error instanceof ConfigError && error.code === "unknown_scheme") return "not yet";
    throw error;
  }
  const problems = new Set();
  for (let count = 0; count < BODIES; count += 1) {
    const random = randomize(delivery, scheme);
    const ours = await verifiesOurs(sdk, verifier, random, secret);
    if (ours) problems.add(ours);
    const theirs = sdk.sign && (await verifiesTheirs(sdk, verifier, random, secret));
    if (theirs) problems.add(theirs);
  }
  return problems;
}

/** Signs a delivery with hookward, and verifies it with the SDK. Returns the error. */
async function verifiesOurs(sdk, verifier, delivery, secret) {
  const { body, url, method, now } = delivery;
  const { headers } = verifier.sign({ body, url, method, now: now * 1000 });
  const signed = { ...delivery, headers: { ...delivery.headers, ...headers } };
  return (await accepts(sdk, signed, [secret])) ? undefined : "the SDK refuses what hookward signs";
}

/** Signs a delivery with the SDK, and verifies it with hookward. Returns the error. */
async function verifiesTheirs(sdk, verifier, delivery, secret) {
  const headers = await signs(sdk, { ...delivery, secret, id: `msg_${randomUUID()}` });
  const { body, url, method, now } = delivery;
  const result = verifier.check({
    headers: { ...delivery.headers, ...headers },
    body,
    url,
    method,
    now: now * 1000,
  });
  return result.ok ? undefined : `hookward refuses what the SDK signs: ${result.code}`;
}

/** Returns a delivery with a random body. */
function randomize(delivery, { bodyHash }) {
  const bytes = Buffer.from(randomBody(delivery.text));
  return {
    ...delivery,
    ...withBody(bytes),
    url: bodyHash ? withHash(delivery.url, bodyHash.query, bytes) : delivery.url,
  };
}

function randomBody(text) {
  const random = Array.from({ length: randomInt(1, 200) }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  try {
    const value = JSON.parse(text);
    return JSON.stringify(Array.isArray(value) ? [...value, random] : { ...value, random });
  } catch {
    return `${text}&${new URLSearchParams({ random })}`;
  }
}

/** Returns a URL whose parameter contains the hash of the body. */
function withHash(url, parameter, body) {
  const changed = new URL(url);
  changed.searchParams.set(parameter, createHash("sha256").update(body).digest("hex"));
  return changed.href;
}
