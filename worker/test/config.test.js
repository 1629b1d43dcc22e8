// Configurations with an error: nothing reaches the origin, the other routes keep working, and the log states what to
// do.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "correct horse battery staple";
const WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const BODY = '{"event":"x"}';

let origin;
let good;

before(async () => {
  origin = await startOrigin();
  good = { path: "/good", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url };
});

after(() => origin.stop());

/** Starts a Worker, passes it to `use`, and stops it. */
async function withWorker(vars, use) {
  const worker = await startWorker(vars);
  try {
    await use({
      send: worker.send,
      deliver: (path) => worker.send({ path, body: BODY, headers: sign.gilbert(SECRET, BODY) }),
      health: async () => {
        const response = await worker.send({ method: "GET", path: "/_hookward/health", length: null });
        return { ...response, body: JSON.parse(response.body) };
      },
    });
  } finally {
    await worker.stop();
  }
}

/** Sends a genuine delivery that must get 500 and must not reach the origin. */
async function faulty(deliver, path, code, message) {
  const { status, body, log } = await deliver(path);
  assert.deepEqual([status, body.toString()], [500, "not configured"]);
  assert.deepEqual([log.level, log.code, log.status], ["error", code, 500]);
  assert.match(log.message, message);
  assert.doesNotMatch(
    JSON.stringify(log),
    new RegExp(`${SECRET}|${WHSEC.slice(6)}|127\\.0\\.0\\.1`),
    "a secret or an origin in the log",
  );
  assert.deepEqual(origin.take(), []);
}

const whole = {
  "no ROUTES at all": [{}, /There is no ROUTES/],
  "ROUTES null": [{ ROUTES: null }, /There is no ROUTES/],
  "a table in place of a list": [{ ROUTES: { path: "/good" } }, /ROUTES is not a list or not JSON\./],
  "text that is not JSON": [{ ROUTES: "/good = gilbert" }, /not a list/],
  "an empty list": [{ ROUTES: [] }, /ROUTES is empty/],
};
for (const [name, [vars, message]] of Object.entries(whole)) {
  test(`${name}: every path responds with 500, and health with 503`, () =>
    withWorker({ SECRET, ...vars }, async ({ deliver, health }) => {
      await faulty(deliver, "/good", "invalid_option", message);
      const { status, body, log } = await health();
      assert.deepEqual([status, body], [503, { ok: false, code: "invalid_option", routes: [] }]);
      assert.match(log.message, message);
    }));
}

test("ROUTES as JSON text, as the dashboard gives it, is as good", () =>
  withWorker({ SECRET, ROUTES: JSON.stringify([good]) }, async ({ deliver }) => {
    assert.equal((await deliver("/good")).status, 200);
    assert.equal(origin.take().length, 1);
  }));

