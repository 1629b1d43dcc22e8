// A record of a look-alike: a received delivery, its causes, and the cause that it resembles.

import { createHmac } from "node:crypto";

export const SECRET = "9f2c55d1e6a0b7";
export const NOW = 1_709_064_000;

export const mac = (content, { key = SECRET, algorithm = "sha256", encoding = "hex" } = {}) =>
  createHmac(algorithm, key).update(content).digest(encoding);

/** Returns a scheme with a header `x-signature`. By default, the signature covers only the body. */
const scheme = (id, syntax, encoding, rest = {}) => ({
  id,
  name: id,
  docs: `https://${id}.example/webhooks`,
  signature: { header: "x-signature", syntax, encoding },
  signedContent: "{body}",
  ...rest,
});

const timed = { timestamp: { header: "x-timestamp", unit: "s" }, signedContent: "{timestamp}.{body}" };

export const PLAIN = scheme("plain", "plain", "hex");
export const PLAIN_BASE64 = scheme("plain-base64", "plain", "base64");
export const PREFIXED = scheme("prefixed", { prefixed: "sha256=" }, "hex");
export const FOR_URLS = scheme("for-urls", "plain", "base64url");
export const SHA1 = scheme("sha1", "plain", "hex", { algorithm: "sha1" });
export const LIST = scheme("list", { list: { separator: " ", tag: "v1," } }, "base64");
export const TIMED = scheme("timed", "plain", "hex", timed);
export const TIMED_MS = scheme("timed-ms", "plain", "hex", {
  ...timed,
  timestamp: { header: "x-timestamp", unit: "ms" },
});
export const WITH_ID = scheme("with-id", "plain", "hex", { ...timed, signedContent: "{x-id}.{timestamp}.{body}" });
export const WITH_URL = scheme("with-url", "plain", "hex", { signedContent: "{method}\n{url}\n{body}" });
export const FIELDS = scheme("fields", { fields: { separator: ",", key: "v1" } }, "hex", {
  timestamp: { field: "t", unit: "s" },
  signedContent: "{timestamp}.{body}",
});
export const encoded = (secretEncoding) => ({ ...PLAIN, id: `plain-${secretEncoding}`, secretEncoding });

/** Returns bytes as a value of JSON: as text if they are UTF-8, otherwise as base64. */
const textOf = (bytes) => {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString();
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString("base64") };
};

/** Returns a record. `proven` are the codes that `explain` must prove, if any. `near` is the code of the cause that it resembles. */
export function record(id, why, received, proven, near) {
  const { scheme = PLAIN, headers, url, body = "{}", secrets = [SECRET], now = NOW } = received;
  const held = secrets.map((secret) => (typeof secret === "string" ? secret : { base64: secret.toString("base64") }));
  const given = { scheme, headers, ...(url === undefined ? {} : { url }), body: textOf(body), secrets: held, now };
  return { id, why, ...given, proven, ...(near === undefined ? {} : { near }) };
}
