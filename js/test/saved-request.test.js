// Saved requests, compared with other programs: curl and bash, Node's server, and the escaping of browsers.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import http from "node:http";
import { Duplex } from "node:stream";
import { test } from "node:test";

import fc from "fast-check";

import { serving } from "../../test-support/http.js";
import { bundled } from "../../test-support/sources.js";

const { readPastedRequest, readSavedRequest, SeveralRequests, UnreadableRequest } = await bundled(
  "js/src/saved-request/index.ts",
);

const read = (content, options) => readSavedRequest(new Uint8Array(Buffer.from(content)), options);
const bodyOf = (request) => (request.body === undefined ? undefined : Buffer.from(request.body));
const lower = (headers) => headers.map(([name, value]) => [name.toLowerCase(), value]);
/** Returns the headers of a request in Node as pairs. */
const pairsOf = ({ rawHeaders }) =>
  rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1]]] : []));

/** The headers that curl adds. Some differ in every version. */
const OF_CURL = ["host", "user-agent", "accept", "content-length", "accept-encoding"];

/** Runs a command in bash, and returns the request that curl sent. */
async function sent(command) {
  let request;
  await serving(
    async (req, res) => {
      const body = Buffer.concat(await req.toArray());
      request ??= { method: req.method, url: req.url, headers: pairsOf(req), body };
      res.end();
    },
    (port) => {
      const run = import("node:child_process").then(
        ({ spawn }) =>
          new Promise((resolve) => {
            const child = spawn("bash", ["-c", command.replaceAll("https://app.example", `http://127.0.0.1:${port}`)], {
              env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" },
            });
            child.on("close", resolve);
          }),
      );
      return run;
    },
  );
  assert.ok(request, `curl sent nothing: ${command}`);
  return request;
}

const COMMANDS = [
  `curl https://app.example/hook -H 'X-Sig: abc' -d '{"a":1}'`,
  `curl -sS -X POST https://app.example/hook -H 'X-Sig: abc' --data-raw '@not a file'`,
  `curl -sSXPOST https://app.example/hook -HX-Sig:abc -d'a=1' --data b=2 --data-binary 'c
3'`,
  `curl --request PUT --url https://app.example/hook --header "X-Sig: a\\"b\\\\c\\$d" --data "{\\"a\\": \\"\\\\n\\"}"`,
  `curl $'https://app.example/hook' -H $'X-Sig: it\\'s\\u0021' --data-raw $'{"a":"\\u00e9\\x41\\n\\t\\\\n\\101\\e\\q"}'`,
  `curl $'https://app.example/' --data-binary $'\\xff\\x80\\u20ac\\U1F600\\303\\251'`,
  `curl https://app.example/ \\
  -H 'accept: */*' \\
  -H 'x-empty;' \\
  -H 'user-agent:' \\
  --compressed \\
  --data-raw 'é ü 漢'`,
  `curl https://app.example/ --json '{"a":1' --json ',"b":2}'`,
  `curl https://app.example/ --json '{}' -H 'content-type: application/vnd.api+json'`,
  `curl https://app.example/ --data-urlencode 'a b&c=é' --data-urlencode 'name=x y' --data-urlencode '=a=b' -d z`,
  `curl -u user:pass -A agent -e https://from.example -b 'a=1; b=2' https://app.example/ -d ''`,
  `curl https://app.example/a -G -d a=1`,
  `curl https://app.example/hook -o /dev/null -d one --max-time 5 -w '%{http_code}' -H 'x: y' | cat`,
  `curl https://app.example/hook -d one 2>/dev/null; echo done`,
  `curl -d "a"'b'c\\ d https://app.example/`,
  `curl -vk --http1.1 --retry 1 -d x -- https://app.example/last`,
  `curl https://app.example/ -d 'a' -H 'X-Two: 1' -H 'X-Two: 2' -H 'Content-Type: application/json'`,
  `curl https://app.example/ -H 'Content-Type:' -d 'no type'`,
  `curl https://app.example/ -d "line one
line two \\
joined"`,
];

