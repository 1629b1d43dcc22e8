// The command line: explain, sign and schemes, every exit code, and help.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { Verifier } from "hookward";
import { examples } from "hookward/testing";
import { Webhook } from "standardwebhooks";

import { ENVIRONMENT, hookward, MAIN, scratch, start, VARIABLES } from "../../test-support/command.js";
import { delivery } from "../../test-support/providers.js";
import { NOW, named, saved, wire } from "../../test-support/saved-deliveries.js";
import { PROVIDERS, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const file = scratch();

test("explain says which change makes it match, and its JSON is the whole explanation", async () => {
  const { body, headers, flags, now } = saved("gilbert");
  const parsed = JSON.stringify(JSON.parse(body), undefined, 2);
  const explain = (input, ...more) => hookward(["explain", ...flags, ...now, ...more], { input });
  const { code, stdout } = await explain(parsed);
  assert.equal(code, 1);
  // The cause first, in one short sentence; then what to do, how it is known, and the checks.
  const [, cause, rest] = /^✗ refused by gilbert: signature_mismatch\n\n {2}([A-Z].*\.)\n([\s\S]*)$/.exec(stdout) ?? [];
  assert.ok(cause !== undefined && cause.length < 100 && !cause.includes(". "), stdout);
  assert.match(rest, /^( {2}\S.*\n)+ {2}Proven: body_reserialized\w*; with this one change, the signature matches\.\n/);
  assert.match(rest, / {2}Proven: [\s\S]*\n {2}The checks, in order:\n {2}✓ body length [\s\S]*\n {2}✗ mac /);
  const json = JSON.parse((await explain(parsed, "--json")).stdout);
  const { explain: find } = await import("hookward/explain");
  const asked = { scheme: "gilbert", secrets: [SECRETS.gilbert], headers, body: parsed, now: NOW * 1000 };
  assert.deepEqual(json, JSON.parse(JSON.stringify(find(asked))));
  const fine = await explain(body);
  assert.equal(fine.code, 0);
  assert.match(fine.stdout, /^✓ genuine, by gilbert\n/);
  // A header that a terminal would obey is shown and not obeyed.
  const odd = await hookward(["explain", "--scheme", "gilbert", "-H", "x-gilbert-signature: \u001b[31mred"], {
    input: body,
  });
  assert.ok(!odd.stdout.includes("\u001b"));
});

test("what sign makes of an example is another delivery each time, or the one whose id is given", async () => {
  // A provider's example may have nothing in it that tells one delivery from another.
  const bodies = (id) => [1, 2].map(() => examples(id)[0].body);
  for (const id of SAMPLE.filter((one) => PROVIDERS.includes(one) || new Set(bodies(one)).size === 2)) {
    const made = async (...more) =>
      JSON.parse((await hookward(["sign", "--json", "--scheme", id, "--now", `${NOW}`, ...more])).stdout);
    const verifier = new Verifier({ scheme: id, secret: SECRETS[id] });
    const keys = (await Promise.all([made(), made()])).map((sent) => {
      const { deliveryIdSigned, deliveryId } = verifier.verify({ ...sent, now: NOW * 1000 });
      return deliveryIdSigned ? deliveryId : sent.body;
    });
    assert.notEqual(keys[0], keys[1], id);
    const [first, second] = await Promise.all([1, 2].map(() => made("--delivery-id", "dlv_1")));
    assert.deepEqual(first, second, id);
  }
});

test("what sign prints has the url and the method that are signed, and verify takes it", async () => {
  for (const scheme of ["twilio-form", "twilio-json", "hubspot-v3", "trello", "linear"]) {
    for (const [url, line] of [
      ["https://api.example.com", "PUT /"],
      ["https://api.example.com/hooks?tenant=a%2Fb", "PUT /hooks?tenant=a%2Fb"],
    ]) {
      const args = ["--scheme", scheme, "--url", url, "--method", "put"];
      const { stdout } = await hookward(["sign", ...args]);
      if (scheme !== "linear") assert.ok(stdout.startsWith(line), stdout.split("\n")[0]);
      const verify = ["verify", "-", "--scheme", scheme, "--url", new URL(url).origin];
      assert.equal((await hookward(verify, { input: stdout })).code, 0, scheme);
      const made = JSON.parse((await hookward(["sign", "--json", ...args])).stdout);
      assert.equal(new Verifier({ scheme, secret: SECRETS[scheme] }).check(made).ok, true);
      assert.equal((await hookward(["verify", "-", ...args.slice(0, 2)], { input: JSON.stringify(made) })).code, 0);
    }
  }
  for (const [args, words] of [
    [["--scheme", "twilio-form"], /signs the URL of the request. Give the URL that is configured there: --url/],
    [["--scheme", "square", "--url", "/hooks"], /--url must begin with https/],
    [["--scheme", "hubspot-v3", "--url", "https://example.com/", "--method", "P T"], /--method must be a method/],
    [["--scheme", "linear", "--body", file("list", "[]")], /Pass a JSON object as the body/],
  ]) {
    for (const command of [["sign"], ...(args.includes("--body") ? [["conform", "http://127.0.0.1:1"]] : [])]) {
      const { code, stderr } = await hookward([...command, ...args]);
      assert.deepEqual([code, words.test(stderr)], [2, true], stderr);
    }
  }
});

test("what sign prints is what the provider sends, and verify takes it", async () => {
  for (const id of SAMPLE) {
    const args = ["--scheme", id, "--body", "-", "--event", "an.event", "--delivery-id", "dlv_1", "--now", `${NOW}`];
    const sent = delivery(id, { secret: SECRETS[id], seconds: NOW, event: "an.event", deliveryId: "dlv_1" });
    const input = sent.body;
    const { headers, body } = JSON.parse((await hookward(["sign", "--json", ...args], { input })).stdout);
    const lower = Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]);
    assert.deepEqual(Object.fromEntries(headers), Object.fromEntries(lower), id);
    assert.equal(body, `${input}`);
    const { stdout: request } = await hookward(["sign", ...args], { input });
    assert.ok(request.endsWith(`\r\ncontent-length: ${input.length}\r\n\r\n${input}`));
    const verified = await hookward(["verify", ...named(id), "--request", "-", "--now", `${NOW}`], {
      input: request,
    });
    assert.deepEqual([verified.code, verified.stderr], [0, ""]);
  }
  const { headers, body } = JSON.parse((await hookward(["sign", "--json", "--scheme", "standard-webhooks"])).stdout);
  const webhook = new Webhook(SECRETS["standard-webhooks"]);
  assert.deepEqual(webhook.verify(body, Object.fromEntries(headers)), JSON.parse(body));
  const bytes = Buffer.from([255, 0]);
  const binary = await hookward(["sign", "--json", "--scheme", "gilbert", "--body", "-"], { input: bytes });
  assert.equal(JSON.parse(binary.stdout).bodyBase64, bytes.toString("base64"));
});

