/** The secrets for development: the values in .dev.vars, and a placeholder for each secret that has no value there. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { expanded, type Values, variablesOf } from "./dotenv.js";
import { readText } from "./files.js";
import {
  type Environment,
  nameFor,
  routesOf,
  secretNames,
  tenantIn,
  tenantOf,
  type WorkerConfig,
} from "./worker-config.js";

/** The variables for development. */
export interface DevVars {
  /** The name of the file, or the names of several files. If no file exists, `values` is empty. */
  readonly file: string;
  /** The values by name. A line without a value has an empty string. */
  readonly values: Values;
}

/** The variables of a project that has no such file. */
export const NO_DEV_VARS: DevVars = { file: ".dev.vars", values: {} };

/**
 * Reads the files for development beside a configuration, as Wrangler does. If no .dev.vars exists, every .env file is read, and the last file has
 * precedence.
 */
export async function readDevVars({ path }: WorkerConfig, { name }: Environment): Promise<DevVars> {
  const isThere = (file: string) => existsSync(join(dirname(path), file));
  const read = async (file: string) => variablesOf(await readText(join(dirname(path), file), "FILE"));
  const own = [...(name === undefined ? [] : [`.dev.vars.${name}`]), ".dev.vars"].find(isThere);
  if (own !== undefined) return { file: own, values: await read(own) };
  const ofName = name === undefined ? [] : [`.env.${name}`, `.env.${name}.local`];
  const found = [".env", ".env.local", ...ofName].filter(isThere);
  if (found.length === 0) return NO_DEV_VARS;
  const all = await Promise.all(found.map(read));
  return { file: found.join(", "), values: expanded(Object.assign({}, ...all)) };
}

/** A text that is a valid secret in every encoding. It replaces secrets that are set only where the Worker runs. */
export const PLACEHOLDER = "5f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e63";

/** The secrets of the edge's own signature. The Worker uses them whenever they are set. */
export const EDGE_SECRETS = ["ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS"];

/** Returns whether the Worker treats a value as empty. */
const isEmpty = (value: string | undefined): boolean => value?.trim() === "";

/** Returns the secrets of the Worker whose lines are empty, as in a copied .dev.vars.example. Wrangler would set them to empty values. */
export function emptySecrets(environment: Environment, { values }: DevVars): string[] {
  const names = [...routesOf(environment).flatMap(secretNames), ...EDGE_SECRETS];
  return Object.keys(values).filter(
    (name) => isEmpty(values[name]) && names.some((one) => one === name || tenantIn(one, name) !== undefined),
  );
}

/** Returns a placeholder for each secret that has no value here. A route with tenants gets placeholders for one tenant. */
export function placeholdersOf(environment: Environment, devVars: DevVars): Record<string, string> {
  const { values } = devVars;
  const names = routesOf(environment).flatMap((route) =>
    secretNames(route).map((name) => nameFor(name, tenantOf(route, values))),
  );
  const missing = names.filter((name) => values[name] === undefined);
  return Object.fromEntries([...missing, ...emptySecrets(environment, devVars)].map((name) => [name, PLACEHOLDER]));
}
