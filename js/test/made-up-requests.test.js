// Every adapter for Node with every library that makes requests, and with every change that may have been made to a request before. Each request gets
// a response within a second or two, and no error is left uncaught.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { mounts } from "../../test-support/frameworks.js";
import { STATES, WAYS, within, worksBehind } from "../../test-support/made-up-requests.js";
import {
  guardOnExpress,
  guardOnFastify,
  nestOnExpress,
  nestOnFastify,
  nestOnFastifyWithMiddleware,
} from "../../test-support/nest.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

const APPS = {
  ...mounts,
  "a guard of NestJS on Express": guardOnExpress,
  "a guard of NestJS on Fastify": guardOnFastify,
  "NestJS on Express": nestOnExpress,
  "NestJS on Fastify": nestOnFastify,
  "NestJS on Fastify, by a middleware": nestOnFastifyWithMiddleware,
};

const uncaught = [];
const note = (error) => void uncaught.push(error);
process.on("unhandledRejection", note).on("uncaughtException", note);
after(() => process.off("unhandledRejection", note).off("uncaughtException", note));

/** The libraries that keep the body on the request, so that the state of the stream does not matter. */
const KEPT = ["serverless-http", "@codegenie/serverless-express", "OpenNext", "Nitro", "Nitro, with text"];

/** The states in which the bytes are lost, unless something else has kept them. */
const LOST = ["partly read", "fully read, and lost", "aborted"];

// The body is longer than a chunk, so that a part of it can be read.
const body = Buffer.from(
  JSON.stringify({ event: "dossier.created", event_id: "evt_1", text: "Zoë 🐝 ".repeat(20_000) }),
);
const genuine = delivery("gilbert", { body });
const forged = { ...genuine, body: Buffer.from('{"event":"dossier.created"}') };

for (const [name, mount] of Object.entries(APPS)) {
  for (const [way, request] of Object.entries(WAYS).filter(([one]) => worksBehind(name, one))) {
    test(`${name} behind ${way}: always a response`, async () => {
      for (const [state, before] of Object.entries(STATES)) {
        const seen = { deliveries: [], errors: [] };
        const route = {
          path: "/hook",
          options: { scheme: "gilbert", secret: SECRETS.gilbert, onRefused: () => {} },
          handler: (delivered, acknowledge) => {
            seen.deliveries.push(delivered);
            return acknowledge();
          },
        };
        const app = await mount([route], { before, onError: (error) => void seen.errors.push(error) });
        const label = `${name}, ${way}, ${state}`;
        const ask = (sent) => within(label, request(app, { path: "/hook", ...sent }));
        const response = await ask(genuine).catch((error) => {
          // The client may have disconnected.
          assert.match(`${error.code}`, state === "aborted" ? /ECONNRESET$/ : /nothing/, `${label}: ${error.message}`);
        });
        if (response === undefined) {
          assert.deepEqual(seen.deliveries, [], label);
          continue;
        }
        const expected = expectedStatus(way, state);
        assert.ok(
          expected.includes(response.status),
          `${label}: ${response.status} for ${expected}: ${seen.errors[0]?.stack ?? response.body}`,
        );
        if (response.status === 200) assert.deepEqual(Buffer.from(seen.deliveries.pop().body), body, label);
        if (response.status === 500)
          assert.match(seen.errors[0].message, /before hookward received it|closed the connection/, label);
        const refused = await ask(forged);
        assert.ok([401, 500].includes(refused.status), `${label}, forged: ${refused.status}`);
        if (!LOST.includes(state) && !state.startsWith("listened to"))
          assert.equal(refused.status, 401, `${label}, forged`);
        assert.deepEqual(seen.deliveries, [], label);
        app.close?.();
      }
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(uncaught.splice(0), []);
    });
  }
}

function expectedStatus(way, state) {
  if (LOST.includes(state) && !KEPT.includes(way)) return [500];
  if (state === "aborted") return [200, 500];
  // If the first chunk arrived before the webhook, its content is unknown here.
  if (state.startsWith("listened to")) return [200, 500];
  return [200];
}
