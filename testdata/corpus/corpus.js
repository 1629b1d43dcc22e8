// The corpus of broken deliveries, read, and the shapes in which hookward takes what is in it.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("./", import.meta.url);

/** Every record, with the family that its file is named by. */
export const corpus = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => {
    const family = name.slice(0, -".json".length);
    return JSON.parse(readFileSync(new URL(name, folder), "utf8")).map((one) => ({ family, ...one }));
  });

/** The body of `sent` or `received`. */
export const bytesOf = ({ body }) => Buffer.from(body, "base64");

/** The request of `sent` or `received`. */
export const request = (given) => ({ headers: given.headers, body: bytesOf(given) });

/** A secret as the receiver has it: text, or bytes. */
export const secretOf = (secret) => (typeof secret === "string" ? secret : Buffer.from(secret.base64, "base64"));

/** What time it is there. */
export const at = ({ now }) => new Date(now * 1000);