test("what cannot be understood ends with 2 and what to do", async () => {
  for (const [args, why] of [
    [["nonsense"], /There is no such command. The commands are verify, explain/],
    [["verfy", "x"], /There is no such command. Did you mean hookward verify\?/],
    [["help", "lisen"], /Did you mean hookward listen\?/],
    [["verify", file("one", "x-sig: 1"), "--entry", "2"], /It has one request, and no number 2/],
    [["send", "localhost:3000", "--scheme", "gilbert"], /begins with http:\/\/ or https:\/\/, such as/],

    [["verify", "--secrt-env", "X"], /There is no option --secrt-env. Did you mean --secret-env\?/],
    [["verify", "--nothing-like-it"], /There is no option --nothing-like-it. See: hookward help verify/],
    [["verify", "--body"], /The option --body requires a value/],
    [["verify", "--json=yes"], /The option --json accepts no value/],
    [["verify", SECRETS.gilbert], /^hookward: FILE cannot be read: there is no such file/],
    [["verify", "deliveries/nope.http"], /^hookward: FILE deliveries\/nope.http cannot be read: there is no such file/],
    [["verify", "no\u001bpe.json"], /^hookward: FILE no\\u\{1b\}pe.json cannot be read: there is no such file/],
    [["listen", SECRETS.gilbert], /accepts only options/],
    [["verify", "one", "two"], /accepts \[FILE\] and options/],
    [["verify", "one", "--request", "two"], /have the same meaning/],
    [["verify"], /There is no delivery to read/],
    [["verify", "--body", "-"], /There is no delivery to read/],
    [["verify", "--body", "/no/such", "-H", "a: b"], /there is no such file/],
    [["verify", "--body", "/", "-H", "a: b"], /it is a folder/],
    [["sign", "--scheme", "gilbert", "--body", "-", "--secret-file", "-"], /Two options read standard input/],
    [["sign"], /Choose the provider with --scheme/],
    [["sign", "--scheme", "gilbert", "--flaw", "expired"], /cannot have that flaw. The flaws are: no_signature/],
    [["sign", "--scheme", "grillo", "--event", "a\nb: c"], /--event must be printable ASCII/],
    [
      ["sign", "--scheme", "gilbert", "--body", file("empty", ""), "--flaw", "emptied_body"],
      /A delivery of this scheme with this body and time cannot have/,
    ],
    [["send", "http://127.0.0.1:1", "--scheme", "gilbert", "-H", "a: \u{1f600}"], /character that cannot be sent/],
    [
      ["sign", "--scheme", "gilbert", "--event", "none"],
      /no documented example of that event. The examples are: dossier/,
    ],
    [["send", "--scheme", "gilbert"], /Give the address to send to, such as http/],
    [["send", "ftp://x", "--scheme", "gilbert"], /begins with http/],
    [["help", "nonsense"], /There is no such command/],
  ]) {
    const { code, stdout, stderr } = await hookward(args);
    assert.deepEqual([code, stdout], [2, ""], `${args}: ${stderr}`);
    assert.match(stderr, why);
  }
});

