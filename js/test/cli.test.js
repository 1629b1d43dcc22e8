// The command line over saved deliveries: every way of giving one, every exit code, and nothing printed that must not be.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { Verifier } from "hookward";
import { examples } from "hookward/testing";
import { Webhook } from "standardwebhooks";

import { ENVIRONMENT, hookward, MAIN, scratch, start, VARIABLES } from "../../test-support/command.js";
import { delivery } from "../../test-support/providers.js";
import { PROVIDERS, SAMPLE, SECRETS, sharingHeader } from "../../test-support/schemes.js";

const NOW = 1_709_064_000;
const file = scratch();

/** A genuine delivery, signed by node:crypto, with the options that say it is received now. */
function saved(id, given) {
  const sent = delivery(id, { secret: SECRETS[id], seconds: NOW, deliveryId: "dlv_1", ...given });
  return {
    ...sent,
    now: ["--now", `${NOW}`],
    flags: Object.entries(sent.headers).flatMap(([n, v]) => ["-H", `${n}: ${v}`]),
  };
}

/** What names the scheme of a delivery, where its headers do not. */
const named = (id) => (sharingHeader(id).length > 1 ? ["--scheme", id] : []);

/** The same as it goes over the wire. */
function wire({ headers, body }, end = "\r\n", length = body.length) {
  const lines = Object.entries({ Host: "localhost", ...headers, "Content-Length": length });
  const fields = lines.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from(["POST /hook HTTP/1.1", ...fields, "", ""].join(end)), body]);
}

const har = (...requests) => JSON.stringify({ log: { entries: requests.map((request) => ({ request })) } });
const harRequest = ({ headers, body }, more) => ({
  method: "POST",
  url: "https://example.com/hook",
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  bodySize: body.length,
  postData: { mimeType: "application/json", text: body.toString() },
  ...more,
});

test("a delivery of every provider is verified, by its headers alone", async () => {
  for (const id of SAMPLE) {
    const { body, flags, now } = saved(id);
    const verify = (...more) => hookward(["verify", "--body", file("body", body), ...flags, ...now, ...more]);
    const { code, stdout, stderr } = await verify(...named(id));
    assert.deepEqual([code, stderr], [0, ""], id);
    assert.match(stdout, /^✓ genuine: /);
    if (named(id).length > 0) assert.match((await verify()).stderr, /fit more than one scheme/, id);
    const json = await hookward(["verify", "--json", "--scheme", id, "--body", "-", ...flags, ...now], { input: body });
    assert.equal(json.code, 0);
    const { ok, scheme, secretIndex, reserialized } = JSON.parse(json.stdout);
    assert.deepEqual([ok, scheme, secretIndex, reserialized], [true, id, 0, false]);
  }
});

test("one that is forged, or old, is refused with 1 and the code", async () => {
  const { body, flags, now } = saved("inboundflow");
  const forged = await hookward(["verify", ...flags, ...now], { input: `${body} ${body}` });
  assert.equal(forged.code, 1);
  assert.match(forged.stdout, /^✗ refused: signature_mismatch\n {2}The signature does not match/);
  const old = await hookward(["verify", "--json", ...flags, "--now", `${NOW + 301}`], { input: body });
  assert.equal(old.code, 1);
  assert.deepEqual(JSON.parse(old.stdout), {
    ...JSON.parse(old.stdout),
    ok: false,
    code: "timestamp_too_old",
    age: 301,
  });
  // One that was saved long ago, and nobody said when.
  for (const command of ["verify", "explain"]) {
    const late = await hookward([command, ...flags], { input: body });
    assert.match(late.stdout, /If the delivery was saved earlier, give the time at which it was received: --now\s/);
    const told = await hookward([command, ...flags, "--now", `${NOW + 301}`], { input: body });
    assert.doesNotMatch(told.stdout, /saved earlier/);
  }
  const allowed = await hookward(["verify", ...flags, "--now", `${NOW + 301}`, "--tolerance", "400"], { input: body });
  assert.equal(allowed.code, 0);
  const large = await hookward(["verify", "--json", "--max-body-bytes", "5", ...flags, ...now], { input: body });
  assert.equal(JSON.parse(large.stdout).code, "body_too_large");
});

