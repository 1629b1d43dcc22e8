/** Text from outside, safe to show in a terminal, a log or a page. */

/**
 * What is not shown as it is: what a terminal obeys, what changes the order or the look of the text around it, what cannot be seen, and
 * what is no character. Of Unicode's categories these are control, format, surrogate, private use and unassigned, both separators, and
 * every space but the plain one. Fillers, joiners and selectors are default ignorable; the empty Braille pattern (U+2800) is none of these.
 * Marks pile up on one letter and cover the lines around it: no language needs more than three.
 */
export const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<=\p{M}{3})\p{M}/gu;

/** Returns a text with every unprintable character as an escape, and no more than `most` characters of it. */
export function printable(text: string, most = 200): string {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return shown.replace(UNPRINTABLE, (odd) => `\\u{${(odd.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * Returns a text as one word of a command that people copy into a shell: quoted where a shell would read more into it, since the sender
 * chose it. With unprintable characters as escapes, and whole: a part of it would be another word.
 */
export function shellWord(text: string): string {
  const shown = printable(text, text.length);
  return /^[\w%+,./:=@-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** Returns a value as JSON in which every unprintable character is an escape of JSON, so that a parser reads the same value. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNPRINTABLE, (odd) =>
    // JSON has no other newline than those of `indent`.
    odd === "\n" ? odd : [...Array(odd.length).keys()].map((at) => unitOf(odd, at)).join(""),
  );
}

/** Returns one UTF-16 code unit as JSON writes it. */
const unitOf = (text: string, at: number) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
