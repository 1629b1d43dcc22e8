// The option `parse`: an app's own type of a payload, by a schema or a function, which runs only after the
// verification.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";

import { type } from "arktype";
import { ConfigError, PayloadError, VerificationError, Verifier } from "hookward";
import { webhook } from "hookward/fetch";
import * as v from "valibot";
import { z } from "zod";

import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

const PRIVATE = "DE89370400440532013000";
const GOOD = { event: "dossier.created", event_id: "evt_1", count: "12", data: { items: [{ id: 1 }, { id: 2 }] } };
const BAD = { ...GOOD, data: { items: [{ id: 1 }, { id: PRIVATE }] } };
/** The output of each schema for `GOOD`: the count as a number, and no unknown members. */
const OUTPUT = { event: "dossier.created", count: 12, data: { items: [{ id: 1 }, { id: 2 }] } };

/** One schema in three schema libraries. */
const SCHEMAS = {
  Zod: z.object({
    event: z.string(),
    count: z.string().transform(Number),
    data: z.object({ items: z.array(z.object({ id: z.number() })) }),
  }),
  Valibot: v.object({
    event: v.string(),
    count: v.pipe(v.string(), v.transform(Number)),
    data: v.object({ items: v.array(v.object({ id: v.number() })) }),
  }),
  ArkType: type({
    "+": "delete",
    event: "string",
    count: "string.numeric.parse",
    data: { items: type({ id: "number" }).array() },
  }),
};

/** Schemas that are asynchronous. */
const ASYNCHRONOUS = {
  Zod: z.object({ event: z.string().refine(async () => true) }),
  "Zod, refusing": z.object({ event: z.string().refine(async () => false) }),
  Valibot: v.objectAsync({
    event: v.pipeAsync(
      v.string(),
      v.checkAsync(async () => true),
    ),
  }),
  "a function": async (json) => json,
  "a function that fails": async () => {
    throw new Error("later");
  },
};

const verifier = (parse) => new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert, parse });
const verify = (parse, json, from = verifier(parse)) => from.verify(delivery("gilbert", { json }));

for (const [name, schema] of Object.entries(SCHEMAS)) {
  test(`json() gives what a schema of ${name} makes of it`, () => {
    const delivered = verify(schema, GOOD);
    assert.deepEqual(delivered.json(), OUTPUT);
    // The value is parsed once, and kept.
    assert.equal(delivered.json(), delivered.json());
    // The facts of the delivery are those that were sent, even if the schema drops them.
    assert.deepEqual([delivered.event, delivered.deliveryId], ["dossier.created", "evt_1"]);
    assert.deepEqual(JSON.parse(delivered.text()), GOOD);
  });

  test(`what a schema of ${name} refuses is a PayloadError that says where`, () => {
    const delivered = verify(schema, BAD);
    assert.equal(delivered.event, "dossier.created");
    assert.throws(
      () => delivered.json(),
      (error) => {
        assert.ok(error instanceof PayloadError && error instanceof Error);
        assert.ok(!(error instanceof VerificationError) && !(error instanceof ConfigError));
        assert.equal(error.name, "PayloadError");
        assert.match(error.message, /genuine.* see data\.items\[1\]\.id\./);
        assert.equal(error.issues.length, 1);
        assert.equal(typeof error.issues[0].message, "string");
        return true;
      },
    );
    // The second call also throws: a refusal is not kept as a value.
    assert.throws(() => delivered.json(), PayloadError);
  });

  test(`no error of ${name} brings the payload into a log`, () => {
    const error = caught(() => verify(schema, BAD).json());
    // Valibot quotes its input.
    if (name === "Valibot") assert.ok(error.issues[0].message.includes(PRIVATE));
    const deep = { depth: Infinity, showHidden: true, getters: false };
    for (const text of [inspect(error), inspect(error, deep), JSON.stringify(error), `${error}`, error.stack]) {
      assert.ok(!text.includes(PRIVATE), text);
    }
  });
}

