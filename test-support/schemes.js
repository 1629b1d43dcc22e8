// The built-in schemes, read from their folders in schemes/. Tests use only this information about providers, so that every test of all providers
// includes a new scheme as soon as its folder exists.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../schemes/", import.meta.url);

/** The defaults of a scheme's properties. */
const DEFAULTS = {
  algorithm: "sha256",
  secretEncoding: "utf8",
  secretPrefix: null,
  timestamp: null,
  tolerance: 300,
  bodyHash: null,
  unsignedBody: false,
  event: null,
  deliveryId: null,
  reserialized: false,
  contentTypes: ["application/json"],
  headerPrefix: null,
  challenge: null,
  ack: { status: 200, contentType: "text/plain; charset=utf-8", body: "ok", exact: false },
  waivers: [],
};

/** The members of a scheme's file that are not part of the scheme. */
const ABOUT = ["$schema", "confirmed", "secretHelp", "retries"];

/** Returns the text of a file in a provider's folder. */
export const readOf = (id, name) => readFileSync(new URL(`${id}/${name}`, folder), "utf8");

/** The schemes by id. */
export const SCHEMES = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((id) => {
      const properties = Object.entries(JSON.parse(readOf(id, "scheme.json")));
      const own = Object.fromEntries(properties.filter(([name]) => !ABOUT.includes(name)));
      return [id, { ...DEFAULTS, ...own, ack: { ...DEFAULTS.ack, ...own.ack } }];
    }),
);

export const IDS = Object.keys(SCHEMES);

/** Returns the name under which `hookward/schemes` exports a scheme: its id in camelCase. */
export const nameOf = (id) => id.replace(/-./g, (pair) => pair[1].toUpperCase());

/** The providers that have a route in wrangler.toml, and appear in `npm start`. */
export const PROVIDERS = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot"];

/** The parts of a signed content that are not headers. */
const PARTS = ["body", "timestamp", "url", "method", "path", "query", "form", "bodyHash", "url_without_query"];

/** Returns the names of the headers that the signature covers. */
export const signedHeaders = ({ signedContent }) =>
  [...signedContent.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !PARTS.includes(name) && !name.includes(":"));

/** Returns a text for the code paths with which a scheme is parsed and signed. Two schemes with the same text are verified by the same code. */
function shapeOf({ signature: { syntax, encoding }, algorithm, timestamp, signedContent, reserialized, ack }) {
  const kind = (value) => (typeof value === "string" ? value : Object.keys(value ?? {}).sort());
  return JSON.stringify([
    kind(syntax),
    encoding,
    algorithm,
    kind(timestamp),
    /[{](url|form)[}]/.test(signedContent),
    reserialized,
    ack.exact,
  ]);
}

/**
 * Returns whether a scheme's deliveries can be made from any JSON without a URL. Its refusals must also have the usual text. If a scheme accepts only
 * empty responses, its refusals are also empty.
 */
const isSimple = ({ signedContent, timestamp, contentTypes, ack }) =>
  !(ack.exact && ack.body === "") &&
  !/\{(url|method|path|query|form|bodyHash)/.test(signedContent) &&
  timestamp?.body === undefined &&
  contentTypes.some((type) => type.includes("json"));

/** The schemes for tests of the code around a verification: those of the providers above, and one of each other shape. */
export const SAMPLE = (() => {
  const chosen = [...PROVIDERS, "standard-webhooks"];
  const shapes = new Set();
  const others = IDS.filter((id) => {
    if (chosen.includes(id) || !isSimple(SCHEMES[id])) return false;
    const shape = shapeOf(SCHEMES[id]);
    return !shapes.has(shape) && shapes.add(shape);
  });
  return [...chosen, ...others].filter((id) => id in SCHEMES);
})();

/** The schemes of the sample that sign the re-serialized body. */
export const RESERIALIZED = SAMPLE.filter((id) => SCHEMES[id].reserialized);

/** The schemes of the sample that sign the sent bytes and accept no other signature. */
export const AS_SENT = SAMPLE.filter((id) => !SCHEMES[id].reserialized);

/** Returns the schemes with the same signature header. They cannot be told apart by this header. */
export const sharingHeader = (id) =>
  IDS.filter((other) => SCHEMES[other].signature.header === SCHEMES[id].signature.header);

/** Returns whether two signature headers that were joined by a comma are one valid header with two signatures. */
export const joinsSignatures = ({ signature: { syntax }, timestamp }) =>
  (syntax.fields ?? syntax.list)?.separator === "," && timestamp?.field === undefined;

/** Conversions between the bytes of a key and the text of its secret, by the scheme's `secretEncoding`. */
const ENCODINGS = {
  utf8: { text: (key) => key.toString(), key: (secret) => Buffer.from(secret) },
  hex: { text: (key) => key.toString("hex"), key: (secret) => Buffer.from(secret, "hex") },
  base64: { text: (key) => key.toString("base64"), key: (secret) => Buffer.from(secret, "base64") },
  whsec: {
    text: (key) => `whsec_${key.toString("base64")}`,
    key: (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64"),
  },
};

/** Returns the keys that a secret may represent. Most schemes have one. A custom scheme may omit its encoding. */
export function keysOf({ secretEncoding = "utf8", secretPrefix }, secret) {
  const text = secretPrefix && secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret;
  return [secretEncoding].flat().map((encoding) => ENCODINGS[encoding].key(text));
}

/** Returns the first key that a secret represents. */
export const keyOf = (scheme, secret) => keysOf(scheme, secret)[0];

/** Returns the secret for a key: the text that `keyOf` converts to these bytes. A key that is a string is encoded as UTF-8. */
export const secretFor = ({ secretEncoding = "utf8", secretPrefix }, key) =>
  `${secretPrefix ?? ""}${ENCODINGS[[secretEncoding].flat()[0]].text(Buffer.from(key))}`;

/**
 * Returns the secret of a scheme in the tests. It differs for each scheme.
 *
 * The key begins with `whsec_` and has a character beyond ASCII, so that it must be used whole, and as UTF-8. No example of a provider has such a
 * secret. If it is found in an output, it can only have leaked.
 */
export const secretOf = (id) => secretFor(SCHEMES[id], `whsec_sécret-7f1d-${id}`);

/** Returns a wrong secret for a scheme, for forgeries. */
export const otherSecretOf = (id) => secretFor(SCHEMES[id], `another-${id}`);

/** The secret of every scheme, by its id. */
export const SECRETS = Object.fromEntries(IDS.map((id) => [id, secretOf(id)]));
