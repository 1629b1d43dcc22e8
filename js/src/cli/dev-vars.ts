/** The secrets for development: those of .dev.vars, and a text for each one that has no value there. */

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as util from "node:util";

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

/** The variables of a file for development. */
export interface DevVars {
  /** The name of the file. Without one, there are no values. */
  readonly file: string;
  /** The values by name. A line without a value is the empty text. */
  readonly values: Readonly<Record<string, string>>;
}

/** Stands for a project without such a file. */
export const NO_DEV_VARS: DevVars = { file: ".dev.vars", values: {} };

/** Reads the file for development beside a configuration: the one that Wrangler reads. */
export async function readDevVars({ path }: WorkerConfig, { name }: Environment): Promise<DevVars> {
  const files = [".dev.vars", ".env"].flatMap((file) => (name === undefined ? [file] : [`${file}.${name}`, file]));
  const found = files.map((file) => join(dirname(path), file)).find(existsSync);
  if (found === undefined) return NO_DEV_VARS;
  // Node has it since 20.12. Before, nothing is known of their values.
  const parse = (util as { parseEnv?: (text: string) => Record<string, string> }).parseEnv;
  return { file: basename(found), values: parse?.(await readText(found, "FILE")) ?? {} };
}

/** A text that is a secret in every encoding. It stands for those that are set where the Worker runs. */
export const PLACEHOLDER = "5f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e63";

/** The secrets of the edge's own signature. The Worker reads them wherever they are set. */
export const EDGE_SECRETS = ["ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS"];

/** What the Worker takes for empty. */
const isEmpty = (value: string | undefined): boolean => value?.trim() === "";

/** Returns the secrets of the Worker whose lines are empty, as those of a copied .dev.vars.example are: Wrangler would set them so. */
export function emptySecrets(environment: Environment, { values }: DevVars): string[] {
  const names = [...routesOf(environment).flatMap(secretNames), ...EDGE_SECRETS];
  return Object.keys(values).filter(
    (name) => isEmpty(values[name]) && names.some((one) => one === name || tenantIn(one, name) !== undefined),
  );
}

/** Returns a text for each secret that has no value here. A route of tenants gets one for one tenant. */
export function placeholdersOf(environment: Environment, devVars: DevVars): Record<string, string> {
  const { values } = devVars;
  const names = routesOf(environment).flatMap((route) =>
    secretNames(route).map((name) => nameFor(name, tenantOf(route, values))),
  );
  const missing = names.filter((name) => values[name] === undefined);
  return Object.fromEntries([...missing, ...emptySecrets(environment, devVars)].map((name) => [name, PLACEHOLDER]));
}
