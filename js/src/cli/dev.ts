/** `hookward dev`: runs the Worker on this machine, with a demo origin. */

import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

import { printable } from "../display/printable.js";
import { checkEnvironment } from "./check.js";
import { configuration, EXIT } from "./cli-error.js";
import type { Command } from "./command.js";
import { startDemoOrigin } from "./demo-origin.js";
import { type DevConfig, writeDevConfig } from "./dev-config.js";
import { placeholdersOf, readDevVars } from "./dev-vars.js";
import { portOf, untakenPort } from "./port.js";
import { urlOf } from "./post.js";
import { type ExampleRoute, exampleOf, hasExample } from "./route-example.js";
import { routeNotes } from "./route-notes.js";
import type { Terminal } from "./terminal.js";
import {
  configPath,
  type Environment,
  environmentOf,
  nameFor,
  pathFor,
  placeOf,
  readConfig,
  routesOf,
  tenantOf,
  withTenant,
} from "./worker-config.js";
import { wranglerOf } from "./wrangler.js";
import { PATIENCE, startWrangler, type WranglerDev } from "./wrangler-dev.js";

/** The time limit for a ledger to send an accepted delivery, in milliseconds. */
const PATIENCE_OF_LEDGER = 5000;

export const dev: Command = {
  name: "dev",
  summary: "run the Worker on this machine, with a demo origin",
  operands: ["[FILE]"],
  options: {
    env: { type: "string", value: "NAME", help: "the environment in the file" },
    port: {
      type: "string",
      value: "PORT",
      help: "the port that the Worker listens on (default: 8787); 0 uses a free port",
    },
    origin: { type: "string", value: "URL", help: "your app on this machine, instead of the demo origin" },
    once: { type: "boolean", help: "send the examples and exit: with 0 if every result is right" },
  },
  about: [
    "FILE is wrangler.toml, by default the file that Wrangler reads here. The Wrangler that is installed in the project runs the Worker, with the " +
      "origin of each route replaced by an origin on this machine. A queue or a workflow is replaced too: docs/QUEUES.md shows how to try it.",
    "Each route with a built-in scheme receives an example of its provider and a forged copy. The secrets come from .dev.vars. A secret " +
      "that is missing or empty there is generated, and deliveries that are signed with a different secret are refused.",
  ],
  examples: ["hookward dev", "hookward dev --once", "hookward dev --origin http://127.0.0.1:3000"],
  async run(given, terminal) {
    const config = await readConfig(configPath(given.operands[0]));
    const environment = environmentOf(config, given.text("env"));
    const program = wranglerOf(dirname(config.path));
    const { errors } = await checkEnvironment(config, environment);
    if (errors[0] !== undefined) throw configuration(errors[0].message);
    for (const note of [...routeNotes(environment), ...replaced(environment)]) terminal.note(printable(note, 2000));
    const port = await untakenPort(portOf(given.text("port"), 8787));
    const devVars = await readDevVars(config, environment);
    const made = placeholdersOf(environment, devVars);
    const missing = Object.keys(made);
    const values = { ...devVars.values, ...made };
    const app = given.text("origin");
    const target = app === undefined ? undefined : urlOf(app).origin;
    const forwarded: Uint8Array[] = [];
    const origin = await startDemoOrigin(({ path, event, deliveryId, body }) => {
      forwarded.push(body);
      const facts = [event, deliveryId].flatMap((one) => (one === undefined ? [] : printable(one)));
      terminal.note(`→ the origin received ${[printable(path), ...facts].join(", ")}: ${body.length} bytes`);
    });
    const routes = toOrigin(environment, target ?? origin.url);
    const count = (body: Uint8Array) => forwarded.filter((one) => isSame(one, body)).length;
    const sendAll = async (url: string) => {
      await noteHealth(url, terminal);
      const results = [];
      for (const route of routes.flatMap(eachScheme))
        results.push(...(await tryRoute(route, url, values, count, app === undefined)));
      return results;
    };
    let used: DevConfig | undefined;
    let wrangler: WranglerDev | undefined;
    try {
      used = writeDevConfig(config, environment);
      const { omitted } = used;
      const vars = { ROUTES: JSON.stringify(routes), ...made };
      wrangler = await startWrangler(program, used.path, environment, port, vars);
      const { url } = wrangler;
      if (missing.length > 0)
        terminal.note(`Generated, because they have no value in ${devVars.file}: ${missing.join(", ")}`);
      if (omitted.length > 0)
        terminal.note(`Bindings that the Worker does not have here, because dev replaces them: ${omitted.join(", ")}`);
      const results = await wrangler.during(sendAll(url));
      if (given.is("json")) terminal.json({ url, results });
      else show(url, results, terminal);
      if (given.is("once")) return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused;
      return await wrangler.untilStopped();
    } finally {
      wrangler?.stop();
      origin.stop();
      used?.remove();
    }
  },
};

