// Bodies as the handlers of Node's frameworks get them. Each framework runs in a real server that receives the body over a socket.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import express from "express";
import express4 from "express4";
import Fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { koaBody } from "koa-body";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** Sends a body to a listener. Returns its response, which is the body that its handler got. */
async function send(listener, body, type = JSON_TYPE) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    const response = await fetch(url, { method: "POST", headers: { "content-type": type }, body });
    const received = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`the receiver answered ${response.status}: ${received}`);
    return received;
  } finally {
    server.close();
  }
}

/** Returns a form for an Express app with one parser. `had` returns the value that the handler uses as the body. */
const inExpress = (make, parser, had, type) => (body) => {
  const app = make();
  app.use(parser(make));
  // The response is sent as bytes, because Express would change a number or an object.
  app.post("/", (req, res) => res.type("application/octet-stream").send(Buffer.from(had(req))));
  return send(app, body, type);
};

async function inFastify(body) {
  const app = Fastify();
  app.post("/", async (request) => JSON.stringify(request.body));
  try {
    return (await app.inject({ method: "POST", url: "/", headers: { "content-type": JSON_TYPE }, payload: body }))
      .rawPayload;
  } finally {
    await app.close();
  }
}

function inKoa(body) {
  const app = new Koa();
  app.use(koaBody());
  app.use((ctx) => {
    ctx.body = Buffer.from(JSON.stringify(ctx.request.body));
  });
  return send(app.callback(), body);
}

async function inHono(body) {
  const app = new Hono();
  app.post("/", async (c) => c.body(JSON.stringify(await c.req.json())));
  const response = await app.request("/", { method: "POST", headers: { "content-type": JSON_TYPE }, body });
  return Buffer.from(await response.arrayBuffer());
}

/** Returns a form for a route handler of Next.js or Remix, which gets a Request and calls its `json()` or `text()`. */
const inRequest = (read) => async (body) =>
  Buffer.from(await read(new Request("https://a.example/", { method: "POST", body })));

/** Returns the body that a handler gets if a logger has read the stream before. */
const readAlready = (body) =>
  send(async (req, res) => {
    for await (const _ of req);
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    res.end(Buffer.concat(chunks));
  }, body);

/** Returns the body that a server gets if curl sends it from a file. */
async function sentByCurl(body) {
  const cwd = mkdtempSync(join(tmpdir(), "curl-"));
  const server = createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    res.end(Buffer.concat(chunks));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    writeFileSync(join(cwd, "body.json"), body);
    const args = ["--silent", "-d", "@body.json", `http://127.0.0.1:${server.address().port}/`];
    const { stdout } = await promisify(execFile)("curl", args, { cwd, encoding: "buffer" });
    return stdout;
  } finally {
    server.close();
    rmSync(cwd, { recursive: true });
  }
}

const json = (make) => make.json();
const raw = (make) => make.raw({ type: "*/*" });
const stringified = (req) => JSON.stringify(req.body);

export const RECEIVERS = {
  "express/json": {
    tool: "express",
    command: "app.use(express.json()); JSON.stringify(req.body)",
    make: inExpress(express, json, stringified),
  },
  "express/json-pretty": {
    tool: "express",
    command: "app.use(express.json()); JSON.stringify(req.body, null, 2)",
    make: inExpress(express, json, (req) => JSON.stringify(req.body, null, 2)),
  },
  "express4/json": {
    tool: "express4",
    command: "app.use(express.json()); JSON.stringify(req.body)",
    make: inExpress(express4, json, stringified),
  },
  "express/object": {
    tool: "express",
    command: "app.use(express.json()); hmac.update(String(req.body))",
    make: inExpress(express, json, (req) => String(req.body)),
  },
  "express/raw-stringified": {
    tool: "express",
    command: "app.use(express.raw({ type: '*/*' })); JSON.stringify(req.body)",
    make: inExpress(express, raw, stringified),
  },
  "express/raw-joined": {
    tool: "express",
    command: "app.use(express.raw({ type: '*/*' })); String(new Uint8Array(req.body))",
    make: inExpress(express, raw, (req) => String(new Uint8Array(req.body))),
  },
  "curl/data": { tool: "curl", command: "curl -d @body.json", make: sentByCurl },
  "express/text": {
    tool: "express",
    command: "app.use(express.text({ type: '*/*' })); req.body",
    make: inExpress(
      express,
      (make) => make.text({ type: "*/*" }),
      (req) => req.body,
    ),
  },
  "express/text-latin1": {
    tool: "express",
    command: "app.use(express.text({ type: '*/*' })), for application/json;charset=iso-8859-1; req.body",
    make: inExpress(
      express,
      (make) => make.text({ type: "*/*" }),
      (req) => req.body,
      `${JSON_TYPE};charset=iso-8859-1`,
    ),
  },
  "express/urlencoded": {
    tool: "body-parser",
    command: "app.use(express.urlencoded({ extended: false })), for a form; req.body.payload",
    make: inExpress(
      express,
      (make) => make.urlencoded({ extended: false }),
      (req) => req.body.payload,
      FORM_TYPE,
    ),
  },
  "express/urlencoded-json": {
    tool: "body-parser",
    command: "app.use(express.urlencoded({ extended: false })), for JSON sent as a form; JSON.stringify(req.body)",
    make: inExpress(express, (make) => make.urlencoded({ extended: false }), stringified, FORM_TYPE),
  },
  "fastify/json": { tool: "fastify", command: "JSON.stringify(request.body)", make: inFastify },
  "koa/body": { tool: "koa-body", command: "app.use(koaBody()); JSON.stringify(ctx.request.body)", make: inKoa },
  "hono/json": { tool: "hono", command: "JSON.stringify(await c.req.json())", make: inHono },
  "request/json": {
    tool: "node",
    command: "JSON.stringify(await request.json())",
    make: inRequest(async (request) => JSON.stringify(await request.json())),
  },
  "request/json-double": {
    tool: "node",
    command: "JSON.stringify(await request.text())",
    make: inRequest(async (request) => JSON.stringify(await request.text())),
  },
  "request/text": { tool: "node", command: "await request.text()", make: inRequest((request) => request.text()) },
  "node/read-already": {
    tool: "node",
    command: "for await (const _ of req); then req is read again",
    make: readAlready,
  },
};