test("a curl command is read as curl sends it, out of bash", async () => {
  for (const command of COMMANDS) {
    const request = read(command);
    const real = await sent(command);
    assert.equal(request.format, "curl");
    assert.equal(request.method, real.method, command);
    assert.deepEqual(bodyOf(request) ?? Buffer.alloc(0), real.body, command);
    const known = lower(request.headers);
    for (const [name, value] of known) {
      assert.ok(
        real.headers.some(([one, other]) => one === name && other === value),
        `${command}: ${name}: ${value} in ${JSON.stringify(real.headers)}`,
      );
    }
    const more = real.headers.filter(
      ([name, value]) => !OF_CURL.includes(name) && !known.some(([one, other]) => one === name && other === value),
    );
    assert.deepEqual(more, [], command);
    assert.deepEqual(request.warnings, [], command);
  }
});

test("every word that bash makes of quotes is made of them here", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme" }).map((text) => `'${text.replaceAll("'", "")}'`),
      fc.string({ unit: "grapheme" }).map((text) => `"${text.replace(/[\\"$`!]/g, "\\$&")}"`),
      fc
        .stringMatching(/^(?:[ -&(-[\]-~]|\\[abefnrtv\\'"?0-7]|\\x[0-9a-f]{2}|\\u[1-9a-c][0-9a-f]{3})*$/)
        .map((text) => `$'${text}'`),
      fc.stringMatching(/^(?:[A-Za-z0-9_./:=,@%+-]|\\[^\n])*$/),
    ),
    { minLength: 1, maxLength: 6 },
  );
  const words = fc.array(pieces, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(words, (list) => {
      const given = list.map((parts) => `x${parts.join("")}`.replaceAll("\0", ""));
      // One bash process for many words, because starting it takes most of the time.
      const { status, stdout } = spawnSync("bash", ["-c", `printf '%s\\0' ${given.join(" ")}`], {
        env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" },
      });
      fc.pre(status === 0);
      const expected = stdout.toString("latin1").split("\0").slice(0, -1);
      const made = given.map((word) => bodyOf(read(`curl https://a.example --data-raw ${word}`)).toString("latin1"));
      assert.deepEqual(made, expected, given.join(" "));
    }),
    { numRuns: 40 },
  );
});

