// Ways in which a request reaches a listener of Node: from a socket, or made up by a library without a socket. All these libraries are used with
// Express, Koa, Fastify or a plain listener.
//
//     WAYS[name](listener, { method?, path, headers, body })     sends one request, and returns { status, body }

import { once } from "node:events";
import { createRequire } from "node:module";

import serverlessExpress from "@codegenie/serverless-express";
import { build } from "esbuild";
import inject from "light-my-request";
import { callNodeRequestHandler } from "node-mock-http";
import serverless from "serverless-http";

import { send, serving } from "./http.js";

/** Returns an event of an HTTP API in payload format 2.0. */
const toEvent = ({ path, headers, body }) => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers: lower(headers),
  body: body.toString("base64"),
  isBase64Encoded: true,
  requestContext: { http: { method: "POST", path, sourceIp: "192.0.2.1" }, domainName: "app.example" },
});

const lower = (headers) =>
  Object.fromEntries(
    [["host", "app.example"], ...Object.entries(headers)].map(([name, value]) => [name.toLowerCase(), value]),
  );

const toResponse = ({ statusCode, body, isBase64Encoded }) => ({
  status: statusCode,
  body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8").toString(),
});

/** Returns OpenNext's request and response. They are published for a bundler, together with the code that includes them. */
async function openNext() {
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "@opennextjs/aws/http/index.js";', resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    logLevel: "error",
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
  );
  return module.exports;
}

let openNextModule;

export const WAYS = {
  "a socket": (listener, request) => serving(listener, (port) => send(port, request)),

  "light-my-request": async (listener, { method = "POST", path, headers, body }) => {
    // In Express, this library changes the prototypes that all apps of this process share.
    const shared = [listener.request, listener.response].filter(Boolean).map(Object.getPrototypeOf);
    const before = shared.map(Object.getPrototypeOf);
    try {
      const { statusCode, body: text } = await inject(listener, { method, url: path, headers, payload: body });
      return { status: statusCode, body: text };
    } finally {
      for (const [at, one] of shared.entries()) Object.setPrototypeOf(one, before[at]);
    }
  },

  "serverless-http": async (listener, request) => toResponse(await serverless(listener)(toEvent(request), {})),

  "@codegenie/serverless-express": async (listener, request) =>
    toResponse(await serverlessExpress({ app: { handler: listener } })(toEvent(request), {})),

  OpenNext: async (listener, { method = "POST", path, headers, body }) => {
    openNextModule ??= openNext();
    const { IncomingMessage, OpenNextNodeResponse } = await openNextModule;
    const request = new IncomingMessage({
      method,
      url: path,
      headers: lower(headers),
      body,
      remoteAddress: "192.0.2.1",
    });
    const response = new OpenNextNodeResponse(
      () => {},
      async () => {},
    );
    response.resume();
    const ended = once(response, "end");
    listener(request, response);
    await ended;
    return { status: response.statusCode, body: response.getBody().toString() };
  },

  // Its responses are complete when the handler returns. For this reason, h3 wraps every listener in a handler that waits.
  Nitro: async (listener, { method = "POST", path, headers, body }) => {
    const handler = (req, res) =>
      new Promise((resolve) => {
        res.on("finish", resolve);
        listener(req, res);
      });
    const response = await callNodeRequestHandler(handler, { url: path, method, headers: lower(headers), body });
    return { status: response.status, body: `${response.body ?? ""}` };
  },

  // The event has a text body, as most do.
  "Nitro, with text": (listener, request) => WAYS.Nitro(listener, { ...request, body: request.body.toString() }),
};

/**
 * Returns whether a framework works with a way of sending requests. Express replaces the prototypes of requests and responses, and those of OpenNext
 * and Nitro no longer work after that. A response of serverless-express never ends if srvx (used by h3 2 and Elysia) streams to it. Both happen with
 * and without a webhook.
 */
export const worksBehind = (name, way) =>
  !(/Express/.test(name) && /OpenNext|Nitro/.test(way)) &&
  !(/h3 2|Elysia/.test(name) && /serverless-express/.test(way));

/** Waits for a promise. Throws if it takes longer than a response may take on a busy machine. */
export async function within(what, promise, milliseconds = 10_000) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Reads from a request until it ends. If its stream never ends, the function stops after a short time. */
const chunksOf = (req, enough) =>
  new Promise((resolve) => {
    const chunks = [];
    const stop = () => {
      clearTimeout(timer);
      req.off("data", data);
      resolve(chunks);
    };
    const timer = setTimeout(stop, 50);
    const data = (chunk) => {
      chunks.push(Buffer.from(chunk));
      if (!enough?.(chunks)) return;
      req.pause();
      stop();
    };
    req.on("data", data);
    req.on("end", stop);
    req.on("error", stop);
  });

/** Things that may have happened to a request before it reaches the webhook. Each is a middleware that receives Node's request. */
export const STATES = {
  untouched: () => {},
  paused: (req) => void req.pause(),
  "its encoding set": (req) => void req.setEncoding("utf8"),
  "another encoding set": (req) => void req.setEncoding("latin1"),
  "its encoding set, and paused": (req) => {
    req.setEncoding("utf8");
    req.pause();
  },
  "partly read": async (req) => void (await chunksOf(req, () => true)),
  "fully read, and kept in rawBody": async (req) => {
    req.rawBody = Buffer.concat(await chunksOf(req));
  },
  "fully read, and kept as text": async (req) => {
    req.rawBody = Buffer.concat(await chunksOf(req)).toString();
  },
  "fully read, and lost": async (req) => void (await chunksOf(req)),
  aborted: async (req) => {
    // Some made-up requests have no socket that can be destroyed.
    req.on("error", () => {});
    req.destroy();
    await new Promise((resolve) => setImmediate(resolve));
  },
  "listened to": (req) => {
    req.rawBody = "";
    req.on("data", (chunk) => {
      req.rawBody += chunk;
    });
  },
  "listened to, with its encoding set": (req) => {
    req.setEncoding("utf8");
    req.rawBody = "";
    req.on("data", (chunk) => {
      req.rawBody += chunk;
    });
  },
  "piped to where nothing is read": async (req) => {
    const { PassThrough } = await import("node:stream");
    if (typeof req.pipe === "function") req.pipe(new PassThrough());
  },
};
