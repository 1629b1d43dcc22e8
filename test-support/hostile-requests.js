// An endless sequence of hostile requests, which no client should send and which a receiver on the internet has to handle. The same seed gives the
// same sequence.
//
// Each request is a script for a raw socket, made from a genuine delivery: the bytes to write, and how the connection ends. The scripts do not depend
// on the receiver. A script may still contain a genuine delivery in an unusual form, so a receiver may accept it, with the genuine body.

import { connect } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";

/** The time that the receiver has to respond to a script, in milliseconds. Many scripts deserve no response. */
const PATIENCE = 150;

/**
 * Yields hostile requests without end. `deliveries` are genuine: `{ path, headers, body }`, with the headers as pairs and the signature first. Each
 * request is `{ kind, steps, end }`. `steps` are the bytes to write, one after another. `end` is `"wait"` for a response, `"half"` to close the
 * writing side, or `"reset"` to destroy the connection at once.
 */
export function* hostileRequests(seed, deliveries) {
  const random = new Random(seed);
  const kinds = Object.entries(KINDS);
  for (;;) {
    const [kind, make] = random.pick(kinds);
    const made = make(random, random.pick(deliveries));
    const { steps, end = "wait" } = Array.isArray(made) ? { steps: made } : made;
    yield { kind, steps: steps.map((step) => Buffer.from(step)), end };
  }
}

/** Sends a request to a port of this machine. Returns the status of the first response, or undefined if none arrives. */
export function play(port, { steps, end }) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(received)?.[1];
      resolve(status === undefined ? undefined : Number(status));
    };
    const timer = setTimeout(finish, PATIENCE);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      // An interim response is not the final response.
      if (/^HTTP\/1\.1 1\d\d/.test(received)) received = received.replace(/^[\s\S]*?\r\n\r\n/, "");
      if (received.includes("\r\n\r\n")) finish();
    });
    socket.on("error", finish);
    socket.on("close", finish);
    for (const step of steps) socket.write(step);
    if (end === "half") socket.end();
    if (end === "reset") setTimeout(finish, 2);
  });
}

/** Random numbers that are the same for the same seed (mulberry32). */
class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** Returns an integer from 0 to `limit` - 1. */
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  bytes(length) {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** Splits bytes into pieces of random lengths. */
  split(bytes, pieces = 1 + this.below(5)) {
    const cuts = Array.from({ length: pieces }, () => this.below(bytes.length + 1)).sort((a, b) => a - b);
    return [0, ...cuts].map((from, at) => bytes.subarray(from, cuts[at] ?? bytes.length));
  }
}

const latin = (text) => Buffer.from(text, "latin1");

