// Every consumer, in the order in which they run: the quickest first.

import * as bun from "./consumers/bun/consumer.js";
import * as deno from "./consumers/deno/consumer.js";
import * as deployment from "./consumers/deployment/consumer.js";
import * as edgeRuntime from "./consumers/edge-runtime/consumer.js";
import * as esbuild from "./consumers/esbuild/consumer.js";
import * as manifest from "./consumers/manifest/consumer.js";
import * as next from "./consumers/next/consumer.js";
import * as node from "./consumers/node/consumer.js";
import * as rollup from "./consumers/rollup/consumer.js";
import * as typescript from "./consumers/typescript/consumer.js";
import * as vite from "./consumers/vite/consumer.js";
import * as webpack from "./consumers/webpack/consumer.js";
import * as workerd from "./consumers/workerd/consumer.js";

/**
 * What is checked in each. A check has the `runtime`, the `format` and the `bundler`, if there is one, that the README's matrix
 * names it by, and the `package` whose version stands there; or a `title`, if it has no place in the matrix. Its `run` gives the
 * report of ./common/check.js, or, with `reports: false`, only throws.
 */
export const CONSUMERS = {
  manifest,
  typescript,
  node,
  deno,
  bun,
  esbuild,
  rollup,
  vite,
  webpack,
  workerd,
  deployment,
  "edge-runtime": edgeRuntime,
  next,
};
