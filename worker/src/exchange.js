// A request on its way: what WebAssembly asks of it, and what WebAssembly wants done. Nothing in this file decides anything.
//
// Headers cross as text, a line for each name or value: neither can hold a line break. Every call between JavaScript and WebAssembly has a
// price, and so has every text: one call replaces dozens for one header or one chunk each.

import { readBody } from "./body.js";
import { digest, HASH_FROM, HASH_LENGTH } from "./hash.js";
import { otherOrigin } from "./index.js";
import { member, parse, stringify } from "./json.js";
import { measure } from "./metrics.js";
import { Names, names, notReturned } from "./names.js";
import { ask } from "./origin.js";
import { enqueue } from "./queue.js";
import { passOn, respond, respondInLines } from "./response.js";

const NONE = [];

/** In place of the length of a body: it broke off. */
const BROKEN_OFF = -2;

const encoder = new TextEncoder();

export class Exchange extends Names {
  constructor(request, env) {
    super();
    this.request = request;
    this.env = env;
    /** The method and the URL. */
    this.head = `${request.method}\n${request.url}`;
    this.arrival = Date.now();
    /** The response to the sender, once there is one. */
    this.response = undefined;
    /** The number of the headers that were read last, and their values. They are read again with the body. */
    this.number = -1;
    this.text = "";
    /** How the body is read. */
    this.limit = 0;
    /** The bytes received and their length, which is negative if they could not be read, and the re-serialized body. */
    this.length = 0;
    this.received = undefined;
    this.printed = undefined;
    /** The parsed body, once something was asked of it. */
    this.json = undefined;
    /** What is to be hashed, the hashes so far, and whether there can be any. */
    this.messages = NONE;
    this.hashes = NONE;
    this.canHash = true;
    /** What the ledger of the route is asked to keep, its reply and the number in it. */
    this.entry = undefined;
    this.reply = "";
    this.replyNumber = 0;
    /** The request, if it was refused and its route keeps it: the name of the object, what is known, and the headers. */
    this.refused = undefined;
    /** The names of the ledgers that are asked what an operator asks, what they replied, and where the page before ended. */
    this.ledgers = undefined;
    this.replies = "";
    this.cursor = undefined;
    /** The records that an operator is sent next. */
    this.records = undefined;
    /** What is sent, to which origins, and the line of the log until then. */
    this.origins = NONE;
    /** The queue or the workflow, in their place. */
    this.binding = undefined;
    this.sent = undefined;
    this.line = "";
    /** The origin's response and its body; or the reason why there is none, and none if the time was over. */
    this.origin = undefined;
    this.body = undefined;
    this.status = 0;
    this.reason = undefined;
  }

  // What WebAssembly asks for.

  /** Returns the values of headers. Those that nobody asks for are not read, however many there are. */
  values(number) {
    if (number === this.number) return this.text;
    const { headers } = this.request;
    let text = "";
    for (const name of names[number]) {
      const value = headers.get(name);
      text += value === null ? "\n" : `=${value}\n`;
    }
    this.number = number;
    this.text = text;
    return text;
  }

  /** Returns the headers that begin with `prefix`. */
  withPrefix(prefix) {
    let text = "";
    // Iterating would make an array for each header.
    this.request.headers.forEach((value, name) => {
      if (name.startsWith(prefix)) text += `${name}\n${value}\n`;
    });
    return text;
  }

  /** Returns the value of a parameter of the query that is there once. */
  parameter(name) {
    const values = new URL(this.request.url).searchParams.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  }

  random() {
    return crypto.randomUUID();
  }

  bytes(reserialized) {
    return reserialized ? this.printed : this.received;
  }

  isLong(length) {
    return length >= HASH_FROM;
  }

  /** Makes the re-serialized body. What could be parsed can be too deep to print. */
  reserialize() {
    this.printed ??= stringify(this.parse());
    return this.printed === undefined ? -1 : this.printed.length;
  }

  /** Parses the body once. What the re-serialized one holds is the same. */
  parse() {
    if (this.json === undefined) this.json = parse(this.received);
    return this.json;
  }

  /** Returns a member that is a text. One with half a surrogate pair is none: UTF-8 would make several of them alike. */
  member(path) {
    const value = member(this.parse(), path);
    return typeof value === "string" && value.isWellFormed() ? value : undefined;
  }

  /** Returns a member that is a text or a number, as text. */
  scalar(path) {
    const value = member(this.parse(), path);
    return typeof value === "number" ? `${value}` : this.member(path);
  }

  /** Returns the hashes so far, one behind the other. */
  hashed() {
    const all = new Uint8Array(this.hashes.length * HASH_LENGTH);
    for (const [at, hash] of this.hashes.entries()) all.set(hash, at * HASH_LENGTH);
    return all;
  }

  originHeader(name) {
    return this.origin.headers.get(name) ?? undefined;
  }

  // What WebAssembly wants done, once it has returned.

  askLedgers(names) {
    this.ledgers = linesOf(names);
  }

  toSend(records, cursor, line) {
    this.records = records;
    this.cursor = cursor;
    this.line = line;
  }

  toRead(limit) {
    this.limit = limit;
  }

  toHash(before, after, reserialized) {
    this.messages = [...this.messages, [before, this.bytes(reserialized), after]];
  }

  toForward(origins, headers, reserialized, timeout, limit, line) {
    this.origins = linesOf(origins);
    this.sent = { headers, body: this.bytes(reserialized), timeout, limit };
    this.line = line;
  }

