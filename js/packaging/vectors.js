// The shared vectors as one ES module, which every consumer imports: not every runtime has files to read.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/shell.js";
import { TEXTS } from "../../test-support/vectors.js";

/** Where what is made for the consumers goes. Not under version control. */
export const made = join(root, "js", "packaging", "build");

/** Every file of vectors, each vector with what it takes from its file; and the controls. */
function files() {
  const real = Object.entries(TEXTS).map(([name, text]) => {
    const { scheme, now, vectors } = JSON.parse(text);
    const whole = ({ secrets, headers, body, url, method, expect, options, ...vector }) => {
      const sent = { headers, body, url, method };
      return { name: vector.name, scheme: vector.scheme ?? scheme, now, secrets, ...sent, expect, options };
    };
    return { name, vectors: vectors.map(whole) };
  });
  return [...real, { name: "controls", vectors: controls(real) }];
}

/** Vectors with the opposite of what is true, one of each kind: a runtime that does not report them as wrong sees nothing. */
function controls(real) {
  const all = real.flatMap(({ vectors }) => vectors);
  const accepted = all.find(({ expect }) => expect.ok);
  const refused = all.find(({ expect }) => expect.code === "signature_mismatch");
  const other = { ...accepted, expect: { ...accepted.expect, secretIndex: 1 } };
  return [{ ...accepted, expect: refused.expect }, { ...refused, expect: accepted.expect }, other].map(
    (vector, at) => ({
      ...vector,
      name: `control ${at}`,
      control: true,
    }),
  );
}

/** The vectors, and how many there are of each kind, so that a report can be held against them. */
export function collect() {
  const all = files();
  const vectors = all.flatMap((file) => file.vectors);
  const wrong = vectors.filter(({ control }) => control).length;
  const texts = vectors.filter(({ control, body }) => !control && typeof body === "string").length;
  return { files: all, expected: { vectors: vectors.length - wrong, texts, controls: wrong } };
}

/** Writes the module. Gives what a report is held against. */
export function writeVectors() {
  const { files: all, expected } = collect();
  mkdirSync(made, { recursive: true });
  // As text that is parsed: engines read that faster than a literal, and no bundler looks into it.
  writeFileSync(join(made, "vectors.js"), `export const files = JSON.parse(${JSON.stringify(JSON.stringify(all))});\n`);
  return expected;
}
