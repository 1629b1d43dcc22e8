// Reads the look-alikes, and converts them to the arguments of hookward.

import { readFileSync } from "node:fs";

export const lookalikes = JSON.parse(readFileSync(new URL("./lookalikes.json", import.meta.url), "utf8"));

const bytesOf = (value) => (typeof value === "string" ? Buffer.from(value) : Buffer.from(value.base64, "base64"));

/** Returns a record as the argument of `explain`. */
export const received = ({ scheme, headers, url, body, secrets, now }) => ({
  scheme,
  headers,
  ...(url === undefined ? {} : { url }),
  body: bytesOf(body),
  secrets: secrets.map((secret) => (typeof secret === "string" ? secret : bytesOf(secret))),
  now: now * 1000,
});
