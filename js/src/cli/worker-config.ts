/** A configuration of the Worker, as Wrangler reads it: wrangler.toml, or the same content as JSON. */

import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { type ParseError, parse as parseJsonc } from "jsonc-parser";
import { parse as parseToml, TomlError } from "smol-toml";

import { printable } from "../display/printable.js";
import { usage } from "./cli-error.js";
import { readText } from "./files.js";

/** The file names that Wrangler looks for, in order. */
const NAMES = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"];

/** A table of a configuration. */
export type Table = Readonly<Record<string, unknown>>;

/** An environment of a configuration: the top level, or an environment below `env`. */
export interface Environment {
  /** The name, or `undefined` for the top level. */
  readonly name: string | undefined;
  /** The variables, as the Worker gets them. */
  readonly vars: Table;
  /** Whether the file names a program to run. */
  readonly hasMain: boolean;
  /** The compatibility date of the runtime, if the file has one, and the compatibility flags. */
  readonly compatibility: { readonly date: string | undefined; readonly flags: readonly unknown[] };
  /** The class of the binding LEDGER, if the binding exists, and whether a migration creates the class with SQLite. */
  readonly ledger: { readonly className: string; readonly isMigrated: boolean } | undefined;
  /** The bindings that routes can name. Each value is an object with the method by which the Worker recognizes the binding. */
  readonly products: Readonly<Record<string, object>>;
}

export interface WorkerConfig {
  readonly path: string;
  /** The whole content of the file. */
  readonly content: Table;
  readonly environments: readonly Environment[];
}

/** Returns the path of the configuration: the path that is given, or that of the file that Wrangler reads. */
export function configPath(named: string | undefined): string {
  const path = named ?? findConfig();
  if (path !== undefined) return path;
  throw usage("There is no wrangler.toml here. Name the file, or create one: npx hookward init");
}

/**
 * Finds the configuration that Wrangler reads in this folder. Wrangler looks for each name in this folder and all folders above, before it looks for
 * the next name.
 */
export function findConfig(): string | undefined {
  const here = process.cwd();
  const folders = [here];
  for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder));
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  return found === undefined ? undefined : relative(here, found);
}

/** Returns the environment with a name, or the top level if no name is given. */
export function environmentOf({ path, environments }: WorkerConfig, name: string | undefined): Environment {
  const found = environments.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = environments.flatMap((one) => (one.name === undefined ? [] : [printable(one.name)]));
  const choice =
    names.length === 0 ? "It has no environments: omit --env." : `Choose one with --env: ${names.join(", ")}.`;
  const what = name === undefined ? "has routes only in its environments" : `has no environment ${printable(name)}`;
  throw usage(`${printable(path)} ${what}. ${choice}`);
}

/** Returns whether a configuration is written as JSON. */
export const isJson = (path: string): boolean => /\.jsonc?$/.test(path);

/** Reads a configuration. An error names a place in the file, but never its content, which may be a secret. */
export async function readConfig(path: string): Promise<WorkerConfig> {
  return parseConfig(path, await readText(path, "FILE"));
}

/** Parses a configuration. `path` is the path of its file, which may not exist yet. */
export function parseConfig(path: string, text: string): WorkerConfig {
  const config = isJson(path) ? readJson(text, path) : readToml(text, path);
  const environments = Object.entries(tableOf(config["env"])).map(([name, one]) =>
    parseEnvironment(name, tableOf(one), config),
  );
  const top = parseEnvironment(undefined, config, config);
  // A file may have routes only in its environments.
  const isInherited = top.vars["ROUTES"] === undefined && environments.some(({ vars }) => vars["ROUTES"] !== undefined);
  return { path, content: config, environments: isInherited ? environments : [top, ...environments] };
}

/** Parses an environment. An environment inherits the program and its runtime, but no variables. */
function parseEnvironment(name: string | undefined, own: Table, whole: Table): Environment {
  // Wrangler passes the variables as JSON.
  const vars = JSON.parse(JSON.stringify(tableOf(own["vars"]))) as Table;
  const hasMain = typeof (own["main"] ?? whole["main"]) === "string";
  const compatibility = compatibilityOf({ ...whole, ...own });
  return { name, vars, hasMain, compatibility, ledger: ledgerOf(own, whole), products: productsOf(own) };
}

function compatibilityOf({
  compatibility_date: date,
  compatibility_flags: flags,
}: Table): Environment["compatibility"] {
  return { date: typeof date === "string" ? date : undefined, flags: Array.isArray(flags) ? flags : [] };
}

/** The tables whose bindings have a method `fetch`. */
export const SERVICES = ["services", "vpc_services", "mtls_certificates"];

/** Returns the bindings that routes can name. An environment does not inherit bindings. */
function productsOf(own: Table): Environment["products"] {
  const bound = (list: unknown, method: string) =>
    listOf(list).map(({ binding }) => [String(binding), { [method]: true }]);
  return Object.fromEntries([
    ...SERVICES.flatMap((table) => bound(own[table], "fetch")),
    ...bound(tableOf(own["queues"])["producers"], "sendBatch"),
    ...bound(own["workflows"], "createBatch"),
  ]);
}

