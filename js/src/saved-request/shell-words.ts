/** The words of a command, split as a shell does. Texts have one character for each byte. */

import { utf8ByteString } from "./bytes.js";
import { UnreadableRequest } from "./saved-request.js";

/** The words of one command, and whether a shell would have replaced a part of the command. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly expands: boolean;
}

/** Returns the words of a command, which may be for cmd.exe or for a POSIX shell. */
export const wordsOf = (command: string): ShellCommand => (isForCmd(command) ? cmdWords(command) : posixWords(command));

/** The character of each escape of bash in `$'…'`: its manual, section 3.1.2.4. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["E", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);
// White space is listed explicitly, because `\s` includes 0xa0, which is a byte of characters such as à.
const PART = /\\\r?\n|\\([\s\S])|([ \t\r\n\v\f]+)|(&&|\|\|?|;|&|[0-9]?[<>]+&?)|(\$?["']|[^ \t\r\n\v\f;&|<>])/y;
/** The beginning of a text that a shell replaces, unquoted or in double quotes. */
const EXPANSION = /\$[A-Za-z_{(0-9@*#?!-]|`/;

/** Splits a command as a POSIX shell does, with the `$'…'` of bash. Nothing is expanded, and text after the command is ignored. */
function posixWords(command: string): ShellCommand {
  const words: string[] = [];
  let word: string | undefined;
  let plain = "";
  PART.lastIndex = 0;
  while (PART.lastIndex < command.length) {
    const [, escaped, space, operator, sign] = PART.exec(command) ?? [];
    if (operator !== undefined) break;
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      // A command ends with its line. A curl command on the next line would be another request.
      if (space.includes("\n") && /^curl(\.exe)?\s/.test(command.slice(PART.lastIndex, PART.lastIndex + 9))) break;
    } else if (sign?.endsWith("'") || sign?.endsWith('"')) {
      const from = PART.lastIndex;
      const end = endOfQuoted(command, from, sign);
      const quoted = command.slice(from, end);
      PART.lastIndex = end + 1;
      if (sign.endsWith('"')) plain += quoted.replace(/\\[\s\S]/g, "");
      word = (word ?? "") + unquoted(quoted, sign);
    } else if (escaped !== undefined || sign !== undefined) {
      plain += sign ?? "";
      word = (word ?? "") + (escaped ?? sign);
    }
    // Otherwise, a backslash at the end of a line continues the line, and the word may continue too.
  }
  if (word !== undefined) words.push(word);
  return { words, expands: EXPANSION.test(plain) };
}

/** Returns the position of the closing quote. */
function endOfQuoted(command: string, from: number, opening: string): number {
  const quote = opening.slice(-1);
  for (let at = from; ; ) {
    const end = command.indexOf(quote, at);
    if (end === -1)
      throw new UnreadableRequest(`A quote (${quote}) in the command is not closed. Copy the whole command.`);
    let slashes = 0;
    while (end - slashes > at && command[end - slashes - 1] === "\\") slashes++;
    // A backslash escapes the quote, except in plain single quotes.
    if (opening === "'" || slashes % 2 === 0) return end;
    at = end + 1;
  }
}

/** Returns the text between quotes, without its escapes. */
function unquoted(text: string, opening: string): string {
  if (opening === "'") return text;
  return opening === "$'" ? unescaped(text) : text.replace(/\\(?:(["\\$`])|\r?\n)/g, "$1");
}

/** Returns the value of `$'…'`, with one character for each byte. */
function unescaped(text: string): string {
  const made = text.replace(
    /\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g,
    (_, short?: string, long?: string, hex?: string, octal?: string, control?: string, sign?: string) => {
      if (sign !== undefined) return ESCAPES.get(sign) ?? (/["'?\\]/.test(sign) ? sign : `\\${sign}`);
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 31);
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return utf8ByteString(Number.parseInt(short ?? long ?? "", 16));
    },
  );
  // A NUL ends a word of a shell.
  return made.replace(/\0[\s\S]*$/, "");
}

/** Returns whether a browser copied a command for cmd.exe, with a caret before every quote. Older browsers write none before the outer quotes. */
const isCopied = (command: string) => /^[^'"]*(?:(?<!\\)\^"|"[\s\S]*\^\\\^")/.test(command);

/** Returns whether a command is for cmd.exe: people end its lines with a caret, and double the quotes in a quoted word. */
const isForCmd = (command: string) =>
  isCopied(command) || (/^[^'"]*(?:"|$)/.test(command) && /"\{""|[ \t"]\^\r?\n/.test(command));

/** Splits a command as cmd.exe and the C runtime of a program do on Windows. */
function cmdWords(command: string): ShellCommand {
  // A browser escapes every character for cmd.exe, including the quotes around a word, and doubles every backslash.
  const fromBrowser = isCopied(command);
  const line = fromBrowser
    ? unescapedCarets(command)
    : command.replace(QUOTED_OR_CARETS, (part) => unescapedCarets(part));
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const [slashes = ""] = /^\\*/.exec(line.slice(at)) ?? [];
    at += slashes.length;
    const sign = line[at] ?? "";
    if (slashes !== "")
      word = (word ?? "") + (sign === '"' || fromBrowser ? slashes.slice(0, slashes.length >> 1) : slashes);
    if (sign === '"' && slashes.length % 2 === 0) {
      // In a quoted word, two quotes mean one quote.
      const isDoubled = isQuoted && line[at + 1] === '"';
      word = (word ?? "") + (isDoubled ? '"' : "");
      if (isDoubled) at++;
      else isQuoted = !isQuoted;
    } else if (!isQuoted && /^[ \t\r\n\v\f]$/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign !== "") word = (word ?? "") + sign;
  }
  if (word !== undefined) words.push(word);
  return { words, expands: !fromBrowser && /%\w+%/.test(line) };
}

/** A text between quotes, which cmd.exe leaves unchanged, or a caret with the character that it escapes. */
const QUOTED_OR_CARETS = /"[^"\r\n]*(?:"|$)|\^\r?\n(?:\r?\n)?|\^[\s\S]/g;

/** Removes carets. A caret at the end of a line joins the next line, and an empty line after it is an intended line break. */
function unescapedCarets(text: string): string {
  if (text.startsWith('"')) return text;
  return text
    .replace(/\^\r?\n(\r?\n)?/g, (_, kept?: string) => (kept === undefined ? "" : "\n"))
    .replace(/\^([\s\S])/g, "$1");
}
