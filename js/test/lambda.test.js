// hookward/lambda, called with the events that API Gateway and function URLs create from a request.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { Verifier } from "hookward";
import { acknowledge, webhook } from "hookward/lambda";

import { AUTHORIZERS, functionUrl, http1, http2, rest, WAYS } from "../../test-support/lambda-events.js";
import { delivery } from "../../test-support/providers.js";
import { joinsSignatures, otherSecretOf, RESERIALIZED, SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], ...given });
const quiet = { onRefused: () => {} };
const context = { awsRequestId: "1", getRemainingTimeInMillis: () => 1000 };
const REFUSED = {
  statusCode: 401,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "invalid signature",
};

/** Returns a delivery as a request, with headers as pairs. `name` changes the case of their names. */
const request = (id, { name = (text) => text, ...given } = {}) => {
  const { headers, body, json } = delivery(id, given);
  return { headers: Object.entries(headers).map(([key, value]) => [name(key), value]), body, json };
};

/** Returns the pair with the signature. */
const signature = (id, headers) => headers.find(([name]) => name === SCHEMES[id].signature.header);

/** Returns a header's name with a capital letter after each dash, as most providers write it. */
const capitalized = (name) => name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

for (const [way, event] of Object.entries(WAYS)) {
  test(`${way}: a genuine delivery is handed on, with the event and the context`, async () => {
    for (const id of SAMPLE) {
      const sent = request(id, { json: { ...delivery(id).json, text: "Zoë 🐝 \u2028" } });
      const calls = [];
      const made = event(sent);
      const response = await webhook(from(id), (...all) => void calls.push(all))(made, context);
      const [[delivered, ...rest]] = calls;
      assert.deepEqual(rest, [made, context]);
      assert.deepEqual([Buffer.from(delivered.body), delivered.json()], [sent.body, sent.json]);
      assert.deepEqual(response, acknowledge(delivered));
      assert.ok(response.statusCode >= 200 && response.statusCode < 300);
    }
  });

  test(`${way}: the case of a header's name is of no account`, async () => {
    const cases = [(name) => name.toLowerCase(), (name) => name.toUpperCase(), capitalized];
    for (const id of SAMPLE) {
      for (const name of cases) {
        assert.notEqual((await webhook(from(id), () => {})(event(request(id, { name })), context)).statusCode, 401, id);
      }
    }
  });

  test(`${way}: a forged one is refused in the same words, and the handler does not run`, async () => {
    for (const id of SAMPLE) {
      const seen = [];
      const onRefused = (error, about) => void seen.push([error.code, error.name, about]);
      const given = from(id, { maxBodyBytes: 5000, onRefused });
      const handle = webhook(given, () => assert.fail("the handler ran"));
      const genuine = request(id);
      const forged = request(id, { secret: otherSecretOf(id) });
      const requests = [
        [{ ...genuine, headers: [["Content-Type", "application/json"]] }, "missing_header", 401],
        [{ ...genuine, headers: [] }, "missing_header", 401],
        [forged, "signature_mismatch", 401],
        [{ ...genuine, body: Buffer.concat([genuine.body, Buffer.from(" x")]) }, "signature_mismatch", 401],
        [{ ...genuine, body: Buffer.alloc(0) }, "signature_mismatch", 401],
        [{ ...genuine, body: Buffer.alloc(5001, "x") }, "body_too_large", 413],
      ];
      for (const [asked, code, statusCode] of requests) {
        const made = event(asked);
        assert.deepEqual(await handle(made, context), { ...REFUSED, statusCode }, `${id} ${code}`);
        assert.deepEqual(seen.pop(), [code, "VerificationError", made]);
      }
    }
  });

  test(`${way}: two signature headers are refused, wherever they stand`, async () => {
    for (const id of SAMPLE.filter((one) => !joinsSignatures(SCHEMES[one]))) {
      const { headers, body } = request(id);
      const [name, value] = signature(id, headers);
      for (const values of [
        [value, value],
        ["00", value],
        [value, "00"],
      ]) {
        const others = headers.filter(([other]) => other !== name);
        const twice = event({ headers: [...others, ...values.map((one) => [name, one])], body });
        assert.deepEqual(await webhook(from(id, quiet), () => assert.fail(id))(twice, context), REFUSED, id);
      }
    }
  });

  test(`${way}: an empty body is a body`, async () => {
    const handle = webhook(from("gilbert"), (delivered) => ({ statusCode: 200, length: delivered.body.length }));
    assert.equal((await handle(event(request("gilbert", { body: "" })), context)).length, 0);
  });

  test(`${way}: only POST is a delivery`, async () => {
    const handle = webhook(from("gilbert"), () => assert.fail("the handler ran"));
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      const { statusCode, headers } = await handle(event({ ...request("gilbert"), method }), context);
      assert.deepEqual([statusCode, headers.allow], [405, "POST"], method);
    }
  });
}

