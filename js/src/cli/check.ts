/** `hookward check`: reports the errors in the Worker's configuration before it is deployed. */

import { printable } from "../display/printable.js";
import { EXIT } from "./cli-error.js";
import type { Command } from "./command.js";
import { configurationErrors, type RouteError } from "./configuration-errors.js";
import { type DevVars, EDGE_SECRETS, emptySecrets, PLACEHOLDER, placeholdersOf, readDevVars } from "./dev-vars.js";
import { publicTenants } from "./public-tenants.js";
import { routeNotes } from "./route-notes.js";
import type { Terminal } from "./terminal.js";
import {
  configPath,
  type Environment,
  environmentOf,
  readConfig,
  routesOf,
  secretNames,
  type WorkerConfig,
} from "./worker-config.js";

export const check: Command = {
  name: "check",
  summary: "check the configuration of the Worker before it is deployed",
  operands: ["[FILE]"],
  options: {
    env: { type: "string", value: "NAME", help: "check only this environment (default: all)" },
  },
  about: [
    "FILE is wrangler.toml, wrangler.json or wrangler.jsonc, by default the file that Wrangler reads here. The errors are those that the Worker " +
      "itself would log: the same code finds them.",
    "A key of a ledger that has no effect on new deliveries is a note. So is a secret that is empty in .dev.vars. A note does not change the exit code.",
    "Secrets are not in the file. A secret in .dev.vars is also checked. The output lists the names of all secrets that the deployed Worker requires.",
  ],
  examples: ["hookward check", "hookward check wrangler.toml --env production"],
  async run(given, terminal) {
    const config = await readConfig(configPath(given.operands[0]));
    const name = given.text("env");
    const environments = name === undefined ? config.environments : [environmentOf(config, name)];
    const results = await Promise.all(environments.map((environment) => checkEnvironment(config, environment)));
    const ok = results.every(({ errors }) => errors.length === 0);
    if (given.is("json")) terminal.json({ ok, environments: results });
    else for (const result of results) show(config, result, terminal);
    return ok ? EXIT.ok : EXIT.configuration;
  },
};

interface Result {
  readonly environment?: string;
  readonly routes: number;
  readonly errors: readonly RouteError[];
  /** Messages about values that are valid, but may not be intended. */
  readonly notes: readonly string[];
  /** The names of the secrets that must be set. */
  readonly secrets: readonly string[];
}

/** Checks one environment. `devVars`: the secrets whose values are known here. */
export async function checkEnvironment(
  config: WorkerConfig,
  environment: Environment,
  devVars?: DevVars,
): Promise<Result> {
  const routes = routesOf(environment);
  const names = [...new Set(routes.flatMap(secretNames))];
  const known = devVars ?? (await readDevVars(config, environment));
  const errors = [
    ...inFile(environment, names),
    ...publicTenants(environment),
    ...(await inWorker(environment, known)),
  ];
  const { name } = environment;
  // A line without a value usually comes from a copied example. The file is never deployed, so this must not prevent a deployment.
  const empty = emptySecrets(environment, known).map(
    (one) =>
      `${one} is empty in ${known.file}. Fill it in, or remove the line. Until then, hookward dev generates one.`,
  );
  const notes = [...routeNotes(environment), ...empty];
  return {
    ...(name === undefined ? {} : { environment: name }),
    routes: routes.length,
    errors,
    notes,
    secrets: names,
  };
}

/** Returns the errors that the Worker finds. If only the values for development cause an error, the message names their file. */
async function inWorker(environment: Environment, devVars: DevVars): Promise<RouteError[]> {
  const { file, values } = devVars;
  // The names stay the same, because a message contains the tenant.
  const usable = Object.fromEntries(Object.keys(values).map((name) => [name, PLACEHOLDER]));
  const deployed = await configurationErrors(bindingsOf(environment, { file, values: usable }));
  if (Object.keys(values).length === 0) return deployed;
  const here = await configurationErrors(bindingsOf(environment, devVars));
  const ofFile = here.filter(({ message }) => deployed.every((one) => one.message !== message));
  return [...deployed, ...ofFile.map(({ code, message }) => ({ code, message: `${printable(file)}: ${message}` }))];
}

