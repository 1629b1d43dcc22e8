/** `hookward scheme check`: reports every invalid property of a custom scheme, and every delivery with an unexpected result. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { printable } from "../display/printable.js";
import type { Scheme } from "../schemes/scheme.js";
import { readScheme as readProperties } from "../verifier/custom-scheme.js";
import { configuration, EXIT, type ExitCode } from "./cli-error.js";
import type { Given } from "./command.js";
import { nearest } from "./nearest.js";
import { readScheme } from "./scheme.js";
import { misspeltParts } from "./scheme-parts.js";
import { resultOf, type VectorResult } from "./scheme-vector.js";
import { readVectors, type VectorFile } from "./scheme-vectors.js";
import type { Terminal } from "./terminal.js";

/** An invalid property. */
interface Problem {
  readonly field?: string;
  readonly message: string;
  /** Suggestions for a property that does not exist, or for parts of the signed content that do not exist. */
  readonly meant?: readonly string[];
}

/** Checks the scheme of a file, and its vectors. */
export async function checkScheme(file: string, given: Given, terminal: Terminal): Promise<ExitCode> {
  const scheme = await readScheme(file, "FILE");
  const { problems, isRead } = problemsOf(scheme);
  const vectors = problems.length > 0 ? undefined : await vectorsOf(file, scheme, given, terminal);
  const results = vectors?.vectors.map((vector) => resultOf(vector, scheme, vectors.now)) ?? [];
  const failed = results.filter(({ differences }) => differences.length > 0);
  if (given.is("json")) {
    const { id } = scheme;
    const tried = vectors && { file: vectors.path, passed: results.length - failed.length, failed };
    terminal.json({ ok: problems.length + failed.length === 0, scheme: id, problems, vectors: tried }, 2);
  } else {
    printProblems(problems, isRead, terminal);
    if (vectors !== undefined) printResults(vectors.path, results, failed, terminal);
  }
  if (problems.length > 0) return EXIT.configuration;
  return failed.length > 0 ? EXIT.refused : EXIT.ok;
}

/** Returns every invalid property, and whether the whole scheme could be read. */
function problemsOf(scheme: Scheme): { problems: Problem[]; isRead: boolean } {
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8")) as Schema;
  const unread = new Map<string, Problem>();
  let isRead = true;
  let readable: object = scheme;
  for (;;) {
    const { compiled, errors } = readProperties(readable);
    const found = errors.map(({ field, message }) => ({
      ...(field === undefined ? {} : { field }),
      message: message.replace(/^Scheme [\w.-]+: /, ""),
      ...(field === "signedContent" && { meant: misspeltParts(scheme.signedContent) }),
    }));
    // If an example replaces a property that cannot be read, checks that depend on the property have no meaning.
    if (compiled !== undefined) return { problems: [...unread.values(), ...(isRead ? found : [])], isRead };
    const [problem] = found;
    const field = problem?.field?.replace(/\[\d+\].*$/, "") ?? "";
    if (problem === undefined || unread.has(field)) return { problems: [...unread.values()], isRead: false };
    const path = field.split(".");
    const meant = meantBy(path, schema);
    unread.set(field, { ...problem, ...(meant !== undefined && { meant: [`Did you mean \`${meant}\`?`] }) });
    const known = schemaAt(schema, path);
    const [example] = known?.examples ?? known?.oneOf?.flatMap((choice) => choice.examples ?? []) ?? [];
    if (known === undefined) readable = renamed(readable, path, meant);
    else {
      isRead = false;
      readable = withMember(readable, path, example);
    }
  }
}

/** The JSON Schema of schemes for editors. It contains an example of every property. */
const SCHEMA = new URL("../../../schemes/scheme.schema.json", import.meta.url);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
}

/** Returns the schema of a property, by its path. */
function schemaAt(schema: Schema | undefined, [name, ...below]: readonly string[]): Schema | undefined {
  if (name === undefined || schema === undefined) return schema;
  const choices = [schema, ...(schema.oneOf ?? [])];
  return choices.map(({ properties }) => schemaAt(properties?.[name], below)).find((found) => found !== undefined);
}

