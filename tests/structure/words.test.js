// The texts for users have the words of the field. The lint `words` reads all of them. These tests check that the lint finds what it should, and
// nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkComments, commentsOf, wrongIn } from "../../scripts/plain-comments.js";
import { checkWords, proseOf, stringsOf, wordsIn } from "../../scripts/plain-words.js";

test("strings and documents have none of the words", () => checkWords());

test("comments have none of the words, and doc comments begin with a verb or a noun", () => checkComments());

test("a comment is read over its lines and without its code, and a line comment may begin with a clause", () => {
  const rust = `//! How long a key is kept.

/// Returns the key of a delivery, which is
/// made anew.
///
/// \`\`\`
/// let behind = 1;
/// \`\`\`
fn key() {
    // What follows is constant.
    let address = "http://anew";
}
`.trim();
  const found = commentsOf(rust).map((one) => [one.line, wrongIn(one).map(({ word }) => word)]);
  assert.deepEqual(found, [
    [1, ["How"]],
    [3, ["anew"]],
    [10, []],
  ]);
  const typescript =
    "/** Of a route: the path. */\nconst a = 1; /** Where it is kept. */\n/**\n * The path, in place\n * of a name.\n */\n";
  assert.deepEqual(
    commentsOf(typescript).flatMap((one) => wrongIn(one).map(({ word }) => word)),
    ["Of", "in place of"],
  );
});

test("a string of Rust is read over its lines, and neither comments nor tests are", () => {
  const source = `
// "behind" in a comment
/// It stands behind.
const A: char = '"';
const B: &str = "a space \\
    behind every colon";
#[cfg(test)]
mod tests { const C: &str = "nobody reads this"; }
`;
  const strings = stringsOf("a.rs", source);
  assert.equal(strings.length, 1);
  assert.deepEqual(
    strings.flatMap(({ string }) => wordsIn(string)).map(({ word }) => word),
    ["behind"],
  );
  assert.equal(strings[0].line, 5);
});

test("a string of TypeScript is found after a regular expression with a quote in it", () => {
  const source = 'const NAME = /["`]/;\nfail("anybody could sign");\n// "nobody reads"\n';
  assert.deepEqual(
    stringsOf("a.ts", source).map(({ string }) => string),
    ["anybody could sign"],
  );
});

test("prose is read without its code and the targets of its links", () => {
  assert.deepEqual(wordsIn(proseOf("See [it](behind.md), `anew`.\n\n```sh\necho nobody\n```\n")), []);
  assert.deepEqual(
    wordsIn(proseOf("It is signed anew, behind a proxy.")).map(({ word }) => word),
    ["anew"],
  );
});

test("a clause for a subject is found, and a question is not", () => {
  const found = (text) => wordsIn(text).map(({ word }) => word);
  assert.deepEqual(found("What the handler returns is the response."), ["What the handler returns is"]);
  assert.deepEqual(found("It is signed. Who has seen it can send it again."), ["Who h"]);
  assert.deepEqual(found("It takes its place, as it stands, and is handed on."), [
    "handed on",
    "takes its place",
    "as it stands",
  ]);
  assert.deepEqual(found("What is signed? Who is it? What the Worker does, by its options. It stands in for it."), []);
});
