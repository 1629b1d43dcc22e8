// Each example is started as its head comment describes, and receives a genuine delivery and a forged one.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { hmac, post, start } from "../test-support/program.js";
import { startWorker } from "../test-support/worker.js";

const file = (name) => new URL(name, import.meta.url).pathname;

describe("an Express app", () => {
  let app;
  before(async () => {
    app = await start("node", [file("express/server.js")], { GILBERT_WEBHOOK_SECRET: "g", WEBHOOK_SIGNING_KEY: "s" });
  });
  after(() => app.stop());

  it("handles a genuine delivery", async () => {
    const body = '{"event":"dossier.created","event_id":"evt_1"}';
    const response = await post(app.port, "/webhooks/gilbert", { "x-gilbert-signature": hmac("g", body) }, body);
    assert.equal(response.status, 200);
    assert.ok(await app.printed("dossier.created evt_1"));
  });

  it("refuses a forged one, in the same words whatever is wrong", async () => {
    for (const headers of [{}, { "x-gilbert-signature": "zz" }, { "x-gilbert-signature": hmac("other", "{}") }]) {
      const response = await post(app.port, "/webhooks/gilbert", headers, "{}");
      assert.equal(response.status, 401);
      assert.equal(await response.text(), "invalid signature");
    }
  });

  it("answers chat.smarterbot.ai in its own words", async () => {
    const now = Math.floor(Date.now() / 1000);
    const body = '{"Type":"Lead","Email":"test@qq.com"}';
    const signature = `t=${now},v1=${hmac("s", `${now}.${body}`)}`;
    const response = await post(app.port, "/webhooks/smarterbot", { "x-webhook-signature": signature }, body);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '{"status":"success"}');
    assert.ok(await app.printed("Lead test@qq.com"));
  });

  it("still parses JSON elsewhere", async () => {
    const response = await post(app.port, "/api/notes", {}, '{"text":"milk"}');
    assert.deepEqual(await response.json(), { saved: "milk" });
  });
});

describe("a plain Node server", () => {
  let server;
  before(async () => {
    server = await start("node", [file("node/server.js")], {
      INBOUNDFLOW_SECRET_NEW: "new",
      INBOUNDFLOW_SECRET_OLD: "old",
    });
  });
  after(() => server.stop());

  const send = (secret, body, age = 0) => {
    const timestamp = String(Math.floor(Date.now() / 1000) - age);
    const signature = `sha256=${hmac(secret, `${timestamp}.${body}`)}`;
    return post(server.port, "/", { "x-inboundflow-timestamp": timestamp, "x-inboundflow-signature": signature }, body);
  };

  it("takes both secrets of a rotation", async () => {
    const body = '{"event":"call.completed","data":{"caller_name":"Dave","summary":"Brakes"}}';
    assert.equal((await send("new", body)).status, 200);
    assert.equal((await send("old", body)).status, 200);
    assert.ok(await server.printed("signed with the old secret"));
    assert.ok(await server.printed("Dave: Brakes"));
  });

  it("refuses a third, and an old delivery, and says why to the operator only", async () => {
    const forged = await send("third", "{}");
    assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
    const late = await send("new", "{}", 400);
    assert.deepEqual([late.status, await late.text()], [401, "invalid signature"]);
    assert.ok(await server.reported(/^signature_mismatch: /m));
    assert.ok(await server.reported(/^timestamp_too_old: .*40[01] s ago/m));
  });
});

describe("an axum handler", () => {
  let server;
  before(async () => {
    // Compiles the example first, unless that is already done.
    const args = ["run", "--quiet", "--locked", "-p", "hookward-example-axum"];
    server = await start("cargo", args, { GRILLO_WEBHOOK_SECRET: "g" }, { timeout: 600_000 });
  });
  after(() => server.stop());

  it("handles a genuine delivery", async () => {
    const data = {
      event_id: "evt_abc123",
      origin_time: "2024-01-15T14:32:41.500Z",
      latitude: 37.7749,
      longitude: -122.4194,
    };
    const more = {
      depth_km: 8.5,
      magnitude: 4.2,
      magnitude_type: "ML",
      location_description: "5 km NE",
      network_id: "net_1",
    };
    const body = JSON.stringify({
      type: "event.detected",
      timestamp: "2024-01-15T14:32:50Z",
      data: { ...data, ...more },
    });
    const response = await post(
      server.port,
      "/webhooks/grillo",
      { "x-grillo-signature": `sha256=${hmac("g", body)}` },
      body,
    );
    assert.equal(response.status, 200);
    assert.ok(await server.printed("magnitude 4.2"));
  });

  it("refuses a forged one", async () => {
    const response = await post(
      server.port,
      "/webhooks/grillo",
      { "x-grillo-signature": `sha256=${hmac("x", "{}")}` },
      "{}",
    );
    assert.deepEqual([response.status, await response.text()], [401, "invalid signature"]);
    assert.ok(await server.reported(/signature_mismatch: /));
  });
});

describe("an origin behind the Worker", () => {
  const ORIGIN_SECRET = `whsec_${randomBytes(32).toString("base64")}`;
  let origin;
  let worker;
  before(async () => {
    origin = await start("node", [file("origin/server.js")], { ORIGIN_SECRET });
    const route = {
      path: "/grillo",
      scheme: "grillo",
      secrets: ["GRILLO"],
      origin: `http://127.0.0.1:${origin.port}/`,
    };
    // The origin's library uses the clock of this machine, and so must the Worker.
    worker = await startWorker({ ROUTES: [route], GRILLO: "g", ORIGIN_SECRET }, { now: Math.floor(Date.now() / 1000) });
  });
  after(async () => {
    await worker.stop();
    await origin.stop();
  });

  const body = '{"type":"sensor.online"}';
  const deliver = (headers) =>
    worker.send({ path: "/grillo", headers: [["X-Grillo-Event", "sensor.online"], ...headers], body });

  it("gets one signed format from every provider, and knows a retry", async () => {
    const headers = [["X-Grillo-Signature", `sha256=${hmac("g", body)}`]];
    assert.equal((await deliver([...headers, ["X-Grillo-Delivery", "dlv_1"]])).status, 200);
    assert.ok(await origin.printed("grillo sensor.online new"));
    // A replay with a new delivery id, which Grillo does not sign, is not a new delivery.
    assert.equal((await deliver([...headers, ["X-Grillo-Delivery", "dlv_2"]])).status, 200);
    assert.ok(await origin.printed("grillo sensor.online again"));
  });

  it("refuses what did not come through the Worker", async () => {
    const response = await post(origin.port, "/", { "x-hookward-scheme": "grillo", "webhook-id": "msg_1" }, body);
    assert.deepEqual([response.status, await response.text()], [401, "invalid signature"]);
  });
});