test("bytes that are no text come in base 64, and are verified as they were sent", async () => {
  const body = Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x7b]);
  const { headers } = request("gilbert", { body });
  const typed = headers.map(([name, value]) => [name, name === "Content-Type" ? "application/octet-stream" : value]);
  for (const event of [
    http1({ headers: typed, body }),
    http2({ headers: typed, body }),
    functionUrl({ headers: typed, body }),
  ]) {
    assert.equal(event.isBase64Encoded, true);
    const handle = webhook(from("gilbert"), (delivered) => ({ statusCode: 200, body: Buffer.from(delivered.body) }));
    assert.deepEqual((await handle(event, context)).body, body);
  }
});

test("a second signature is seen although `headers` shows the last one only", async () => {
  const { headers, body } = request("gilbert");
  const [name, value] = signature("gilbert", headers);
  const event = rest({ headers: [[name, "0".repeat(64)], ...headers], body });
  assert.equal(event.headers[name], value);
  const codes = [];
  await webhook(from("gilbert", { onRefused: ({ code }) => void codes.push(code) }), () => {})(event, context);
  assert.deepEqual(codes, ["duplicate_header"]);
});

test("an event of the console's own making has no headers, and is refused", async () => {
  const event = { ...rest(request("gilbert")), headers: null, multiValueHeaders: null };
  assert.deepEqual(await webhook(from("gilbert", quiet), () => {})(event, context), REFUSED);
});

test("an event written by hand may have `headers` alone", async () => {
  for (const more of [{}, { multiValueHeaders: null }, { multiValueHeaders: {} }]) {
    const { headers, body } = request("gilbert");
    const event = { headers: Object.fromEntries(headers), body: body.toString(), ...more };
    assert.equal((await webhook(from("gilbert"), () => ({ statusCode: 204 }))(event, context)).statusCode, 204);
  }
});

test("what the handler gives back is the answer, and nothing stands for the provider's own words", async () => {
  const event = () => http2(request("smarterbot"));
  for (const nothing of [() => {}, async () => {}, () => null]) {
    assert.deepEqual(await webhook(from("smarterbot"), nothing)(event(), context), {
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: '{"status":"success"}',
    });
  }
  for (const own of [{ statusCode: 503, body: "later" }, "text", ""]) {
    assert.deepEqual(await webhook(from("smarterbot"), async () => own)(event(), context), own);
  }
});

test("no two answers are one object, which a middleware might change", async () => {
  const handle = webhook(from("gilbert", quiet), () => {});
  const forged = () => handle(http2({ headers: [], body: Buffer.from("{}") }), context);
  const wrongMethod = () => handle(http2({ ...request("gilbert"), method: "GET" }), context);
  for (const ask of [forged, wrongMethod]) {
    const first = await ask();
    first.headers["x-mine"] = "1";
    assert.equal((await ask()).headers["x-mine"], undefined);
  }
});

