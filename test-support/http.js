// A server on a real socket, a well-behaved client, and a client that writes arbitrary bytes.

import { once } from "node:events";
import http from "node:http";
import net from "node:net";

/** The maximum wait, in milliseconds. It is below all of Node's own timeouts, so that a test cannot pass because of them. */
const DEADLINE = 4000;

/** Runs `use` with a server for the handler (an Express app is one), and closes everything afterwards. */
export async function serving(handler, use) {
  const server = http.createServer(handler);
  const sockets = new Set();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  try {
    return await use(port, server);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  }
}

/** Sends a request, and returns the response: status, headers, and the body as text. */
export async function send(port, { path = "/", method = "POST", headers = {}, body, agent = false }) {
  const request = http.request({ host: "127.0.0.1", port, path, method, headers, agent });
  request.end(body);
  const [response] = await once(request, "response");
  const chunks = await response.toArray();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
    socket: request.socket,
  };
}

/** Opens a connection that the test writes to. `read` waits until the received text matches, or until the server has closed the connection. */
export async function dial(port) {
  const socket = net.connect(port, "127.0.0.1");
  await once(socket, "connect");
  let text = "";
  let closed = false;
  const waiting = new Set();
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    wake();
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    closed = true;
    wake();
  });
  const until = (condition) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        clearTimeout(deadline);
        resolve(text);
      };
      const deadline = setTimeout(() => reject(new Error(`nothing more came than ${JSON.stringify(text)}`)), DEADLINE);
      waiting.add(look);
      look();
    });
  return {
    socket,
    write: (...parts) => parts.map((part) => socket.write(part)),
    read: (pattern) => until(() => pattern.test(text) || closed),
    closed: () => until(() => closed),
    received: () => text,
  };
}

/** Waits until a condition holds. Throws if it does not hold soon. */
export async function until(condition) {
  const started = Date.now();
  while (!condition()) {
    if (Date.now() - started > DEADLINE) throw new Error(`waited in vain for ${condition}`);
    await sleep(5);
  }
}

/** Returns the head of a request, as it is sent over the connection. */
export function head(path, headers, method = "POST") {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`;
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
