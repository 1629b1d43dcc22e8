// hookward/azure, with the requests and responses of @azure/functions, as its host passes them to a function. The host itself does not run here.

import assert from "node:assert/strict";
import { test } from "node:test";

import azure from "@azure/functions";
import { Verifier } from "hookward";
import { acknowledge, webhook } from "hookward/azure";

import { azureRequest } from "../../test-support/handlers.js";
import { delivery } from "../../test-support/providers.js";
import { otherSecretOf, RESERIALIZED, SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const from = (scheme, given = {}) => ({ scheme, secret: SECRETS[scheme], onRefused: () => {}, ...given });
const context = new azure.InvocationContext({ functionName: "hook", invocationId: "id" });

/** Returns the sent parts of a response. The host must be able to create the response. */
async function sent(response) {
  const { status, headers, ...rest } = new azure.HttpResponse(response);
  const { body } = response;
  return { status: status ?? response.status, headers: Object.fromEntries(headers ?? []), body, ...rest };
}

test("Azure: a genuine delivery is handed on and acknowledged in the provider's own words", async () => {
  for (const id of SAMPLE) {
    const seen = [];
    const handle = webhook(from(id), (delivered, ...more) => void seen.push([delivered, ...more]));
    const { headers, body, json } = delivery(id);
    const request = azureRequest({ headers, body });
    const response = await handle(request, context);
    const { ack } = SCHEMES[id];
    const { status, body: text } = await sent(response);
    assert.deepEqual([status, response.headers["content-type"], text], [ack.status, ack.contentType, ack.body], id);
    const [[delivered, ...more]] = seen;
    assert.deepEqual(delivered.json(), json);
    assert.deepEqual(more, [request, context]);
  }
});

test("Azure: a refused delivery gets the same words, whatever is wrong, and the handler does not run", async () => {
  const refused = [];
  for (const id of SAMPLE) {
    const given = { onRefused: (error, ...more) => void refused.push([error.code, more]), maxBodyBytes: 5000 };
    const handle = webhook(from(id, given), () => assert.fail("let through"));
    const genuine = delivery(id);
    const forged = delivery(id, { secret: otherSecretOf(id) });
    for (const [one, code, status] of [
      [{ ...genuine, headers: {} }, "missing_header", 401],
      [forged, "signature_mismatch", 401],
      [{ ...genuine, body: Buffer.concat([genuine.body, Buffer.from(" x")]) }, "signature_mismatch", 401],
      [{ ...genuine, body: Buffer.alloc(5001, "x") }, "body_too_large", 413],
    ]) {
      const request = azureRequest(one);
      const response = await handle(request, context);
      assert.deepEqual([response.status, response.body], [status, "invalid signature"], `${id} ${code}`);
      assert.deepEqual(refused.pop(), [code, [request, context]]);
    }
  }
});

test("Azure: JSON that was printed anew on the way is verified where the provider signs that", async () => {
  for (const id of RESERIALIZED) {
    const handle = webhook(from(id), (delivered) => ({ jsonBody: delivered.reserialized }));
    const { headers, json } = delivery(id);
    const response = await handle(azureRequest({ headers, body: JSON.stringify(json, null, 2) }), context);
    assert.deepEqual(response, { jsonBody: true });
  }
});

test("Azure: bytes that are no text, and a body that is empty, are verified as they are", async () => {
  for (const body of [Buffer.from([0xff, 0xfe, 0, 0x80]), Buffer.alloc(0)]) {
    const signed = delivery("gilbert", { body });
    let bytes;
    const handle = webhook(from("gilbert"), (delivered) => {
      bytes = Buffer.from(delivered.body);
    });
    assert.equal((await handle(azureRequest(signed), context)).status, 200);
    assert.deepEqual(bytes, body);
  }
});

test("Azure: an own response of any kind is handed on, and what a handler throws is the function's own error", async () => {
  for (const own of [{ status: 202, body: "own" }, new azure.HttpResponse({ status: 202, body: "own" })]) {
    const handle = webhook({ verifier: new Verifier(fromOf("gilbert")) }, () => own);
    assert.equal(await handle(azureRequest(delivery("gilbert")), context), own);
  }
  const failure = new Error("handler");
  const handle = webhook(from("gilbert"), () => Promise.reject(failure));
  await assert.rejects(handle(azureRequest(delivery("gilbert")), context), failure);
});

test("Azure: a method that is not POST gets a 405", async () => {
  const handle = webhook(from("gilbert"), () => assert.fail("let through"));
  const response = await handle(azureRequest({ method: "GET", headers: {}, body: "" }), context);
  assert.deepEqual([response.status, response.headers.allow], [405, "POST"]);
});

test("Azure: a body that was read before is the function's own mistake", async () => {
  const handle = webhook(from("gilbert"), () => assert.fail("let through"));
  const request = azureRequest(delivery("gilbert"));
  await request.text();
  await assert.rejects(handle(request, context), /was read, or is being read, before hookward received it/);
});

test("Azure: acknowledge() without a delivery says what is missing", () => {
  assert.throws(() => acknowledge(undefined), /Put webhook\(\) before this handler/);
});

function fromOf(scheme) {
  return { scheme, secret: SECRETS[scheme] };
}
