// docs/COMPONENT.md: the code in each language verifies a delivery that openssl's HMAC signed, and refuses a forged copy.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { COMPONENT } from "../scripts/component.js";
import { pythonPackages } from "../scripts/setup.js";
import { transpiled } from "../test-support/component.js";
import { blocks } from "../test-support/documentation.js";
import { root, writing } from "./pages.js";

const PAGE = "docs/COMPONENT.md";

/** The blocks that are run here. */
const PYTHON = "docs/COMPONENT.md#from-python python";
const RUST = "docs/COMPONENT.md#from-rust rust";
const CRATE = "docs/COMPONENT.md#from-rust toml";
const JAVASCRIPT = "docs/COMPONENT.md#from-javascript js";

const SECRET = "a secret of the documentation";
const GENUINE = '{"event":"dossier.created","event_id":"evt_1"}';
const SIGNATURE = createHmac("sha256", SECRET).update(GENUINE).digest("hex");

/** The genuine delivery, and one whose body was changed, with the output of the code for each. */
const PRINTED = [
  [GENUINE, /^dossier\.created evt_1$/],
  [GENUINE.replace("evt_1", "evt_2"), /^signature_mismatch The signature does not match/],
];

const codeOf = (id) => blocks.find((block) => block.id === id).code;

describe(PAGE, () => {
  const write = writing("component");

  /** Runs a program in the folder of the component, and returns its output. */
  async function run(name, code, command, env) {
    const path = write(name, code);
    cpSync(COMPONENT, write("component.wasm", ""));
    const { stdout } = await promisify(execFile)(command, [path], {
      cwd: dirname(path),
      env: { ...process.env, ...env },
    });
    return stdout.trim();
  }

  it("verifies from Python", async () => {
    const PYTHONPATH = await pythonPackages();
    for (const [body, printed] of PRINTED) {
      const given = `secret, now = ${JSON.stringify(SECRET)}, 0\nheaders = [("x-gilbert-signature", b"${SIGNATURE}")]\nbody = b'${body}'\n`;
      assert.match(await run("verify.py", `${given}${codeOf(PYTHON)}`, "python3", { PYTHONPATH }), printed);
    }
  });

  it("verifies from JavaScript", async () => {
    const component = pathToFileURL(`${await transpiled()}/component.js`).href;
    const code = codeOf(JAVASCRIPT).replace("./component/component.js", component);
    assert.ok(code.includes(component));
    for (const [body, printed] of PRINTED) {
      const given = `const encoder = new TextEncoder(), secret = ${JSON.stringify(SECRET)}, body = encoder.encode('${body}');\nconst headers = [["x-gilbert-signature", encoder.encode("${SIGNATURE}")]];\n`;
      assert.match(await run("verify.mjs", `${given}${code}`, process.execPath), printed);
    }
  });

  it("has each function of wit/ in its table", () => {
    const wit = readFileSync(`${root}wit/webhooks.wit`, "utf8").replaceAll(/\/\/.*$/gm, "");
    const functions = [];
    let resource = "";
    for (const line of wit.split("\n")) {
      if (/^ {4}resource /.test(line)) resource = `${/resource ([\w-]+)/.exec(line)[1]}.`;
      else if (/^ {4}\}/.test(line)) resource = "";
      const [, name] = /^ +([\w-]+): (?:static )?func\(/.exec(line) ?? [];
      if (name !== undefined) functions.push(`${resource}${name}`);
    }
    const [, section] = /\n## Functions\n(.*?)\n## /s.exec(readFileSync(`${root}${PAGE}`, "utf8"));
    assert.deepEqual([...section.matchAll(/^\| `(.*?)` \|/gm)].map(([, name]) => name).sort(), functions.sort());
    assert.ok(functions.length > 15);
  });

  it("has the Rust that is compiled and run by `npm run bench:component`", () => {
    const program = readFileSync(`${root}bench/component/src/verify.rs`, "utf8").replaceAll("pub fn", "fn");
    assert.ok(program.includes(codeOf(RUST).replace('path: "wit"', 'path: "../../wit"')));
    const manifest = readFileSync(`${root}bench/component/Cargo.toml`, "utf8");
    const [major, features] = [/version = "(\d+)/, /features = (\[.*\])/].map((part) => part.exec(codeOf(CRATE))[1]);
    assert.match(manifest, new RegExp(`^wasmtime = \\{ version = "${major}\\.`, "m"));
    assert.ok(manifest.includes(features));
  });
});
