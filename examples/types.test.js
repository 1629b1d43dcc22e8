// The code in the documentation compiles unchanged in strict mode, in each TypeScript that the package supports. JavaScript is compiled as
// TypeScript, because users copy it into TypeScript files.

import assert from "node:assert/strict";
import { dirname, resolve } from "node:path";
import { before, describe, it } from "node:test";

import { examples } from "hookward/testing";

import { block, blocks, isCode } from "../test-support/documentation.js";
import { compile, compilers, VERSIONS } from "../test-support/typescript.js";
import { workerTypes } from "../test-support/worker-types.js";
import { writing } from "./pages.js";
import { whole } from "./surroundings.js";

/** Returns whether code is the old code of a migration. It is run, but its types are those of other packages. */
const isBefore = ({ code }) => code.startsWith("// before\n");

/** The library of browsers, on which the types of Deno build. */
const DOM = ["es2023", "dom", "dom.iterable"];

/** The types that SvelteKit writes for a project and for each of its routes. */
const SVELTEKIT = {
  "ambient.d.ts": `declare module "$env/dynamic/private" {
    export const env: { [name: string]: string | undefined };
  }`,
  "$types.d.ts": `export interface RequestEvent {
    readonly request: Request;
    readonly params: Record<string, string>;
    readonly locals: object;
  }
  export type RequestHandler = (event: RequestEvent) => Response | Promise<Response>;`,
};

/** The types that projects of Astro, Firebase and Netlify have installed. */
const INSTALLED = {
  "astro.d.ts": `declare module "astro" {
    export type APIRoute = (context: { readonly request: Request; readonly locals: object }) => Response | Promise<Response>;
  }`,
  "firebase.d.ts": `declare module "firebase-functions/https" {
    import type { Request, Response } from "express";
    export function onRequest(
      options: { readonly secrets?: readonly object[] },
      handler: (request: Request, response: Response) => void | Promise<void>,
    ): (request: Request, response: Response) => void | Promise<void>;
  }
  declare module "firebase-functions/params" {
    export function defineSecret(name: string): { value(): string };
  }`,
  "netlify.d.ts": `declare module "@netlify/functions" {
    export interface Context {
      readonly requestId: string;
    }
    export interface Config {
      readonly path?: string;
      readonly method?: string;
    }
  }`,
  "app.module.d.ts": "export class AppModule {}",
};

/** The pages whose programs are Workers. */
const WORKERS = /cloudflare-workers|DEPLOYING|LEDGER|QUEUES|CONSOLE/;

/** Returns whether code imports the component as transpiled by jco, which has its own types. */
const isTranspiled = ({ file }) => file === "docs/COMPONENT.md";

/** The blocks that must compile. */
const code = blocks.filter((block) => isCode(block) && !isBefore(block) && !isTranspiled(block));

