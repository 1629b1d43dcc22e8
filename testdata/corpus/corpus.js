// Reads the corpus of broken deliveries, and converts its members to the arguments of hookward.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("./", import.meta.url);

/** All records, with the family, which is the name of the file. */
export const corpus = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => {
    const family = name.slice(0, -".json".length);
    return JSON.parse(readFileSync(new URL(name, folder), "utf8")).map((one) => ({ family, ...one }));
  });

/** Returns the body of `sent` or `received`, as bytes. */
export const bytesOf = ({ body }) => Buffer.from(body, "base64");

/** Returns the request of `sent` or `received`. */
export const request = (given) => ({ headers: given.headers, body: bytesOf(given) });

/** Returns a secret of the receiver: text or bytes. */
export const secretOf = (secret) => (typeof secret === "string" ? secret : Buffer.from(secret.base64, "base64"));

/** Returns the time at the sender or the receiver. */
export const at = ({ now }) => new Date(now * 1000);
