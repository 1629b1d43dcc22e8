// The code before and after those blocks of the documentation that are only a part of a program. On the page, this code would make the block longer
// but not clearer. It is TypeScript.

import { shapes, variableOf } from "../test-support/documentation.js";

/** The environment variables from which a block takes its secret. Standard Webhooks has its own format. */
const STANDARD = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
export const ENVIRONMENT_VARIABLES = {
  ACME_SECRET: "a secret of the documentation",
  GILBERT_WEBHOOK_SECRET: "a secret of the documentation",
  MERCADOPAGO_WEBHOOK_SECRET: "a secret of the documentation",
  META_APP_SECRET: "a secret of the documentation",
  META_VERIFY_TOKEN: "a verify token of the documentation",
  INBOUNDFLOW_SECRET: "a secret of the documentation",
  ORIGIN_SECRET: STANDARD,
  STRIPE_WEBHOOK_SECRET: "a secret of the documentation",
  SQUARE_WEBHOOK_SECRET: "a secret of the documentation",
  WEBHOOK_SIGNING_KEY: "a secret of the documentation",
  ...Object.fromEntries(shapes.map(({ scheme }) => [variableOf(scheme), STANDARD])),
};

const secret = 'const secret = "a secret of the documentation";';
const assertion = 'import assert from "node:assert";';
const express = 'import express from "express";\nconst app = express();';
const url = 'const url = "http://127.0.0.1:3000/";';

/** Returns the code of a genuine delivery, as a program receives it. */
const received = (scheme, variable, ...names) =>
  [
    'import * as testing from "hookward/testing";',
    `const sent = testing.sign({ scheme: "${scheme}", secret: process.env.${variable} });`,
    ...names,
  ].join("\n");
const req = "const req = { headers: Object.fromEntries(sent.headers) };";
const rawBytes = "const rawBytes = Buffer.from(sent.body);";
const body = "const { body } = sent;";
const headersAndBody = "const { headers, body } = sent;";

/** A database with one table, which accepts each key once. */
const database = `
interface Transaction {
  query(text: string, values: string[]): Promise<{ rowCount: number }>;
}
const keys = new Set<string>();
const query = async (_text: string, values: string[]) => {
  const { size } = keys;
  for (const value of values) keys.add(value);
  return { rowCount: keys.size - size };
};
const database = { transaction: (work: (transaction: Transaction) => Promise<void>) => work({ query }) };
`;

/** The code that all schemes on their page share. */
const acme = [
  'import { createHash } from "node:crypto";',
  'import { defineScheme, Verifier } from "hookward";',
  'const acme = { id: "acme", name: "Acme", docs: "https://acme.example/webhooks" };',
  'const signature = { header: "x-acme-signature", syntax: "plain", encoding: "hex" } as const;',
];

