// The shared vectors: those of each provider, read from schemes/, and those without a provider, read from testdata/vectors/.

import { readdirSync, readFileSync } from "node:fs";

import { IDS, readOf, SCHEMES } from "./schemes.js";

const folder = new URL("../testdata/vectors/", import.meta.url);

/** The texts of all files of vectors, by name: the id of the provider, or the topic. */
export const TEXTS = Object.fromEntries([
  ...IDS.map((id) => [id, readOf(id, "vectors.json")]),
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name.slice(0, -".json".length), readFileSync(new URL(name, folder), "utf8")]),
]);

/** The files of vectors. Each vector includes the scheme and the clock of its file. */
export const files = Object.entries(TEXTS).map(([name, text]) => {
  const { scheme, now, vectors } = JSON.parse(text);
  return {
    name,
    vectors: vectors.map((vector) => ({
      ...vector,
      scheme: vector.scheme ?? scheme,
      now,
      isText: typeof vector.body === "string",
      body: typeof vector.body === "string" ? Buffer.from(vector.body) : Buffer.from(vector.body.hex, "hex"),
    })),
  };
});

export const vectors = files.flatMap((file) => file.vectors);

/** Returns a vector by its file and name. */
export function vector(file, name) {
  const found = files.find((one) => one.name === file)?.vectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vector ${name} of ${file}`);
  return found;
}

/** Matches names of vectors that a provider has published, or that show one of its events. */
const DOCUMENTED = /^(documented-.*|published|event)$/;

function isJson({ body }) {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the vector that represents a provider in tests that use only one: the first that is accepted and JSON. Vectors that are documented, and
 * that name their event if the scheme has one, come first.
 */
export function example(id) {
  const accepted = files.find(({ name }) => name === id).vectors.filter((one) => one.expect.ok && isJson(one));
  const named = accepted.filter(({ expect }) => expect.event !== null || SCHEMES[id].event === null);
  const found = named.find(({ name }) => DOCUMENTED.test(name)) ?? named[0] ?? accepted[0];
  if (found === undefined) throw new Error(`schemes/${id}/vectors.json has no accepted delivery that is JSON`);
  return found;
}
