// `npm run size`: measures the sizes of hookward's programs in bytes. Other packages are also measured if
// bench/node_modules exists.
//
//   node bench/size.js              prints the table
//   node bench/size.js --check      fails if hookward exceeds bench/size-budget.json, and measures nothing else
//   node bench/size.js --write      writes the table to docs/BENCHMARKS.md

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "../scripts/build.js";
import { Failure, isMain, main, root } from "../scripts/shell.js";

/** Programs that verify deliveries, as a user would write them. */
const OURS = {
  "hookward, one scheme": `
    import { Verifier } from "hookward";
    const verifier = new Verifier({ scheme: "gilbert", secret: "secret" });
    export const verify = (headers, body) => verifier.verify({ headers, body }).json();`,
  "hookward/lite, one scheme": `
    import { Verifier } from "hookward/lite";
    import { gilbert } from "hookward/schemes/gilbert";
    const verifier = new Verifier({ scheme: gilbert, secret: "secret" });
    export const verify = (headers, body) => verifier.verify({ headers, body }).json();`,
  "hookward, every scheme": `
    import { schemes, Verifier } from "hookward";
    const verifiers = new Map(Object.values(schemes).map((scheme) => [scheme.id, new Verifier({ scheme, secret: "secret" })]));
    export const verify = (scheme, headers, body) => verifiers.get(scheme).verify({ headers, body }).json();`,
};

/** The programs above with other packages. */
const PEERS = {
  "@octokit/webhooks-methods": `
    import { verify as check } from "@octokit/webhooks-methods";
    export const verify = (headers, text) => check("secret", text, headers["x-hub-signature-256"]);`,
  "@noble/hashes": `
    import { hmac } from "@noble/hashes/hmac.js";
    import { sha256 } from "@noble/hashes/sha2.js";
    import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
    export const verify = (headers, body) => {
      const expected = hmac(sha256, utf8ToBytes("secret"), body);
      const signature = hexToBytes(headers["x-gilbert-signature"]);
      return expected.reduce((difference, byte, at) => difference | (byte ^ signature[at]), 0) === 0;
    };`,
  standardwebhooks: `
    import { Webhook } from "standardwebhooks";
    const webhook = new Webhook("c2VjcmV0");
    export const verify = (headers, text) => webhook.verify(text, headers);`,
  "hash-wasm": `
    import { createHMAC, createSHA256 } from "hash-wasm";
    const hmac = await createHMAC(createSHA256(), "secret");
    export const verify = (headers, body) => hmac.init().update(body).digest("hex") === headers["x-gilbert-signature"];`,
  svix: `
    import { Webhook } from "svix";
    const webhook = new Webhook("c2VjcmV0");
    export const verify = (headers, text) => webhook.verify(text, headers);`,
  stripe: `
    import Stripe from "stripe";
    export const verify = (headers, text) => Stripe.webhooks.constructEventAsync(text, headers["stripe-signature"], "secret");`,
  "@hookflo/tern": `
    import { WebhookVerificationService } from "@hookflo/tern";
    export const verify = (request) => WebhookVerificationService.verify(request, { platform: "github", secret: "secret" });`,
};

/** Returns the size of files, uncompressed and compressed. Several files are compressed separately, as servers do. */
function measure(...files) {
  const sum = (size) => files.reduce((total, file) => total + size(file).length, 0);
  return {
    plain: sum((file) => file),
    gzip: sum((file) => gzipSync(file, { level: 9 })),
    brotli: sum((file) => brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: file.length } })),
  };
}

/** Returns the sizes of hookward in every form in which it ships. The Worker is included only if it is built. */
async function measureOurs() {
  if (!existsSync(join(root, "dist/esm/index.js"))) throw new Failure("There is no dist/ to measure: npm run build");
  const { bundleForBrowser, bundleForWorkerd } = await import("../test-support/bundle.js");
  const programs = {};
  for (const [name, program] of Object.entries(OURS)) programs[name] = measure(await bundleForBrowser(program));
  const { script, modules } = await bundleForWorkerd(OURS["hookward, one scheme"], { minify: true });
  programs["hookward, one scheme, in a Worker of yours"] = measure(script, ...modules.map(({ contents }) => contents));
  programs["the component"] = measure(readFileSync(join(root, "dist/component.wasm")));
  const worker = ["build/index.js", "build/index_bg.wasm"].map((file) => join(root, file));
  if (worker.every(existsSync)) programs["the hookward Worker"] = measure(...worker.map((file) => readFileSync(file)));
  else console.log("The Worker is not built, and so not measured: npm run build:worker");
  return programs;
}

async function measurePeers() {
  const { bundleForBrowser } = await import("../test-support/bundle.js");
  const programs = {};
  for (const [name, program] of Object.entries(PEERS)) {
    programs[name] = measure(await bundleForBrowser(program, { resolveDir: join(root, "bench") }));
  }
  return programs;
}

/** Throws if a program exceeds its budget. A budget for a program that no longer exists is also an error. */
function compareWithBudget(programs) {
  const budget = JSON.parse(readFileSync(join(root, "bench/size-budget.json"), "utf8"));
  const over = [];
  for (const [name, { gzip }] of Object.entries(programs)) {
    const most = budget[name];
    if (most === undefined) over.push(`bench/size-budget.json has no line for ${name}, which has ${gzip} bytes`);
    else if (gzip > most) over.push(`${name} has ${gzip} bytes, ${gzip - most} over its budget of ${most}`);
    else console.log(`${name}: ${gzip} of ${most} bytes, gzip`);
  }
  const unknown = Object.keys(budget).filter((name) => !(name in programs) && name !== "the hookward Worker");
  if (unknown.length > 0) over.push(`bench/size-budget.json has a line for ${unknown}, which is not measured`);
  if (over.length > 0) throw new Failure(`${over.join(".\n  ")}.`);
}

async function size(args) {
  // A check measures the existing files, like the other lints. It neither installs nor builds.
  if (args.includes("--check")) return compareWithBudget(await measureOurs());
  await build(["wasm", "component", "js"]);
  return tabulate(args);
}

/** Measures what is built, and prints or saves the table. */
export async function tabulate(args) {
  const ours = await measureOurs();
  const { publish } = await import("./report.js");
  const { targetLines } = await import("./targets.js");
  const withPeers = existsSync(join(root, "bench/node_modules/stripe"));
  if (!withPeers) console.log("The peers are not installed, and so not measured: npm ci in bench/ installs them.");
  const programs = { ...ours, ...(withPeers ? await measurePeers() : {}) };
  await publish("size", { programs }, { write: args.includes("--write"), quick: false, command: "npm run size" });
  for (const line of targetLines("size", { programs })) console.log(line);
}

if (isMain(import.meta.url)) await main(() => size(process.argv.slice(2)));
