// The look-alikes, read, and the shapes in which hookward takes what is in them.

import { readFileSync } from "node:fs";

export const lookalikes = JSON.parse(readFileSync(new URL("./lookalikes.json", import.meta.url), "utf8"));

const bytesOf = (value) => (typeof value === "string" ? Buffer.from(value) : Buffer.from(value.base64, "base64"));

/** A record as `explain` takes it. */
export const received = ({ scheme, headers, url, body, secrets, now }) => ({
  scheme,
  headers,
  ...(url === undefined ? {} : { url }),
  body: bytesOf(body),
  secrets: secrets.map((secret) => (typeof secret === "string" ? secret : bytesOf(secret))),
  now: now * 1000,
});