type Route = Readonly<Record<string, unknown>>;

/**
 * Returns the routes with a different origin, whose URL keeps each route's own path. `alertUrl` is removed, because failures here are shown only in
 * the terminal.
 */
function toOrigin(environment: Environment, origin: string): Route[] {
  return routesOf(environment).map((route) => {
    const {
      origin: one,
      origins = [one],
      alertUrl: _alertUrl,
      queue: _queue,
      workflow: _workflow,
      ...rest
    } = route as Route & { origins?: unknown[] };
    return { ...rest, origin: origin + pathIn(origins[0], route["path"] as string) };
  });
}

/** Returns a note for each route whose queue or workflow gets nothing here. */
function replaced(environment: Environment): string[] {
  return routesOf(environment).flatMap((route, index) => {
    const what = ["queue", "workflow"].find((key) => route[key] !== undefined);
    if (what === undefined) return [];
    return [
      `${placeOf(route, index)}: the origin on this machine replaces the ${what}, which is not tested and gets nothing.`,
    ];
  });
}

/**
 * Returns the path and the query of an origin, with `{tenant}` for the Worker to replace. A service without a URL, a queue and a workflow get the
 * path of the route.
 */
function pathIn(origin: unknown, path: string): string {
  const url = typeof origin === "object" ? (origin as { url?: string }).url : (origin as string | undefined);
  if (url === undefined) return path;
  const { pathname, search } = new URL(url);
  return withTenant(pathname + search);
}

/** Returns a copy of a route for each of its schemes. */
const eachScheme = ({ schemes = [{}], ...rest }: Route & { schemes?: readonly object[] }): Route[] =>
  schemes.map((one) => ({ ...rest, ...one }));

/** Prints a note if the Worker does not pass requests on to the health check. The health check shows whether the routes can be used. */
async function noteHealth(url: string, { note }: Terminal): Promise<void> {
  const { status } = await ask(`${url}/_hookward/health`, { signal: AbortSignal.timeout(PATIENCE) });
  if (status !== 404) return;
  note(
    "The Worker responded with 404 to /_hookward/health. In the Worker's fetch, also pass requests whose path begins with /_hookward/ to " +
      "hookward.fetch. The health check and the command hookward deliveries use these paths.",
  );
}

/** Sends a request to the Worker. Redirects are not followed, because they may lead to a different program. */
const ask = (url: string, init: RequestInit) => fetch(url, { ...init, redirect: "manual" });

/** The result of one example. */
interface Tried {
  readonly path: string;
  readonly scheme: string;
  readonly forged: boolean;
  readonly status: number;
  readonly ok: boolean;
}

const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** Sends an example and a forged copy to a route. `isDemo`: whether the demo origin counts the forwarded deliveries. */
async function tryRoute(
  route: Route,
  url: string,
  secrets: Readonly<Record<string, string>>,
  count: (body: Uint8Array) => number,
  isDemo: boolean,
): Promise<Tried[]> {
  if (!hasExample(route)) return [];
  const {
    secrets: [name = ""],
    ...written
  } = route as unknown as ExampleRoute & { secrets: readonly string[] };
  const tenant = tenantOf(route, secrets);
  const path = pathFor(written.path, tenant);
  const tried: Tried[] = [];
  for (const forged of [false, true]) {
    const secret = secrets[nameFor(name, tenant)] ?? "";
    const { target, headers, body } = exampleOf({ ...written, path }, secret, forged);
    const before = count(body);
    const { status } = await ask(url + target, { method: "POST", headers, body });
    if (isDemo && !forged && route["mode"] === "accept") await attempted(() => count(body) > before);
    const crossed = count(body) - before;
    // An example without its own id is a duplicate if the ledger received it in an earlier run. A ledger does not send duplicates.
    const isRepeat = () =>
      route["mode"] !== undefined && isSame(body, exampleOf({ ...written, path }, secret, false).body);
    const isThere = !isDemo || crossed === 1 || (crossed === 0 && isRepeat());
    const ok = forged ? status === 401 && crossed === 0 : status < 300 && isThere;
    tried.push({ path, scheme: written.scheme, forged, status, ok });
  }
  return tried;
}

/** Waits until a ledger has made its attempt. The attempt is made after the response. */
async function attempted(isMade: () => boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE_OF_LEDGER; !isMade() && Date.now() < end; ) await setTimeout(50);
}

function show(url: string, results: readonly Tried[], { print, paint }: Terminal): void {
  print(`The Worker is at ${url} (press Ctrl-C to stop)`);
  for (const { path, scheme, forged, status, ok } of results) {
    const what = forged ? "a forged copy" : "an example";
    print(`${ok ? paint.green("✓") : paint.red("✗")} ${printable(path)}: ${what} of ${scheme} got ${status}`);
  }
}
