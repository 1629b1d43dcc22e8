// The page's explanation of a delivery: the examples, files, schemes, and unreadable input.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";

import { checks, example, result, start } from "./visit.js";

const SECRET = "gilbert-webhook-secret";
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const BODY = Buffer.from('{"event":"dossier.qualified","event_id":"evt_1"}');
const sign = (body, secret = SECRET) => createHmac("sha256", secret).update(body).digest("hex");

/** Returns a HAR file with requests to numbered addresses. */
const harOf = (...requests) =>
  JSON.stringify({
    log: {
      entries: requests.map(({ signature, body }, at) => ({
        request: {
          method: "POST",
          url: `https://app.example/${at + 1}`,
          headers: [{ name: "X-Gilbert-Signature", value: signature }],
          postData: { mimeType: "application/json", text: body },
        },
      })),
    },
  });

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.stop());

/** Fills in a delivery, and waits until its explanation appears. */
async function ask(page, { headers, body, file, secret = SECRET, scheme = "guess" }) {
  await page.getByLabel("Scheme", { exact: true }).selectOption(scheme);
  await page.getByLabel("Headers").fill(headers);
  if (body !== undefined) await page.getByLabel("Body", { exact: true }).fill(body);
  if (file !== undefined)
    await page.locator("#file").setInputFiles({ name: "body.json", mimeType: "application/json", buffer: file });
  await page.getByLabel("Secret", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Explain" }).click();
}

test("each example shows what is wrong with it", async () => {
  const expected = {
    "a genuine delivery": [{ badge: "Genuine", code: undefined, confidence: undefined }, "passed", "passed"],
    "a parsed body": [
      { badge: "Refused", code: "body_reserialized_compact", confidence: "proven" },
      "skipped",
      "failed",
    ],
    "a secret with a newline": [
      { badge: "Refused", code: "secret_trailing_newline", confidence: "proven" },
      "passed",
      "failed",
    ],
    "an old delivery": [{ badge: "Refused", code: "timestamp_too_old", confidence: "proven" }, "failed", "skipped"],
  };
  await browser.open(async (page) => {
    const names = await page.locator("#examples button").allTextContents();
    assert.deepEqual(names, Object.keys(expected));
    for (const [name, [says, window, mac]] of Object.entries(expected)) {
      await example(page, name);
      assert.deepEqual(await result(page), says, name);
      const states = await checks(page);
      assert.deepEqual(
        Object.keys(states),
        ["body_length", "headers", "signature", "timestamp", "window", "mac"],
        name,
      );
      assert.deepEqual([states.window, states.mac], [window, mac], name);
    }
    assert.match(await page.locator("#result").textContent(), /47 min/);
    await page.getByLabel("Time of receipt").fill("1709064000");
    await page.locator("#result [data-mark=passed]").waitFor();
    assert.equal(await page.locator("#result .example").count(), 0, "what was changed is no example any more");
  });
});

test("the byte at which the body differs is marked, in text and in hex", async () => {
  await browser.open(async (page) => {
    await example(page, "a parsed body");
    const body = await page.getByLabel("Body", { exact: true }).inputValue();
    const at = body.indexOf("\\u00e9");
    assert.match(await page.locator("figcaption").textContent(), new RegExp(` at byte ${at}\\.$`));
    assert.deepEqual(await page.locator(".bytes mark").allTextContents(), ["\\", "5c", "\\"]);
    const row = page.locator(".bytes tr", { has: page.locator("mark") });
    const first = Number(await row.locator("th").textContent());
    assert.equal(await row.locator(".text").textContent(), body.slice(first, first + 8));
  });
});

test("two changes that are needed together are both told, each with the other", async () => {
  await browser.open(async (page) => {
    await example(page, "a parsed body");
    await page.getByLabel("followed by").selectOption("lf");
    await page.getByRole("heading", { name: "And one more" }).waitFor();
    const facts = await page.locator(".grounds dl").allTextContents();
    const [body, secret] = ["body_reserialized_compact", "secret_trailing_newline"];
    assert.deepEqual(facts, [`code${body}with${secret}`, `code${secret}secret1with${body}`]);
    assert.equal(await page.locator(".bytes").count(), 1);
  });
});

test("a file counts byte for byte, with its byte order mark", async () => {
  await browser.open(async (page) => {
    const headers = `X-Gilbert-Signature: ${sign(BODY)}`;
    await ask(page, { headers, file: Buffer.concat([BOM, BODY]) });
    await page.locator("#file-facts", { hasText: "byte order mark" }).waitFor();
    await page.locator(".bytes").waitFor();
    assert.deepEqual(await result(page), { badge: "Refused", code: "body_bom_added", confidence: "proven" });
    assert.match(await page.locator("figcaption").textContent(), / at byte 0\.$/);
    assert.deepEqual(await page.locator(".bytes tbody mark").allTextContents(), ["ef", "·"]);

    await ask(page, { headers: `X-Gilbert-Signature: ${sign(Buffer.concat([BOM, BODY]))}` });
    await page.locator("#result [data-mark=passed]").waitFor();
    await page.getByRole("button", { name: "Remove the file" }).click();
    await page.getByLabel("Body", { exact: true }).fill(BODY.toString());
    await page.locator("#result [data-mark=failed]").waitFor();
    await page.getByText("body_bom_removed").waitFor();
  });
});

test("a file that is dropped on the field counts as one that is chosen", async () => {
  await browser.open(async (page) => {
    await ask(page, { headers: `X-Gilbert-Signature: ${sign(Buffer.from("{}\r\n"))}` });
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["{}\r\n"], "dropped.json"));
      return transfer;
    });
    await page.dispatchEvent("#body-field", "drop", { dataTransfer: dropped });
    await page.locator("#result [data-mark=passed]").waitFor();
    assert.match(
      await page.locator("#file-card").textContent(),
      /dropped\.json.*4 bytes, has CR LF line ends, ends with a newline/,
    );
  });
});