function caught(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test("a function gets the JSON, and what it throws is the app's own", () => {
  assert.equal(verify((json) => json.data.items.length, GOOD).json(), 2);
  assert.equal(verify(() => undefined, GOOD).json(), undefined);
  const own = new RangeError("mine");
  const throws = () => {
    throw own;
  };
  assert.equal(
    caught(() => verify(throws, GOOD).json()),
    own,
  );
});

test("what a function does to the JSON changes neither the event nor the id", () => {
  const spoils = (json) => {
    json.event = "spoilt";
    delete json.event_id;
    return json;
  };
  const delivered = verify(spoils, GOOD);
  assert.equal(delivered.json().event, "spoilt");
  assert.deepEqual([delivered.event, delivered.deliveryId], ["dossier.created", "evt_1"]);
});

test("it never runs before the verdict, nor unless json() is called", () => {
  let ran = 0;
  const counts = (json) => {
    ran += 1;
    return json;
  };
  const counting = verifier(counts);
  const sent = delivery("gilbert", { json: GOOD });
  assert.equal(counting.check({ ...sent, body: `${sent.body} ` }).code, "signature_mismatch");
  assert.throws(() => counting.verify({ headers: {}, body: sent.body }), VerificationError);
  const { delivery: delivered } = counting.check(sent);
  inspect(delivered);
  JSON.stringify(delivered);
  assert.deepEqual(
    [delivered.event, delivered.deliveryId, delivered.text().length],
    ["dossier.created", "evt_1", sent.body.length],
  );
  assert.equal(ran, 0);
  delivered.json();
  delivered.json();
  assert.equal(ran, 1);
});

test("a schema cannot make a refused delivery good, nor a good one refused", () => {
  const refuses = verifier({
    "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "no" }] }) },
  });
  const sent = delivery("gilbert");
  assert.equal(refuses.check(sent).ok, true);
  const error = caught(() => refuses.verify(sent).json());
  assert.match(error.message, /see the whole\./);
});

test("a body that is no JSON is a SyntaxError, and the schema does not see it", () => {
  assert.throws(
    () =>
      verifier(SCHEMAS.Zod)
        .verify(delivery("gilbert", { body: "hello" }))
        .json(),
    SyntaxError,
  );
});

for (const [name, schema] of Object.entries(ASYNCHRONOUS)) {
  test(`asynchronous, ${name}: a TypeError that says what to do`, async () => {
    const unhandled = [];
    const listen = (reason) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const error = caught(() => verify(schema, GOOD).json());
    assert.ok(error instanceof TypeError);
    assert.match(error.message, /parse is asynchronous, but json\(\) is synchronous\..* await the schema/);
    // A promise without a handler is reported one turn later.
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", listen);
    assert.deepEqual(unhandled, []);
  });
}

test("many issues are named up to a limit, each place once", () => {
  const path = (name) => [{ key: "a" }, name];
  const issues = [..."abcdefg", "a"].map((name) => ({ message: "no", path: path(name) }));
  const refuses = verifier({ "~standard": { version: 1, vendor: "test", validate: () => ({ issues }) } });
  const error = caught(() => refuses.verify(delivery("gilbert")).json());
  assert.match(error.message, /see a\.a, a\.b, a\.c, a\.d, a\.e and 2 more\./);
  assert.equal(error.issues, issues);
});

test("what is neither a schema nor a function is found when the verifier is built", () => {
  for (const parse of [
    null,
    1,
    "zod",
    {},
    [],
    { parse: () => 1 },
    { "~standard": null },
    { "~standard": { validate: 1 } },
  ]) {
    const error = caught(() => verifier(parse));
    assert.ok(error instanceof ConfigError, inspect(parse));
    assert.deepEqual([error.code, error.option], ["invalid_option", "parse"]);
  }
  assert.deepEqual(verify(undefined, GOOD).json(), GOOD);
});

test("it works where the package was required, and through an adapter", async () => {
  const required = createRequire(import.meta.url)("hookward");
  const options = { scheme: "gilbert", secret: SECRETS.gilbert, parse: SCHEMAS.Zod };
  assert.deepEqual(new required.Verifier(options).verify(delivery("gilbert", { json: GOOD })).json(), OUTPUT);
  const handler = webhook(options, (delivered) => Response.json(delivered.json()));
  const { headers, body } = delivery("gilbert", { json: GOOD });
  const response = await handler(new Request("https://app.example/", { method: "POST", headers, body }));
  assert.deepEqual(await response.json(), OUTPUT);
  // A refusal of the schema is thrown by json(), so the app responds and not the adapter.
  const bad = delivery("gilbert", { json: BAD });
  await assert.rejects(handler(new Request("https://app.example/", { method: "POST", ...bad })), PayloadError);
});