/** Returns the name of the property that an unknown property resembles. */
function meantBy(path: readonly string[], schema: Schema): string | undefined {
  if (schemaAt(schema, path) !== undefined) return undefined;
  const above = schemaAt(schema, path.slice(0, -1));
  const choices = [above, ...(above?.oneOf ?? [])];
  return nearest(
    path.at(-1) ?? "",
    choices.flatMap((choice) => Object.keys(choice?.properties ?? {})),
  );
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown) => (typeof value === "object" && value !== null ? (value as Members) : {});

/** Returns a copy of an object with a different value for one property. */
function withMember(value: unknown, [name, ...below]: readonly string[], member: unknown): Members {
  const members = membersOf(value);
  if (name === undefined) return members;
  return { ...members, [name]: below.length === 0 ? member : withMember(members[name], below, member) };
}

/** Returns a copy of an object with one property renamed. The property is removed if it has no new name, or if the new name already exists. */
function renamed(value: unknown, [name = "", ...below]: readonly string[], to: string | undefined): Members {
  const { [name]: member, ...others } = membersOf(value);
  if (below.length > 0) return { ...others, [name]: renamed(member, below, to) };
  return to === undefined || to in others ? others : { ...others, [to]: member };
}

/** Reads the vectors of --vectors, or those beside the scheme. */
async function vectorsOf(
  file: string,
  scheme: Scheme,
  given: Given,
  { note }: Terminal,
): Promise<VectorFile | undefined> {
  const named = given.text("vectors");
  const beside = file === "-" ? undefined : join(dirname(file), "vectors.json");
  if (named === undefined && (beside === undefined || !existsSync(beside))) {
    note("No delivery was verified: there is no vectors.json beside the scheme, and no --vectors FILE.");
    return undefined;
  }
  const vectors = await readVectors(named ?? beside ?? "", "--vectors");
  if (vectors.scheme === undefined || vectors.scheme === scheme.id) return vectors;
  if (named !== undefined)
    throw configuration(
      `The file of --vectors is for the scheme ${printable(`${vectors.scheme}`)}, not for ${printable(scheme.id)}. Pass the vectors of this scheme.`,
    );
  note(
    `No delivery was verified: vectors.json is for the scheme ${printable(`${vectors.scheme}`)}, not for ${printable(scheme.id)}. Name a different file with --vectors FILE.`,
  );
  return undefined;
}

function printProblems(problems: readonly Problem[], isRead: boolean, { print, paint }: Terminal): void {
  if (problems.length === 0) {
    print(paint.green("✓ the scheme is valid"));
    return;
  }
  for (const { message, meant = [] } of problems) {
    print(`${paint.red("✗")} ${printable(message, 2000)}`);
    for (const one of meant) print(`  ${one}`);
  }
  print();
  const count = problems.length === 1 ? "One property is" : `${problems.length} properties are`;
  const rest = isRead ? "" : " Properties that depend on them are checked once they are valid.";
  print(paint.red(`${count} invalid. docs/SCHEMES.md describes each property.${rest}`));
}

function printResults(
  file: string,
  results: readonly VectorResult[],
  failed: readonly VectorResult[],
  { print, paint }: Terminal,
): void {
  for (const { name, differences, message, findings = [] } of failed) {
    print(`${paint.red("✗")} ${printable(name, 80)}`);
    for (const { fact, expected, got } of differences)
      print(`  ${fact}: ${shown(expected)} expected, ${shown(got)} found`);
    if (message !== undefined) print(`  ${printable(message, 2000)}`);
    for (const finding of findings) print(`  ${paint.bold("proven")}: ${printable(finding.message, 2000)}`);
  }
  const passed = results.length - failed.length;
  const summary = `${passed} of ${results.length} deliveries of ${printable(file)} have the expected result.`;
  print(failed.length > 0 ? paint.red(`✗ ${summary}`) : paint.green(`✓ ${summary}`));
}

const shown = (value: unknown) => (value === undefined ? "nothing" : printable(JSON.stringify(value), 80));
