// Runs the component in two hosts: in Node, transpiled by jco, and in wasmtime, through its Python package.
//
// Both hosts run a vector in the same way and return the same records, so that the same function compares them with the vector's expectation.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { COMPONENT } from "../scripts/component.js";
import { pythonPackages } from "../scripts/setup.js";
import { root, toolsDir } from "../scripts/shell.js";

/** Returns the length of the parts in which a body is passed. The length is odd, and a long body has few parts. */
const partOf = (length) => Math.max(7, Math.ceil(length / 8) | 1);

/** Returns the folder of a component that was transpiled by jco. The folder is reused until the component changes. */
export async function transpiled(path = COMPONENT, options = {}) {
  const bytes = readFileSync(path);
  const key = createHash("sha256").update(bytes).update(JSON.stringify(options)).digest("hex").slice(0, 16);
  const folder = join(toolsDir, "transpiled", key);
  if (existsSync(join(folder, "package.json"))) return folder;
  const { transpileBytes } = await import("@bytecodealliance/jco-transpile");
  const { files } = await transpileBytes(bytes, { name: "component", ...options });
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

/** Returns the component in Node: the exports of its interfaces. */
export async function componentInNode() {
  return import(pathToFileURL(join(await transpiled(), "component.js")).href);
}

/** Returns the result of a call as `{ ok }` or `{ err }`, as hosts in other languages do. jco throws errors instead. */
export function resultOf(call) {
  try {
    return { ok: call() ?? null };
  } catch (err) {
    // A trap is an Error. A refusal and a configuration error are records.
    if (err instanceof Error) throw err;
    return { err };
  }
}

const encoder = new TextEncoder();

/** The endpoint for which the dedupe key of every vector is also computed. */
export const TENANT = "/hooks/a";

/** Runs a vector in Node, and returns the component's outcome. */
export function runInNode({ verifier: api, schemes }, vector) {
  const { scheme, secrets, options = {}, url, method, now } = vector;
  const isId = typeof scheme === "string";
  const source = isId ? { tag: "id", val: scheme } : { tag: "json", val: JSON.stringify(scheme) };
  const given = secrets.map((val) => ({ tag: "text", val }));
  const headers = vector.headers.map(([name, value]) => [name, encoder.encode(value)]);
  const head = { headers, url, method };
  const signsBody = isId ? schemes.byId(scheme)?.signsBody !== false : scheme.unsignedBody !== true;
  const { body } = vector;
  const time = BigInt(Math.round(now * 1000));
  const limit = options.maxBodyBytes === undefined ? undefined : BigInt(options.maxBodyBytes);
  const set = { ...options, maxBodyBytes: limit };
  const Built = signsBody ? api.Verifier : api.Authenticator;
  const built = resultOf(() => Built.create(source, given, set));
  if (built.err) return { config: built.err };
  if (!signsBody) return { result: resultOf(() => built.ok.authenticate(head, body, time)) };
  const verifier = built.ok;
  const checked = resultOf(() => verifier.checkHeaders(head, time));
  const result = resultOf(() => verifier.verify(head, body, time));
  const incoming = verifier.begin(head);
  let inParts = { ok: null };
  for (let at = 0; at < body.length && inParts.ok === null; at += partOf(body.length))
    inParts = resultOf(() => incoming.write(body.subarray(at, at + partOf(body.length))));
  if (!inParts.err) inParts = resultOf(() => incoming.verify(time));
  const outcome = { checked, result, inParts };
  if (result.err?.code === "signature_mismatch" && verifier.reserialize()) {
    const reserialized = api.reserializeBody(body);
    if (reserialized !== undefined) {
      outcome.second = resultOf(() => verifier.verifyReserialized(head, reserialized, time));
      outcome.reserialized = Buffer.from(reserialized).toString("hex");
    }
  }
  const { ok } = outcome.second?.ok ? outcome.second : result;
  const covered = ok?.reserialized ? Buffer.from(outcome.reserialized, "hex") : body;
  if (ok) outcome.tenantKey = verifier.dedupeKey(ok, covered, TENANT);
  return outcome;
}

/** Runs vectors in wasmtime, and returns the component's outcomes. */
export async function runInWasmtime(vectors) {
  const packages = await pythonPackages();
  const env = { ...process.env, PYTHONPATH: packages };
  const child = spawn("python3", [join(root, "test-support/component_host.py"), COMPONENT], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(
    JSON.stringify(vectors.map((vector) => ({ ...vector, body: vector.body.toString("hex"), tenant: TENANT }))),
  );
  const chunks = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** Returns a record in the form of result.js: the code and details of a refusal, or the facts of a delivery. */
export function recordOf({ config, result, second, reserialized }, body) {
  if (config) return withCode("config", config, { index: "index", reason: "reason" });
  const chosen = second?.ok ? second : result;
  if (chosen.err) return withCode("code", chosen.err);
  const { secretIndex, timestamp, event, deliveryId, deliveryIdSigned, reserialized: isSecond } = chosen.ok;
  const seconds = timestamp === undefined || timestamp === null ? null : Number(timestamp) / 1000;
  if (deliveryIdSigned === undefined) return { ok: true, authenticated: true, secretIndex, timestamp: seconds };
  const labels = { event: event ?? null, deliveryId: deliveryId ?? null, deliveryIdSigned };
  const covered = isSecond ? reserialized : body.toString("hex");
  return { ok: true, secretIndex, timestamp: seconds, reserialized: isSecond, ...labels, body: covered };
}

/** The name of the detail in each case with a single value. */
const SINGLE = {
  "body-too-large": "limit",
  "missing-header": "header",
  "duplicate-header": "header",
  "too-many-candidates": "limit",
  "too-many-fields": "limit",
  "unknown-scheme": "id",
  "invalid-scheme": "field",
  "invalid-option": "option",
};

function withCode(name, { code, message, details: { tag, val } }) {
  if (tag.replaceAll("-", "_") !== code) throw new Error(`the case is ${tag}, and the code ${code}`);
  if (typeof message !== "string" || message.length < 20) throw new Error(`no message: ${message}`);
  const facts = tag in SINGLE ? { [SINGLE[tag]]: val } : val;
  const plain = Object.entries(facts ?? {}).map(([key, value]) => [key, plainOf(key, value)]);
  return Object.fromEntries([[name, code], ...plain.filter(([, value]) => value !== undefined && value !== null)]);
}

/**
 * Returns a value in the form of result.js. Numbers of 64 bits are bigints in Node. The names of enums have hyphens in WIT, and underscores
 * everywhere else.
 */
function plainOf(key, value) {
  if (typeof value === "bigint") return Number(value);
  return key === "reason" ? value.replaceAll("-", "_") : value;
}
