// The shared vectors: those of each provider, read from schemes/, and those of none, from testdata/vectors/.

import { readdirSync, readFileSync } from "node:fs";

import { IDS, readOf, SCHEMES } from "./schemes.js";

const folder = new URL("../testdata/vectors/", import.meta.url);

/** The text of every file of vectors, by its name: the id of its provider, or what it is about. */
export const TEXTS = Object.fromEntries([
  ...IDS.map((id) => [id, readOf(id, "vectors.json")]),
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name.slice(0, -".json".length), readFileSync(new URL(name, folder), "utf8")]),
]);

/** Every file of vectors, each vector with what it takes from its file: the scheme and the clock. */
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

/** One vector by its file and name. */
export function vector(file, name) {
  const found = files.find((one) => one.name === file)?.vectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vector ${name} of ${file}`);
  return found;
}

/** What the names of vectors begin with that a provider has published, or that show one of its events. */
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
 * The vector that stands for its provider where one is enough: the first that is accepted and JSON, of those that are documented and
 * name their event if there is one.
 */
export function example(id) {
  const accepted = files.find(({ name }) => name === id).vectors.filter((one) => one.expect.ok && isJson(one));
  const named = accepted.filter(({ expect }) => expect.event !== null || SCHEMES[id].event === null);
  const found = named.find(({ name }) => DOCUMENTED.test(name)) ?? named[0] ?? accepted[0];
  if (found === undefined) throw new Error(`schemes/${id}/vectors.json has no accepted delivery that is JSON`);
  return found;
}