/** The code above, and a delivery of each scheme, signed and verified. */
const oneScheme = {
  before: acme,
  after: ({ code }) => [
    "const body = JSON.stringify({ metadata: { sentAt: new Date().toISOString() } });",
    'const hash = createHash("sha256").update(body).digest("hex");',
    'const url = "https://api.example.com/hooks?bodySHA256=" + hash;',
    ...[...code.matchAll(/^const (\w+) = defineScheme\(/gm)].flatMap(([, name]) => [
      `const ${name}Verifier = new Verifier({ scheme: ${name}, secret: "${STANDARD}", url });`,
      `${name}Verifier.verify(${name}Verifier.sign({ body, deliveryId: "id_1" }));`,
      `if (${name}Verifier.check({ headers: [], body }).ok) throw new Error("${name} verifies what is not signed");`,
    ]),
  ],
};

/** The lines before and after a block, by its id. */
const SURROUNDINGS = {
  "docs/VERIFYING.md#verifying js": {
    before: [received("inboundflow", "INBOUNDFLOW_SECRET", req, rawBytes)],
    after: ["if (!result.ok) throw new VerificationError(result);", "export const { event } = delivery;"],
  },
  "docs/VERIFYING.md#signatures-without-the-body js": {
    before: [
      'import * as testing from "hookward/testing";',
      'const url = "https://api.example.com/webhooks/mercadopago?data.id=123456&type=payment";',
      'const { headers } = testing.sign({ scheme: "mercadopago", secret: process.env.MERCADOPAGO_WEBHOOK_SECRET, url });',
    ],
    after: ["if (!result.ok) throw new Error(result.message);", "export const { signed } = result.authenticated;"],
  },
  "docs/VERIFYING.md#duplicate-deliveries js": {
    before: [
      'import { Verifier } from "hookward";',
      received("gilbert", "GILBERT_WEBHOOK_SECRET", database),
      'const verifier = new Verifier({ scheme: "gilbert", secret: process.env.GILBERT_WEBHOOK_SECRET });',
      "let handled = 0;",
      "const handle = async (_event: unknown, _transaction: Transaction) => { handled += 1; };",
      "for (const delivery of [verifier.verify(sent), verifier.verify(sent)]) {",
    ],
    after: ["}", 'if (handled !== 1) throw new Error("it is handled " + handled + " times");'],
  },
  "docs/VERIFYING.md#handling-a-delivery-once js": {
    before: [express, secret, "const save = async (_event: unknown) => {};"],
  },
  "docs/VERIFYING.md#small-bundles ts": {
    before: [
      received("gilbert", "GILBERT_WEBHOOK_SECRET", headersAndBody),
      "let saved = 0;",
      "const save = async (_event: unknown) => { saved += 1; };",
    ],
    after: [
      'const post = (init: RequestInit) => POST(new Request("https://api.example.com/", { method: "POST", headers, ...init }));',
      'const statuses = [(await post({ body })).status, (await post({ body: "{}" })).status];',
      'if (statuses.join() !== "200,401" || saved !== 1) throw new Error(statuses.join() + ", saved: " + saved);',
    ],
  },
  "docs/EVENTS.md#your-own-types js": {
    before: [
      `const secret = "${STANDARD}";`,
      'import * as testing from "hookward/testing";',
      'const order = JSON.stringify({ id: "order_1", total: 5 });',
      'const { headers, body } = testing.sign({ scheme: "standard-webhooks", secret, body: order });',
    ],
  },
  "docs/WEBHOOK.md#webhook js": { before: [express] },
  "docs/WEBHOOK.md#tenants ts": {
    before: [express, "const findSecret = async (tenant: string): Promise<string | undefined> => tenant;"],
  },
  "README.md#hookward js": { before: [received("stripe", "STRIPE_WEBHOOK_SECRET", headersAndBody)] },
  "README.md#why-did-it-fail js": {
    before: [secret, received("gilbert", "INBOUNDFLOW_SECRET", headersAndBody)],
  },
  "docs/TESTING.md#trying-an-endpoint js": { before: [secret, assertion, url] },
  "docs/WORKER.md#the-worker js": { before: [received("standard-webhooks", "ORIGIN_SECRET", req, rawBytes)] },
  "docs/WORKER.md#the-worker js 2": { before: [received("standard-webhooks", "ORIGIN_SECRET", req, rawBytes)] },
  "docs/CHALLENGES.md#signed-challenges js": {
    before: [
      'import { Verifier } from "hookward";',
      received("gilbert", "GILBERT_WEBHOOK_SECRET", headersAndBody),
      "let handled = 0;",
      'const respond = (_response: unknown) => { throw new Error("an event is no challenge"); };',
      "const handle = (_event: unknown) => { handled += 1; };",
      'const verifier = new Verifier({ scheme: "gilbert", secret: process.env.GILBERT_WEBHOOK_SECRET });',
    ],
    after: ['if (handled !== 1) throw new Error("it is handled " + handled + " times");'],
  },
  "docs/SCHEMES.md#in-a-program js": {
    after: ['const sent = verifier.sign({ body: "{}" });', "verifier.verify(sent);"],
  },
  "docs/SCHEMES.md#unsignedbody js": {
    before: acme,
    after: [
      'const url = "https://api.example.com/hooks?id=7";',
      `const verifier = new Verifier({ scheme: unsigned, secret: "${STANDARD}", url });`,
      'const { signed } = verifier.verify({ ...verifier.sign({ body: "", url }), url });',
      'if (signed["query:id"] !== "7") throw new Error("the id is not what is signed");',
      'if (verifier.check({ headers: [], url }).ok) throw new Error("it verifies what is not signed");',
      "export const hash = createHash;",
    ],
  },
  "docs/SCHEMES.md#the-option-url js": {
    before: [
      'import * as hookward from "hookward";',
      'const signer = new hookward.Verifier({ scheme: "square", secret: process.env.SQUARE_WEBHOOK_SECRET });',
      'const { headers, body } = signer.sign({ body: "{}", url: "https://api.example.com/webhooks/square" });',
    ],
  },
  "docs/EXPLAIN.md#why-a-delivery-does-not-verify js": {
    before: [received("gilbert", "GILBERT_WEBHOOK_SECRET", req, body)],
    after: ["export const { result } = explanation;"],
  },
  "docs/frameworks/express.md#express js 2": { before: [express] },
  "docs/frameworks/fastify.md#fastify js 2": { before: ['import Fastify from "fastify";\nconst app = Fastify();'] },
  "js/src/adapters/azure.ts js": {
    before: [secret, 'import { app } from "@azure/functions";\nimport { webhook } from "hookward/azure";'],
  },
  "js/src/adapters/elysia.ts ts": {
    before: [
      secret,
      'import { Elysia } from "elysia";\nimport { webhook } from "hookward/elysia";\nconst app = new Elysia();',
    ],
  },
  "js/src/adapters/express.ts js": {
    before: [express, secret, 'import { acknowledge, webhook } from "hookward/express";'],
  },
  "js/src/adapters/express.ts js 2": { before: [express, 'import { rawBody } from "hookward/express";'] },
  "js/src/adapters/fastify.ts js": {
    before: [
      secret,
      'import Fastify from "fastify";\nimport { acknowledge, webhook } from "hookward/fastify";\nconst app = Fastify();',
    ],
  },
  "js/src/adapters/fetch.ts js": { before: [secret, 'import { webhook } from "hookward/fetch";'] },
  "js/src/adapters/h3.ts ts": { before: [secret, 'import { webhook } from "hookward/h3";'] },
  "js/src/adapters/hono.ts ts": {
    before: [
      'import { type Context, Hono } from "hono";\nimport { webhook } from "hookward/hono";',
      "type App = { Bindings: { SECRET: string } };\nconst app = new Hono<App>();",
    ],
  },
  "js/src/adapters/koa.ts js": {
    before: [
      secret,
      'import Router from "@koa/router";\nimport { acknowledge, webhook } from "hookward/koa";\nconst router = new Router();',
    ],
  },
  "js/src/adapters/lambda.ts js": { before: [secret, 'import { webhook } from "hookward/lambda";'] },
  "js/src/adapters/nestjs.ts ts": {
    before: [
      secret,
      'import "reflect-metadata";\nimport { Controller, Post, UseGuards } from "@nestjs/common";',
      'import type { GilbertEvent, VerifiedDelivery } from "hookward";',
      'import { Delivery, webhook } from "hookward/nestjs";',
    ],
    after: ["export { WebhooksController };"],
  },
  "js/src/adapters/node.ts js": {
    before: [
      secret,
      'import { createServer } from "node:http";\nimport { acknowledge, webhook } from "hookward/node";',
    ],
  },
  "js/src/dedupe.ts js": {
    before: [
      express,
      secret,
      'import { memoryStore } from "hookward/dedupe";\nimport { webhook } from "hookward/express";',
      "const save = async (_event: unknown) => {};",
    ],
  },
  "js/src/events/unknown.ts ts": {
    before: [
      'import type { GilbertEvent } from "hookward";',
      "export function handle(event: GilbertEvent, archive: (data: unknown) => void): void {",
      'switch (event.event) {\ncase "dossier.created": break;',
    ],
    after: ["}\n}"],
  },
  "js/src/explain.ts ts": { before: [secret, received("gilbert", "GILBERT_WEBHOOK_SECRET", headersAndBody)] },
  "js/src/index.ts ts": { before: [received("gilbert", "GILBERT_WEBHOOK_SECRET", req, rawBytes)] },
  "js/src/lite.ts ts": { before: ["const { env } = process;"] },
  "js/src/testing.ts js": { before: [secret, assertion, url] },
};

/** The code before and after every block of these pages. */
const PAGES = {
  "docs/MIGRATING.md": { before: [express] },
  "docs/PROVIDERS.md": { before: [express] },
  "docs/SCHEMES.md": oneScheme,
};

/** The ids of the blocks with their own surroundings. */
export const SURROUNDED = Object.keys(SURROUNDINGS);

/** Returns the whole program of a block: the code before it, the block, and the code after it. Also returns the number of lines before it. */
export function whole({ id, file, code }) {
  const { before = [], after = [] } = SURROUNDINGS[id] ?? PAGES[file] ?? {};
  const head = before.map((line) => `${line}\n`).join("");
  const lines = typeof after === "function" ? after({ code }) : after;
  return { text: head + code + lines.map((line) => `${line}\n`).join(""), offset: head.split("\n").length - 1 };
}
