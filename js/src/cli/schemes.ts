/** `hookward schemes`: the built-in schemes, and what each looks like. */

import { schemes as builtin, type Scheme, type Source } from "../index.js";
import { examples, flaws } from "../testing.js";
import { configuration, EXIT } from "./cli-error.js";
import type { Command } from "./command.js";
import { variableOf } from "./scheme.js";
import { columns, type Terminal } from "./terminal.js";

type Row = Required<Scheme>;

export const schemes: Command = {
  name: "schemes",
  summary: "list the built-in schemes, or show one",
  operands: ["[SCHEME]"],
  options: {},
  about: ["With --json, the rows themselves: what a scheme of your own looks like in a file."],
  examples: ["hookward schemes", "hookward schemes gilbert", "hookward schemes --json"],
  async run(given, terminal) {
    const [id] = given.operands;
    const rows = Object.values(builtin) as Row[];
    const one = rows.find((row) => row.id === id);
    if (id !== undefined && one === undefined) {
      throw configuration(`There is no such scheme. The built-in ones are ${rows.map((row) => row.id).join(", ")}.`);
    }
    if (given.is("json")) terminal.print(JSON.stringify(one ?? rows, undefined, 2));
    else if (one === undefined) list(rows, terminal);
    else show(one, terminal);
    return EXIT.ok;
  },
};

function list(rows: readonly Row[], { print, paint }: Terminal): void {
  const cells = rows.map((row) => [row.id, row.name, row.signature.header, whenOf(row), variableOf(row.id)]);
  const [head, ...lines] = columns([["scheme", "provider", "signature", "timestamp", "secret from"], ...cells]);
  print(paint.bold(head ?? ""));
  for (const line of lines) print(line);
}

function show(row: Row, { print, paint }: Terminal): void {
  const { signature, signed_content, ack } = row;
  print(`${paint.bold(row.name)}, ${row.docs}`);
  const events = examples(row.id as keyof typeof builtin).flatMap(({ event }) => event ?? []);
  const cells = [
    ["scheme", row.id],
    ["signature", `${signature.header}, ${syntaxOf(row)} in ${signature.encoding}`],
    ["over", signed_content + (row.reserialized ? ", the body as received or as JSON.stringify prints it" : "")],
    ["timestamp", whenOf(row) + (row.timestamp === null ? "" : `, ${row.tolerance} s either way`)],
    ["event", whereOf(row.event)],
    ["delivery id", whereOf(row.delivery_id)],
    ["secret", `${row.secret}, from ${variableOf(row.id)}`],
    ["answer", ack.exact ? `${ack.status} with exactly ${ack.body}` : "any 2xx"],
    ["examples", events.join(", ")],
  ];
  for (const line of columns(cells)) print(line);
  print();
  print("  Flaws that sign and send put in, and conform tries:");
  for (const line of columns(flaws(row).map(({ name, about }) => [name, about]))) print(paint.dim(line));
}

function syntaxOf({ signature: { syntax } }: Row): string {
  if (syntax === "plain") return "nothing but the signature";
  if ("prefixed" in syntax) return `behind ${syntax.prefixed}`;
  if ("fields" in syntax) return `the field ${syntax.fields.key} of several`;
  return `each behind ${syntax.list.tag}, several allowed`;
}

function whenOf({ timestamp }: Row): string {
  if (timestamp === null) return "none";
  return "header" in timestamp ? timestamp.header : `field ${timestamp.field}`;
}

function whereOf(source: Source | null): string {
  if (source === null) return "none";
  return "header" in source ? source.header : `${source.body} in the body`;
}
