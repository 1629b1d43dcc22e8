// No identifier, file or data key has a name that the glossary has replaced. Comments, strings and pages are not checked, because they may need any
// word.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files under version control, except lockfiles, the vendors' own code, and types and payloads with a provider's names. */
const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && !/(^|\/)(package-lock\.json|Cargo\.lock)$/.test(path))
  .filter(
    (path) =>
      !/^(testdata\/vectors\/documents\/|src\/events\/|js\/src\/events\/|tests\/events\.rs|bench\/results\/)/.test(
        path,
      ),
  )
  .filter((path) => !path.startsWith("tests/structure/"));

/** Old words in identifiers, and the words of the glossary. They are found in camelCase, snake_case and PascalCase. */
const WORDS = {
  verdict: "result",
  verdicts: "results",
  judge: "verify, check or result",
  judged: "verified or checked",
  judges: "engines",
  claim: "parsed headers",
  plan: "compiled scheme",
  stamp: "timestamp",
  stamped: "timestamped",
  restamped: "changed_timestamp",
  moment: "time",
  hosted: "runtime hash",
  reserializes: "reserialize",
  sentence: "message",
  sentences: "messages",
  answer: "response",
  answers: "responses",
  answered: "responded",
  fault: "reason, or error",
  idempotence: "dedupe",
  idempotency: "dedupe",
};

/** Old whole identifiers, and their replacements. */
const IDENTIFIERS = {
  Judge: "Engine",
  Row: "CompiledScheme",
  Plan: "CompiledScheme",
  Piece: "CompiledPart",
  StampPlace: "CompiledTimestamp",
  Claim: "ParsedHeaders",
  Malformed: "HeaderReason",
  HostHash: "RuntimeHash",
  HostedBody: "RuntimeBody",
  Description: "ErrorMessage",
  Facts: "ErrorNumbers or FindingDetails",
  Words: "Messages",
  VerifyError: "VerificationError",
  Tag: "MacBytes",
  TAG_LEN: "MAC_LEN",
  Forms: "BodyVariants",
  Placed: "ConfigValue",
  Misfit: "ConfigValueError",
  second_form: "reserialized",
  secondForm: "reserialized",
  to_row: "to_bytes",
  from_row: "from_bytes",
  verdict_headers: "required_headers",
};

/** Old keys of data. They are now in camelCase, or have another name. */
const KEYS = [
  "signed_content",
  "delivery_id",
  "content_type",
  "max_body_bytes",
  "secret_encoding",
  "made_by",
  "fault",
  "verdict",
];

/** Returns a program without its comments and strings. */
function codeOf(path, text) {
  if (path.endsWith(".rs")) {
    return text.replace(
      /b?'(?:\\.|[^'\\\n])'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r#"[\s\S]*?"#|b?"(?:\\[\s\S]|[^"\\])*"/g,
      " ",
    );
  }
  if (path.endsWith(".py")) return text.replace(/"""[\s\S]*?"""|#[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, " ");
  return text.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g,
    " ",
  );
}

/** Returns the words of an identifier. `verifyHosted`, `verify_hosted` and `VerifyHosted` have two words each. */
const wordsOf = (name) =>
  name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());

const isCode = (path) => /\.(rs|[cm]?[jt]s|py)$/.test(path);

test("no identifier has an old name", () => {
  const found = [];
  for (const path of paths.filter(isCode)) {
    const code = codeOf(path, readFileSync(join(root, path), "utf8"));
    for (const name of new Set(code.match(/[A-Za-z_$][\w$]*/g))) {
      if (Object.hasOwn(IDENTIFIERS, name)) found.push(`${path}: ${name} is ${IDENTIFIERS[name]} now`);
      for (const word of wordsOf(name)) {
        if (Object.hasOwn(WORDS, word)) found.push(`${path}: ${name}, for which the word is ${WORDS[word]}`);
      }
    }
  }
  assert.equal(found.join("\n"), "");
});

test("no file has an old name", () => {
  const old = /^(full|words|facts|host|verdict|claim|plan|row|judge|hosted|describe|answer|ladder|moment|ask)\.\w+$/;
  const found = paths.filter(
    (path) =>
      old.test(basename(path)) || path === "js/src/tools.ts" || /(^|\/)(broken|js\/(wasm|setup|explain))\//.test(path),
  );
  assert.equal(found.join("\n"), "");
});

test("no key of data has an old name", () => {
  const found = [];
  for (const path of paths.filter((one) => /^(testdata|wrangler|worker)[^\s]*\.(json|toml)$/.test(one))) {
    const text = readFileSync(join(root, path), "utf8");
    const keys = path.endsWith(".json")
      ? keysOf(JSON.parse(text))
      : [...text.matchAll(/^#?\s*(\w+)\s*=/gm)].map(([, key]) => key);
    for (const key of new Set(keys)) if (KEYS.includes(key)) found.push(`${path}: ${key}`);
  }
  assert.equal(found.join("\n"), "");
});

function keysOf(value) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...(Array.isArray(value) ? [] : [key]), ...keysOf(member)]);
}
