// The reference: every public function has a comment for editors and the generated pages. Its first sentence begins with a verb and its object, and
// has at most 20 words. The comment names each parameter and the returned value.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";

import { filesBelow, root } from "../../scripts/shell.js";

const read = (path) => readFileSync(join(root, path), "utf8");

/** The sources of the entry points, and of the classes that they export. */
const CLASSES = ["verifier/verifier-interface", "verifier/verified-delivery", "verifier/define-scheme"];
const { entryPoints } = JSON.parse(read("scripts/api/typedoc.json"));
const SOURCES = [
  ...entryPoints.map((path) => path.replace("../../", "")),
  ...CLASSES.map((name) => `js/src/${name}.ts`),
].filter((path) => !path.endsWith("worker.ts"));

/** The functions that a program calls first. Their comments have an example instead of their parameters. */
const WITH_EXAMPLE = ["webhook", "rawBody"];

/** Matches a verb in the third person at the beginning of a doc comment. */
const FIRST = /^[A-Z][a-z]+s\b/;

/** Returns the first sentence of a comment, in one line. */
const firstSentence = (comment) =>
  /^(.*?)(?:\.(?:\s|$)|:(?=\s*$)|\n\s*\n|$)/s.exec(comment)[1].replaceAll(/\s+/g, " ").trim();

/** Returns the error in a comment's first sentence, or undefined. */
function wrongSentence(comment) {
  const sentence = firstSentence(comment);
  const words = sentence.split(" ").length;
  if (!FIRST.test(sentence)) return `does not begin with a verb: ${sentence}`;
  if (words > 20) return `has ${words} words in its first sentence: ${sentence}`;
  return undefined;
}

/** Returns the text inside a JavaScript comment. */
const inside = (comment) =>
  comment
    .replace(/^\s*\/\*\*|\*\/$/g, "")
    .replaceAll(/^ *\* ?/gm, "")
    .trim();

