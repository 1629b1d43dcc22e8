// A provider is one folder of data. The test makes up a provider in a copy of the project, and generates everything that it requires. The core and
// the npm package then have its scheme, and its vectors pass. After its folder is deleted, nothing of it remains.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { environment } from "../../scripts/shell.js";
import { cargoTarget } from "../../scripts/wasm.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ask = (command, args, cwd) => execFileSync(command, args, { cwd, encoding: "utf8", env: environment });

/** The files that are under version control, or will be. */
const FILES = ask("git", ["ls-files", "--cached", "--others", "--exclude-standard"], root)
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

/** The files that are generated from the folders of the providers. */
const GENERATED =
  /^(src\/schemes\/(builtin|json)\.rs|js\/src\/(builtin\/[\w-]+|schemes\/(builtin|examples)|events\/index)\.ts|docs\/(CLI|PROVIDERS)\.md)$/;

test("no source names a provider that many use, but for what is generated", () => {
  // The module that explains requires no list of providers either, because it reads the schemes.
  const sources = FILES.filter((path) => /^(src|crates|js\/src|worker\/src|site\/src)\//.test(path));
  // Payloads have a provider's own names.
  const own = sources.filter((path) => !GENERATED.test(path) && !/^(js\/)?src\/events\//.test(path));
  assert.ok(own.length > 150 && own.length < sources.length);
  for (const path of own) {
    const text = readFileSync(join(root, path), "utf8").replaceAll(/https?:\/\/[^\s)>"]+/g, "");
    assert.doesNotMatch(text, /stripe|shopify|github|slack|twilio/i, path);
  }
});

const ID = "made-up";
const NOW = 1_790_000_000;

const SCHEME = {
  $schema: "../scheme.schema.json",
  id: ID,
  name: "Made Up",
  docs: "https://made-up.example/webhooks",
  signature: {
    header: "made-up-signature",
    syntax: { fields: { separator: ",", key: "sig" } },
    encoding: "hex",
  },
  timestamp: { field: "at", unit: "s" },
  signedContent: "{timestamp}.{body}",
  event: { body: "kind" },
  deliveryId: { body: "id" },
  headerPrefix: "made-up-",
  ack: { status: 200, contentType: "text/xml", body: "<Response/>", exact: true },
  confirmed: [{ by: "this test", how: "document", date: "2026-11-27" }],
  secretHelp: "Nowhere, since there is no such provider",
};

/** Returns a vector whose signature is made by Node. */
function vector(name, expect, { time = NOW, body = '{"id":"m_1","kind":"made.up"}', secret = "s3cret" } = {}) {
  const mac = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  const headers = [["Made-Up-Signature", `at=${time},sig=${mac}`]];
  const confirmed = expect.ok ? { confirmed: ["openssl"] } : {};
  return { name, why: name, secrets: ["s3cret"], headers, body, expect, ...confirmed };
}

const accepted = (event, deliveryId) => {
  const about = { event, deliveryId, deliveryIdSigned: true };
  return { ok: true, secretIndex: 0, timestamp: NOW, reserialized: false, ...about };
};

const VECTORS = [
  vector("genuine", accepted("made.up", "m_1")),
  vector("no-json", accepted(null, null), { body: "text" }),
  vector("too-old", { code: "timestamp_too_old" }, { time: NOW - 301 }),
  vector("too-new", { code: "timestamp_too_new" }, { time: NOW + 301 }),
  vector("other-secret", { code: "signature_mismatch", secrets: 1 }, { secret: "other" }),
  { ...vector("missing", { code: "missing_header", header: "made-up-signature" }), headers: [] },
];

describe("a provider that is made up", { timeout: 600_000 }, () => {
  let copy;

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "hookward-provider-"));
    for (const path of FILES) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      cpSync(join(root, path), join(copy, path));
    }
    cpSync(join(root, "js/src/wasm"), join(copy, "js/src/wasm"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });

  after(() => rmSync(copy, { recursive: true }));

  /** Generates what `npm run generate` does, except the pages, with the project's own generator. */
  function generate() {
    for (const what of ["schemes", "events"]) {
      ask("cargo", ["run", "--locked", "--quiet", "-p", "hookward-generate", "--", what, copy], root);
    }
    const examples = "(await import('./scripts/generate-examples.js')).generateExamples({ check: false })";
    ask("node", ["--input-type=module", "--eval", examples], copy);
  }

  const changed = () =>
    FILES.filter(
      (path) => !existsSync(join(copy, path)) || !readFileSync(join(copy, path)).equals(readFileSync(join(root, path))),
    );

  test("needs its folder and what is generated from it", () => {
    const folder = join(copy, "schemes", ID);
    mkdirSync(folder);
    writeFileSync(join(folder, "scheme.json"), JSON.stringify(SCHEME));
    writeFileSync(
      join(folder, "vectors.json"),
      JSON.stringify({ scheme: ID, source: "here", now: NOW, vectors: VECTORS }),
    );
    generate();
    for (const path of changed()) assert.match(path, GENERATED);
    assert.ok(existsSync(join(copy, `js/src/builtin/${ID}.ts`)));
  });

  test("is known to the core", () => {
    const args = ["test", "--locked", "--quiet", "-p", "hookward", "--features", "serde", "--test", "schemes"];
    const env = { ...environment, CARGO_TARGET_DIR: cargoTarget };
    execFileSync("cargo", args, { cwd: copy, env, stdio: ["ignore", "pipe", "pipe"] });
  });

  test("is known to the npm package, and its vectors pass", () => {
    const build = "await (await import('./scripts/package.js')).buildPackage()";
    ask("node", ["--input-type=module", "--eval", build], copy);
    const suites = ["schemes", "lite", "vectors", "scheme-schema"].map((name) => `js/test/${name}.test.js`);
    ask("node", ["--test", ...suites, "testdata/vectors/confirm.test.js"], copy);
    const program = `
      import { schemes, Verifier } from "hookward";
      import { examples } from "hookward/testing";
      import { madeUp } from "hookward/schemes/${ID}";
      console.log(JSON.stringify([schemes["${ID}"].name, new Verifier({ scheme: madeUp, secret: "s" }).scheme.id, examples("${ID}")]));`;
    const [name, id, examples] = JSON.parse(ask("node", ["--input-type=module", "--eval", program], copy));
    assert.deepEqual([name, id], ["Made Up", ID]);
    assert.equal(examples[0].event, "made.up");
    assert.notEqual(JSON.parse(examples[0].body).id, "m_1");
  });

  test("leaves nothing when its folder is gone", () => {
    rmSync(join(copy, "schemes", ID), { recursive: true });
    generate();
    assert.deepEqual(changed(), []);
    assert.ok(!existsSync(join(copy, `js/src/builtin/${ID}.ts`)));
  });

  test("is refused by the generator with what is wrong and where", () => {
    const folder = join(copy, "schemes", ID);
    for (const [change, message] of [
      [{ id: "other" }, /schemes\/made-up\/scheme\.json: its id is "other", and its folder has another name/],
      [{ tolerence: 60 }, /schemes\/made-up\/scheme\.json: (tolerence: )?unknown field `tolerence`/],
      [{ signedContent: "{body}" }, /schemes\/made-up\/scheme\.json: Scheme made-up: signedContent cannot be used/],
      [{ confirmed: [] }, /schemes\/made-up\/scheme\.json: confirmed: it is empty/],
      [{ secretHelp: "In the settings." }, /schemes\/made-up\/scheme\.json: secretHelp: it must be a phrase/],
    ]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "scheme.json"), JSON.stringify({ ...SCHEME, ...change }));
      assert.throws(generate, ({ stderr }) => message.test(stderr), `${JSON.stringify(change)}`);
      rmSync(folder, { recursive: true });
    }
  });
});
