// The shared vectors with both methods of the package, with every shape of a request, as ES module and as CommonJS.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";

import * as esm from "hookward";
import { expected, named, resultFor } from "../../test-support/result.js";
import { files } from "../../test-support/vectors.js";
import { withoutRuntimeHash, withRuntimeHash } from "../../test-support/without-runtime-hash.js";

const require = createRequire(import.meta.url);
const cjs = require("hookward");

const core = withoutRuntimeHash("hookward");

const PACKAGES = {
  "ES module": withRuntimeHash(esm),
  CommonJS: withRuntimeHash(cjs),
  "CommonJS without the host's SHA-256": core,
};

const group = (pairs, lower) => {
  const groups = new Map();
  for (const [name, value] of pairs) {
    const key = lower ? name.toLowerCase() : name;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups];
};
const single = (values) => (values.length === 1 ? values[0] : values);

/** The shapes of headers. A shape is undefined if it cannot contain these headers. */
const HEADERS = {
  pairs: (pairs) => pairs,
  // An iterator can be read only once.
  iterator: (pairs) => pairs[Symbol.iterator](),
  // A fetch implementation refuses what a header cannot contain, and joins repeated headers with ", ".
  Headers(pairs) {
    const headers = new Headers();
    try {
      for (const [name, value] of pairs) headers.append(name, value);
    } catch (error) {
      assert.ok(error instanceof TypeError && !isLatin1(pairs), `Headers refuses ${JSON.stringify(pairs)}: ${error}`);
      return undefined;
    }
    return headers;
  },
  record: (pairs) => Object.fromEntries(group(pairs, false).map(([name, values]) => [name, single(values)])),
  "record in lower case": (pairs) =>
    Object.fromEntries(group(pairs, true).map(([name, values]) => [name, single(values)])),
  // Node's req.headers, which joins repeated headers.
  "req.headers": (pairs) => Object.fromEntries(group(pairs, true).map(([name, values]) => [name, values.join(", ")])),
  // Node's req.headersDistinct, whose values are all arrays, and which has no prototype.
  "req.headersDistinct": (pairs) => Object.assign(Object.create(null), Object.fromEntries(group(pairs, true))),
};

const isLatin1 = (pairs) => pairs.flat().every((text) => /^[\0-\xff]*$/.test(text));

/** Returns the same bytes in the middle of a larger buffer. This detects code that uses the whole buffer of a view. */
function inside(bytes) {
  const larger = new Uint8Array(bytes.length + 24).fill(0x7b);
  larger.set(bytes, 16);
  return { buffer: larger.buffer, offset: 16 };
}

/** The shapes of a body. */
const BODIES = {
  Buffer: ({ body }) => body,
  "Uint8Array in a larger buffer"({ body }) {
    const { buffer, offset } = inside(body);
    return new Uint8Array(buffer, offset, body.length);
  },
  ArrayBuffer: ({ body }) => Uint8Array.from(body).buffer,
  DataView({ body }) {
    const { buffer, offset } = inside(body);
    return new DataView(buffer, offset, body.length);
  },
  string: ({ body, isText }) => (isText ? body.toString("utf8") : undefined),
};

test("there is a file for every scheme", () => {
  const names = files.map((file) => file.name);
  for (const id of Object.keys(esm.schemes)) assert.ok(names.includes(id), id);
  assert.ok(names.includes("attacks"));
});

for (const { name, vectors } of files) {
  for (const [format, api] of Object.entries(PACKAGES)) {
    test(`${name}, ${format}`, () => {
      const failures = new Map();
      const checked = new Map();
      for (const vector of vectors) {
        const expect = expected(vector);
        const ask = resultFor(api, vector);
        for (const [headersShape, toHeaders] of Object.entries(HEADERS)) {
          for (const [bodyShape, toBody] of Object.entries(BODIES)) {
            for (const entry of ["check", "verify"]) {
              const shape = `${headersShape} and ${bodyShape}`;
              const headers = toHeaders(vector.headers);
              const body = toBody(vector);
              if (headers === undefined || body === undefined) continue;
              checked.set(shape, (checked.get(shape) ?? 0) + 1);
              const got = ask({ headers, body }, entry);
              try {
                assert.deepEqual(named(got, expect), expect);
              } catch {
                const first = `${shape}, ${entry}: expected ${inspect(expect)}, got ${inspect(got)}`;
                const { times = 0, text = first } = failures.get(vector.name) ?? {};
                failures.set(vector.name, { times: times + 1, text });
              }
            }
          }
        }
      }
      const lines = [...failures].map(([vector, { times, text }]) => `${vector} failed ${times} times. ${text}`);
      assert.equal(lines.join("\n"), "");
      // Only combinations that a shape cannot contain were omitted.
      for (const headersShape of Object.keys(HEADERS)) {
        for (const bodyShape of Object.keys(BODIES)) {
          const fits = vectors.filter(
            (vector) =>
              (headersShape !== "Headers" || isLatin1(vector.headers)) && (bodyShape !== "string" || vector.isText),
          );
          assert.equal(checked.get(`${headersShape} and ${bodyShape}`), fits.length * 2);
        }
      }
    });
  }
}

test("both module formats are the same code", () => {
  assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).sort());
  assert.notEqual(cjs.Verifier, esm.Verifier);
});
