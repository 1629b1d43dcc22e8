// docs/ARCHITECTURE.md states what each file may import. Its tables are compared with the code in both directions. The test fails for an import that
// is not in a table, a table entry that nothing imports, and a file without a row.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/ARCHITECTURE.md"), "utf8");

/** Returns the rows of the table about a folder: the imports of each file or subfolder, by its name. */
function tableOf(folder) {
  const [, rows] =
    new RegExp(`^\\| (?:file|room) in \`${folder}/\` \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, "m").exec(page) ?? [];
  assert.ok(rows, `docs/ARCHITECTURE.md has no table about ${folder}/`);
  const cells = (row) => [...row.matchAll(/(?:^|\|)([^|\n]+)(?=\|)/g)].map(([, cell]) => cell.trim());
  const names = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  return new Map(
    rows
      .trim()
      .split("\n")
      .flatMap((row) => {
        const [files, , imports] = cells(row);
        const isPublic = imports.startsWith("the crate's public items");
        return names(files).map((file) => [file, { imports: names(imports).sort(), isPublic }]);
      }),
  );
}

const files = (folder, ending) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Returns the modules of the crate that a Rust file names outside of comments. `$crate` in a macro refers to the files that use the macro. */
function cratePaths(file) {
  const code = readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/(?<![$\w])crate::(?:\{([^}]*)\}|(\w+))/g)].flatMap(([, group, one]) =>
    group === undefined
      ? [one]
      : group
          .split(",")
          .map((name) => name.trim())
          .filter(Boolean),
  );
}

for (const folder of [
  "src",
  "crates/component/src",
  "crates/gateway/src",
  "crates/gateway-component/src",
  "crates/ledger/src",
  "worker/src",
]) {
  test(`${folder}: each file imports what its row names, and nothing else`, () => {
    const table = tableOf(folder);
    const found = new Map();
    for (const file of files(join(root, folder), ".rs")) {
      const [first, ...below] = relative(join(root, folder), file).split("/");
      if (first === "lib.rs") continue;
      const name = below.length > 0 ? `${first}/` : first.replace(/\.rs$/, "");
      found.set(name, new Set([...(found.get(name) ?? []), ...cratePaths(file)]));
    }
    assert.deepEqual([...found.keys()].sort(), [...table.keys()].sort(), "a row for each file");
    for (const [name, imports] of found) {
      const allowed = table.get(name);
      // The types and constants at the root of the crate are public. Its modules are not, except the list of schemes.
      if (allowed.isPublic) {
        const inside = [...imports].filter((path) => !/^[A-Z]/.test(path) && path !== "schemes");
        assert.deepEqual(inside.sort(), allowed.imports, name);
      } else {
        assert.deepEqual([...imports].sort(), allowed.imports, name);
      }
    }
  });
}

test("js/src: each room imports the rooms that its row names, and nothing else", () => {
  const folder = join(root, "js/src");
  const table = tableOf("js/src");
  const found = new Map([["wasm/", new Set()]]);
  const roomOf = (path) => {
    const room = dirname(relative(folder, path));
    return room === "." ? relative(folder, path) : `${room}/`;
  };
  for (const file of files(folder, ".ts").filter((path) => roomOf(path) !== "wasm/")) {
    const own = roomOf(file).endsWith("/") ? roomOf(file) : ".";
    const specifiers = [...readFileSync(file, "utf8").matchAll(/(?:from|import) "([^"]+)"/g)].map(([, name]) => name);
    const imports = specifiers
      .filter((name) => /^[.#]/.test(name))
      .map((name) => (name.startsWith("#") ? name : roomOf(join(dirname(file), name)).replace(/\.js$/, ".ts")))
      .filter((name) => name !== own && !(own === "." && name.endsWith(".ts")));
    found.set(own, new Set([...(found.get(own) ?? []), ...imports]));
  }
  assert.deepEqual([...found.keys()].sort(), [...table.keys()].sort(), "a row for each room");
  for (const [room, imports] of found) assert.deepEqual([...imports].sort(), table.get(room).imports, room);
});

test("each WebAssembly module has one name: its folder, crate, files and import", async () => {
  const { MODULES } = await import("../../scripts/modules.js");
  const { imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = MODULES.map(({ name }) => name);
  const ofModules = Object.keys(imports).filter((name) => name.endsWith("-wasm"));
  assert.deepEqual(ofModules.sort(), names.map((name) => `#${name}-wasm`).sort());
  const folders = readdirSync(join(root, "crates")).filter((name) => name.endsWith("-wasm"));
  assert.deepEqual(folders.sort(), names.map((name) => `${name}-wasm`).sort());
  for (const name of names) {
    const manifest = readFileSync(join(root, "crates", `${name}-wasm`, "Cargo.toml"), "utf8");
    assert.match(manifest, new RegExp(`^name = "hookward-${name}-wasm"$`, "m"));
    for (const path of JSON.stringify(imports[`#${name}-wasm`]).match(/[\w-]+\.c?js/g)) {
      assert.match(path, new RegExp(`-${name}\\.c?js$`));
    }
    assert.ok(page.includes(`| \`${name}\` |`), `docs/ARCHITECTURE.md does not describe the module ${name}`);
  }
});
