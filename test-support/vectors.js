// The shared vectors, read from testdata/vectors/.

import { readdirSync, readFileSync } from "node:fs";

import { SCHEMES } from "./schemes.js";

const folder = new URL("../testdata/vectors/", import.meta.url);

/** Every file of vectors, each vector with what it takes from its file: the scheme and the clock. */
export const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => {
    const { scheme, now, vectors } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
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
  const found = files.find((one) => one.name === `${file}.json`)?.vectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vector ${name} in ${file}.json`);
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

/** The vector that stands for its provider where one is enough: the first that is documented, accepted, and names its event. */
export function example(id) {
  const found = files
    .find(({ name }) => name === `${id}.json`)
    ?.vectors.filter(({ name, expect }) => DOCUMENTED.test(name) && expect.ok)
    .find((one) => isJson(one) && (one.expect.event !== null || SCHEMES[id].event === null));
  if (found === undefined) throw new Error(`${id}.json has no documented delivery that is JSON and names its event`);
  return found;
}