test("a route with a fault responds with 500 and the log says where it is; the others work", async () => {
  const scheme = {
    id: "custom",
    name: "Custom",
    docs: "https://example.com",
    signedContent: "{body}",
    signature: { header: "x-gilbert-signature", syntax: "plain", encoding: "hex" },
  };
  const faults = {
    "missing-secret": [
      { secrets: ["NOT_THERE"] },
      "invalid_secret",
      /secrets\[0\]: There is no binding NOT_THERE.*wrangler secret put NOT_THERE/,
    ],
    "missing-second": [
      { secrets: ["SECRET", "NOT_THERE"] },
      "invalid_secret",
      /^ROUTES\[2\] \(\/missing-second, gilbert\): secrets\[1\]: There is no binding NOT_THERE\..*secret put NOT_THERE/,
    ],
    "empty-secret": [{ secrets: ["EMPTY"] }, "invalid_secret", /The binding EMPTY is empty/],
    "blank-secret": [{ secrets: ["BLANK"] }, "invalid_secret", /The binding BLANK is empty/],
    "secret-of-another-kind": [{ secrets: ["TABLE"] }, "invalid_secret", /The binding TABLE is not text/],
    "own-secret": [{ secrets: ["ORIGIN_SECRET"] }, "invalid_option", /ORIGIN_SECRET/],
    inherited: [{ secrets: ["constructor"] }, "invalid_secret", /not text/],
    "no-secret": [{ secrets: [] }, "invalid_secret", /No secret is configured\..* Add one to secrets\.$/],
    "too-many-secrets": [{ secrets: Array(17).fill("SECRET") }, "invalid_option", /secrets must be 16/],
    "secrets-as-text": [{ secrets: SECRET }, "invalid_option", /secrets: .*a list of binding names/],
    "the-secret-itself": [{ secrets: [SECRET] }, "invalid_secret", /secrets\[0\]: There is no binding of that name/],
    "wrong-encoding": [
      { scheme: "standard-webhooks", secrets: ["WHSEC", "SECRET"] },
      "invalid_secret",
      /\/wrong-encoding, standard-webhooks\): SECRET: .*secrets\[1\] is not in the encoding/,
    ],
    "signature-as-text": [
      { scheme: { ...scheme, signature: "plain" } },
      "invalid_scheme",
      /signature cannot be used: it must be a table/,
    ],
    "status-as-text": [
      { scheme: { ...scheme, ack: { status: "200", contentType: "text/plain", body: "", exact: false } } },
      "invalid_scheme",
      /ack\.status cannot be used: it must be a whole number from 0 to 65535/,
    ],
    "types-as-text": [
      { scheme: { ...scheme, contentTypes: "application/json" } },
      "invalid_scheme",
      /contentTypes cannot be used: it must be a list/,
    ],
    "two-places": [
      { scheme: { ...scheme, deliveryId: { body: "id", header: "x-id" } } },
      "invalid_scheme",
      /: deliveryId cannot be used: it must be an object with either `header` or `body`\.$/,
    ],
    "no-place": [
      { scheme: { ...scheme, event: {} } },
      "invalid_scheme",
      /: event cannot be used: it must be .+ with either `header` or `body`\.$/,
    ],
    "place-as-text": [
      { scheme: { ...scheme, event: "x-acme-event" } },
      "invalid_scheme",
      /: event cannot be used: it must be .+ with either `header` or `body`\.$/,
    ],
    "two-places-of-the-timestamp": [
      { scheme: { ...scheme, timestamp: { header: "x-time", field: "t", unit: "s" } } },
      "invalid_scheme",
      /: timestamp cannot be used: it must be an object with `unit` and one of `header`, `field`, `position` or `body`\.$/,
    ],
    "no-unit": [
      { scheme: { ...scheme, timestamp: { header: "x-time" } } },
      "invalid_scheme",
      /: timestamp cannot be used: the key `unit` is missing\.$/,
    ],
    "key-of-an-editor": [
      { scheme: { ...scheme, $schema: "x", ack: { status: 200, $schema: "x" } } },
      "invalid_scheme",
      /: ack\.\$schema cannot be used: unknown key `\$schema`/,
    ],
    "no-syntax": [
      { scheme: { ...scheme, signature: { header: "x-sig", encoding: "hex" } } },
      "invalid_scheme",
      /signature cannot be used: the key `syntax` is missing; it must be "plain", \{ prefixed \}, \{ fields \} or \{ list \}\.$/,
    ],
    ...Object.fromEntries(
      [7, "prefix", { plain: "x", list: "x" }, { prefix: "x" }, {}].map((syntax, index) => [
        `no-such-syntax-${index}`,
        [
          { scheme: { ...scheme, signature: { ...scheme.signature, syntax } } },
          "invalid_scheme",
          /signature\.syntax cannot be used: it must be "plain", \{ prefixed \}, \{ fields \} or \{ list \}\.$/,
        ],
      ]),
    ),
    "encoding-as-number": [
      { scheme: { ...scheme, signature: { ...scheme.signature, encoding: 64 } } },
      "invalid_scheme",
      /signature\.encoding cannot be used: it must be one of `hex`, `base64`, `base64url`, `base64url_padded`\.$/,
    ],
    "forged-label": [
      { scheme: { ...scheme, event: { header: "X-Forwarded-For" } } },
      "invalid_scheme",
      /event cannot be used: only a proxy, the connection or the receiver sets this header/,
    ],
    "unsigned-body": [
      { scheme: "plivo-v2", url: "https://hooks.example.com" },
      "invalid_scheme",
      /unsignedBody cannot be used: the signature does not cover the body, so no body can be forwarded/,
    ],
    "prefix-of-a-reserved-header": [
      { scheme: { ...scheme, headerPrefix: "x-http-" } },
      "invalid_scheme",
      /headerPrefix cannot be used/,
    ],
    "of-javascript": [
      { scheme: { ...scheme, signedContent: "$" + "{body}" } },
      "invalid_scheme",
      /signedContent cannot be used: it contains \$\{, as in a JavaScript template\. Remove the \$\.$/,
    ],
    "unknown-scheme": [{ scheme: "gilbertt" }, "unknown_scheme", /"gilbertt": did you mean "gilbert"\?/],
    "scheme-of-nothing": [{ scheme: 7 }, "invalid_scheme", /./],
    "unsafe-scheme": [{ scheme: { ...scheme, signedContent: "{timestamp}" } }, "invalid_scheme", /signedContent/],
    "misspelt-scheme": [{ scheme: { ...scheme, tolerence: 5 } }, "invalid_scheme", /unknown key `tolerence`/],
    "nested-in-scheme": [
      { scheme: { ...scheme, signature: { ...scheme.signature, encoding: "base32" } } },
      "invalid_scheme",
      /signature\.encoding/,
    ],
    "deep-in-scheme": [
      { scheme: { ...scheme, signature: { ...scheme.signature, syntax: { fields: { separator: ",", kee: "v1" } } } } },
      "invalid_scheme",
      /signature\.syntax\.fields\.kee cannot be used: unknown key `kee`/,
    ],
    "two-syntaxes": [
      { scheme: { ...scheme, signature: { ...scheme.signature, syntax: { prefixed: "a", plain: "b" } } } },
      "invalid_scheme",
      /signature\.syntax cannot be used: it must be "plain", \{ prefixed \}/,
    ],
    "syntax-without-its-prefix": [
      { scheme: { ...scheme, signature: { ...scheme.signature, syntax: "prefixed" } } },
      "invalid_scheme",
      /signature\.syntax cannot be used/,
    ],
    "waiver-of-nothing": [
      { scheme: { ...scheme, waivers: ["adjacent_parts", 7] } },
      "invalid_scheme",
      /waivers\[1\] cannot be used/,
    ],
    "secret-in-scheme": [
      { scheme: { ...scheme, secret: SECRET } },
      "invalid_scheme",
      /secret cannot be used: .*`secretEncoding`, and a scheme never contains the secret itself/,
    ],
    "secret-as-its-encoding": [
      { scheme: { ...scheme, secretEncoding: SECRET } },
      "invalid_scheme",
      /secretEncoding cannot be used: it must be one of `utf8`, `hex`, `base64`, `whsec`/,
    ],
    "secret-as-another-encoding": [
      { scheme: { ...scheme, signature: { ...scheme.signature, encoding: SECRET } } },
      "invalid_scheme",
      /signature\.encoding cannot be used: it must be one of `hex`, `base64`/,
    ],
    "old-spelling": [{ max_body_bytes: 1 }, "invalid_option", /max_body_bytes: .*write `maxBodyBytes`/],
    "old-spelling-and-a-key-too-few": [
      { max_body_bytes: 1, origin: undefined },
      "invalid_option",
      /max_body_bytes: .*write `maxBodyBytes`/,
    ],
    "old-spelling-of-a-required-key": [
      { scheme: { ...scheme, signedContent: undefined, signed_content: "{body}" } },
      "invalid_scheme",
      /signed_content cannot be used: .*write `signedContent`/,
    ],
    "old-spelling-in-scheme": [
      { scheme: { ...scheme, delivery_id: { body: "id" } } },
      "invalid_scheme",
      /delivery_id cannot be used: .*write `deliveryId`/,
    ],
    "old-spelling-with-a-secret": [
      { scheme: { ...scheme, secret_encoding: SECRET } },
      "invalid_scheme",
      /secret_encoding cannot be used: .*write `secretEncoding`/,
    ],
    "old-spelling-below-scheme": [
      { scheme: { ...scheme, ack: { status: 200, content_type: "text/plain", body: "ok", exact: true } } },
      "invalid_scheme",
      /ack\.content_type cannot be used: .*write `contentType`/,
    ],
    "secret-elsewhere": [{ tolerance: SECRET }, "invalid_option", /tolerance: it must be/],
    "secret-elsewhere-in-scheme": [
      { scheme: { ...scheme, reserialized: SECRET } },
      "invalid_scheme",
      /reserialized cannot be used: it must be true or false/,
    ],
    "secret-as-a-number": [{ secrets: [7] }, "invalid_option", /secrets\[0\]: .*a list of binding names/],
    "null-origin": [{ origin: null }, "invalid_option", /the key `origin` is missing/],
    ...Object.fromEntries(
      [
        ...["Host", "connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Proxy-Authorization"],
        ...[
          "Content-Type",
          "content-length",
          "Content-Encoding",
          "Accept-Encoding",
          "Expect",
          "Cookie",
          "Via",
          "Forwarded",
        ],
        ...["X-Forwarded-For", "X-Original-Url", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Hookward-Event"],
        ...["Webhook-Id", "X-Middleware-Subrequest", "X-Accel-Redirect", "X-HTTP-Method-Override", "Remote-User"],
      ].map((name) => [
        `forward-${name.toLowerCase()}`,
        [
          { forwardHeaders: ["Authorization", name] },
          "invalid_option",
          new RegExp(`forwardHeaders must not contain ${name.toLowerCase()}\\. .*Remove it`),
        ],
      ]),
    ),
    "forward-underscore": [
      { forwardHeaders: ["x_custom"] },
      "invalid_option",
      /forwardHeaders must be a list of header/,
    ],
    "forward-dot": [
      { forwardHeaders: ["x.hookward.event"] },
      "invalid_option",
      /forwardHeaders must be a list of header/,
    ],
    "forward-nothing": [{ forwardHeaders: [""] }, "invalid_option", /forwardHeaders must be a list of header/],
    "forward-text": [{ forwardHeaders: "authorization" }, "invalid_option", /forwardHeaders: it must be/],
    "proxy-prefix": [
      { scheme: { ...scheme, headerPrefix: "x-forwarded-" } },
      "invalid_scheme",
      /headerPrefix cannot be used: .*x-acme-/,
    ],
    "no-content-type": [
      { scheme: { ...scheme, contentTypes: [] } },
      "invalid_scheme",
      /contentTypes cannot be used: it must be media types/,
    ],
    misspelt: [{ tolerence: 5 }, "invalid_option", /unknown key `tolerence`/],
    "an-origin-and-several": [
      { origins: ["https://example.com/"] },
      "invalid_option",
      /Write origin for one, or origins for/,
    ],
    "equal-origins": [
      { origin: undefined, origins: ["https://example.com/", "https://example.com"] },
      "invalid_option",
      /origins must be a list of 1 to 16 different URLs/,
    ],
    "no-origin": [{ origin: undefined }, "invalid_option", /the key `origin` is missing/],
    "relative-origin": [{ origin: "/in" }, "invalid_option", /origin must be an absolute/],
    "ftp-origin": [{ origin: "ftp://example.com/" }, "invalid_option", /origin must be an absolute/],
    "origin-with-a-password": [{ origin: "https://u:p@example.com/" }, "invalid_option", /origin must be an absolute/],
    "origin-with-a-fragment": [{ origin: "https://example.com/#x" }, "invalid_option", /origin must be an absolute/],
    "no-tolerance": [{ tolerance: 0 }, "invalid_option", /tolerance/],
    "negative-tolerance": [
      { tolerance: -1 },
      "invalid_option",
      /tolerance: it must be a whole number from 0 to 4294967295$/,
    ],
    "fractional-tolerance": [{ tolerance: 1.5 }, "invalid_option", /tolerance: it must be a whole number from 0/],
    "no-timeout": [{ timeout: 0 }, "invalid_option", /timeout must be/],
    "negative-timeout": [{ timeout: -9 }, "invalid_option", /timeout must be/],
    "long-timeout": [{ timeout: 61 }, "invalid_option", /timeout must be/],
    "timeout-as-text": [{ timeout: "9" }, "invalid_option", /timeout: it must be a number$/],
    "no-body": [{ maxBodyBytes: 0 }, "invalid_option", /maxBodyBytes must be/],
    "negative-body": [{ maxBodyBytes: -1 }, "invalid_option", /maxBodyBytes: it must be a whole number, 0 or more$/],
    "huge-body": [{ maxBodyBytes: 1e9 }, "invalid_option", /maxBodyBytes must be/],
    "reserialize-as-text": [{ reserialize: "false" }, "invalid_option", /reserialize: /],
  };
  const broken = Object.entries(faults).map(([name, [more]]) => ({ ...good, path: `/${name}`, ...more }));
  const paths = ["/ä", "/a/../b", "/a b", "/a?b", "/a#b", "a", ""].map((path) => ({ ...good, path }));
  const reserved = { ...good, path: "/_hookward/health" };
  // JSON drops undefined values, as Wrangler does.
  const ROUTES = JSON.parse(JSON.stringify([good, ...broken, ...paths, reserved]));
  await withWorker(
    { SECRET, WHSEC, EMPTY: "", BLANK: " \n", TABLE: { a: "b" }, ROUTES },
    async ({ deliver, health }) => {
      for (const [at, [name, [, code, message]]] of Object.entries(faults).entries()) {
        await faulty(deliver, `/${name}`, code, message);
        const { log } = await deliver(`/${name}`);
        assert.match(log.message, new RegExp(`^ROUTES\\[${at + 1}\\] \\(/${name}(, [a-z0-9-]+)?\\): `));
        const { id = ROUTES[at + 1].scheme } = ROUTES[at + 1].scheme;
        assert.ok(typeof id !== "string" || log.message.includes(`, ${id}): `), log.message);
        assert.doesNotMatch(
          log.message,
          /\b[ui](8|16|32|64)\b|\bf64\b|\bstruct\b|\benum\b|\bboolean\b|sequence/,
          "a programmer's word",
        );
      }
      const { status, body } = await health();
      assert.equal(status, 503);
      assert.deepEqual(body.routes[0], { path: "/good", scheme: "gilbert", ok: true });
      assert.deepEqual(
        body.routes.slice(1).map(({ ok }) => ok),
        Array(ROUTES.length - 1).fill(false),
      );
      assert.equal(body.routes[1].code, "invalid_secret");
      assert.doesNotMatch(JSON.stringify(body), /127\.0\.0\.1|NOT_THERE|correct horse/);
      assert.equal((await deliver("/good")).status, 200);
      assert.equal(origin.take().length, 1);
      // A request can never have such a path, and health still works.
      assert.equal((await deliver("/b")).status, 404);
    },
  );
});

test("a path that two routes have stops both", () =>
  withWorker(
    { SECRET, ROUTES: [good, { ...good, path: "/twice" }, { ...good, path: "/twice", scheme: "grillo" }] },
    async ({ deliver }) => {
      await faulty(
        deliver,
        "/twice",
        "invalid_option",
        /^ROUTES\[1\] \(\/twice, gilbert\): ROUTES\[2\] also has \/twice/,
      );
      assert.equal((await deliver("/good")).status, 200);
      origin.take();
    },
  ));

test("a route whose path cannot be read may be any of those that no route has", () =>
  withWorker({ SECRET, ROUTES: [good, { ...good, path: 7 }, "text"] }, async ({ deliver }) => {
    await faulty(deliver, "/anything", "invalid_option", /ROUTES\[1\] \(gilbert\): path: it must be text/);
    assert.equal((await deliver("/good")).status, 200);
    origin.take();
  }));

test("what is missing is a fault, and its message has the words of the host", async () => {
  const isWorker = process.env.HOOKWARD_GATEWAY === undefined;
  const faults = {
    secret: [
      { secrets: ["NOT_THERE"] },
      isWorker ? "Set it with `wrangler secret put NOT_THERE`." : "Set it in the environment of the component.",
    ],
    mode: [
      { mode: "proxy" },
      isWorker
        ? "Add it to durable_objects.bindings, with the class_name Ledger,"
        : "A component supports no ledger. Remove the key.",
    ],
    service: [
      { origin: { service: "NOT_THERE" } },
      isWorker ? "Add it to services in Wrangler's configuration." : "A component supports only text bindings.",
    ],
  };
  const ROUTES = Object.entries(faults).map(([name, [keys]]) => ({ ...good, path: `/${name}`, ...keys }));
  await withWorker({ SECRET, ROUTES }, async ({ deliver }) => {
    for (const [name, [, words]] of Object.entries(faults)) {
      const { status, log } = await deliver(`/${name}`);
      assert.equal(status, 500);
      assert.ok(log.message.includes(words), log.message);
      assert.equal(log.message.includes("wrangler"), isWorker && name === "secret");
      assert.deepEqual(origin.take(), []);
    }
  });
});

test("an ORIGIN_SECRET_PREVIOUS that cannot be used stops every route", async () => {
  const previous = { [WHSEC]: /ORIGIN_SECRET is not\. Set ORIGIN_SECRET/, " ": /ORIGIN_SECRET_PREVIOUS: .*is empty/ };
  for (const [value, message] of Object.entries(previous)) {
    const more = value === WHSEC ? {} : { ORIGIN_SECRET: WHSEC };
    await withWorker({ SECRET, ...more, ORIGIN_SECRET_PREVIOUS: value, ROUTES: [good] }, async ({ deliver }) => {
      const { status, log } = await deliver("/good");
      assert.equal(status, 500);
      assert.match(log.message, message);
      assert.deepEqual(origin.take(), []);
    });
  }
});

for (const [name, value, message] of [
  ["empty", "", /ORIGIN_SECRET: The binding ORIGIN_SECRET is empty/],
  ["a bare prefix", "whsec_", /ORIGIN_SECRET: /],
  ["not base 64", "whsec_it's me", /ORIGIN_SECRET: secrets\[0\] is not in the encoding/],
  ["not text", { secret: WHSEC }, /ORIGIN_SECRET: The binding ORIGIN_SECRET is not text/],
]) {
  test(`an ORIGIN_SECRET that is ${name} stops every route, and none goes on unsigned`, () =>
    withWorker({ SECRET, ORIGIN_SECRET: value, ROUTES: [good] }, async ({ deliver, health }) => {
      await faulty(deliver, "/good", "invalid_secret", message);
      assert.deepEqual((await health()).body.routes, [
        { path: "/good", scheme: "gilbert", ok: false, code: "invalid_secret" },
      ]);
    }));
}

test("a custom scheme, and every option, as wrangler.toml would have them", () => {
  const scheme = {
    id: "acme",
    name: "Acme",
    docs: "https://acme.example",
    tolerance: 10,
    signedContent: "{timestamp}.{body}",
    signature: { header: "x-webhook-signature", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    event: { body: "kind" },
    deliveryId: { header: "x-acme-id" },
    reserialized: true,
    ack: { status: 202, contentType: "text/x-own", body: "thanks", exact: true },
  };
  const route = {
    ...good,
    path: "/acme",
    scheme,
    tolerance: 60,
    maxBodyBytes: 100,
    reserialize: false,
    timeout: 0.5,
  };
  return withWorker({ SECRET, ROUTES: [route] }, async ({ send }) => {
    const body = '{"kind":"born"}';
    const deliver = (time, received = body) =>
      send({ path: "/acme", body: received, headers: [...sign.smarterbot(SECRET, body, time), ["X-Acme-Id", "7"]] });
    const { status, headers, body: text, log } = await deliver(1_709_064_060);
    assert.deepEqual([status, text.toString(), values(headers, "content-type")], [202, "thanks", ["text/x-own"]]);
    assert.deepEqual([log.scheme, log.event, log.delivery], ["acme", "born", "7"]);
    const [request] = origin.take();
    assert.deepEqual(
      ["scheme", "event", "delivery"].map((name) => values(request.headers, `x-hookward-${name}`)[0]),
      ["acme", "born", "7"],
    );
    assert.equal((await deliver(1_709_064_061)).log.code, "timestamp_too_new");
    assert.equal((await deliver(1_709_063_939)).log.code, "timestamp_too_old");
    assert.equal((await deliver(1_709_064_000, '{ "kind":"born"}')).log.code, "signature_mismatch");
    assert.equal((await deliver(1_709_064_000, "x".repeat(101))).status, 413);
  });
});
