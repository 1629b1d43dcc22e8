/** Messages about a configuration in JSON. The Worker, which does not know what its file is written in, words them for wrangler.toml. */

/** What is another in JSON, in order. A value of the operator's is in no message, so nothing else is of these forms. */
const REPLACED: readonly (readonly [toml: RegExp, json: string])[] = [
  [/\ba \[\[([\w.]+)\]\] table of wrangler\.toml/g, 'an object in the list "$1" of this file'],
  [/\b(?:a|an) \[\[([\w.]+)\]\] table/g, 'an object to the list "$1"'],
  [/(?<!["\w.])(\w+) = (?=["[]|true\b|false\b)/g, '"$1": '],
];

/** Returns a message as it is for a configuration: in the words of JSON if the file is one. */
export const wordsFor = (path: string, message: string): string =>
  /\.jsonc?$/.test(path) ? REPLACED.reduce((text, [toml, json]) => text.replace(toml, json), message) : message;