test("the time is a date, seconds or milliseconds, and nothing else", async () => {
  const { body, flags } = saved("inboundflow");
  for (const now of ["2024-02-27T20:00:00Z", "2024-02-27T21:00:00+01:00", `${NOW}`, `${NOW}000`]) {
    assert.equal((await hookward(["verify", ...flags, "--now", now], { input: body })).code, 0, now);
  }
  for (const now of ["yesterday", "2024-02-27T20:00:00", "1e9", "-1", ""]) {
    const { code, stderr } = await hookward(["verify", ...flags, `--now=${now}`], { input: body });
    assert.equal(code, 2, now);
    assert.match(stderr, /--now must be/);
  }
});

test("headers come one by one, or from a file with or without CRLF", async () => {
  const { body, headers, now } = saved("standard-webhooks");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  for (const end of ["\n", "\r\n"]) {
    const path = file("headers", `${lines.join(end)}${end}${end}`);
    const verify = ["verify", "-H", `@${path}`, ...named("standard-webhooks"), ...now];
    assert.equal((await hookward(verify, { input: body })).code, 0);
  }
  const { code, stderr } = await hookward(["verify", "-H", "no colon here", ...now], { input: body });
  assert.deepEqual([code, stderr], [2, "hookward: -H is not a header. Write it as 'name: value'.\n"]);
});

test("a saved request is read as a server reads it", async () => {
  const sent = saved("grillo");
  const read = (bytes, ...more) => hookward(["verify", "--request", "-", ...sent.now, ...more], { input: bytes });
  assert.deepEqual((await read(wire(sent))).stderr, "");
  assert.equal((await read(wire(sent))).code, 0);
  assert.equal((await hookward(["verify", "--request", file("saved.http", wire(sent))])).code, 0);
  // Chunked, as proxies pass it on, and with the version that browsers show.
  const chunks = Buffer.concat([
    wire({ headers: { ...sent.headers, "Transfer-Encoding": "chunked" }, body: Buffer.alloc(0) }, "\r\n", null),
    ...[sent.body.subarray(0, 5), sent.body.subarray(5), Buffer.alloc(0)].map((chunk) =>
      Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]),
    ),
  ]);
  assert.equal((await read(chunks)).code, 0);
  assert.equal((await read(`${wire(sent)}`.replace("HTTP/1.1", "HTTP/2"))).code, 0);
  // A header that is there twice stays there twice.
  const twice = { ...sent, headers: { ...sent.headers, "x-grillo-SIGNATURE": "sha256=0" } };
  assert.match((await read(wire(twice))).stdout, /duplicate_header/);
});

test("a byte order mark before a saved request is told, and is no part of it", async () => {
  const { now, ...sent } = saved("gilbert");
  const input = Buffer.concat([Buffer.from("\ufeff"), wire(sent)]);
  const { code, stderr } = await hookward(["verify", "--request", "-", ...now], { input });
  assert.equal(code, 0);
  assert.match(stderr, /byte order mark/);
});

test("an option that is there twice is not guessed at", async () => {
  const { code, stderr } = await hookward(["verify", "--scheme", "gilbert", "--scheme", "grillo", "--body", "-"], {});
  assert.equal(code, 2);
  assert.match(stderr, /--scheme appears twice/);
});

test("a saved request that is no delivery is said to be none", async () => {
  for (const head of ["CONNECT a:1 HTTP/1.1\r\nhost: a\r\n", "POST / HTTP/1.1\r\nexpect: a miracle\r\nhost: a\r\n"]) {
    const { code, stderr } = await hookward(["verify", "--scheme", "gilbert", "--request", "-"], {
      input: `${head}\r\n{}`,
    });
    assert.ok([1, 2].includes(code), `${head} ended with ${code}`);
    assert.doesNotMatch(stderr, /at .*\.js:\d+/);
  }
});

test("what is odd about a saved request is said, and its body is taken as it is", async () => {
  const sent = saved("gilbert");
  const read = (bytes) => hookward(["verify", "--request", "-"], { input: bytes });
  const odd = [
    [wire(sent, "\n"), 0, /LF instead of CR LF/],
    [wire(sent, "\r\n", null), 0, /There is no Content-Length/],
    [Buffer.concat([wire(sent), Buffer.from("\n")]), 0, /A line break follows the body/],
    [wire(sent, "\r\n", sent.body.length - 1), 1, /Content-Length is \d+, but \d+ bytes follow. The first/],
    [wire(sent, "\r\n", sent.body.length + 9), 0, /the body was truncated/],
    [`${wire({ ...sent, body: Buffer.alloc(0) })}`.trimEnd(), 1, /No empty line/],
    [
      Buffer.concat([
        wire({ headers: { ...sent.headers, "Transfer-Encoding": "chunked" }, body: Buffer.alloc(0) }, "\r\n", null),
        sent.body,
      ]),
      0,
      /the body is not in chunks, as most programs save it. The body is read unchanged/,
    ],
  ];
  for (const [bytes, expected, warning] of odd) {
    const { code, stderr } = await read(bytes);
    assert.match(stderr, warning);
    assert.equal(code, expected, stderr);
  }
  for (const [bytes, why] of [
    ["", /^hookward: Standard input cannot be read. It is empty. Pass an HTTP request/],
    ["\r\n\n", /It is empty/],
    ["not a request\r\n\r\n", /cannot be read as a request. Pass an HTTP request/],
    ["POST / HTTP/1.1\r\nno colon\r\n\r\n", /^hookward: Standard input: line 2 is not a header/],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\ncut", /is truncated or changed/],
  ]) {
    const { code, stderr, stdout } = await read(bytes);
    assert.deepEqual([code, stdout], [2, ""], bytes);
    assert.match(stderr, why);
  }
});

