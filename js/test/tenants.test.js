// A tenant that does not exist, in every adapter. From outside, its endpoint looks like that of any other tenant.

import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryStore } from "hookward/dedupe";
import { webhook as onFetch } from "hookward/fetch";

import { HANDLERS } from "../../test-support/handlers.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

/** The ways to pass a secret as a function. `null` means that no secret exists. */
const NONE = {
  "a secret": { secret: () => null },
  "a secret that is waited for": { secret: async () => null },
  secrets: { secrets: () => null },
  "a list of secrets": { secrets: [async () => null, () => null] },
};

for (const [name, handle] of Object.entries(HANDLERS)) {
  for (const [way, none] of Object.entries(NONE)) {
    test(`${name}: ${way} that there is not is a wrong signature`, async () => {
      const [codes, errors] = [[], []];
      const options = {
        scheme: "gilbert",
        ...none,
        tenant: () => undefined,
        dedupe: memoryStore(),
        onRefused: ({ code }) => void codes.push(code),
      };
      const onError = (error) => void errors.push(error);
      const ask = handle(options, () => assert.fail("it is handled"), { onError, before: () => {} });
      for (const secret of [SECRETS.gilbert, Buffer.alloc(32, 1), Buffer.alloc(32)]) {
        const { status, body } = await ask({ method: "POST", ...delivery("gilbert", { secret }) });
        assert.deepEqual([status, body], [401, "invalid signature"]);
      }
      assert.deepEqual([codes, errors], [Array(3).fill("signature_mismatch"), []]);
    });
  }
}

const post = (path, { headers, body }) => new Request(`https://app.example${path}`, { method: "POST", headers, body });

const tenant = () => "acme";

test("a secret of a list that there is not leaves the others", async () => {
  const secrets = [() => null, () => SECRETS.gilbert];
  const handle = onFetch({ scheme: "gilbert", secrets, tenant }, ({ secretIndex }) => Response.json(secretIndex));
  assert.deepEqual(await (await handle(post("/", delivery("gilbert")))).json(), 0);
});

test("a secret that is undefined, empty or of another kind stays an error of the app", async () => {
  for (const given of [
    ...[undefined, "", 7, {}].map((returned) => ({ secret: () => returned, tenant })),
    // Without the option `tenant`, this is a secret store without secrets.
    { secret: () => null },
    { secret: () => null, tenant: "acme" },
  ]) {
    const handle = onFetch({ scheme: "gilbert", ...given }, () => {});
    await assert.rejects(handle(post("/", delivery("gilbert"))), { name: "ConfigError" });
  }
  for (const given of [{ secret: null }, { secrets: [null, () => "s"] }])
    assert.throws(() => onFetch({ scheme: "gilbert", tenant, ...given }, () => {}), { name: "ConfigError" });
});

test("a verify token that there is not is a wrong one", async () => {
  const tokens = { acme: "token" };
  const handle = onFetch(
    {
      scheme: "whatsapp",
      secret: "s",
      tenant,
      challenge: async (request) => tokens[new URL(request.url).pathname.slice(1)] ?? null,
      onRefused: ({ code, reason }) => assert.deepEqual([code, reason], ["invalid_challenge", "verify_token"]),
    },
    () => {},
  );
  const ask = async (path, token) => {
    const query = new URLSearchParams({ "hub.mode": "subscribe", "hub.challenge": "7", "hub.verify_token": token });
    const response = await handle(new Request(`https://app.example${path}?${query}`));
    return [response.status, await response.text()];
  };
  assert.deepEqual(await ask("/acme", "token"), [200, "7"]);
  for (const [path, token] of [
    ["/acme", "another"],
    ["/nobody", "token"],
    ["/nobody", "null"],
    ["/nobody", ""],
  ])
    assert.deepEqual(await ask(path, token), [401, "invalid signature"]);
});