test("curl's own list of options that take a value is known", () => {
  const help = execFileSync("curl", ["--help", "all"], { encoding: "utf8" });
  for (const [, short, long] of help.matchAll(/^ *(?:-(\S), )?--([a-z0-9.-]+) </gm)) {
    for (const option of [long === undefined ? [] : `--${long}`, short === undefined ? [] : `-${short}`].flat()) {
      if (/^(?:--help|-h|--config|-K|--next)$/.test(option)) continue;
      const request = read(`curl ${option} https://value.example -H 'x-sig: 1' https://app.example`);
      if (option !== "--url") assert.equal(request.url, "https://app.example", option);
    }
  }
  for (const [, short, long] of help.matchAll(/^ *(?:-(\S), )?--([a-z0-9.-]+) +(?![<[])/gm)) {
    if (/^(?:next)$/.test(long)) continue;
    for (const option of [`--${long}`, short === undefined ? [] : `-${short}`].flat()) {
      assert.equal(read(`curl ${option} https://app.example -H 'x-sig: 1'`).url, "https://app.example", option);
    }
  }
});

test("what a command does not hold is said", () => {
  for (const [command, why] of [
    ["curl https://a.example -d @body.json", /The body is not in the command \(-d @…\)/],
    ["curl https://a.example --data-binary @body.json", /--data-binary @…/],
    ["curl https://a.example --json @-", /--json @…/],
    ["curl https://a.example -F file=@x", /\(-F\)/],
    ["curl https://a.example -T x", /\(-T\)/],
    ["curl https://a.example -H @headers.txt -d x", /Some headers are in a file \(-H @…\)/],
    ['curl https://a.example -H "x-sig: $SIGNATURE" -d x', /contains a variable/],
    ["curl https://a.example -d `date`", /contains a variable/],
  ]) {
    const { warnings } = read(command);
    assert.equal(warnings.length, 1, command);
    assert.match(warnings[0], why);
  }
  assert.equal(read("curl https://a.example -d @body.json").body, undefined);
  // In quotes, it is not a variable.
  assert.deepEqual(read("curl https://a.example -d '$HOME `x`'").warnings, []);
  assert.throws(() => read("curl https://a.example -d x --next https://b.example"), /several requests \(--next\)/);
  assert.throws(() => read("curl https://a.example -d 'x"), /A quote \('\) in the command is not closed/);
});

/** Escapes a word like browsers do when they copy a request as cURL: for cmd.exe, and below for a POSIX shell. */
const forCmd = (text) =>
  `^"${text
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, "^$&")
    .replace(/%(?=[a-zA-Z0-9_])/g, "%^")
    .replace(/\r?\n/g, "^\n\n")}^"`;
const forPosix = (text) =>
  /[\p{Cc}!']/u.test(text)
    ? `$'${text
        .replace(/\\/g, "\\\\")
        .replace(/'/g, "\\'")
        .replace(/\n/g, "\\n")
        .replace(/\r/g, "\\r")
        .replace(/[\p{Cc}!]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}'`
    : `'${text}'`;

test("a request that a browser copied has the body that the browser had", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 60 });
  const json = fc.json();
  fc.assert(
    fc.property(fc.oneof(text, json), (given) => {
      // For cmd.exe, a browser turns every kind of line break into the same one. A word for a shell cannot contain NUL.
      const body = given.replaceAll("\0", "").replace(/\r\n?/g, "\n");
      for (const [escaped, end] of [
        [forCmd, " ^\n  "],
        [forPosix, " \\\n  "],
      ]) {
        const words = [`curl ${escaped("https://a.example/?a=%20&b")}`, `-H ${escaped('x-sig: "q"; a=%PATH%')}`];
        const request = readPastedRequest([...words, `--data-raw ${escaped(body)}`].join(end));
        assert.equal(bodyOf(request).toString(), body, escaped(body));
        assert.deepEqual(request.headers[0], ["x-sig", '"q"; a=%PATH%']);
        assert.equal(request.url, "https://a.example/?a=%20&b");
      }
    }),
    { numRuns: 500 },
  );
});

test("a command that was typed for cmd.exe is read by the rules of Windows", () => {
  const body = '{"a":"b c","path":"C:\\\\x"}';
  for (const command of [
    `curl https://a.example -H "x-sig: 1" ^\r\n -d "{""a"":""b c"",""path"":""C:\\\\x""}"`,
    `curl.exe https://a.example ^\n -H "x-sig: 1" -d "{\\"a\\":\\"b c\\",\\"path\\":\\"C:\\\\x\\"}"`,
  ]) {
    assert.equal(bodyOf(read(command)).toString(), body, command);
    assert.deepEqual(read(command).headers[0], ["x-sig", "1"]);
  }
});

/** Returns the request that Node's server parses from bytes, or undefined if the server refuses them. */
function served(bytes) {
  return new Promise((resolve) => {
    const server = http.createServer({ requireHostHeader: false });
    const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    server.on("request", async (req) => {
      const body = await req.toArray().then(Buffer.concat, () => undefined);
      resolve(body && { method: req.method, url: req.url, headers: pairsOf(req), body });
    });
    server.on("clientError", () => resolve(undefined));
    server.emit("connection", socket);
    socket.push(bytes);
  });
}

test("a whole request is read as Node's server reads it", async () => {
  const head = (...lines) => Buffer.from([...lines, "", ""].join("\r\n"), "latin1");
  const withBody = (body, ...lines) => Buffer.concat([head(...lines, `Content-Length: ${body.length}`), body]);
  const chunked = (...chunks) =>
    Buffer.concat([
      head("POST /c HTTP/1.1", "Transfer-Encoding: chunked", "Trailer: x-t"),
      ...chunks.map((chunk) =>
        Buffer.concat([Buffer.from(`${chunk.length.toString(16)};ext=1\r\n`), chunk, Buffer.from("\r\n")]),
      ),
      Buffer.from("0\r\nx-t: 1\r\n\r\n"),
    ]);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
  const requests = [
    withBody(Buffer.from("{}"), "POST /hook?a=1 HTTP/1.1", "X-Sig: abc", "x-sig: second"),
    withBody(bytes, "POST /hook HTTP/1.1", "X-Sig:abc  ", "X-Empty:", "X-Tab:\ta\tb "),
    withBody(Buffer.from("\r\n\r\n"), "PUT / HTTP/1.0", "X-Latin: caf\xe9 \x80"),
    withBody(Buffer.alloc(0), "POST / HTTP/1.1", "A!#$%&'*+.^_`|~: 1"),
    chunked(Buffer.from("one"), bytes, Buffer.from("\r\n0\r\n\r\n")),
    chunked(),
  ];
  for (const request of requests) {
    const [mine, node] = [read(request), await served(request)];
    assert.ok(node, `Node refuses ${request}`);
    assert.deepEqual({ method: mine.method, url: mine.url }, { method: node.method, url: node.url });
    assert.deepEqual(lower(mine.headers), node.headers);
    assert.deepEqual(bodyOf(mine) ?? Buffer.alloc(0), node.body);
    assert.deepEqual([mine.warnings, mine.unread, mine.format], [[], [], "request"]);
  }
  for (const refused of [
    head("POST / HTTP/1.1", "no colon"),
    head("POST / HTTP/1.1", "x-sig : space"),
    head("POST / HTTP/1.1", "(x): bracket"),
    head("POST / HTTP/1.1", ": no name"),
  ]) {
    assert.equal(await served(refused), undefined);
    assert.deepEqual(read(refused).unread, [2], `${refused}`);
  }
});

const SIGNATURE = "ab12";
const BODY = '{"a": "é"}';
const isSigned = (headers) => headers.some(([name]) => name.toLowerCase() === "x-sig");

test("every form of a delivery is recognised by its content", () => {
  const headers = { "X-Sig": SIGNATURE, Accept: "*/*" };
  const pairs = Object.entries(headers);
  const base64 = Buffer.from(BODY).toString("base64");
  const raw = `POST /hook HTTP/1.1\r\nX-Sig: ${SIGNATURE}\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`;
  const list = pairs.map(([name, value]) => ({ name, value }));
  const many = Object.fromEntries(pairs.map(([name, value]) => [name, [value]]));
  const forms = {
    "a request": raw,
    "lines and a body": `x-sig: ${SIGNATURE}\n\n${BODY}`,
    "a HAR file": {
      log: { entries: [{ request: { method: "POST", url: "/", headers: list, postData: { text: BODY } } }] },
    },
    "an entry of one": {
      request: { method: "POST", url: "/", headers: list, postData: { text: base64, encoding: "base64" } },
    },
    "headers and body": { headers, body: BODY },
    "headers as pairs": { headers: pairs, rawBody: BODY },
    "what sign --json prints": { headers: pairs, bodyBase64: base64 },
    "rawHeaders of Node": { headers: {}, rawHeaders: pairs.flat(), body: BODY },
    "a Buffer as JSON": { headers, body: Buffer.from(BODY) },
    "API Gateway, version 1": {
      httpMethod: "POST",
      path: "/",
      headers,
      multiValueHeaders: many,
      body: base64,
      isBase64Encoded: true,
    },
    "API Gateway, version 2": { version: "2.0", rawPath: "/", headers, body: BODY, isBase64Encoded: false },
    "an event in a log": { event: { headers, body: BODY }, context: {} },
    "webhook.site": {
      uuid: "u",
      type: "web",
      method: "POST",
      content: BODY,
      headers: many,
      url: "https://webhook.site/u",
    },
    "webhook.site, a list": { data: [{ uuid: "u", method: "POST", content: BODY, headers: many }], total: 1 },
    ngrok: {
      requests: [
        { id: "a", request: { method: "POST", headers: many, uri: "/", raw: Buffer.from(raw).toString("base64") } },
      ],
    },
  };
  for (const [name, form] of Object.entries(forms)) {
    const text = typeof form === "string" ? form : JSON.stringify(form, undefined, 2);
    for (const [how, content] of [
      [name, text],
      [`${name} behind white space`, `\n\n${text}`],
    ]) {
      const request = read(content, { isSigned });
      assert.deepEqual(lower(request.headers)[0], ["x-sig", SIGNATURE], how);
      assert.equal(bodyOf(request).toString(), BODY, how);
      assert.deepEqual([request.warnings, request.unread], [[], []], how);
    }
    const marked = read(`\ufeff${text}`, { isSigned });
    assert.equal(bodyOf(marked).toString(), BODY, name);
    assert.match(marked.warnings[0], /byte order mark/);
    const wide = read(Buffer.from(`\ufeff${text}`, "utf16le"), { isSigned });
    assert.equal(bodyOf(wide).toString(), BODY, name);
    assert.match(wide.warnings[0], /UTF-16/);
  }
  for (const alone of [headers, pairs, pairs.flat(), list, many]) {
    const request = read(JSON.stringify(alone));
    assert.deepEqual([lower(request.headers)[0], request.body], [["x-sig", SIGNATURE], undefined]);
  }
  for (const printed of [`{\n  'x-sig': '${SIGNATURE}',\n  accept: '*/*'\n}`, `headers: {\n  x-sig: ${SIGNATURE}\n}`]) {
    assert.deepEqual(read(printed).headers[0], ["x-sig", SIGNATURE]);
  }
});

test("a body that is not its bytes is said to be none", () => {
  const parsed = read(JSON.stringify({ headers: { a: "b" }, body: { x: 1.5 } }));
  assert.equal(bodyOf(parsed).toString(), '{"x":1.5}');
  assert.match(parsed.warnings[0], /parsed before it was saved/);
  const plain = read(JSON.stringify({ headers: { a: "b" }, body: '{"x":1}', isBase64Encoded: true }));
  assert.equal(bodyOf(plain).toString(), '{"x":1}');
  assert.match(plain.warnings[0], /marked as base64, but is not valid/);
});

const entry = (method, url, signed) => ({
  request: { method, url, headers: signed ? [{ name: "X-Sig", value: url }] : [], postData: { text: url } },
});
const harOf = (...entries) => JSON.stringify({ log: { entries } });

test("of several requests the only POST is read, or the only one that is signed, or the one that is named", () => {
  const one = harOf(entry("GET", "/g", true), entry("POST", "/p", false));
  assert.deepEqual([read(one, { isSigned }).url, read(one, { isSigned }).warnings], ["/p", []]);
  const signed = harOf(entry("POST", "/a", false), entry("POST", "/b", true), entry("POST", "/c", false));
  const chosen = read(signed, { isSigned });
  assert.equal(chosen.url, "/b");
  assert.match(chosen.warnings[0], /The file contains 3 POST requests\. Only request 2 has a signature/);
  assert.equal(read(signed, { isSigned, entry: 3 }).url, "/c");
  const both = harOf(entry("POST", "/a", true), entry("POST", "/b", false), entry("POST", "/c", true));
  assert.throws(
    () => read(both, { isSigned }),
    (error) => {
      assert.ok(error instanceof SeveralRequests);
      assert.deepEqual(error.choices, [
        { number: 1, method: "POST", url: "/a" },
        { number: 3, method: "POST", url: "/c" },
      ]);
      return true;
    },
  );
  assert.throws(() => read(both, { entry: 4 }), /has 3 requests, and no number 4/);
  assert.throws(() => read(harOf(entry("GET", "/", true))), /no POST request/);
});

test("what is no request is said to be none, with what was expected", () => {
  for (const [content, why] of [
    ["", /It is empty. Pass an HTTP request/],
    ["  \r\n ", /It is empty/],
    ["just some words", /cannot be read as a request. Pass an HTTP request as it was sent/],
    ["HTTP/1.1 200 OK\r\nx: y\r\n\r\n", /This is a response/],
    ['{"headers": {"x-sig": "1"}, "body": "', /begins like JSON, but cannot be parsed/],
    ['{\n  "headers": {\n    "x-sig": "1"\n', /begins like JSON, but cannot be parsed/],
    ['{"event": {"id": 1}}', /JSON without headers/],
    ["[1, 2]", /JSON without headers/],
    ["null x", /cannot be read/],
    [JSON.stringify({ log: {} }), /has no entries/],
    [harOf({ request: { method: "POST", headers: [{ name: 1 }] } }), /no request with headers/],
    [
      "fetch('https://a.example', {})",
      /This is program code, not an HTTP request. In the browser, copy the request as cURL/,
    ],
    ["Invoke-WebRequest -Uri https://a.example", /This is program code/],
    [Buffer.from([0x1f, 0x8b, 8]), /compressed/],
    ["POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", /is truncated or changed/],
  ]) {
    assert.throws(
      () => read(content),
      (error) => error instanceof UnreadableRequest && why.test(error.message),
      `${content}`,
    );
  }
});

test("nothing that is read makes the reader throw anything but what it says", () => {
  const likely = fc.array(
    fc.constantFrom(
      "curl ",
      "-H ",
      "-d ",
      "'",
      '"',
      "\\",
      "^",
      "\n",
      "\r\n",
      "POST / HTTP/1.1",
      "x-sig: 1",
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"headers"',
      '"log"',
      '"entries"',
      "chunked",
      "Transfer-Encoding: ",
      "5",
      "0",
      "\0",
      "é",
      "$'",
      "`",
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        likely.map((parts) => parts.join("")),
        fc.json(),
      ),
      (content) => {
        try {
          const { headers, warnings } = read(content);
          assert.ok(Array.isArray(headers) && Array.isArray(warnings));
        } catch (error) {
          assert.ok(error instanceof UnreadableRequest, `${error?.stack}`);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

/** Returns the time of the fastest of three readings, in milliseconds. */
function quickest(content) {
  const times = [1, 2, 3].map(() => {
    const started = performance.now();
    try {
      read(content);
    } catch (error) {
      assert.ok(error instanceof UnreadableRequest, error);
    }
    return performance.now() - started;
  });
  return Math.min(...times);
}

test("the time to read grows with the length, whatever stands in it", () => {
  const runs = {
    "a header of a request": (n) => `POST / HTTP/1.1\r\nA: x${" ".repeat(n)}x\r\n\r\n{}`,
    "a header on a line": (n) => `b: c\nA: x${" ".repeat(n)}x\n`,
    tabs: (n) => `b: c\nA: x${"\t".repeat(n)}x\n`,
    "white space before a colon": (n) => `b: c\nA${" ".repeat(n)}x: y\n`,
    "a line of white space": (n) => `b: c\n${" ".repeat(n)}x\n`,
    quotes: (n) => `b: c\n${"'".repeat(n)}\nd: ${'"'.repeat(n)}x`,
    brackets: (n) => `b: c\n${"{".repeat(n)}x\n${"a".repeat(n)} {x`,
    "a request line": (n) => `POST /${"a ".repeat(n)}\r\nb: c\r\n\r\n`,
    "empty lines": (n) => `POST / HTTP/1.1\r\nb: c\r\n${"\r".repeat(n)} x`,
    codings: (n) => `POST / HTTP/1.1\r\nTransfer-Encoding: ${", ".repeat(n)}x${" ".repeat(n)}x\r\n\r\n{}`,
    "a header of curl": (n) => `curl http://x -H 'A: x${" ".repeat(n)}x' -d '{}'`,
    "a name of curl": (n) => `curl http://x -H 'A${" ".repeat(n)}x: y' -d '{}'`,
    "escapes of a shell": (n) => `curl http://x -d $'${"\\'".repeat(n)}' -d "${'\\"'.repeat(n)}"`,
    backslashes: (n) => `curl http://x -d "${"\\".repeat(2 * n)}"`,
    "carets of cmd": (n) => `curl ^"http://x^" --data-raw ^"${'^\\^"'.repeat(n)}^"`,
    base64: (n) => JSON.stringify({ headers: { a: "b" }, bodyBase64: `${"=".repeat(n)}x` }),
  };
  for (const [name, make] of Object.entries(runs)) {
    const long = quickest(make(128_000));
    // A quadratic algorithm takes seconds at this length.
    assert.ok(long < 1500, `${name}: ${Math.round(long)} ms`);
  }
});

test("options and members that every object inherits are nothing", () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  for (const name of inherited) {
    const { headers, body } = read(`curl http://x --${name} -H 'X-Sig: aa' -d '{}'`);
    assert.deepEqual(headers[0], ["X-Sig", "aa"], name);
    assert.equal(`${Buffer.from(body)}`, "{}", name);
    const json = read(`{"headers":{"${name}":"a","x-sig":"aa"},"body":"{}"}`);
    assert.deepEqual(json.headers, [
      [name, "a"],
      ["x-sig", "aa"],
    ]);
  }
  const odd = '{"type":"Buffer","data":[{"valueOf":1,"toString":1}]}';
  assert.match(read(`{"headers":{"a":"b"},"body":${odd}}`).warnings.join(), /The body was parsed/);
});

test("what is nested deep or long is read, or said not to be", () => {
  const depth = 20_000;
  const inner = '{"headers":{"x-sig":"a"},"body":"{}"}';
  const nested = `${'{"request":'.repeat(depth)}${inner}${"}".repeat(depth)}`;
  assert.deepEqual(read(nested).headers, [["x-sig", "a"]]);
  assert.throws(
    () => read(`{"headers":{"a":"b"},"body":${"[".repeat(depth)}${"]".repeat(depth)}}`),
    /nested too deeply. Pass the body as text/,
  );
  const long = "a".repeat(20_000_000);
  for (const [open, close] of [
    ['"', '"'],
    ["'", "'"],
    ["$'", "'"],
  ]) {
    const { body } = read(`curl http://x -H 'X-Sig: aa' -d ${open}${long}${close}`);
    assert.equal(body.length, long.length);
  }
});

test("a byte that is white space elsewhere stays in a value", async () => {
  assert.deepEqual(read("POST / HTTP/1.1\r\nX-Name: \u00e0\r\n\r\n").headers, [["X-Name", "\xc3\xa0"]]);
  assert.deepEqual(read("X-Name: \u00e0\nb: c").headers[0], ["X-Name", "\xc3\xa0"]);
  const command = "curl https://app.example/ -H X-Name:\u00e0 -d \u00e0b";
  const request = await sent(command);
  const { headers, body } = read(command);
  assert.equal(`${Buffer.from(body)}`, `${request.body}`);
  assert.deepEqual(headers[0], ["X-Name", request.headers.find(([name]) => name === "x-name")[1]]);
});
