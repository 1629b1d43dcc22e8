// The words of what people read: strings of the code that a user sees, and the documents. Each entry of WORDS is a word that Stripe's or jose's
// documentation would not use, with the one that they do. plain-comments.js reads comments, and tests/structure/names.test.js identifiers.

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { Failure, filesBelow, isMain, main, root } from "./shell.js";

/** The words not to write, each with what to write instead. */
export const WORDS = [
  [/\bbehind\b(?!,? (?:a |an |the )?(?:proxy|API|gateway|`))/i, "after, following, or the prefix of"],
  [/\b(any|some|no)body('s)?\b/i, "anyone, someone, no one"],
  [/\bwhoever\b/i, "anyone who"],
  [/\banew\b/i, "again"],
  [/\bbase 64\b/i, "base64"],
  [/\bof (?:one's|your) own\b(?! [A-Za-z])/i, "custom, or your own before the noun"],
  [/\bfor ever\b/i, "forever, or without end"],
  [/\bverdicts?\b/i, "result"],
  [/\bborders?\b/i, "boundary"],
  [/\b(?:takes?|taken) apart\b/i, "parses, parsed"],
  [/\bwhat (?:becomes|became) of\b/i, "what happens to"],
  [/\b(?:is|are) there (?:twice|more than once)\b/i, "appears more than once"],
  [/\bgives? back\b/i, "returns"],
  [/\bgets? hold of\b/i, "gets"],
  [/\bof no use\b/i, "not needed"],
  [/\bstands? (?:there|before|behind|after|around|for itself)\b/i, "is, precedes, follows"],
  [/\btold from\b/i, "distinguished from"],
  [/\banswer(?:s|ed)? (?:a|the) request\b/i, "responds to"],
  [/\bin front of\b(?! (?:your|the|an?|each) (?:(?:demo|real) )?(?:app|receiver|origin|server|route))/i, "before"],
  [/\bby now\b/i, "already"],
  [/\bhand(?:s|ed|ing)? on\b/i, "passes on, forwards"],
  [/\bin the place of\b/i, "instead of"],
  [/\btakes? (?:its|the|their) place\b/i, "replaces"],
  [/\bas (?:it|they) stands?\b/i, "unchanged"],
  [/\b(?:is|are|was) not any more\b/i, "is no longer"],
  [/\bsays? so\b/i, "states this"],
  [/\b(?:came|comes|gets?) to nothing\b/i, "fails"],
  [/\bsees to it\b/i, "ensures"],
  [/(?<=^|[.|] )Who (?!is\b|may\b)[a-z]/, "Anyone who, or a noun"],
  [/(?<=^|[.] )What (?:was|were|the [a-z]+) [a-z]+ (?:is|are|was|has)\b/, "a noun for the subject"],
];

/** The sources whose strings a user sees. */
const SOURCES = [
  "src/message.rs",
  "src/explain",
  "src/testing",
  "crates/gateway/src",
  "crates/ledger/src",
  "crates/value/src",
  "js/src",
  "site/src",
];

/** The files that are generated, or belong to a provider. */
export const NOT_OURS = /^js\/src\/(builtin|events|wasm)\/|^js\/src\/schemes\/(builtin|examples|defaults)\.ts$/;

/** The documents. Those about the project's insides are for people too. */
const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs", "templates"];

/** Returns the strings of a Rust source, without its tests, and of a TypeScript source, each with its line. */
export function stringsOf(path, text) {
  const code = path.endsWith(".rs") ? text.split(/^#\[cfg\(test\)\]/m)[0] : text;
  const token = path.endsWith(".rs")
    ? /b?'(?:\\.[^']*|[^'\\\n])'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r#"([\s\S]*?)"#|b?"((?:\\[\s\S]|[^"\\])*)"/g
    : /(?<=[=(,:!&|?[]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\[\s\S]|[^`\\])*)`/g;
  const found = [];
  for (const match of code.matchAll(token)) {
    const string = match.slice(1).find((one) => one !== undefined);
    // What has no space is an identifier, a path or a code.
    if (string?.includes(" ")) found.push({ string, line: code.slice(0, match.index).split("\n").length });
  }
  return found;
}

/** Returns the prose of a document: no code, no links' targets. Lines stay where they are. */
export const proseOf = (text) =>
  text
    .replaceAll(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replaceAll(/[^\n]/g, ""))
    .replaceAll(/`[^`\n]*`/g, "`")
    .replaceAll(/\]\([^)]*\)/g, "]");

/** Returns the words of a list that a text contains, each with its position. */
export function wordsIn(text, words = WORDS) {
  const flat = text.replaceAll(/\\\n\s*/g, "");
  return words.flatMap(([word, instead]) => {
    const found = word.exec(flat.replaceAll(/\n/g, " "));
    return found === null ? [] : [{ word: found[0], instead, index: found.index }];
  });
}

export async function checkWords() {
  const errors = [];
  const say = (path, line, { word, instead }) => errors.push(`${path}:${line}: "${word}". Write: ${instead}`);
  for (const file of SOURCES.flatMap((folder) => filesBelow(join(root, folder)))) {
    const path = relative(root, file);
    if (!/\.(rs|ts)$/.test(path) || NOT_OURS.test(path) || /\/tests?\//.test(path)) continue;
    for (const { string, line } of stringsOf(path, readFileSync(file, "utf8")))
      for (const found of wordsIn(string)) say(path, line, found);
  }
  for (const file of DOCUMENTS.flatMap((folder) => filesBelow(join(root, folder))).filter((one) =>
    one.endsWith(".md"),
  )) {
    const paragraphs = proseOf(readFileSync(file, "utf8")).split("\n");
    for (const [index, line] of paragraphs.entries())
      for (const found of wordsIn(line)) say(relative(root, file), index + 1, found);
  }
  if (errors.length > 0) throw new Failure(`words:\n${errors.join("\n")}`);
}

if (isMain(import.meta.url)) await main(checkWords);
