// docs/ROUTES.md: the Worker accepts each configuration on the page, and each secret that the page sets creates a
// tenant.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { unstable_readConfig } from "wrangler";

import { blocks } from "../test-support/documentation.js";
import { until } from "../test-support/ledger.js";
import { SCHEMES } from "../test-support/schemes.js";
import { signatureHeaders } from "../test-support/sign.js";
import { NOW, startOrigin, startWorker } from "../test-support/worker.js";
import { writing } from "./pages.js";

const PAGE = "docs/ROUTES.md";
const BODY = '{"type":"x"}';

describe(PAGE, () => {
  const write = writing("routes");
  const ledgers = mkdtempSync(join(tmpdir(), "hookward-routes-"));
  after(() => rmSync(ledgers, { recursive: true, force: true }));
  const of = (language) => blocks.filter((block) => block.file === PAGE && block.language === language);
  const names = of("sh").flatMap(({ code }) =>
    [...code.matchAll(/secret put (\w+) +# (\S+)/g)].map(([, name, path]) => ({ name, path })),
  );

  for (const { id, code } of of("toml")) {
    it(`${id}: each path takes a delivery`, async (t) => {
      const { vars, services = [] } = unstable_readConfig({ config: write("wrangler.toml", code) });
      const origin = await startOrigin();
      // If an assertion fails, an open server would keep this process from ending.
      t.after(() => origin.stop());
      // A service that the page binds forwards to the same origin.
      const here = (one) => {
        const url = `${origin.url}/${new URL(one.url ?? one).host}`;
        return one.service === undefined ? url : { ...one, url };
      };
      const [route] = vars.ROUTES.map(({ origin: one, origins, ...route }) => ({
        ...route,
        ...(origins === undefined ? { origin: here(one) } : { origins: origins.map(here) }),
      }));
      const { path, scheme, schemes = [{ scheme, secrets: route.secrets }] } = route;
      const paths = path.includes("{tenant}")
        ? names.map((tenant) => ({ ...tenant, scheme }))
        : schemes.map((one) => ({ name: one.secrets[0], path, scheme: one.scheme }));
      const secret = "a secret of the provider";
      const bindings = Object.fromEntries(paths.map(({ name }) => [name, `${secret} ${name}`]));
      const serviceBindings = Object.fromEntries(services.map(({ binding }) => [binding, "app"]));
      const others = services.map(() => ({
        name: "app",
        script: "export default { fetch: (request) => fetch(request) };",
      }));
      // If its scheme has no timestamp, a delivery is valid at any time. With a ledger, the clock runs.
      const kept = route.keepRefused ? { ledgers } : {};
      const worker = await startWorker(
        { ROUTES: [route], ...bindings },
        { bound: { serviceBindings }, others, ...kept },
      );
      t.after(() => worker.stop());
      assert.ok(paths.length > 0);
      for (const { name, path, scheme } of paths) {
        const signed = { secret: bindings[name], body: BODY, seconds: NOW };
        const headers = Object.entries(signatureHeaders(SCHEMES[scheme], signed));
        const { status, log } = await worker.send({ path, body: BODY, headers });
        assert.deepEqual([status, log.code, log.scheme], [200, undefined, scheme], path);
        await until("each origin has it", () => origin.requests.length === (route.origins?.length ?? 1));
        origin.take();
      }
    });
  }
});