  toQueue(binding, instance, about, reserialized, timeout, limit, line) {
    this.binding = binding;
    this.sent = { instance, about, body: this.bytes(reserialized), timeout, limit };
    this.line = line;
  }

  toKeep(
    type,
    name,
    previous,
    key,
    orderKey,
    webhookId,
    deliveryId,
    event,
    scheme,
    tenant,
    headers,
    lease,
    reserialized,
    line,
  ) {
    const about = { type, key, orderKey, webhookId, deliveryId, event, scheme, tenant, headers, lease };
    this.entry = { name, previous, event: about, body: type === "accept" ? this.bytes(reserialized) : undefined };
    this.line = line;
  }

  toKeepRefused(object, about, headers) {
    this.refused = { object, about, headers };
  }

  // What is done at once.

  respond(status, type, text, name, value, line) {
    this.response = respond(status, type, text, name, value);
    this.log(line);
  }

  passOn(more, line) {
    this.response = passOn(this.origin, this.body, notReturned, more);
    this.log(line);
  }

  log(line) {
    console.log(line);
    if (this.env.METRICS !== undefined) measure(this.env.METRICS, "request", JSON.parse(line));
  }

  // What has to be waited for.

  /** Reads the body. */
  async read() {
    const body = await readBody(this.request, this.limit).catch(() => BROKEN_OFF);
    if (typeof body === "number") this.length = body;
    else {
      this.received = body;
      this.length = body.length;
    }
  }

  /** Hashes what is to be hashed, one after another, because each makes a copy of the body. Without a hash, none is tried again. */
  async hash() {
    const { messages } = this;
    this.messages = NONE;
    for (const message of messages) {
      const hash = await digest(message);
      if (hash === undefined) {
        this.canHash = false;
        this.hashes = NONE;
        return;
      }
      this.hashes = [...this.hashes, hash];
    }
  }

  /** Has the ledger of the route keep what it is asked to. A ledger that cannot be reached has kept nothing. */
  async keep(ledgers) {
    const { name, previous, event, body } = this.entry;
    try {
      let known = { reply: "none" };
      if (previous !== undefined) known = await callLedger(ledgers, previous, { type: "look_up", key: event.key });
      const { reply, number } = known.reply === "none" ? await callLedger(ledgers, name, event, body) : known;
      this.reply = reply;
      this.replyNumber = number;
    } catch {
      this.reply = "unavailable";
    }
  }

  /** Has the ledger complete or release the key that it reserved. If it cannot be reached, the key is free when its lease ends. */
  async settle(ledgers, taken) {
    const { name, event } = this.entry;
    const settled = { type: taken ? "complete" : "release", key: event.key, holder: this.replyNumber };
    try {
      await callLedger(ledgers, name, settled);
    } catch {}
  }

  /** Asks ledgers what an operator asks, and has `decide` make the response of what they reply. */
  async collect(ledgers, decide) {
    await this.#askLedgers(ledgers);
    decide();
    if (this.response !== undefined) return;
    console.log(this.line);
    this.response = respondInLines(ReadableStream.from(this.#pages(ledgers, decide)));
  }

  async #askLedgers(ledgers) {
    const event = { type: "operate", request: this.head, cursor: this.cursor };
    const replies = this.ledgers.map(async (name) => {
      try {
        const { reply, number, text = "" } = await callLedger(ledgers, name, event);
        return `${reply}\n${number}\n${text}`;
      } catch {
        return "unavailable";
      }
    });
    this.replies = (await Promise.all(replies)).join("\0");
  }

  /** Returns records page by page, as they are read. Without a page the response breaks off, so that it is not taken for whole. */
  async *#pages(ledgers, decide) {
    for (;;) {
      if (this.records !== "") yield encoder.encode(this.records);
      if (this.cursor === undefined) return;
      this.records = undefined;
      await this.#askLedgers(ledgers);
      decide();
      if (this.records === undefined) throw new Error("A ledger did not reply.");
    }
  }

  /** Sends the delivery to the queue or the workflow. */
  async enqueue() {
    const { reply, reason } = await enqueue(this.env[this.binding], this.sent);
    this.reply = reply;
    this.reason = reason;
  }

  /** Asks the origins at once. The response of the first is the sender's. */
  async ask(context) {
    const [first, ...others] = this.origins;
    for (const [at, origin] of others.entries()) context.waitUntil(this.#askOther(origin, at + 1));
    const { response, body, reason } = await ask({ ...this.sent, origin: first }, this.env);
    this.origin = response;
    this.body = body;
    this.status = response === undefined ? 0 : response.status;
    this.reason = reason;
  }

  /** Asks another origin once. If it does not take the delivery, that is a line of the log. */
  async #askOther(origin, number) {
    const start = Date.now();
    const { response, reason } = await ask({ ...this.sent, origin }, this.env);
    const line = otherOrigin({ line: this.line, reason }, number, response?.status ?? 0, Date.now() - start);
    if (line !== undefined) console.log(line);
  }
}

/** Returns the lines of a text. */
export const linesOf = (text) => (text === "" ? [] : text.split("\n"));

/** Has a ledger handle an event. It is found by its name, which it does not know by itself. The first of several is the one that was alone. */
export const callLedger = (ledgers, name, event, body) =>
  ledgers.get(ledgers.idFromName(name.replace(/#0$/, ""))).handle(name, event, body);
