// A delivery of one provider that is verified with another provider's scheme. One sentence names the provider of the signature, and never names a
// wrong one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { schemes } from "hookward";
import { explain } from "hookward/explain";

import { hookward, scratch } from "../../test-support/command.js";
import { files } from "../../test-support/vectors.js";

const file = scratch();

/** The provider that a program was configured for, and the provider of the delivery that it received. */
const PAIRS = [
  ["shopify", "github"],
  ["stripe", "slack"],
  ["square", "shopify"],
  ["slack", "stripe"],
  ["github", "stripe"],
  ["twilio-form", "github"],
  ["paddle", "stripe"],
  ["linear", "github"],
  ["zoom", "slack"],
];

/** Returns a genuine delivery of a provider. */
const example = (id) => files.find(({ name }) => name === id).vectors.find(({ expect }) => expect.ok);

/** Returns a vector as a request to verify with another scheme. */
function taken(id, scheme, secrets) {
  const { headers, body, url, method, now, secrets: right } = example(id);
  return {
    scheme,
    secrets: secrets ?? right,
    headers,
    body,
    ...(url && { url }),
    ...(method && { method }),
    now: now * 1000,
  };
}

const messageOf = (verb, id, scheme) =>
  `This ${verb} ${schemes[id].name}'s signature, and you verify it as ${schemes[scheme].name}. ` +
  `Use the scheme ${id}, or check which endpoint the request was sent to.`;

test("under the right secret it is proven whose signature it is", () => {
  for (const [id, scheme] of PAIRS) {
    const { result, findings } = explain(taken(id, scheme));
    assert.equal(result.ok, false);
    const [first, ...others] = findings;
    assert.deepEqual([first.code, first.confidence, first.scheme, others], ["scheme_other", "proven", id, []]);
    assert.equal(first.message, messageOf("is", id, scheme));
  }
  const [shopify] = explain(taken("shopify", "github")).findings;
  assert.match(
    shopify.message,
    /^This is Shopify's signature, and you verify it as GitHub\. Use the scheme shopify, or /,
  );
});

test("under another secret it is likely, and the sentence claims no more", () => {
  for (const [id, scheme] of PAIRS) {
    const { findings } = explain(taken(id, scheme, ["the secret of something else"]));
    const found = findings.find(({ code }) => code === "scheme_other");
    assert.deepEqual([found.confidence, found.scheme], ["likely", id]);
    // If two schemes have the header, both are named.
    const others = id === "twilio-form" ? ", or that of Twilio (JSON)" : "";
    assert.equal(found.message.replace(others, ""), messageOf("looks like", id, scheme));
    assert.ok(found.message.includes(others));
    assert.ok(findings.every(({ confidence }) => confidence === "likely"));
  }
});

test("a delivery of the provider itself is never called another's", () => {
  // GitHub also signs with SHA-1, in a header that is the signature header of other providers.
  const sha1 = ["x-hub-signature", `sha1=${"0123456789".repeat(4)}`];
  const shopify = example("shopify").headers.filter(([name]) => /hmac/i.test(name));
  for (const [id] of PAIRS) {
    const more = [sha1, ...(id === "shopify" ? [] : shopify)];
    for (const change of [{ secrets: ["another"] }, { body: "{}" }, { now: 0 }, {}]) {
      const request = taken(id, id);
      const { findings } = explain({ ...request, headers: [...request.headers, ...more], ...change });
      assert.deepEqual(
        findings.filter(({ code }) => code === "scheme_other"),
        [],
        id,
      );
    }
  }
});

test("one whose header is not there is not named, and a signature of nobody is not called anybody's", () => {
  for (const headers of [
    [["content-type", "application/json"]],
    [["x-unknown-signature", "0".repeat(64)]],
    // The header of Shopify, with a value that cannot be its signature.
    [["x-shopify-hmac-sha256", "none"]],
  ]) {
    const { findings } = explain({ scheme: "github", secret: "s", headers, body: "{}" });
    assert.deepEqual(
      findings.map(({ code }) => code).filter((code) => code === "scheme_other"),
      [],
    );
  }
});

test("hookward explain prints the sentence", async () => {
  for (const [id, scheme] of PAIRS.slice(0, 3)) {
    const { headers, body, url, now, secrets } = example(id);
    const run = (secret) =>
      hookward([
        ...["explain", "--scheme", scheme, "--body", file("body", body), "--now", `${now}`],
        ...["--secret-file", file("secret", secret), ...(url ? ["--url", url] : [])],
        ...headers.flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
      ]);
    const right = await run(secrets[0]);
    assert.equal(right.code, 1);
    const { name } = schemes[id];
    // A line ends where the terminal ends.
    const text = ({ stdout }) => stdout.replace(/\s+/g, " ");
    assert.ok(
      text(right).includes(`This is ${name}'s signature, and you verify it as ${schemes[scheme].name}.`),
      right.stdout,
    );
    const wrong = await run("the secret of something else");
    assert.ok(
      text(wrong).includes(`This looks like ${name}'s signature, and you verify it as ${schemes[scheme].name}.`),
    );
    assert.ok(!text(wrong).includes("This is"));
  }
});
