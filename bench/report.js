// Publishes results: always on the terminal, and with --write also in bench/results/ and docs/BENCHMARKS.md.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { draw } from "./chart.js";
import { markdown, plain, table } from "./tables.js";

const bench = dirname(fileURLToPath(import.meta.url));
const document = join(bench, "..", "docs", "BENCHMARKS.md");

/** Returns the options of every benchmark. */
export function options() {
  const { values } = parseArgs({ options: { quick: { type: "boolean" }, write: { type: "boolean" } } });
  return { quick: values.quick ?? false, write: values.write ?? false };
}

/** Returns the installed version of an npm package, from the folder of the benchmarks or of the project. */
function version(name) {
  for (const folder of [bench, join(bench, "..")]) {
    try {
      return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
    } catch {
      // The next folder may contain it.
    }
  }
  return undefined;
}

/** Returns the machine, the versions and the command of a measurement. */
function circumstances(command) {
  const dependencies = JSON.parse(readFileSync(join(bench, "package.json"), "utf8")).devDependencies;
  return {
    command,
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores, ${platform()} ${arch()}`,
    node: process.versions.node,
    workerd: version("workerd"),
    packages: Object.fromEntries(Object.keys(dependencies).map((name) => [name, version(name)])),
  };
}

/**
 * Prints results. `name` is the name of their place in the document, and begins with their kind. With `write`, they are also saved there. The results
 * of a quick run are not saved, because they only show that everything works.
 */
export async function publish(name, results, { quick, write, command }) {
  const [kind] = name.split("-");
  console.log(`\n${plain(table(kind, results))}\n`);
  if (!write) return;
  if (quick) {
    console.log("Not written: a quick run measures nothing.");
    return;
  }
  mkdirSync(join(bench, "results"), { recursive: true });
  const kept = { ...circumstances(command), ...results };
  writeFileSync(join(bench, "results", `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  replace(name, `${origin(kind, kept)}\n\n${markdown(table(kind, kept))}`);
  if (kind === "verify") draw();
  console.log(`Written to bench/results/${name}.json and docs/BENCHMARKS.md.`);
}

/** Returns the line above a table that states how the results were measured. */
function origin(kind, { command, date, machine, node, workerd, packages }) {
  const runtime = ["workerd", "gateway", "memory", "ledger"].includes(kind) ? `workerd ${workerd}` : `Node ${node}`;
  const peers = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const against = ["verify", "start", "size"].includes(kind) ? ` ${peers.join(", ")}.` : "";
  return `\`${command}\`, ${date}: ${runtime}; ${machine}.${against}`;
}

/** Replaces the text between two markers of the document. */
function replace(name, text) {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const before = readFileSync(document, "utf8");
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/BENCHMARKS.md has no place for ${name}: ${start} … ${end}`);
  writeFileSync(document, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
}
