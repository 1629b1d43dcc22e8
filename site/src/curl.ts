/** A curl command, or only its flags: the headers and the body that it would send. */

import type { Pasted } from "./pasted.js";

const HEADER = /^(?:-H|--header)(?:=|$)?(.*)$/s;
const DATA = /^(?:-d(?=.)(.+)|(?:-d|--data|--data-raw|--data-binary|--data-ascii|--json)(?:=(.*))?)$/s;

/** Reads the flags that matter. A body that is in a file, `@name`, is not here to be read. */
export function readCommand(text: string): Pasted {
  // With the escapes of Windows' command line, as Chrome copies a request there.
  const words = split(text.includes('^"') ? text.replace(/\^\r?\n/g, " ").replace(/\^(.)/g, "$1") : text);
  const headers: [string, string][] = [];
  const data: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const header = HEADER.exec(word);
    const body = DATA.exec(word);
    if (header !== null) {
      const value = header[1] || (words[++at] ?? "");
      const colon = value.indexOf(":");
      if (colon > 0) headers.push([value.slice(0, colon).trim(), value.slice(colon + 1).trim()]);
    } else if (body !== null) {
      const value = body[1] ?? body[2] ?? words[++at] ?? "";
      if (!value.startsWith("@") || word.startsWith("--data-raw")) data.push(value);
    }
  }
  return { headers, unread: [], ...(data.length === 0 ? {} : { body: data.join("&") }) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\x1b",
};
const WORD_PART =
  /'([^']*)'|\$'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"|\\(\r?\n)|\\([\s\S])|([^\s'"\\$]+|\$)|(\s+)/g;

/** The words of a line of a shell: quotes of all three kinds, escapes, and lines that go on. Nothing is expanded. */
export function split(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, single, ansi, double, joined, escaped, plain, space] of text.matchAll(WORD_PART)) {
    if (space !== undefined || joined !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= "";
    word +=
      single ??
      (ansi === undefined ? undefined : unescaped(ansi)) ??
      double?.replace(/\\(["\\$`]|\r?\n)/g, keep) ??
      escaped ??
      plain;
  }
  if (word !== undefined) words.push(word);
  return words;
}

const keep = (_: string, sign: string) => (/^\r?\n$/.test(sign) ? "" : sign);

/** What `$'…'` stands for, as browsers write it when they copy a request. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,6})|x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g,
    (whole, short?: string, long?: string, hex?: string, octal?: string, sign?: string) => {
      if (sign !== undefined) return ESCAPES[sign] ?? sign;
      const code = octal === undefined ? Number.parseInt(short ?? long ?? hex ?? "", 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
