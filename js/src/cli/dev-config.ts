/** The configuration with which `hookward dev` starts Wrangler: without the replaced bindings that Wrangler could not provide. */

import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { printable } from "../display/printable.js";
import { codeOf, failed } from "./cli-error.js";
import { type Environment, routesOf, SERVICES, type Table, tableOf, type WorkerConfig } from "./worker-config.js";

export interface DevConfig {
  /** The path of the file: that of the project, or of a changed copy beside it. */
  readonly path: string;
  /** The names of the bindings that the copy does not contain, as they can be printed. */
  readonly omitted: readonly string[];
  /** Deletes the copy. */
  remove(): void;
}

/**
 * Writes a copy of the configuration if a replaced binding would prevent Wrangler from starting. The copy is in the same folder, because Wrangler
 * resolves paths and finds .dev.vars from there.
 */
export function writeDevConfig(config: WorkerConfig, environment: Environment): DevConfig {
  const { content, omitted } = withoutReplaced(config, environment);
  if (omitted.length === 0) return { path: config.path, omitted, remove() {} };
  const path = join(dirname(config.path), `.hookward-dev-${process.pid}.json`);
  try {
    // The file of the project may be readable by its owner only.
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
  } catch (error) {
    throw failed(`${printable(path)} cannot be written (${codeOf(error)}). Allow hookward to write in this folder.`);
  }
  return { path, omitted, remove: () => rmSync(path, { force: true }) };
}

/** The tables whose bindings Wrangler provides on this machine, unless they have `remote`. */
const LOCAL = [...SERVICES.filter((table) => table !== "vpc_services"), "producers"];

/** Returns the configuration without the bindings that dev replaces and that Wrangler could not provide, and the names of these bindings. */
function withoutReplaced(config: WorkerConfig, environment: Environment) {
  const replaced = new Set(routesOf(environment).flatMap(bindingsOf));
  const omitted: string[] = [];
  const content = JSON.parse(JSON.stringify(config.content)) as Table;
  const { name } = environment;
  // An environment does not inherit bindings.
  const own = name === undefined ? content : tableOf(tableOf(content["env"])[name]);
  const omitFrom = (parent: Record<string, unknown>, table: string) => {
    const list = parent[table];
    if (!Array.isArray(list)) return;
    parent[table] = list.filter((one) => {
      const { binding, remote } = tableOf(one);
      // A workflow requires its class or its Worker. A private network and `remote` require an account.
      const isProvided = LOCAL.includes(table) && remote !== true;
      const isKept = isProvided || !replaced.has(binding);
      if (!isKept) omitted.push(printable(String(binding)));
      return isKept;
    });
  };
  for (const table of [...SERVICES, "workflows"]) omitFrom(own, table);
  omitFrom(tableOf(own["queues"]), "producers");
  return { content, omitted };
}

/** Returns the names of the bindings that a route sends to. */
function bindingsOf({ queue, workflow, origin, origins }: Table): unknown[] {
  const all = Array.isArray(origins) ? origins : [origin];
  return [queue, workflow, ...all.map((one) => tableOf(one)["service"])].filter((one) => one !== undefined);
}
