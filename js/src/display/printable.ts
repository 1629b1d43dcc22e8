/** Untrusted text, made safe for a terminal, a log or a page. */

/**
 * The characters that are shown as escapes: control characters of a terminal, characters that change the order or the appearance of
 * the text around them, invisible characters, and code points that are not characters. These are Unicode's categories control, format,
 * surrogate, private use and unassigned, the line and paragraph separators, and every space except the ordinary one. Fillers, joiners and
 * selectors are default ignorable. The empty Braille pattern (U+2800) is in none of these sets. Marks after the third one on a letter are
 * also included, because they cover the lines around it, and no language needs them.
 */
export const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<=\p{M}{3})\p{M}/gu;

/** Returns at most `most` characters of a text, with every unprintable character as an escape. */
export function printable(text: string, most = 200): string {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return shown.replace(UNPRINTABLE, (odd) => `\\u{${(odd.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * Returns a text as one word of a command that people copy into a shell. The text is quoted if a shell would interpret it, because the
 * sender chose it. Unprintable characters are escapes. The text is never truncated, because a part of it would be a different word.
 */
export function shellWord(text: string): string {
  const shown = printable(text, text.length);
  return /^[\w%+,./:=@-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** Returns a value as JSON, with every unprintable character as a JSON escape, so that a parser reads the same value. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNPRINTABLE, (odd) =>
    // The only newlines in JSON are those of `indent`.
    odd === "\n" ? odd : [...Array(odd.length).keys()].map((at) => unitOf(odd, at)).join(""),
  );
}

/** Returns the JSON escape of one UTF-16 code unit. */
const unitOf = (text: string, at: number) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