/** Returns the head of a request: the given line, and headers as pairs. The text is encoded in Latin-1, one byte for each character. */
const head = (line, headers) =>
  latin([line, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n"));

/** Returns the headers of a delivery as any client sends them, with the length of its body. */
const whole = ({ headers, body }) => [
  ["Host", "edge.example"],
  ["Content-Type", "application/json"],
  ["Content-Length", body.length],
  ...headers,
];
const withoutLength = (delivery) => whole(delivery).filter(([name]) => name !== "Content-Length");

const post = (delivery, more = [], body = delivery.body) => [
  Buffer.concat([head(`POST ${delivery.path} HTTP/1.1`, [...whole(delivery), ...more]), Buffer.from(body)]),
];
const chunk = (bytes) => Buffer.concat([latin(`${bytes.length.toString(16)}\r\n`), bytes, latin("\r\n")]);

const METHODS =
  "GET HEAD PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND post Post POST\t PO\0ST P\xd6ST POSTT PRI XXXXXXXXXXXXXXXXXX".split(
    " ",
  );
const PATHS = [
  ...[
    "*",
    "",
    "?",
    "#",
    "/",
    "//",
    "/..",
    "/../../etc/passwd",
    "/%",
    "/%00",
    "/%2e%2e/",
    "/\x00",
    "/\xff\xfe",
    "/a b",
    "\\",
    "/;/",
  ],
  ...[
    "http://other.example/",
    "https://edge.example:99999/",
    "http://[::1]/",
    "http://@/",
    "file:///etc/passwd",
    "javascript:x",
  ],
  ...[
    "/_hookward/health",
    "/_hookward/%68ealth",
    "/_hookward/../x",
    "/_hookward/health/..",
    `/${"a/".repeat(8000)}`,
    `/?${"x".repeat(9000)}`,
  ],
  ...["/\u202ex".replace(/[^\0-\xff]/g, "\xe2\x80\xae"), "/%E2%80%AE", "/%1b[2J", "/\x1b[2J"],
];
const VERSIONS = [
  "HTTP/0.9",
  "HTTP/1.0",
  "HTTP/1.2",
  "HTTP/2.0",
  "HTTP/9.9",
  "HTTP/1.1 ",
  "http/1.1",
  "HTTP/1.",
  "HTP/1.1",
  "",
];
const LENGTHS = [
  "-1",
  "+2",
  "0x10",
  "1e3",
  "",
  " ",
  "abc",
  "9".repeat(40),
  "18446744073709551616",
  "2, 2",
  "2;3",
  "0",
  "1",
  "999999",
];
const ENCODINGS = [
  "gzip",
  "br",
  "deflate",
  "zstd",
  "x-gzip",
  "gzip, gzip",
  "GZIP",
  "identity",
  "\xff",
  "gzip;q=0",
  "compress",
];
const FRAMINGS = [
  "chunked",
  "Chunked",
  "chunked, chunked",
  "gzip, chunked",
  "chunked, identity",
  "xchunked",
  " chunked",
  "identity",
  "\x0bchunked",
  "",
];
const ODD_LINES = [
  ..."no colon at all|: no name|Name : space|\tFolded: x|X-A: b\r\n  folded|X-A\0: b|X-A: \0b|X-\xe9: x|X-A: \xff\xfe|X-A:|:|".split(
    "|",
  ),
  ...[
    "X-A: b\rX-B: c",
    "X-A: b\nX-B: c",
    `${"n".repeat(9000)}: x`,
    `X-Long: ${"v".repeat(70_000)}`,
    "\x7f: x",
    "(): x",
    "X-A: \x1b[2J",
  ],
];
const CHUNKS = [
  ...'-1\r\n|zz\r\n|\r\n|ffffffffffffffff\r\n|1000000000\r\n|2;ext="\r\n\r\n|0\r\nX: y|0|5\r\nab\r\n|2\nab\n|0x2\r\nab\r\n| 2\r\nab\r\n'.split(
    "|",
  ),
  ...[
    `2;${"e".repeat(20_000)}\r\nab\r\n`,
    "2\r\nabX\r\n0\r\n\r\n",
    "0\r\nHost: other\r\nX-A: b\r\n\r\n",
    "00000000000000002\r\nab\r\n0\r\n\r\n",
  ],
];
const PREFACES = [
  latin("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\x04\0\0\0\0\0"),
  Buffer.from("16030100c8010000c40303", "hex"),
  latin("SSH-2.0-OpenSSH_9.6\r\n"),
  latin("\r\n\r\n\r\n"),
  latin("GET /\r\n"),
  latin("\x05\x01\0"),
  latin("*1\r\n$4\r\nPING\r\n"),
];

/** Functions that make an invalid signature header from a valid one. */
const SIGNATURES = [
  (value) => value.toUpperCase(),
  (value) => value.slice(0, -1),
  (value) => `${value}0`,
  (value) => ` ${value} `,
  (value) => `"${value}"`,
  (value) => `${value},${value}`,
  (value) => Array(300).fill(value).join(" "),
  (value) => Array(300).fill(value).join(","),
  (value) => value.replace(/\d/, "\xe9"),
  (value) => `t=1,${value}`,
  (value) => `v1,${value}`,
  (value) => value.replace(/=/g, "==,"),
  (value) => value.replace(/[0-9a-f]/g, "0"),
  () => "",
  () => "sha256=",
  () => "t=99999999999999999999999,v1=",
  () => "\0",
  () => "a".repeat(60_000),
];

/** The kinds of hostile requests. Each function returns the bytes to write, or an object with `steps` and `end`. */
const KINDS = {
  method: (random, delivery) => [
    head(`${random.pick(METHODS)} ${delivery.path} HTTP/1.1`, whole(delivery)),
    delivery.body,
  ],
  path: (random, delivery) => [head(`POST ${random.pick(PATHS)} HTTP/1.1`, whole(delivery)), delivery.body],
  version: (random, delivery) => [
    head(`POST ${delivery.path} ${random.pick(VERSIONS)}`, whole(delivery)),
    delivery.body,
  ],
  preface: (random, delivery) => ({
    steps: [random.pick(PREFACES), ...post(delivery)],
    end: random.pick(["wait", "half"]),
  }),
  noise: (random) => ({ steps: [random.bytes(1 + random.below(3000))], end: random.pick(["half", "reset"]) }),
  "odd header": (random, delivery) => {
    const bytes = head(`POST ${delivery.path} HTTP/1.1`, whole(delivery));
    return [bytes.subarray(0, -2), latin(`${random.pick(ODD_LINES)}\r\n\r\n`), delivery.body];
  },
  "header twice": (random, delivery) => {
    const [name, value] = random.pick(whole(delivery));
    return post(delivery, [[random.pick([name, `${name}`.toUpperCase()]), random.pick([value, "", "0", "chunked"])]]);
  },
  "many headers": (random, delivery) =>
    post(
      delivery,
      Array.from({ length: random.pick([100, 1000, 3000]) }, (_, at) => [
        `X-${random.pick(["A", "Grillo-A", "a_"])}${at}`,
        "1",
      ]),
    ),
  "proxy headers": (_random, delivery) =>
    post(delivery, [
      ["X-Forwarded-For", "127.0.0.1"],
      ["X-Original-URL", "/admin"],
      ["X-HTTP-Method-Override", "DELETE"],
      ["X-Hookward-Event", "forged"],
      ["Connection", "close, x-hookward-scheme, content-length"],
    ]),
  length: (random, delivery) => {
    const headers = [...withoutLength(delivery), ["Content-Length", random.pick(LENGTHS)]];
    return {
      steps: [head(`POST ${delivery.path} HTTP/1.1`, headers), delivery.body],
      end: random.pick(["wait", "half"]),
    };
  },
  "two framings": (random, delivery) => {
    const headers = [...whole(delivery), ["Transfer-Encoding", random.pick(FRAMINGS)]];
    return [
      head(`POST ${delivery.path} HTTP/1.1`, headers),
      random.pick([delivery.body, Buffer.concat([chunk(delivery.body), latin("0\r\n\r\n")])]),
    ];
  },
  framing: (random, delivery) => {
    const headers = [...withoutLength(delivery), ["Transfer-Encoding", random.pick(FRAMINGS)]];
    return {
      steps: [head(`POST ${delivery.path} HTTP/1.1`, headers), chunk(delivery.body), "0\r\n\r\n"],
      end: random.pick(["wait", "half"]),
    };
  },
  "garbage in chunks": (random, delivery) => {
    const headers = [...withoutLength(delivery), ["Transfer-Encoding", "chunked"]];
    const good = random.below(2) ? [chunk(delivery.body.subarray(0, 5))] : [];
    return {
      steps: [head(`POST ${delivery.path} HTTP/1.1`, headers), ...good, random.pick(CHUNKS)],
      end: random.pick(["half", "wait", "reset"]),
    };
  },
  "a byte a chunk": (_random, delivery) => {
    const headers = [...withoutLength(delivery), ["Transfer-Encoding", "chunked"]];
    const bytes = [...delivery.body].map((byte) => chunk(Buffer.from([byte])));
    return [head(`POST ${delivery.path} HTTP/1.1`, headers), ...bytes, "0\r\n\r\n"];
  },
  "half a head": (random, delivery) => {
    const [bytes] = post(delivery, [], "");
    return { steps: [bytes.subarray(0, random.below(bytes.length - 1))], end: random.pick(["half", "reset"]) };
  },
  "half a body": (random, delivery) => {
    const [bytes] = post(delivery);
    return {
      steps: random.split(bytes.subarray(0, bytes.length - 1 - random.below(delivery.body.length - 1))),
      end: random.pick(["half", "reset"]),
    };
  },
  "gone before the response": (_random, delivery) => ({ steps: post(delivery), end: "reset" }),
  encoding: (random, delivery) => {
    const body = random.pick([delivery.body, gzipSync(delivery.body), deflateSync(delivery.body), random.bytes(50)]);
    return post({ ...delivery, body }, [["Content-Encoding", random.pick(ENCODINGS)]]);
  },
  expectation: (random, delivery) =>
    post(delivery, [
      random.pick([
        ["Expect", "100-continue"],
        ["Expect", "200-ok"],
        ["Upgrade", "websocket"],
        ["Upgrade", "h2c"],
        ["TE", "trailers"],
      ]),
    ]),
  signature: (random, delivery) => {
    const [[name, value], ...rest] = delivery.headers;
    return post({ ...delivery, headers: [[name, random.pick(SIGNATURES)(String(value))], ...rest] });
  },
  "no signature": (random, delivery) => post({ ...delivery, headers: delivery.headers.slice(1 + random.below(2)) }),
  "another body": (random, delivery) => {
    const deep = (times) => "[".repeat(times) + "]".repeat(times);
    const bodies = [
      "",
      "{",
      "\0",
      '{"a":1e999}',
      '"\\ud800"',
      `{"__proto__":{"x":1}}`,
      deep(1000),
      deep(50_000),
      '{"event":"\\u202e\\u001b[2J"}',
      random.bytes(500),
    ];
    return post({ ...delivery, body: Buffer.from(random.pick(bodies)) });
  },
  "one byte changed": (random, delivery) => {
    const body = Buffer.from(delivery.body);
    body[random.below(body.length)] ^= 1 << random.below(8);
    return post({ ...delivery, body });
  },
  "a long body": (random, delivery) =>
    post({ ...delivery, body: Buffer.alloc(random.pick([20_000, 70_000, 300_000]), 97) }),
  "too long a body": (random, delivery) => {
    if (random.below(8) > 0) return post({ ...delivery, body: Buffer.alloc(17_000, 97) });
    const body = Buffer.alloc((1 << 20) + 1, 97);
    if (random.below(2)) return post({ ...delivery, body });
    return [
      head(`POST ${delivery.path} HTTP/1.1`, [...withoutLength(delivery), ["Transfer-Encoding", "chunked"]]),
      chunk(body),
    ];
  },
  "two at once": (random, delivery) => [
    Buffer.concat([...post(delivery, [], random.pick([delivery.body, ""])), ...post(delivery)]),
  ],
  // The sender closes the connection while the second request is in flight.
  "two at once, and gone": (random, delivery) => ({
    steps: [Buffer.concat([...post(delivery), ...post(delivery)])],
    end: random.pick(["reset", "half"]),
  }),
  "in pieces": (random, delivery) => random.split(post(delivery)[0], 1 + random.below(20)),
  mutation: (random, delivery) => {
    const bytes = [...post(delivery)[0]];
    for (let left = 1 + random.below(4); left > 0; left--) {
      const at = random.below(bytes.length);
      bytes.splice(at, random.below(3), ...random.bytes(random.below(3)));
    }
    return { steps: [Buffer.from(bytes)], end: random.pick(["wait", "half"]) };
  },
};
