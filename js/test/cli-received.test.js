// The command line over saved deliveries: each form in which a request can be saved, and what verify prints.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hookward, scratch } from "../../test-support/command.js";
import { har, harRequest, NOW, named, saved, wire } from "../../test-support/saved-deliveries.js";
import { SAMPLE, SECRETS } from "../../test-support/schemes.js";

const file = scratch();

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
  assert.equal(stderr, "Warning: The file contains 3 POST requests. Only request 2 has a signature, so it is read.\n");
  // Of a scheme that was named, its own signature counts.
  const row = JSON.parse((await hookward(["schemes", "gilbert", "--json"])).stdout);
  const signature = { ...row.signature, header: "x-acme-signature" };
  const own = file("acme.json", JSON.stringify({ ...row, id: "acme", signature }));
  const renamed = { "X-Acme-Signature": Object.entries(headers).find(([name]) => /signature/i.test(name))[1] };
  const both = file("both.har", har(harRequest({ headers, body }), harRequest({ headers: renamed, body })));
  const env = { ACME_WEBHOOK_SECRET: SECRETS.gilbert };
  const custom = await hookward(["verify", both, "--scheme", own], { env });
  assert.equal(custom.code, 0, custom.stderr);
  assert.match(custom.stderr, /Only request 2 has a signature/);
});