test("a HAR file gives its only POST, or the entry that is named", async () => {
  const sent = saved("gabinete360");
  const get = { method: "GET", url: "https://example.com/", headers: [] };
  const one = file("one.har", har(get, harRequest(sent)));
  assert.equal((await hookward(["verify", one])).code, 0);
  const two = file("two.har", har(harRequest(sent), harRequest({ ...sent, body: Buffer.from("{}") })));
  assert.equal((await hookward(["verify", two, "--entry", "1"])).code, 0);
  assert.equal((await hookward(["verify", two, "--entry", "2"])).code, 1);
  const base64 = { text: sent.body.toString("base64"), encoding: "base64" };
  assert.equal((await hookward(["verify", file("b.har", har(harRequest(sent, { postData: base64 })))])).code, 0);
  const changed = await hookward(["verify", file("c.har", har(harRequest(sent, { bodySize: 7 })))]);
  assert.match(changed.stderr, /the tool that saved the file changed the body/);
  for (const [args, why] of [
    [[two], /two\.har has 2 possible requests\. Choose one:\n {2}--entry 1 {2}POST https:/],
    [[two, "--entry", "3"], /It has 2 requests, and no number 3/],
    [[two, "--entry", "none"], /--entry must be a whole number/],
    [[file("get.har", har(get))], /It has no POST request/],
    [[file("not.har", "{}")], /not\.har cannot be read. This is JSON without headers/],
    [[file("odd.har", har({ method: "POST", headers: [{ name: 1 }] }))], /looks like a HAR file/],
    [[file("not.json", "{")], /not\.json cannot be read. This cannot be read as a request. Pass/],
    [["--entry", "1", "-H", "a: b"], /--entry chooses a request from a file. Name the file/],
  ]) {
    const { code, stderr } = await hookward(["verify", ...args]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, why);
  }
});

test("a delivery is read from whatever it was saved as, and its content says which", async () => {
  const { body, headers, now } = saved("inboundflow");
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const curl = [`curl https://example.com/hook`, ...lines.map((line) => `-H ${quoted(line)}`)].join(" \\\n  ");
  const forms = {
    "request.json": wire({ headers, body }),
    "command.txt": `${curl} --data-raw ${quoted(body.toString())}`,
    "saved.http": har(harRequest({ headers, body })),
    "body.har": JSON.stringify({ headers, body: body.toString() }),
    event: JSON.stringify({ headers, body: body.toString("base64"), isBase64Encoded: true }),
  };
  for (const [name, content] of Object.entries(forms)) {
    const path = file(name, content);
    for (const given of [[path], ["--request", path]]) {
      const { code, stderr } = await hookward(["verify", ...given, ...now]);
      assert.deepEqual([code, stderr], [0, ""], name);
      assert.equal((await hookward(["explain", ...given, ...now])).code, 0, name);
    }
    for (const given of [["-"], []])
      assert.equal((await hookward(["verify", ...given, ...now], { input: content })).code, 0);
  }
  // A command whose body is in a file is not whole, and can be given the file.
  const without = file("without", `${curl} --data-binary @body.json`);
  const alone = await hookward(["verify", without, ...now]);
  assert.equal(alone.code, 1);
  assert.match(alone.stderr, /^Warning: The body is not in the command \(--data-binary @…\)/);
  const whole = await hookward(["verify", without, "--body", file("body.json", body), ...now]);
  assert.deepEqual([whole.code, whole.stderr], [0, ""]);
  const twice = await hookward(["verify", file("twice", forms["command.txt"]), "--body", file("body.json", body)]);
  assert.deepEqual([twice.code, twice.stdout], [2, ""]);
  assert.match(twice.stderr, /FILE contains a body, and --body names a different body/);
  // Headers of one form go with -H, and a request with a body does not.
  const json = file("headers.json", JSON.stringify(headers));
  assert.equal((await hookward(["verify", "-H", `@${json}`, ...now], { input: body })).code, 0);
  const misplaced = await hookward(["verify", "-H", `@${file("whole", forms["command.txt"])}`], { input: body });
  assert.match(misplaced.stderr, /also contains a body. Give the file as the request: hookward verify /);
});

