// Text that a sender chose is escaped in every output of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hookward, start } from "../../test-support/command.js";
import { send, serving, until } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";
import { bundled } from "../../test-support/sources.js";

const { printable, printableJson } = await bundled("js/src/display/printable.ts");

/** The characters that must never be printed: the first and last code point of each range. */
const RANGES = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xe000, 0xe0ff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
  [0xf0000, 0xf0001],
];
const odd = RANGES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
);

test("every character that steers, hides or reorders text is escaped", () => {
  for (const sign of odd) {
    const code = sign.codePointAt(0).toString(16);
    assert.equal(printable(`a${sign}b`), `a\\u{${code}}b`);
    for (const indent of [undefined, 2]) {
      const json = printableJson({ [sign]: [sign] }, indent);
      assert.match(json, /^[\n\x20-\x7e]*$/, code);
      assert.deepEqual(JSON.parse(json), { [sign]: [sign] }, code);
    }
  }
  const plain = "é ß 漢字 👍 Ω ‑ “quoted”";
  assert.equal(printable(plain), plain);
  assert.equal(printableJson(plain), JSON.stringify(plain));
});

test("marks that pile up on a letter are escaped from the fourth on", () => {
  const zalgo = `a${"\u0301".repeat(50)}b`;
  assert.equal(printable(zalgo), `a\u0301\u0301\u0301${"\\u{301}".repeat(47)}b`);
  assert.equal(JSON.parse(printableJson(zalgo)), zalgo);
  assert.ok(!printableJson(zalgo).includes("\u0301".repeat(4)));
  for (const written of ["e\u0301", "ệ\u0302\u0323", "กำ้", "नमस्ते", "שָׁלוֹם"]) assert.equal(printable(written), written);
});

/** Returns the code points that occur unescaped in the output. */
const raw = (text) => odd.filter((sign) => sign !== "\n" && text.includes(sign)).map((sign) => sign.codePointAt(0));

test("listen, verify and explain escape an event and an id that are not signed, as text and as JSON", async () => {
  // A server receives a header as one character for each byte, so a sender can send C1 controls.
  const event = "sensor.\x9b31m\x85online";
  const sent = delivery("grillo", { secret: SECRETS.grillo });
  const headers = { ...sent.headers };
  for (const name of Object.keys(headers)) if (/event|delivery/i.test(name)) headers[name] = event;
  for (const more of [[], ["--json"]]) {
    const running = start(["listen", "--scheme", "grillo", "--port", "0", "--once", ...more]);
    const printed = () => running.printed.stdout + running.printed.stderr;
    await until(() => /127\.0\.0\.1:\d+/.test(printed()));
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(printed());
    const { status } = await send(Number(port), { headers, body: sent.body });
    assert.equal(status, 200);
    const { code, stdout } = await running.done;
    assert.equal(code, 0);
    assert.deepEqual(raw(stdout), [], stdout);
    assert.ok(/\\u\{9b\}|\\u009b/.test(stdout), stdout);
  }
  const invisible = "sensor.\u202e\u2028\u200b\u{e0041}";
  const flags = Object.entries(sent.headers).flatMap(([name, value]) => [
    "-H",
    `${name}: ${/event|delivery/i.test(name) ? invisible : value}`,
  ]);
  for (const command of ["verify", "explain"]) {
    for (const more of [[], ["--json"]]) {
      const { code, stdout } = await hookward([command, "--body", "-", ...flags, ...more], { input: sent.body });
      assert.equal(code, 0, stdout);
      assert.deepEqual(raw(stdout), [], stdout);
    }
  }
});

test("send escapes what an endpoint responds with, as text and as JSON", async () => {
  const response = "no \u009b31m \u202e \u2028 \u200b \ufeff \u{e0041} \ufff9";
  await serving(
    (_req, res) => res.writeHead(401).end(response),
    async (port) => {
      for (const more of [[], ["--json"]]) {
        const args = ["send", `http://127.0.0.1:${port}/`, "--scheme", "gilbert", ...more];
        const { code, stdout } = await hookward(args);
        assert.equal(code, 1);
        assert.deepEqual(raw(stdout), [], stdout);
        if (more.length > 0) assert.equal(JSON.parse(stdout).text, response);
      }
    },
  );
});
