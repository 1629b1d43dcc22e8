// The package in workerd, bundled as Wrangler does: every vector, and real deliveries over HTTP. The tests run without and with nodejs_compat, with
// which the runtime hashes long bodies.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

import { build } from "esbuild";
import { Miniflare } from "miniflare";

import { delivery } from "../../test-support/providers.js";
import { expected, named } from "../../test-support/result.js";
import { IDS, SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { files } from "../../test-support/vectors.js";

const entry = fileURLToPath(new URL("../../test-support/package-worker.js", import.meta.url));

/** Returns the modules of the Worker: one of JavaScript, and the WebAssembly modules, which are compiled before it runs. */
async function bundle() {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outdir: "/bundle",
    format: "esm",
    platform: "browser",
    target: "es2024",
    // Wrangler's own conditions, in its order.
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    logLevel: "silent",
  });
  const modules = outputFiles.map(({ path, contents }) => ({
    type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
    path,
    contents,
  }));
  return { modules: modules.toSorted((a) => (a.type === "ESModule" ? -1 : 1)), inputs: Object.keys(metafile.inputs) };
}

const { modules, inputs } = await bundle();

test("the bundle has the modules as modules, and not as text that would have to be compiled", () => {
  assert.deepEqual(
    modules.map(({ type }) => type),
    ["ESModule", "CompiledWasm", "CompiledWasm", "CompiledWasm"],
  );
  for (const name of ["workerd-verify.js", "workerd-schemes.js"])
    assert.ok(
      inputs.some((path) => path.endsWith(`dist/esm/loaders/${name}`)),
      inputs.join(),
    );
  assert.ok(!inputs.some((path) => /inline|bytes\.js|dist\/cjs/.test(path)), inputs.join());
});

const RUNTIMES = { workerd: [], "workerd with nodejs_compat": ["nodejs_compat"] };

for (const [name, compatibilityFlags] of Object.entries(RUNTIMES)) {
  describe(name, () => {
    let miniflare;
    before(() => {
      miniflare = new Miniflare({
        modules,
        modulesRoot: "/bundle",
        compatibilityDate: "2026-04-01",
        compatibilityFlags,
        bindings: { SECRETS },
      });
      return miniflare.ready;
    });
    after(() => miniflare.dispose());

    const post = (path, init) => miniflare.dispatchFetch(`http://localhost/${path}`, { method: "POST", ...init });

    test("starts, and is the runtime that it should be", async () => {
      const about = await (await post("about")).json();
      assert.deepEqual(about.schemes.sort(), [...IDS].sort());
      assert.equal(about.hash, compatibilityFlags.length > 0 ? "function" : "undefined");
    });

    for (const { name: file, vectors } of files) {
      test(file, async () => {
        const body = JSON.stringify(vectors.map(({ body, ...rest }) => ({ ...rest, hex: body.toString("hex") })));
        const response = await post("vectors", { body });
        assert.equal(response.status, 200);
        const responses = await response.json();
        const failures = [];
        let checked = 0;
        for (const [at, vector] of vectors.entries()) {
          const expect = expected(vector);
          for (const [shape, got] of Object.entries(responses[at])) {
            checked += 1;
            try {
              assert.deepEqual(named(got, expect), expect);
            } catch {
              failures.push(`${vector.name}, ${shape}: expected ${inspect(expect)}, got ${inspect(got)}`);
            }
          }
          // hookward/lite returns the same results for built-in schemes, with every fact.
          const { "pairs, check": full, "lite, pairs, check": lite } = responses[at];
          if (typeof vector.scheme === "string") assert.deepEqual(lite, full, vector.name);
          // Every vector ran at least with pairs, in both methods. Headers may refuse what a header cannot contain.
          assert.ok("pairs, check" in responses[at] && "pairs, verify" in responses[at], vector.name);
        }
        assert.equal(failures.join("\n"), "");
        assert.ok(checked >= vectors.length * 2 && checked > vectors.length * 3.5, `${checked} of ${vectors.length}`);
      });
    }

    test("webhook() takes every provider's delivery, and refuses what is not one", async () => {
      for (const id of SAMPLE) {
        const { headers, body, json } = delivery(id);
        const accepted = await post(`hook/${id}`, { headers, body });
        assert.equal(accepted.status, 200, id);
        // If the provider reads the response, package-worker.js leaves it to the package.
        if (SCHEMES[id].ack.exact) assert.equal(await accepted.text(), SCHEMES[id].ack.body);
        else assert.deepEqual((await accepted.json()).json, json);
        for (const [given, status, code] of [
          [{ headers, body: `${body} ${body}` }, 401, "signature_mismatch"],
          [{ headers: {}, body }, 401, "missing_header"],
          [{ headers, body: "x".repeat(100_001) }, 413, "body_too_large"],
        ]) {
          const refused = await post(`hook/${id}`, given);
          assert.deepEqual([refused.status, await refused.text()], [status, "invalid signature"], id);
          assert.equal((await (await post("about")).json()).last, code);
        }
        const get = await miniflare.dispatchFetch(`http://localhost/hook/${id}`);
        assert.deepEqual([get.status, get.headers.get("allow")], [405, "POST"]);
      }
    });

    test("long bodies, at once and of every scheme", async () => {
      await Promise.all(
        [0, 383, 384, 385, 1000, 2047, 2048, 2049, 16_384, 90_000].flatMap((length) =>
          SAMPLE.map(async (id) => {
            const { headers, body, json } = delivery(id, { json: { pad: "x".repeat(length) } });
            const response = await post(`hook/${id}`, { headers, body });
            assert.equal(response.status, 200, `${id}, ${length}`);
            if (!SCHEMES[id].ack.exact) assert.deepEqual((await response.json()).json, json);
            else await response.text();
          }),
        ),
      );
    });
  });
}