test("what the handler or onRefused throws is the app's own error", async () => {
  const failure = new Error("handler");
  await assert.rejects(
    webhook(from("grillo"), async () => Promise.reject(failure))(rest(request("grillo")), context),
    failure,
  );
  const onRefused = async () => Promise.reject(failure);
  const forged = rest({ headers: [], body: Buffer.from("{}") });
  await assert.rejects(webhook(from("grillo", { onRefused }), () => assert.fail("ran"))(forged, context), failure);
});

test("without onRefused a refusal is one line on the console", async (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  await webhook(from("gilbert"), () => {})(rest({ headers: [], body: Buffer.from("{}") }), context);
  assert.equal(warn.mock.calls.length, 1);
  assert.match(warn.mock.calls[0].arguments.join(), /^hookward: missing_header: /);
});

test("a body that middy has parsed will do where JSON.stringify is signed, or where it has kept the text", async () => {
  for (const id of SAMPLE) {
    const sent = request(id);
    const event = { ...rest(sent), body: sent.json };
    const handle = webhook(from(id, quiet), () => ({ statusCode: 204 }));
    if (RESERIALIZED.includes(id)) {
      assert.equal((await handle(event, context)).statusCode, 204);
      assert.deepEqual(await handle({ ...event, body: { forged: true } }, context), REFUSED);
    } else {
      await assert.rejects(handle(event, context), {
        name: "TypeError",
        message:
          "event.body was parsed before hookward received it. Wrap the handler with webhook() alone, without middy's " +
          ".use(httpJsonBodyParser()): delivery.json() returns what the parser would return.",
      });
    }
    assert.equal((await handle({ ...event, rawBody: sent.body.toString() }, context)).statusCode, 204, id);
  }
});

test("an authorizer never gets the body, and is told so", async () => {
  for (const event of Object.values(AUTHORIZERS)) {
    await assert.rejects(webhook(from("gilbert", quiet), () => {})(event, context), {
      name: "TypeError",
      message: /nor can an authorizer, which never receives the body\.$/,
    });
  }
  // An object that a mapping template made from a request is not accepted either.
  await assert.rejects(webhook(from("gilbert"), () => {})({ event: "chat.first_message" }, context), TypeError);
});

test("half of a surrogate pair is a forgery and not an error", async () => {
  const event = { ...rest(request("gilbert")), body: "\ud800" };
  assert.deepEqual(await webhook(from("gilbert", quiet), () => {})(event, context), REFUSED);
});

test("60 events at once over all schemes and ways each get their own answer", async () => {
  const ways = Object.values(WAYS);
  const responses = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const id = SAMPLE[at % SAMPLE.length];
      const sent = request(id, { json: { at, pad: "x".repeat(at * 1000) } });
      if (at % 4 === 0) sent.body[3] ^= 1;
      const handle = webhook(from(id, quiet), async (delivered) => delivered.json().at);
      const response = await handle(ways[at % ways.length](sent), context);
      return typeof response === "number" ? response : response.statusCode;
    }),
  );
  assert.deepEqual(
    responses,
    Array.from({ length: 60 }, (_, at) => (at % 4 === 0 ? 401 : at)),
  );
});

test("a verifier that was built before, and one from the other module format, will do", async () => {
  const cjs = createRequire(import.meta.url)("hookward");
  for (const verifier of [new Verifier(from("grillo")), new cjs.Verifier(from("grillo"))]) {
    const handle = webhook({ verifier, ...quiet }, () => {});
    assert.equal((await handle(rest(request("grillo")), context)).statusCode, 200);
    assert.equal((await handle(rest({ headers: [], body: Buffer.from("") }), context)).statusCode, 401);
  }
  for (const options of [undefined, null, {}, { scheme: "gilbert" }, { scheme: "gilbert", secret: "" }]) {
    assert.throws(() => webhook(options, () => {}), { name: "ConfigError" });
  }
});

test("acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge(undefined), /Put webhook\(\) before this handler/);
});