/** Returns the names of a signature's parameters. Types in brackets belong to their parameter. */
function parametersOf(signature) {
  let depth = 0;
  const names = [];
  const text = signature.slice(signature.search(/\((?!\s*typeof)/) + 1).replaceAll("=>", "  ");
  let current = "";
  for (const one of text) {
    if (depth === 0 && (one === "," || one === ")")) {
      const [, name] = /^\s*(\w+)\??\s*:/.exec(current) ?? [];
      if (name !== undefined) names.push(name);
      if (one === ")") break;
      current = "";
      continue;
    }
    if ("([{<".includes(one)) depth += 1;
    if (")]}>".includes(one)) depth -= 1;
    current += one;
  }
  return names;
}

/** Returns the public functions and methods of a source: the first signature of each, with its comment. */
function functionsOf(path) {
  const text = read(path);
  const found = new Map();
  const functions = /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)^export function (\w+)([\s\S]*?)(?:;|\{)$/gm;
  const methods =
    /( {2}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)^ {2}(?!constructor|get |readonly|static)(\w+)(\([\s\S]*?)(?:;|\{)$/gm;
  for (const [, comment, name, rest] of [...text.matchAll(functions), ...text.matchAll(methods)])
    if (!found.has(name))
      found.set(name, { name, comment: inside(comment.trim()), signature: rest.replace(/^<[\s\S]*?>(?=\()/, "") });
  return [...found.values()];
}

test("each public function of the npm package has a comment with its parameters and its result", () => {
  const wrong = [];
  let count = 0;
  for (const path of SOURCES) {
    for (const { name, comment, signature } of functionsOf(path)) {
      count += 1;
      const say = (what) => wrong.push(`${path}: ${name} ${what}`);
      if (comment === "") {
        say("has no comment");
        continue;
      }
      const sentence = wrongSentence(comment);
      if (sentence !== undefined) say(sentence);
      for (const parameter of parametersOf(signature))
        if (!new RegExp(`^@param ${parameter} [A-Z\`]`, "m").test(comment)) say(`does not describe ${parameter}`);
      const isVoid = /\):\s*void\s*$/.test(signature.trim());
      if (!isVoid && !/^@returns [A-Z`]/m.test(comment)) say("does not describe what it returns");
      if (WITH_EXAMPLE.includes(name) && !/^@example\n```/m.test(comment)) say("has no example");
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 35, `${count}`);
});

test("each public function of the crate begins with a verb and its object", () => {
  const wrong = [];
  let count = 0;
  for (const file of filesBelow(join(root, "src")).filter((path) => path.endsWith(".rs"))) {
    const path = relative(root, file);
    const matches = read(path).matchAll(/((?:^ *\/\/\/.*\n)+)(?:^ *#\[.*\n)*^ *pub (?:const )?fn (\w+)/gm);
    for (const [, comment, name] of matches) {
      count += 1;
      const sentence = wrongSentence(comment.replaceAll(/^ *\/\/\/ ?/gm, ""));
      if (sentence !== undefined) wrong.push(`${path}: ${name} ${sentence}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 80, `${count}`);
});

/** The items that a Rust program uses first. cargo runs the example of each. */
const WITH_EXAMPLES = {
  "src/verifier.rs": [
    "struct Verifier",
    "fn new",
    "fn with_tolerance",
    "fn with_max_body_bytes",
    "fn verify",
    "fn verify_received",
    "fn verify_reserialized",
    "fn verify_with_runtime_hash",
    "fn check_headers",
  ],
  "src/authenticator.rs": ["struct Authenticator"],
  "src/dedupe_key.rs": ["fn dedupe_key"],
  "src/explain/guess.rs": ["fn guess"],
  "src/explain/mod.rs": ["fn explain"],
  "src/headers.rs": ["trait Headers"],
  "src/lint.rs": ["fn lint_all"],
  "src/message.rs": ["fn message"],
  "src/received.rs": ["struct Received"],
  "src/scheme/mod.rs": ["struct Scheme"],
  "src/schemes/mod.rs": ["fn by_id", "fn ids"],
  "src/sign.rs": ["fn new", "fn sign"],
  "src/testing/kit.rs": ["fn conformance"],
  "src/testing/signed_request.rs": ["fn sign_flawed", "fn sign_request"],
  "src/tower/delivery.rs": ["struct Delivery"],
  "src/tower/options.rs": ["struct WebhookOptions"],
  "src/tower/webhook.rs": ["fn webhook_layer"],
  "src/unix_time.rs": ["struct UnixTime", "fn from_rfc3339"],
};

test("the main items of the crate have examples, and what can fail has its errors", () => {
  const wrong = [];
  for (const file of filesBelow(join(root, "src")).filter((path) => path.endsWith(".rs"))) {
    const path = relative(root, file);
    const wanted = new Set(WITH_EXAMPLES[path]);
    const items = read(path).matchAll(
      /((?:^ *\/\/\/.*\n)+)(?:^ *#\[(?:.*|\w+\(\n(?: +[^ \n].*\n)+ *\))\]\n)*^ *pub (?:const )?((?:fn|struct|trait) \w+)([^{;]*)/gm,
    );
    for (const [, comment, item, rest] of items) {
      const examples = / *\/\/\/ # Examples\n *\/\/\/ ```(?!ignore|no_run|text)/.test(comment);
      if (wanted.delete(item) && !examples) wrong.push(`${path}: ${item} has no # Examples`);
      if (!examples && comment.includes("```")) wrong.push(`${path}: ${item} has code without # Examples`);
      if (/-> Result</.test(rest) && !comment.includes("/// # Errors")) wrong.push(`${path}: ${item} has no # Errors`);
    }
    for (const item of wanted) wrong.push(`${path}: there is no ${item}`);
  }
  assert.deepEqual(wrong, []);
});

test("typedoc makes a page for each entry point of the package", () => {
  const { exports } = JSON.parse(read("package.json"));
  const { typedoc } = { typedoc: entryPoints.map((path) => /js\/src\/(.*)\.ts$/.exec(path)[1]) };
  for (const [name, target] of Object.entries(exports)) {
    const types = target.import?.types ?? target.types;
    if (types === undefined || name.startsWith("./schemes")) continue;
    const source = types.replace("./dist/esm/", "").replace(".d.ts", "");
    assert.ok(typedoc.includes(source), name);
  }
});
