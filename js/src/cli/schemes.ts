/** `hookward schemes`: the built-in schemes, and what each looks like. */

import { schemes as builtin, type Scheme, type Source } from "../index.js";
import { examples, flaws } from "../testing.js";
import { EXIT } from "./cli-error.js";
import type { Command } from "./command.js";
import { unknownScheme, variableOf } from "./scheme.js";
import { columns, type Terminal } from "./terminal.js";

type WholeScheme = Required<Scheme>;

export const schemes: Command = {
  name: "schemes",
  summary: "list the built-in schemes, or show one",
  operands: ["[SCHEME]"],
  options: {},
  about: ["With --json, the schemes themselves: what a custom scheme looks like in a file."],
  examples: ["hookward schemes", "hookward schemes gilbert", "hookward schemes --json"],
  async run(given, terminal) {
    const [id] = given.operands;
    const one = id !== undefined && Object.hasOwn(builtin, id) ? builtin[id as keyof typeof builtin] : undefined;
    if (id !== undefined && one === undefined) throw unknownScheme(id);
    const all: WholeScheme[] = Object.values(builtin);
    if (given.is("json")) terminal.json(one ?? all, 2);
    else if (one === undefined) list(all.sort(byName), terminal);
    else show(one, terminal);
    return EXIT.ok;
  },
};

/** As people look for a provider, whatever its id. */
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
  print("  Flaws that sign and send put in, and conform tries:");
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