describe("the code in the documentation compiles", { concurrency: 2 }, () => {
  const write = writing("documentation-types");

  const installed = (folder) => Object.entries(INSTALLED).map(([name, text]) => write(`${folder}/${name}`, text));
  const svelteKit = (folder) => Object.entries(SVELTEKIT).map(([name, text]) => write(`${folder}/${name}`, text));

  /**
   * The settings with which a page is compiled. Every import can add to the types of the whole program. The first entry that matches a page counts.
   */
  const ENVIRONMENTS = {
    // koa-body adds to the types of Node's request.
    koa: { of: /koa/, types: ["node"] },
    bun: { of: /bun/, types: ["bun"] },
    deno: {
      of: /deno|supabase/,
      types: ["deno"],
      lib: DOM,
      change: (text) => text.replace("npm:hookward/", "hookward/"),
    },
    workers: {
      of: WORKERS,
      types: [],
      more: async () => [await workerTypes()],
    },
    // The same pages, before their secrets are set.
    "workers without secrets": {
      of: WORKERS,
      types: [],
      more: async () => [await workerTypes({ hasSecrets: false })],
    },
    bundler: { of: /nextjs|react-router|sveltekit/, types: ["node"], lib: DOM, module: "esnext", more: svelteKit },
    // Its types include those of Bun, which TypeScript 5.1 cannot parse.
    elysia: { of: /elysia/, types: ["node"], from: "5.9" },
    node: { of: /./, types: ["node"], more: installed },
  };
  const patterns = new Set(Object.values(ENVIRONMENTS).map(({ of }) => of.source));
  const patternOf = ({ file }) => [...patterns].find((pattern) => new RegExp(pattern).test(file));

  /** Compiles blocks in the environment of their pages. Returns the errors, with the lines of the pages. */
  async function errorsIn(some, version, environment, changed) {
    const { types, lib, module, change = (text) => text, more = () => [] } = ENVIRONMENTS[environment];
    const written = new Map();
    // Each compilation has its own folder. Otherwise a compilation that runs at the same time could read a file while it is written.
    const own = `${environment.replaceAll(" ", "-")}-${version}${changed === undefined ? "" : "-changed"}`;
    for (const block of some) {
      const { text, offset } = whole(changed === undefined ? block : { ...block, code: changed(block.code) });
      const name = `${own}/${block.id.replaceAll(/\W+/g, "-")}.mts`;
      written.set(write(name, change(text)), { block, offset });
    }
    const folder = dirname([...written.keys()][0]);
    const errors = await compile(version, folder, {
      files: [...written.keys(), ...(await more(own))],
      types,
      lib,
      module,
    });
    return errors.map(({ file, line, message }) => {
      const { block, offset } = (file && written.get(resolve(folder, file))) ?? {};
      const place = block === undefined ? file : `${block.file}:${block.line + line - offset}`;
      return `${place}: ${message}`;
    });
  }

  before(compilers, { timeout: 300_000 });

  for (const environment of Object.keys(ENVIRONMENTS)) {
    const { of, from = "0" } = ENVIRONMENTS[environment];
    const some = code.filter((block) => patternOf(block) === of.source);
    for (const version of VERSIONS.filter((one) => Number(one) >= Number(from))) {
      it(`${environment}, TypeScript ${version}`, async () => {
        assert.ok(some.length > 0);
        assert.deepEqual(await errorsIn(some, version, environment), []);
      });
    }
  }

  for (const version of VERSIONS) {
    it(`a scheme without defineScheme is refused for what is wrong with it, TypeScript ${version}`, async () => {
      const custom = code.filter(({ id }) => id === "docs/SCHEMES.md#in-a-program js");
      const errors = await errorsIn(custom, version, "node", (text) => text.replace("= defineScheme(", "= ("));
      assert.equal(errors.length, 1);
      assert.match(errors[0], /'(scheme\.)?signature\.encoding' are incompatible/);
      assert.doesNotMatch(errors[0], /missing|algorithm/);
    });
  }

  for (const version of VERSIONS) {
    it(`the class of a ledger is one of Durable Objects to wrangler's types, TypeScript ${version}`, async () => {
      const folder = `ledger-${version}`;
      const file = write(
        `${folder}/worker.mts`,
        `import { Ledger } from "hookward/worker";
         // As wrangler writes it for the binding, and for what the main module exports.
         export declare const bound: DurableObjectNamespace<Ledger>;
         export const exported: new (...args: any[]) => Rpc.EntrypointBranded = Ledger;`,
      );
      const files = [file, await workerTypes()];
      assert.deepEqual(await compile(version, dirname(file), { files, lib: ["es2022"] }), []);
    });
  }

  const first = block("README.md#in-your-framework js");
  for (const version of VERSIONS) {
    it(`the first example does not compile with the name of an event misspelt, TypeScript ${version}`, async () => {
      const names = examples("gilbert").map(({ event }) => `"${event}"`);
      const name = names.find((one) => first.code.includes(one));
      assert.ok(name, "the first example names no event");
      const misspelt = (code) => code.replace(name, name.replace(/.{3}"$/, '"'));
      const errors = await errorsIn([first], version, "node", misspelt);
      assert.match(errors.join("\n"), /^README\.md:\d+: error TS2367: /m);
    });
  }
});
