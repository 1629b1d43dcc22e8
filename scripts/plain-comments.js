// The lint of comments. A doc comment begins with a verb or a noun, not with a clause, and no comment contains a word that the lint of words
// forbids.

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { NOT_OURS, proseOf, WORDS, wordsIn } from "./plain-words.js";
import { Failure, filesBelow, root } from "./shell.js";

/** The folders whose comments are read. */
const SOURCES = ["src", "crates", "js/src", "site/src", "worker/src", "scripts", "test-support"];

/** Words at the beginning of a doc comment after which a clause follows instead of a verb or a noun. */
const CLAUSE = /^(?:What|How|Where|Which|Who|Of|Those|That|The same|By|From|Nor|Not)\b/;

/** Words that only comments contain, and what to write instead. */
const COMMENT_WORDS = [
  ...WORDS,
  [/\b(?:is|are|be|was) left out\b/i, "is omitted, or Default:"],
  [/\bin place of\b/i, "instead of"],
  [/\bof (?:its|their) own\b(?! [A-Za-z])/i, "own, separate or custom before the noun"],
];

/** Returns the comments of a source, each with its line. The lines of a comment are joined, and its code blocks are omitted. */
export function commentsOf(text) {
  const found = [];
  for (const match of text.matchAll(
    /^[ \t]*(\/\/[/!]?)(?!\/).*(?:\n[ \t]*\1(?![/!]).*)*|^[ \t]*\/\*\*[\s\S]*?\*\//gm,
  )) {
    const [whole, slashes] = match;
    const prose =
      slashes === undefined
        ? whole.replaceAll(/^[ \t]*\/?\*+\/?|\*\/$/gm, "")
        : whole.replaceAll(/^[ \t]*\/\/[/!]?/gm, "");
    const comment = proseOf(prose).replaceAll(/\s+/g, " ").trim();
    const line = text.slice(0, match.index).split("\n").length;
    if (comment !== "") found.push({ comment, line, isDoc: slashes !== "//" });
  }
  return found;
}

/** Returns what is wrong with a comment. */
export function wrongIn({ comment, isDoc }) {
  const [clause] = (isDoc && CLAUSE.exec(comment)) || [];
  const beginning = clause === undefined ? [] : [{ word: clause, instead: "a verb, or a noun, at the beginning" }];
  return [...beginning, ...wordsIn(comment, COMMENT_WORDS)];
}

/** Throws a Failure that lists every comment with a word of the list. */
export async function checkComments() {
  const errors = [];
  for (const file of SOURCES.flatMap((folder) => filesBelow(join(root, folder)))) {
    const path = relative(root, file);
    if (!/\.(rs|ts|js)$/.test(path) || NOT_OURS.test(path)) continue;
    for (const { line, ...comment } of commentsOf(readFileSync(file, "utf8")))
      for (const { word, instead } of wrongIn(comment)) errors.push(`${path}:${line}: "${word}". Write: ${instead}`);
  }
  if (errors.length > 0) throw new Failure(`comments:\n${errors.join("\n")}`);
}
