// Where results go: the terminal always; with --write also bench/results/ and, from there, docs/BENCHMARKS.md.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { draw } from "./chart.js";
import { markdown, plain, table } from "./tables.js";

const bench = dirname(fileURLToPath(import.meta.url));
const document = join(bench, "..", "docs", "BENCHMARKS.md");

/** What every program here can be told. */
export function options() {
  const { values } = parseArgs({ options: { quick: { type: "boolean" }, write: { type: "boolean" } } });
  return { quick: values.quick ?? false, write: values.write ?? false };
}

/** The version of an npm package that is installed for the benchmarks or for the project. */
function version(name) {
  for (const folder of [bench, join(bench, "..")]) {
    try {
      return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
    } catch {
      // Perhaps in the next.
    }
  }
  return undefined;
}

/** What the figures were taken on and from. */
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
 * Prints results. `name` is that of their place in the document, and begins with their kind. With `write` they are kept there,
 * unless they are those of a quick run, which show that everything works and nothing else.
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

/** The line above a table that says where it is from. */
function origin(kind, { command, date, machine, node, workerd, packages }) {
  const runtime = ["workerd", "gateway", "memory", "ledger"].includes(kind) ? `workerd ${workerd}` : `Node ${node}`;
  const peers = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const against = ["verify", "start", "size"].includes(kind) ? ` ${peers.join(", ")}.` : "";
  return `\`${command}\`, ${date}: ${runtime}; ${machine}.${against}`;
}

/** Puts text between two markers of the document, in place of what is there. */
function replace(name, text) {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const before = readFileSync(document, "utf8");
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/BENCHMARKS.md has no place for ${name}: ${start} … ${end}`);
  writeFileSync(document, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
}
