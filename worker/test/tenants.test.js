// Routes with a tenant in their path: each tenant has its own secrets, and a sender cannot detect whether a tenant exists.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRETS = { ACME: "the secret of acme", ACME_EU: "the secret of acme-eu", OLD_ACME: "the old secret of acme" };
/** A body without the provider's id, so that the edge makes the dedupe key. */
const BODY = '{"event":"x"}';

let origin;
let worker;

const route = (more) => ({
  path: "/hooks/{tenant}/gilbert",
  scheme: "gilbert",
  secrets: ["GILBERT_{TENANT}", "OLD_GILBERT_{TENANT}"],
  origin: origin.url,
  ...more,
});
const bindings = {
  GILBERT_ACME: SECRETS.ACME,
  GILBERT_ACME_EU: SECRETS.ACME_EU,
  OLD_GILBERT_ACME: SECRETS.OLD_ACME,
};

before(async () => {
  origin = await startOrigin();
  worker = await startWorker({ ROUTES: [route()], ...bindings });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const deliver = (to, path, secret, more) => to.send({ path, body: BODY, headers: sign.gilbert(secret, BODY), ...more });

/** Returns the headers of a response without `date`, because a second may pass between two responses. */
const comparable = ({ headers }) => headers.filter(([name]) => name !== "date");

/** Starts a Worker with other routes, passes it to `use`, and stops it. */
async function withWorker(vars, use) {
  const other = await startWorker(vars);
  try {
    return await use(other);
  } finally {
    await other.stop();
  }
}

const health = async (of) =>
  JSON.parse((await of.send({ method: "GET", path: "/_hookward/health", length: null })).body);

test("a tenant's delivery is verified under that tenant's secrets", async () => {
  for (const [path, secret, index] of [
    ["/hooks/acme/gilbert", SECRETS.ACME, 0],
    ["/hooks/acme/gilbert", SECRETS.OLD_ACME, 1],
    ["/hooks/acme-eu/gilbert", SECRETS.ACME_EU, 0],
  ]) {
    const { status, log } = await deliver(worker, path, secret);
    assert.deepEqual([status, log.secretIndex, log.path, log.scheme], [200, index, path, "gilbert"]);
    assert.equal(origin.take().length, 1);
  }
});

test("the origin learns the tenant: in a header that no sender can set, and in its URL", async () => {
  const forged = [...sign.gilbert(SECRETS.ACME, BODY), ["X-Hookward-Tenant", "other"]];
  await worker.send({ path: "/hooks/acme/gilbert", body: BODY, headers: forged });
  const [request] = origin.take();
  assert.deepEqual(values(request.headers, "x-hookward-tenant"), ["acme"]);
  await withWorker({ ROUTES: [route({ origin: `${origin.url}/of/{tenant}/x` })], ...bindings }, async (own) => {
    await deliver(own, "/hooks/acme-eu/gilbert", SECRETS.ACME_EU);
    assert.equal(origin.take()[0].url, "/of/acme-eu/x");
  });
  // `{tenant}` may occur once. With a second one, the URL is not valid.
  const twice = route({ origin: `${origin.url}/of/{tenant}/x?for={tenant}` });
  await withWorker({ ROUTES: [twice], ...bindings }, async (own) => {
    assert.equal((await deliver(own, "/hooks/acme-eu/gilbert", SECRETS.ACME_EU)).status, 500);
  });
});

test("a route that has just the path of a request goes before one with tenants, wherever it stands", async () => {
  const whole = route({ path: "/hooks/connect/gilbert", secrets: ["WHOLE"] });
  for (const ROUTES of [
    [route(), whole],
    [whole, route()],
  ]) {
    await withWorker({ ROUTES, ...bindings, WHOLE: "whole" }, async (both) => {
      assert.equal((await deliver(both, "/hooks/connect/gilbert", "whole")).status, 200);
      assert.equal((await deliver(both, "/hooks/acme/gilbert", SECRETS.ACME)).status, 200);
      assert.equal((await health(both)).ok, true);
    });
    // A tenant with that name disables only itself.
    await withWorker({ ROUTES, ...bindings, WHOLE: "whole", GILBERT_CONNECT: "tenant" }, async (both) => {
      assert.equal((await deliver(both, "/hooks/connect/gilbert", "whole")).status, 200);
      assert.equal((await deliver(both, "/hooks/connect/gilbert", "tenant")).status, 401);
      assert.equal((await deliver(both, "/hooks/acme/gilbert", SECRETS.ACME)).status, 200);
      const { status, log } = await both.send({ method: "GET", path: "/_hookward/health", length: null });
      assert.equal(status, 503);
      assert.match(log.message, /: ROUTES\[[01]\] also has \/hooks\/connect\/gilbert\./);
    });
    origin.take();
  }
});

test("a tenant who is known to one of two routes with tenants gets that route", async () => {
  const wide = route({ path: "/{tenant}/events", secrets: ["WIDE_{TENANT}"] });
  const narrow = route({ path: "/team/{tenant}", secrets: ["NARROW_{TENANT}"] });
  await withWorker({ ROUTES: [wide, narrow], WIDE_A: "a", NARROW_EVENTS: "events" }, async (both) => {
    assert.equal((await deliver(both, "/team/events", "events")).status, 200);
    assert.equal((await deliver(both, "/a/events", "a")).status, 200);
    assert.equal((await deliver(both, "/other/events", "a")).status, 401);
    origin.take();
  });
});

test("a challenge without a verify token does not tell which tenants exist", async () => {
  const dropbox = route({ path: "/c/{tenant}", scheme: "dropbox", secrets: ["BOX_{TENANT}"], challenge: true });
  await withWorker({ ROUTES: [dropbox], BOX_ACME: "a" }, async (asked) => {
    const ask = (tenant) => asked.send({ method: "GET", path: `/c/${tenant}?challenge=abc`, length: null });
    const [known, unknown] = [await ask("acme"), await ask("nobody")];
    assert.deepEqual([known.status, known.body.toString()], [200, "abc"]);
    assert.deepEqual(
      [unknown.status, unknown.body, comparable(unknown)],
      [known.status, known.body, comparable(known)],
    );
  });
});

test("a delivery of one tenant is refused at another's path", async () => {
  for (const [path, secret] of [
    ["/hooks/acme-eu/gilbert", SECRETS.ACME],
    ["/hooks/acme/gilbert", SECRETS.ACME_EU],
    ["/hooks/acme-eu/gilbert", SECRETS.OLD_ACME],
  ]) {
    const { status, log } = await deliver(worker, path, secret);
    assert.deepEqual([status, log.code], [401, "signature_mismatch"]);
  }
  assert.deepEqual(origin.take(), []);
});

test("a tenant who is unknown gets what a wrong signature gets, and nothing crosses under any secret", async () => {
  const refused = await deliver(worker, "/hooks/acme/gilbert", "another secret");
  for (const secret of [...Object.values(SECRETS), "another secret", ""]) {
    const unknown = await deliver(worker, "/hooks/nobody/gilbert", secret);
    assert.deepEqual([unknown.status, unknown.body, unknown.log.code], [401, refused.body, "unknown_tenant"]);
    assert.equal(unknown.log.level, "warn");
    assert.deepEqual(comparable(unknown), comparable(refused));
  }
  // As for an existing tenant, errors in the headers or the size are checked first.
  const unsigned = await worker.send({ path: "/hooks/nobody/gilbert", body: BODY, headers: [] });
  assert.deepEqual([unsigned.status, unsigned.log.code], [401, "missing_header"]);
  const large = await deliver(worker, "/hooks/nobody/gilbert", SECRETS.ACME, { body: "", length: (1 << 20) + 1 });
  assert.equal(large.status, 413);
  const get = await worker.send({ method: "GET", path: "/hooks/nobody/gilbert", length: null });
  assert.equal(get.status, 405);
  assert.deepEqual(origin.take(), []);
});

test("what cannot be a tenant has no route", async () => {
  const long = "a".repeat(65);
  for (const tenant of ["ACME", "acme_eu", "a.b", "a%2Db", "", "acme/x", long, "acm%65"]) {
    const { status } = await deliver(worker, `/hooks/${tenant}/gilbert`, SECRETS.ACME);
    assert.equal(status, 404, tenant);
  }
  assert.equal((await deliver(worker, `/hooks/${long.slice(1)}/gilbert`, SECRETS.ACME)).status, 401);
  assert.deepEqual(origin.take(), []);
});

test("health names the path as it is written, and no tenant", async () => {
  assert.deepEqual(await health(worker), {
    ok: true,
    routes: [{ path: "/hooks/{tenant}/gilbert", scheme: "gilbert", ok: true }],
  });
});

test("the dedupe key is another for each tenant", async () => {
  const vars = {
    ROUTES: [route()],
    ...bindings,
    GILBERT_OTHER: SECRETS.ACME,
    ORIGIN_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  };
  await withWorker(vars, async (signing) => {
    await deliver(signing, "/hooks/acme/gilbert", SECRETS.ACME);
    await deliver(signing, "/hooks/other/gilbert", SECRETS.ACME);
    const ids = origin.take().map(({ headers }) => values(headers, "webhook-id")[0]);
    assert.equal(new Set(ids).size, 2);
  });
});

test("a fault of one tenant stops that tenant alone", () =>
  withWorker({ ROUTES: [route()], ...bindings, GILBERT_EMPTY: " " }, async (faulty) => {
    const { status, log } = await deliver(faulty, "/hooks/empty/gilbert", SECRETS.ACME);
    assert.deepEqual([status, log.code], [500, "invalid_secret"]);
    assert.match(
      log.message,
      /\/hooks\/\{tenant\}\/gilbert, gilbert\): empty: secrets\[0\]: The binding GILBERT_EMPTY is empty/,
    );
    assert.equal((await deliver(faulty, "/hooks/acme/gilbert", SECRETS.ACME)).status, 200);
    assert.equal((await deliver(faulty, "/hooks/nobody/gilbert", SECRETS.ACME)).status, 401);
    origin.take();
    const { ok, routes } = await health(faulty);
    assert.deepEqual([ok, routes[0].code], [false, "invalid_secret"]);
  }));

const refused = {
  "a secret that tenants share": [{ secrets: ["GILBERT_{TENANT}", "SHARED"] }, /secrets\[1\] must contain \{TENANT\}/],
  "a tenant in the secret alone": [{ path: "/hooks/acme/gilbert" }, /secrets\[0\] must be without \{TENANT\}/],
  "no tenant with a secret": [{ secrets: ["NONE_{TENANT}"] }, /No tenant has a binding NONE_\{TENANT\}.*ACME_EU/],
  "names of one binding": [{ secrets: ["GILBERT_{TENANT}", "GILBERT_OLD_{TENANT}"] }, /can be the same binding/],
  "names that end alike": [{ secrets: ["GILBERT_{TENANT}", "GILBERT_{TENANT}_OLD"] }, /can be the same binding/],
  "a name that a tenant's can be": [
    { secrets: ["ORIGIN_{TENANT}"] },
    /ORIGIN_\{TENANT\} and ORIGIN_SECRET can be the same/,
  ],
};
for (const [name, [more, message]] of Object.entries(refused)) {
  test(`${name} is refused`, () =>
    withWorker({ ROUTES: [route(more)], ...bindings, SHARED: "x" }, async (faulty) => {
      const { status, log } = await deliver(faulty, "/hooks/acme/gilbert", SECRETS.ACME);
      assert.deepEqual([status, log.level], [500, "error"]);
      assert.match(log.message, message);
      assert.deepEqual(origin.take(), []);
    }));
}

test("two routes whose names can be those of one binding: the second is refused", () =>
  withWorker(
    { ROUTES: [route(), route({ path: "/other/{tenant}", secrets: ["GILBERT_ACME_{TENANT}"] })], ...bindings },
    async (faulty) => {
      const { status, log } = await deliver(faulty, "/other/eu", SECRETS.ACME_EU);
      assert.equal(status, 500);
      assert.match(log.message, /GILBERT_ACME_\{TENANT\} and GILBERT_\{TENANT\} can be the same binding/);
      assert.equal((await deliver(faulty, "/hooks/acme/gilbert", SECRETS.ACME)).status, 200);
      origin.take();
    },
  ));

test("a verify token is the tenant's own", async () => {
  const meta = {
    path: "/meta/{tenant}",
    scheme: "whatsapp",
    secrets: ["META_{TENANT}"],
    challenge: "TOKEN_{TENANT}",
    origin: origin.url,
  };
  const vars = { ROUTES: [meta], META_A: "a", META_B: "b", TOKEN_A: "token-of-a", TOKEN_B: "token-of-b" };
  await withWorker(vars, async (facing) => {
    const ask = (tenant, token) => {
      const query = `hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`;
      return facing.send({ method: "GET", path: `/meta/${tenant}?${query}`, length: null });
    };
    assert.deepEqual([(await ask("a", "token-of-a")).status, (await ask("b", "token-of-b")).status], [200, 200]);
    const wrong = await ask("a", "token-of-b");
    const unknown = await ask("c", "token-of-a");
    assert.deepEqual([wrong.status, unknown.status], [401, 401]);
    assert.deepEqual([unknown.body, comparable(unknown)], [wrong.body, comparable(wrong)]);
  });
});