test("headers are read as people have them at hand", async () => {
  const signature = sign(BODY);
  const text = BODY.toString();
  const written = {
    lines: [`content-type: application/json\nX-Gilbert-Signature: ${signature}`, text],
    "a request": [`POST /hook HTTP/1.1\r\nHost: app.example\r\nX-Gilbert-Signature: ${signature}\r\n\r\n${text}`],
    "what curl -v prints": [`> POST /hook HTTP/2\n> user-agent: curl/8\n> x-gilbert-signature: ${signature}\n>`, text],
    "a curl command": [
      `curl -sS https://app.example/hook \\\n  -H 'X-Gilbert-Signature: ${signature}' \\\n  --data-raw '${text}'`,
    ],
    "the flags alone": [`-H "x-gilbert-signature: ${signature}" --header=accept:*/*`, text],
    "a body right behind its flag": [`curl.exe -H"x-gilbert-signature: ${signature}" -d'${text}' https://app.example`],
    "a copied request": [`curl $'https://app.example' -H $'x-gilbert-signature\\u003a ${signature}' -d $'${text}'`],
    "an object": [JSON.stringify({ "X-Gilbert-Signature": [signature], accept: "*/*" }), text],
    "a list of pairs": [JSON.stringify([["X-Gilbert-Signature", signature]]), text],
    rawHeaders: [JSON.stringify(["Host", "x", "X-Gilbert-Signature", signature]), text],
    "an event": [JSON.stringify({ version: "2.0", headers: { "x-gilbert-signature": signature } }), text],
    "headers and body as JSON": [JSON.stringify({ headers: { "x-gilbert-signature": signature }, body: text })],
    "an event in base64": [
      JSON.stringify({
        headers: { "x-gilbert-signature": signature },
        body: BODY.toString("base64"),
        isBase64Encoded: true,
      }),
    ],
    "a HAR file": [harOf({ signature, body: text })],
    "a command for cmd.exe": [
      `curl ^"https://app.example/hook^" ^\n  -H ^"x-gilbert-signature: ${signature}^" ^\n  --data-raw ^"${text
        .replaceAll('"', '\\"')
        .replace(/[\\"{}]/g, "^$&")}^"`,
    ],
    "a printed object": [`{\n  'x-gilbert-signature': '${signature}',\n  accept: '*/*'\n}`.slice(2, -2), text],
  };
  await browser.open(async (page) => {
    for (const [name, [headers, body = ""]] of Object.entries(written)) {
      await page.getByRole("button", { name: "Clear everything" }).click();
      await ask(page, { headers, body });
      assert.deepEqual(await result(page), { badge: "Genuine", code: undefined, confidence: undefined }, name);
    }
    await ask(page, { headers: `x-gilbert-signature: ${signature}\nno header at all\nx: y`, body: text });
    assert.equal(await page.locator("#headers-note").textContent(), "2 headers read. No header: line 2.");
  });
});

