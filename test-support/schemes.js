// The built-in schemes, read from their folders in schemes/. Whatever tests know of a provider comes from here, so that a new
// scheme is in every test of all providers for having a folder.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../schemes/", import.meta.url);

/** What a scheme is that its file does not say. */
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

/** What is in a scheme's file besides the scheme. */
const ABOUT = ["$schema", "confirmed", "secretHelp", "retries"];

/** The text of a file in the folder of a provider. */
export const readOf = (id, name) => readFileSync(new URL(`${id}/${name}`, folder), "utf8");

/** Every scheme by its id. */
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

/** The name by which a scheme is imported from `hookward/schemes`: its id in camelCase. */
export const nameOf = (id) => id.replace(/-./g, (pair) => pair[1].toUpperCase());

/** The providers that have a route in wrangler.toml, and a part in `npm start`. */
export const PROVIDERS = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot"];

/** What can be a part of a signed content and is no header. */
const PARTS = ["body", "timestamp", "url", "method", "path", "query", "form", "bodyHash", "url_without_query"];

/** The names of the headers that the signature covers. */
export const signedHeaders = ({ signedContent }) =>
  [...signedContent.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !PARTS.includes(name) && !name.includes(":"));

/** What decides how a scheme is read and signed: two that have the same are verified by the same code. */
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
 * Whether its deliveries can be made of any JSON, without knowing the url that they are sent to, and a refusal is in the words of all
 * others: where only an empty response counts, a refusal is empty too.
 */
const isSimple = ({ signedContent, timestamp, contentTypes, ack }) =>
  !(ack.exact && ack.body === "") &&
  !/\{(url|method|path|query|form|bodyHash)/.test(signedContent) &&
  timestamp?.body === undefined &&
  contentTypes.some((type) => type.includes("json"));

/** The schemes of today's tests, and of all others one of each shape: where a test asks what hookward does around a verification. */
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

/** Those of them that sign what JSON.stringify prints of the body. */
export const RESERIALIZED = SAMPLE.filter((id) => SCHEMES[id].reserialized);

/** Those of them that sign the bytes that they send, and accept no others. */
export const AS_SENT = SAMPLE.filter((id) => !SCHEMES[id].reserialized);

/** The schemes whose signature is in the same header. A header alone does not tell them apart. */
export const sharingHeader = (id) =>
  IDS.filter((other) => SCHEMES[other].signature.header === SCHEMES[id].signature.header);

/** Whether two signature headers that were joined by a comma on the way are one header with two signatures. */
export const joinsSignatures = ({ signature: { syntax }, timestamp }) =>
  (syntax.fields ?? syntax.list)?.separator === "," && timestamp?.field === undefined;

/** The text of a secret for the bytes of its key, and back, by the scheme's `secretEncoding`. */
const ENCODINGS = {
  utf8: { text: (key) => key.toString(), key: (secret) => Buffer.from(secret) },
  hex: { text: (key) => key.toString("hex"), key: (secret) => Buffer.from(secret, "hex") },
  base64: { text: (key) => key.toString("base64"), key: (secret) => Buffer.from(secret, "base64") },
  whsec: {
    text: (key) => `whsec_${key.toString("base64")}`,
    key: (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64"),
  },
};

/** The keys that a secret may stand for, of which most schemes have one. A custom scheme may leave its encoding out. */
export function keysOf({ secretEncoding = "utf8", secretPrefix }, secret) {
  const text = secretPrefix && secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret;
  return [secretEncoding].flat().map((encoding) => ENCODINGS[encoding].key(text));
}

/** The bytes that a secret stands for first of all. */
export const keyOf = (scheme, secret) => keysOf(scheme, secret)[0];

/** The secret that stands for a key: what `keyOf` turns into these bytes, or into those of this text. */
export const secretFor = ({ secretEncoding = "utf8", secretPrefix }, key) =>
  `${secretPrefix ?? ""}${ENCODINGS[[secretEncoding].flat()[0]].text(Buffer.from(key))}`;

/**
 * The secret of a scheme in the tests, another one for each.
 *
 * As text it begins with `whsec_` and has a letter beyond ASCII: it must be used whole, and as UTF-8. No example of a provider
 * has such a secret, so that one found in an output can only have leaked.
 */
export const secretOf = (id) => secretFor(SCHEMES[id], `whsec_sécret-7f1d-${id}`);

/** A secret that is none of the scheme's, for forgeries. */
export const otherSecretOf = (id) => secretFor(SCHEMES[id], `another-${id}`);

/** `secretOf` every scheme, by its id. */
export const SECRETS = Object.fromEntries(IDS.map((id) => [id, secretOf(id)]));