test("a body in place of a request is said to have none", async () => {
  const { code, stderr } = await hookward(["verify", file("body.json", '{"event":"x","id":"1"}')]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^Warning: FILE contains headers and no body. If FILE is the body itself, give it with --body FILE/,
  );
  assert.match(stderr, /None of the headers \(event, id\) is the signature of a built-in scheme/);
});

test("of several saved requests the one with a signature is read", async () => {
  const { body, headers } = saved("gilbert");
  const other = harRequest({ headers: { accept: "*/*" }, body: Buffer.from("{}") });
  const path = file("several.har", har(other, harRequest({ headers, body }), other));
  const { code, stderr } = await hookward(["verify", path]);
  assert.equal(code, 0);
  assert.equal(stderr, "Warning: Of 3 POST requests, only number 2 has a signature, so this request is read.\n");
  // Of a scheme that was named, its own signature counts.
  const row = JSON.parse((await hookward(["schemes", "gilbert", "--json"])).stdout);
  const signature = { ...row.signature, header: "x-acme-signature" };
  const own = file("acme.json", JSON.stringify({ ...row, id: "acme", signature }));
  const renamed = { "X-Acme-Signature": Object.entries(headers).find(([name]) => /signature/i.test(name))[1] };
  const both = file("both.har", har(harRequest({ headers, body }), harRequest({ headers: renamed, body })));
  const env = { ACME_WEBHOOK_SECRET: SECRETS.gilbert };
  const custom = await hookward(["verify", both, "--scheme", own], { env });
  assert.equal(custom.code, 0, custom.stderr);
  assert.match(custom.stderr, /only number 2 has a signature/);
});

test("a secret comes from its variable, another variable or a file, and a rotation from several", async () => {
  const { body, flags } = saved("gilbert");
  const verify = (args, env) => hookward(["verify", "--json", ...flags, ...args], { input: body, env });
  const path = file("secret", SECRETS.gilbert);
  const exact = await verify(["--secret-file", path], {});
  assert.deepEqual([exact.code, exact.stderr], [0, ""]);
  assert.equal((await verify(["--secret-env", "ELSEWHERE"], { ELSEWHERE: SECRETS.gilbert })).code, 0);
  const rotation = await verify(["--secret-env", "NEW", "--secret-env", "OLD"], { NEW: "new", OLD: SECRETS.gilbert });
  assert.equal(JSON.parse(rotation.stdout).secretIndex, 1);
  const shown = await verify(["--secret", SECRETS.gilbert], {});
  assert.equal(shown.code, 0);
  assert.match(shown.stderr, /^Warning: --secret stays in the shell's history/);
  for (const [args, env, code, why] of [
    [[], {}, 3, /There is no secret. Set GILBERT_WEBHOOK_SECRET/],
    [[], { GILBERT_WEBHOOK_SECRET: "" }, 3, /There is no secret/],
    [["--secret-env", "NOT_SET"], {}, 3, /variable NOT_SET is not set/],
    [["--secret-env", SECRETS.gilbert], {}, 3, /variable is not set/],
    [
      ["--secret-file", file("blank", " \n")],
      {},
      3,
      /Scheme gilbert: secrets\[0\] is empty, blank or only zeros|Scheme gilbert: secret/,
    ],
    [
      ["--secret-file", SECRETS.gilbert],
      {},
      2,
      /^hookward: The file of --secret-file cannot be read: there is no such file/,
    ],
    [["--secret", "a", "--secret-env", "B"], {}, 2, /in one way/],
  ]) {
    const result = await verify(args, env);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, why);
  }
});