test("a saved request is taken from a file byte for byte, and of several the one that is chosen", async () => {
  const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9, 0x0d, 0x0a]), Buffer.from('"}')]);
  const head = `POST /hook HTTP/1.1\r\nX-Gilbert-Signature: ${sign(body)}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const choose = (page, name, content) =>
    page.locator("#request-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: content });
  await browser.open(async (page) => {
    await page.getByLabel("Secret", { exact: true }).fill(SECRET);
    await choose(page, "saved.http", Buffer.concat([Buffer.from(head), body]));
    await page.locator("#result [data-mark=passed]").waitFor();
    assert.match(await page.locator("#request-file-card").textContent(), /saved\.http/);
    assert.match(await page.locator("#body-note").textContent(), /comes from the request above/);

    const other = Buffer.from('{"event":"other"}').toString();
    const requests = [BODY.toString(), other].map((text) => ({ signature: sign(BODY), body: text }));
    await choose(page, "two.har", Buffer.from(harOf(...requests)));
    const which = page.getByLabel("Which request");
    await which.waitFor();
    assert.deepEqual(await which.locator("option").allTextContents(), [
      "1: POST https://app.example/1",
      "2: POST https://app.example/2",
    ]);
    await page.locator("#result [data-mark=passed]").waitFor();
    await which.selectOption("2");
    await page.locator("#result [data-mark=failed]").waitFor();
    assert.equal(await which.inputValue(), "2");
    await page.getByRole("button", { name: "Clear everything" }).click();
    assert.equal(await which.isVisible(), false);
    assert.equal(await page.locator("#request-file-card").isVisible(), false);

    await page.getByLabel("Headers").fill("some words");
    await page.getByText("This cannot be read as a request. Pass").waitFor();
    assert.equal((await result(page)).badge, "Cannot be read");
  });
});

test("a scheme that is not built in is given as JSON, and an unsafe one refused by the name of its field", async () => {
  await browser.open(async (page) => {
    const time = 1_709_064_000;
    const headers = `X-Acme-Timestamp: ${time}\nX-Acme-Signature: sha256=${sign(`${time}.${BODY}`)}`;
    await ask(page, { headers, body: BODY.toString() });
    assert.match(await page.locator("#scheme-note").textContent(), /None of the headers/);
    await page.getByLabel("at another time").check();
    await page.getByLabel("Time of receipt").fill(String(time * 1000));
    await ask(page, { headers, body: BODY.toString(), scheme: "custom" });
    assert.equal((await result(page)).badge, "Genuine");
    const custom = page.getByLabel("Custom scheme");
    const safe = await custom.inputValue();
    await custom.fill(safe.replace("{timestamp}.", ""));
    await page.getByText(/Scheme acme: signedContent .*timestamp/).waitFor();
    assert.equal((await result(page)).badge, "Cannot be read");
    await custom.fill(safe.slice(1));
    await page.getByText("The custom scheme is not JSON.").waitFor();
  });
});

test("several secrets are numbered as the answer numbers them", async () => {
  await browser.open(async (page) => {
    const headers = `x-gilbert-signature: ${sign(BODY)}`;
    await ask(page, { headers, body: BODY.toString(), secret: "the new one" });
    assert.equal((await result(page)).code, "secret_different");
    await page.getByRole("button", { name: "Add another secret" }).click();
    await page.getByLabel("Secret 2", { exact: true }).fill(SECRET);
    await page.getByText("Secret 2 matched.").waitFor();
    await page.getByLabel("Secret 1", { exact: true }).fill("");
    await page.getByLabel("Secret 2", { exact: true }).fill(`"${SECRET}"`);
    await page.getByText("secret_quoted").waitFor();
    assert.match(await page.locator("#result .grounds dl").textContent(), /secret2$/, "an empty field counts");
    await page.getByLabel("Secret 2", { exact: true }).fill(SECRET);
    await page.getByRole("button", { name: "Remove secret 1" }).click();
    await page.getByRole("button", { name: "Explain" }).click();
    assert.equal(await page.getByLabel("Secret", { exact: true }).inputValue(), SECRET);
    assert.equal((await result(page)).badge, "Genuine");
  });
});

test("the newline behind a secret that is pasted is kept", async () => {
  await browser.open(async (page, { context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await ask(page, { headers: `x-gilbert-signature: ${sign(BODY)}`, body: BODY.toString(), secret: "" });
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${SECRET}\n`);
    await page.getByLabel("Secret", { exact: true }).press("ControlOrMeta+V");
    await page.getByText("secret_trailing_newline").waitFor();
    assert.equal(await page.getByLabel("followed by").inputValue(), "lf");
  });
});

test("a body that cannot be told apart from markup stays text", async () => {
  const body = Buffer.from('{"a": "<img src=x onerror=alert(1)><script>alert(1)</script>"}');
  await browser.open(async (page) => {
    await ask(page, {
      headers: `x-gilbert-signature: ${sign(Buffer.from(JSON.stringify(JSON.parse(body))))}\n<b>: x`,
      body: body.toString(),
    });
    assert.equal((await result(page)).code, "body_reserialized_compact");
    assert.match(await page.locator(".excerpt").textContent(), /<img src=x onerror/);
    assert.equal(await page.locator("main img, main script, main b").count(), 0);
  });
});

test("a delivery of another provider is called that, and no more than is known", async () => {
  const body = '{"id":820982911946154508}';
  const hmac = createHmac("sha256", SECRET).update(body).digest("base64");
  const headers = `x-shopify-hmac-sha256: ${hmac}\nx-shopify-topic: orders/create`;
  await browser.open(async (page) => {
    for (const [secret, confidence, verb] of [
      [SECRET, "proven", "is"],
      ["another secret", "likely", "looks like"],
    ]) {
      await ask(page, { headers, body, secret, scheme: "github" });
      const wanted = `This ${verb} Shopify's signature, and you verify it as GitHub.`;
      await page.locator("#result", { hasText: wanted }).waitFor();
      assert.deepEqual(await result(page), { badge: "Refused", code: "scheme_other", confidence });
    }
  });
});