/** The runtime features that the Worker requires: the date from which each exists, and the flags that turn it on and off. */
const URLS = { since: "2022-10-31", on: "url_standard", off: "url_original" };
const DURABLE_OBJECT_METHODS = { since: "2024-04-03", on: "rpc", off: "no_rpc" };

/** Returns an error if the compatibility date and flags make every request, or every request to a ledger, fail. */
function tooOld({ compatibility, ledger }: Environment): RouteError[] {
  const { date, flags } = compatibility;
  const isOff = ({ since, on, off }: typeof URLS) =>
    !flags.includes(on) && (flags.includes(off) || (date !== undefined && date < since));
  const needed = [
    ledger !== undefined && isOff(DURABLE_OBJECT_METHODS)
      ? { ...DURABLE_OBJECT_METHODS, what: "The binding LEDGER" }
      : [],
    isOff(URLS) ? { ...URLS, what: "The Worker" } : [],
  ].flat();
  return needed.slice(0, 1).map(({ since, off, what }) => ({
    code: "invalid_option",
    message: `compatibility_date: ${what} requires ${since} or later, without the flag ${off}. Write a later date.`,
  }));
}

/** Returns the errors in the file that the Worker itself cannot find. */
function inFile(environment: Environment, names: readonly string[]): RouteError[] {
  const { vars, hasMain, ledger } = environment;
  const secrets = new Set([...names, ...EDGE_SECRETS, "OPERATOR_TOKEN"]);
  const written = [...secrets].filter((name) => vars[name] !== undefined);
  const errors = written.map((name) => ({
    code: "invalid_secret",
    message: `vars.${name}: Never write a secret in this file. Remove it, and set it with \`wrangler secret put ${name}\`.`,
  }));
  if (vars["METRICS"] !== undefined)
    errors.push({
      code: "invalid_option",
      message:
        "vars.METRICS: The binding METRICS must be a dataset, not a variable. Remove the variable, and add METRICS to the " +
        "bindings in analytics_engine_datasets.",
    });
  if (ledger !== undefined && !ledger.isMigrated)
    errors.push({
      code: "invalid_option",
      message:
        `migrations: No migration creates the class ${printable(ledger.className)} of the binding LEDGER. Add a migration with a tag to ` +
        `migrations, and the class to its new_sqlite_classes.`,
    });
  errors.push(...tooOld(environment));
  if (hasMain) return errors;
  const message =
    'main: There is no program. Set main to "worker.js", and write export { default } from "hookward/worker" in that file.';
  return [...errors, { code: "invalid_option", message }];
}

/** Returns the bindings of the Worker: the variables, and all secrets. A secret without a known value has a placeholder. */
function bindingsOf(environment: Environment, devVars: DevVars) {
  const ledger = environment.ledger === undefined ? {} : { LEDGER: {} };
  const secrets = { ...devVars.values, ...placeholdersOf(environment, devVars) };
  return { ...secrets, ...ledger, ...environment.products, ...environment.vars };
}

function show(
  { path }: WorkerConfig,
  { environment, routes, errors, notes, secrets }: Result,
  { print, paint }: Terminal,
): void {
  const where = environment === undefined ? printable(path) : `${printable(path)}, env.${printable(environment)}`;
  for (const { message } of errors) print(`${paint.red("✗")} ${printable(message, 2000)}`);
  for (const note of notes) print(`${paint.yellow("!")} ${printable(note, 2000)}`);
  if (errors.length > 0) {
    print(`${where}: ${errors.length === 1 ? "1 error" : `${errors.length} errors`}`);
    return;
  }
  print(`${paint.green("✓")} ${where}: ${routes === 1 ? "1 route" : `${routes} routes`}, no errors`);
  print(`  requires the ${secrets.length === 1 ? "secret" : "secrets"} ${secrets.join(", ")}`);
}
