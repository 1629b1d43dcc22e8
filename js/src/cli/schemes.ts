/** `hookward schemes`: lists the built-in schemes, and shows the details of one. */

import { printable } from "../display/printable.js";
import { type Guess, guessSchemes } from "../explain.js";
import { schemes as builtin, type Scheme, type Source } from "../index.js";
import type { WholeScheme } from "../schemes/scheme.js";
import { examples, flaws } from "../testing.js";
import { EXIT, type ExitCode, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { RECEIVED, targetOf } from "./received.js";
import { readSaved } from "./saved.js";
import { unknownScheme, variableOf } from "./scheme.js";
import { SECRET, secretsOf } from "./secret.js";
import { columns, type Terminal } from "./terminal.js";

const { request: _, body: __, header: ___, ...likeOptions } = RECEIVED;

export const schemes: Command = {
  name: "schemes",
  summary: "list the built-in schemes, or show one",
  operands: ["[SCHEME]"],
  options: {
    like: { type: "string", value: "FILE", help: "list the schemes that a saved request may use, the likeliest first" },
    ...likeOptions,
    ...SECRET,
  },
  about: [
    "With --json, prints the schemes themselves, in the format of a file with a custom scheme.",
    "With --like, prints the providers that may have sent a request, and the reasons for each: the names of its headers, the format of " +
      "its signature, and other details. If you also give a secret, each of these schemes is tried with it, and a scheme that verifies the request is shown as proven.",
  ],
  examples: [
    "hookward schemes",
    "hookward schemes gilbert",
    "hookward schemes --like saved.http",
    "hookward schemes --json",
  ],
  async run(given, terminal) {
    const [id] = given.operands;
    if (given.text("like") !== undefined) return like(given, terminal);
    const one = id !== undefined && Object.hasOwn(builtin, id) ? builtin[id as keyof typeof builtin] : undefined;
    if (id !== undefined && one === undefined) throw unknownScheme(id);
    const all: WholeScheme[] = Object.values(builtin);
    if (given.is("json")) terminal.json(one ?? all, 2);
    else if (one === undefined) list(all.sort(byName), terminal);
    else show(one, terminal);
    return EXIT.ok;
  },
};

/** Prints the schemes that a saved request may use. Returns the exit code 1 if no scheme fits. */
async function like(given: Given, terminal: Terminal): Promise<ExitCode> {
  if (given.operands.length > 0)
    throw usage("--like and SCHEME cannot be combined: --like lists the schemes that fit a request. Omit SCHEME.");
  const saved = await readSaved(`${given.text("like")}`, "--like", { entry: given.count("entry") });
  const { headers, body } = saved;
  const isSecret = Object.keys(SECRET).some((name) => given.has(name));
  const secrets = isSecret ? await secretsOf(given, "", terminal) : [];
  const guesses = guessSchemes(headers, { body, secrets, ...targetOf(given, saved) });
  const { print, paint, json } = terminal;
  if (given.is("json")) json(guesses, 2);
  else if (guesses.length === 0) print("None of the headers is the signature of a built-in scheme.");
  else for (const guess of guesses) printGuess(guess, { print, paint });
  return guesses.length === 0 ? EXIT.refused : EXIT.ok;
}

function printGuess(
  { scheme, name, confidence, reasons }: Guess,
  { print, paint }: Pick<Terminal, "print" | "paint">,
): void {
  const title = `${scheme}, ${name}`;
  print(confidence === "proven" ? paint.green(`✓ ${title}`) : paint.bold(`  ${title}`));
  for (const reason of reasons) print(paint.dim(`      ${printable(reason, 200)}`));
}

/** Compares schemes by the provider's name, by which people look for a provider. */
const byName = (one: Scheme, other: Scheme) => one.name.localeCompare(other.name, "en", { sensitivity: "base" });

function list(all: readonly WholeScheme[], { print, paint }: Terminal): void {
  const cells = all.map((scheme) => [
    scheme.id,
    scheme.name,
    scheme.signature.header,
    whenOf(scheme),
    variableOf(scheme.id),
  ]);
  const [head, ...lines] = columns([["scheme", "provider", "signature", "timestamp", "secret from"], ...cells]);
  print(paint.bold(head ?? ""));
  for (const line of lines) print(line);
}

function show(scheme: WholeScheme, { print, paint }: Terminal): void {
  const { signature, signedContent, ack } = scheme;
  print(`${paint.bold(scheme.name)}, ${scheme.docs}`);
  const events = examples(scheme.id as keyof typeof builtin).flatMap(({ event }) => event ?? []);
  const cells = [
    ["scheme", scheme.id],
    ["signature", `${signature.header}, ${syntaxOf(scheme)} in ${signature.encoding}`],
    ["over", signedContent + (scheme.reserialized ? ", the body as received or as JSON.stringify prints it" : "")],
    ["timestamp", whenOf(scheme) + (scheme.timestamp === null ? "" : `, ${scheme.tolerance} s either way`)],
    ["event", whereOf(scheme.event)],
    ["delivery id", whereOf(scheme.deliveryId)],
    ["secret", `${scheme.secretEncoding}, from ${variableOf(scheme.id)}`],
    ["response", ack.exact ? `${ack.status} with exactly ${ack.body}` : "any 2xx"],
    ["examples", events.join(", ")],
  ];
  for (const line of columns(cells)) print(line);
  print();
  print("  Flaws that sign and send can add, and conform tries:");
  for (const line of columns(flaws(scheme).map(({ name, about }) => [name, about]))) print(paint.dim(line));
}

function syntaxOf({ signature: { syntax } }: WholeScheme): string {
  if (syntax === "plain") return "nothing but the signature";
  if ("prefixed" in syntax) return `after ${syntax.prefixed}`;
  if ("fields" in syntax) return `the field ${syntax.fields.key} of several`;
  const { tag, prefix } = syntax.list;
  return [prefix && `after ${prefix}`, tag && `each after ${tag}`, "several allowed"].filter(Boolean).join(", ");
}

function whenOf({ timestamp }: WholeScheme): string {
  if (timestamp === null) return "none";
  if ("header" in timestamp) return timestamp.header;
  if ("field" in timestamp) return `field ${timestamp.field}`;
  return "body" in timestamp ? `${timestamp.body} in the body` : "the first entry of the signature header";
}

function whereOf(source: Source | null): string {
  if (source === null) return "none";
  return "header" in source ? source.header : `${source.body} in the body`;
}