/** Returns the ledger of an environment. An environment inherits migrations, but no bindings. */
function ledgerOf(own: Table, whole: Table): Environment["ledger"] {
  const bound = listOf(tableOf(own["durable_objects"])["bindings"]).find((one) => one["name"] === "LEDGER");
  if (bound === undefined) return undefined;
  const className = String(bound["class_name"]);
  const migrations = listOf(own["migrations"] ?? whole["migrations"]);
  const isMigrated = migrations.some((one) =>
    (one["new_sqlite_classes"] as unknown[] | undefined)?.includes?.(className),
  );
  // A class of a different program is migrated by that program.
  return { className, isMigrated: isMigrated || bound["script_name"] !== undefined };
}

const listOf = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.map(tableOf) : []);

/** Returns a table, or an empty table for any other value. */
export const tableOf = (value: unknown): Table => (typeof value === "object" && value !== null ? (value as Table) : {});

function readToml(text: string, path: string): Table {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The parser's own message quotes the line.
    throw unreadable(path, "TOML", `line ${error.line}, column ${error.column}`);
  }
}

function readJson(text: string, path: string): Table {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parseJsonc(text, errors, { allowTrailingComma: true });
  } catch {
    // The parser is recursive, and fails on too many levels.
    throw usage(`${printable(path)} has too many levels of objects and lists.`);
  }
  const [error] = errors;
  if (error === undefined) return tableOf(value);
  const lines = text.slice(0, error.offset).split("\n");
  throw unreadable(path, "JSON", `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`);
}

const unreadable = (path: string, format: string, place: string) =>
  usage(`${printable(path)} is not valid ${format}: it cannot be read from ${place} on.`);

/** Returns the tables of `ROUTES`, or an empty list if `ROUTES` cannot be read. */
export function routesOf({ vars }: Environment): readonly Table[] {
  let routes = vars["ROUTES"];
  try {
    if (typeof routes === "string") routes = JSON.parse(routes);
  } catch {
    return [];
  }
  return Array.isArray(routes) ? routes.map(tableOf) : [];
}

/** Returns the name of a route for a message, as in the Worker's own messages: `ROUTES[0] (/webhooks/gilbert)`. */
export const placeOf = ({ path }: Table, index: number): string =>
  typeof path === "string" ? `ROUTES[${index}] (${path})` : `ROUTES[${index}]`;

/** Returns the names of the secrets of a route. A text that does not look like a name is omitted, because it may be the secret itself. */
export function secretNames(route: Table): readonly string[] {
  const signs = route["mode"] === "accept" || route["alertUrl"] !== undefined;
  const ofEdge = signs ? ["ORIGIN_SECRET"] : [];
  const lists = [route, ...listOf(route["schemes"])].map((one) => one["secrets"]);
  const names = [...lists.filter(Array.isArray).flat(), route["challenge"], ...ofEdge];
  return [...new Set(names.filter((name): name is string => typeof name === "string" && IS_NAME.test(name)))];
}

/** The names that the Worker accepts as names of secrets. A name with `{TENANT}` is different for each tenant. */
const IS_NAME = /^(?=.{1,72}$)[A-Z0-9_]*(?:\{TENANT\})?[A-Z0-9_]*$/;
const TENANT = "{TENANT}";

/** Returns a part of a URL with `{tenant}` as in a route. A URL percent-encodes the braces in its path. */
export const withTenant = (part: string): string => part.replaceAll("%7Btenant%7D", "{tenant}");

/** Returns the tenant of a binding, written as in a path. Undefined if the binding is not a secret of the route. */
export function tenantNamed(name: string, binding: string): string | undefined {
  const tenant = tenantIn(name, binding);
  return tenant !== undefined && /^[A-Z0-9_]+$/.test(tenant) ? inPath(tenant) : undefined;
}

/** Returns a tenant as written in a path, from its spelling in the name of a binding. */
const inPath = (tenant: string): string => tenant.toLowerCase().replaceAll("_", "-");

/** Returns one tenant that represents all tenants of a route: the first with a secret here, or an invented tenant. */
export function tenantOf(route: Table, known: Readonly<Record<string, string>>): string {
  const tenants = secretNames(route).flatMap((name) => Object.keys(known).map((one) => tenantIn(name, one)));
  return tenants.find((tenant) => tenant !== undefined) ?? "TENANT";
}

/** Returns the tenant whose secret has the name `one`, or `undefined` if no tenant's secret has this name. */
export function tenantIn(name: string, one: string): string | undefined {
  const [before = "", after] = name.split(TENANT);
  if (after === undefined || one.length <= before.length + after.length) return undefined;
  return one.startsWith(before) && one.endsWith(after)
    ? one.slice(before.length, one.length - after.length)
    : undefined;
}

/** Returns the name of a secret for a tenant, in the spelling of `tenantOf`. */
export const nameFor = (name: string, tenant: string): string => name.replace(TENANT, tenant);

/** Returns the path of a route for a tenant, in the spelling of `tenantOf`. */
export const pathFor = (path: string, tenant: string): string => path.replace("{tenant}", inPath(tenant));