test("what is left out of a file with a secret is said, since an app may not leave it out", async () => {
  const { body, flags } = saved("gilbert");
  for (const [content, what] of [
    [`${SECRETS.gilbert}\n`, "ends with a line break"],
    [`${SECRETS.gilbert}\r\n`, "ends with a line break"],
    [`\ufeff${SECRETS.gilbert}`, "begins with a byte order mark"],
    [`\ufeff${SECRETS.gilbert}\n`, "begins with a byte order mark and ends with a line break"],
  ]) {
    const path = file("ending", content);
    const given = ["--body", file("body", body), ...flags];
    for (const { code, stderr } of [
      await hookward(["verify", ...given, "--secret-file", path], { env: {} }),
      await hookward(["explain", ...given, "--secret-file", path], { env: {} }),
    ]) {
      assert.equal(code, 0);
      assert.ok(stderr.startsWith(`Warning: --secret-file ${path} ${what}, `), stderr);
      assert.match(stderr, /Your app has to ignore it too/);
    }
    const piped = await hookward(["verify", ...given, "--secret-file", "-"], { env: {}, input: content });
    assert.equal(piped.code, 0);
    assert.match(piped.stderr, new RegExp(`^Warning: --secret-file standard input ${what}`));
  }
  // A variable is taken as it is, as an app takes it.
  const env = { WITH_NEWLINE: `${SECRETS.gilbert}\n` };
  const verified = await hookward(["verify", ...flags, "--secret-env", "WITH_NEWLINE"], { input: body, env });
  assert.deepEqual([verified.code, verified.stderr], [1, ""]);
});

test("at a terminal the secret is asked for, and nothing of it is shown", async () => {
  const { body, flags } = saved("gilbert");
  const path = file("body", body);
  // Python has pseudo-terminals in its standard library; Node has none.
  const script = `
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen = b""
answered = False
while True:
    try:
        chunk = os.read(fd, 4096)
    except OSError:
        break
    if not chunk:
        break
    seen += chunk
    if not answered and b"Secret of gilbert: " in seen:
        os.write(fd, sys.argv[1].encode())
        answered = True
sys.stdout.buffer.write(seen)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(code if code >= 0 else 128 - code)`;
  const ask = (typed, env) =>
    spawnSync("python3", ["-c", script, typed, process.execPath, MAIN, "verify", "--body", path, ...flags], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...env },
    });
  const right = ask(`wrong\x7f\x7f\x7f\x7f\x7f${SECRETS.gilbert}\r`, {});
  assert.equal(right.status, 0, right.stdout);
  assert.ok(!right.stdout.includes(SECRETS.gilbert) && !right.stdout.includes("wrong"));
  // A terminal has colours, unless they are not wanted.
  assert.ok(right.stdout.includes("\x1b[32m✓"));
  const plain = ask(`${SECRETS.gilbert}\r`, { NO_COLOR: "1" });
  assert.ok(plain.status === 0 && plain.stdout.includes("✓ genuine") && !plain.stdout.includes("\x1b[32m"));
  // Ctrl-C ends it by the signal, as a shell expects, and Ctrl-D says that there is nothing.
  const stopped = ask("\x03", {});
  assert.deepEqual([stopped.status, stopped.stdout.trim()], [130, "Secret of gilbert:"]);
  const ended = ask("\x04", {});
  assert.equal(ended.status, 3);
  assert.match(ended.stdout, /No secret was passed/);
});

test("the scheme is guessed where one fits, and asked for where not", async () => {
  const { body, flags } = saved("gilbert");
  const verify = (...args) => hookward(["verify", ...args], { input: body });
  assert.match((await verify("-H", "x-other: 1")).stderr, /is the signature of a built-in scheme/);
  assert.match((await verify(...flags, "-H", "x-argos-signature: 1")).stderr, /fit more than one scheme/);
  const unknown = await verify(...flags, "--scheme", "gilbertt");
  assert.equal(unknown.code, 3);
  assert.match(unknown.stderr, /There is no such scheme/);
  const row = JSON.parse((await hookward(["schemes", "gilbert", "--json"])).stdout);
  const own = file("own.json", JSON.stringify({ ...row, id: "acme-one" }));
  const env = { ACME_ONE_WEBHOOK_SECRET: SECRETS.gilbert };
  assert.equal((await hookward(["verify", ...flags, "--scheme", own], { input: body, env })).code, 0);
  const unsafe = file("unsafe.json", JSON.stringify({ ...row, signedContent: "nothing" }));
  const refused = await verify(...flags, "--scheme", unsafe, "--secret-env", "GILBERT_WEBHOOK_SECRET");
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /signedContent/);
  for (const text of ["[]", "null", "5", '"gilbert"']) {
    const none = await verify(...flags, "--scheme", file("none.json", text));
    assert.equal(none.code, 3);
    assert.match(none.stderr, /must contain one scheme, which is a JSON object/);
  }
});

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