test("help is there for every command, and the version is the package's", async () => {
  const all = await hookward(["help"]);
  assert.equal(all.code, 0);
  assert.deepEqual((await hookward(["--help"])).stdout, all.stdout);
  const bare = await hookward([]);
  assert.deepEqual([bare.code, bare.stdout], [2, all.stdout]);
  const names = [...all.stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== "help");
  assert.ok(names.length >= 7);
  for (const name of names) {
    const { code, stdout } = await hookward(["help", name]);
    assert.deepEqual([code, (await hookward([name, "--help", "--nonsense"])).stdout], [0, stdout]);
    assert.match(stdout, /Exit codes\n {2}0 {2}/);
  }
  const { version } = (await import("../../package.json", { with: { type: "json" } })).default;
  for (const flag of ["--version", "-V"]) assert.equal((await hookward([flag])).stdout, `${version}\n`);
});

/** A request that Square signs: its signature covers the url too. */
function signedUrl() {
  const body = Buffer.from('{"a":1}');
  const signature = createHmac("sha256", "a key").update(`https://example.com/hook${body}`).digest("base64");
  const headers = { Host: "internal:8080", "x-square-hmacsha256-signature": signature };
  return { path: file("square.http", wire({ headers, body })), secret: ["--secret-file", file("square-key", "a key")] };
}

test("a url that is signed is given, as a whole or as an origin", async () => {
  const { path, secret } = signedUrl();
  for (const command of ["verify", "explain"]) {
    for (const url of ["https://example.com", "https://example.com/hook"]) {
      assert.match(
        (await hookward([command, path, ...secret, "--url", url])).stdout,
        /^✓ genuine/,
        `${command} ${url}`,
      );
    }
    const none = await hookward([command, path, ...secret]);
    assert.deepEqual([none.code, none.stdout], [2, ""], command);
    assert.match(none.stderr, /Square signs the URL of the request\. .*--url/);
    assert.match((await hookward([command, path, ...secret, "--url", "example.com"])).stderr, /--url must begin with/);
  }
  const other = await hookward(["explain", path, ...secret, "--url", "http://example.com"]);
  assert.equal(other.code, 1);
  assert.match(other.stdout, /Proven: url_scheme;/);
});

test("schemes --like names the provider of a request, with what speaks for it", async () => {
  const { path, secret } = signedUrl();
  const { code, stdout } = await hookward(["schemes", "--like", path]);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}square, Square\n {6}it has the header x-square-hmacsha256-signature\n/);
  const proven = await hookward(["schemes", "--like", path, ...secret, "--url", "https://example.com", "--json"]);
  const [first, ...others] = JSON.parse(proven.stdout);
  assert.deepEqual([first.scheme, first.confidence, others], ["square", "proven", []]);
  const unsigned = await hookward([
    "schemes",
    "--like",
    file("unsigned.http", wire({ headers: {}, body: Buffer.from("{}") })),
  ]);
  assert.deepEqual(
    [unsigned.code, unsigned.stdout],
    [1, "None of the headers is the signature of a built-in scheme.\n"],
  );
  assert.equal((await hookward(["schemes", "gilbert", "--like", path])).code, 2);
});

test("schemes lists all, shows one, and gives the rows as they are", async () => {
  const { stdout } = await hookward(["schemes"]);
  for (const id of SAMPLE) {
    assert.match(stdout, new RegExp(`^ {2}${id} .*${VARIABLES[id]}$`, "m"));
    assert.match(
      (await hookward(["schemes", id])).stdout,
      /^ {2}changed_body {2,}one letter of the body was changed$/m,
    );
  }
  const { schemes } = await import("hookward");
  assert.deepEqual(JSON.parse((await hookward(["schemes", "--json"])).stdout), Object.values(schemes));
  assert.equal((await hookward(["schemes", "nonsense"])).code, 3);
  for (const args of [
    ["schemes", "Grilo"],
    ["verify", "--scheme", "grilo", "-H", "a: b", "--body", "-"],
  ]) {
    const { code, stderr } = await hookward(args);
    assert.deepEqual([code, stderr], [3, "hookward: There is no such scheme. Did you mean grillo?\n"]);
  }
});

test("a reader that has had enough is no failure", async () => {
  const { flags } = saved("gilbert");
  for (const [args, expected] of [
    [["schemes", "--json"], 0],
    [["explain", "--body", file("other", "{}"), ...flags], 1],
  ]) {
    const { child, done } = start(args);
    child.stdout.destroy();
    const { code, stderr } = await done;
    assert.deepEqual([code, stderr], [expected, ""]);
  }
  const shell = spawn("sh", ["-c", `"${process.execPath}" "${MAIN}" sign --scheme grillo | head -c 1`], {
    env: { ...process.env, ...ENVIRONMENT },
  });
  let errors = "";
  shell.stderr.on("data", (text) => {
    errors += text;
  });
  await new Promise((resolve) => shell.on("close", resolve));
  assert.equal(errors, "");
});
