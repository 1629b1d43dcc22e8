// A request in progress: the values that WebAssembly reads, and the actions that WebAssembly requests. This file makes
// no decisions.
//
// Headers are passed as text, with a line for each name or value. Neither can contain a line break. Every call between
// JavaScript and WebAssembly has a cost, and so does every text. For this reason, one call replaces dozens of calls for
// one header or one chunk each.

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

/** The value of `length` for a body that broke off. */
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
    /** The response to the sender, once it exists. */
    this.response = undefined;
    /** The number of the headers that were read last, and their values. They are read again with the body. */
    this.number = -1;
    this.text = "";
    /** The maximum length of the body. */
    this.limit = 0;
    /**
     * The length of the received body, the received body, and the re-serialized body. The length is negative if the
     * body could not be read.
     */
    this.length = 0;
    this.received = undefined;
    this.printed = undefined;
    /** The parsed body, once a value of it was read. */
    this.json = undefined;
    /** The messages to hash, the hashes so far, and whether the runtime can hash. */
    this.messages = NONE;
    this.hashes = NONE;
    this.canHash = true;
    /** The entry for the ledger of the route, the reply of the ledger, and the number in the reply. */
    this.entry = undefined;
    this.reply = "";
    this.replyNumber = 0;
    /**
     * The refused request, if its route keeps refused requests: the name of the object, the details, and the headers.
     */
    this.refused = undefined;
    /**
     * The ledgers that receive the operator's request, their replies, and the position at which the previous page
     * ended.
     */
    this.ledgers = undefined;
    this.replies = "";
    this.cursor = undefined;
    /** The next records to send to the operator. */
    this.records = undefined;
    /** The origins that receive the delivery. */
    this.origins = NONE;
    /**
     * The queue or the workflow, if one receives the delivery, the content to send, and the unfinished line of the log.
     */
    this.binding = undefined;
    this.sent = undefined;
    this.line = "";
    /**
     * The response of the origin, its body and its status, and the reason if no response exists. No reason exists after
     * a timeout.
     */
    this.origin = undefined;
    this.body = undefined;
    this.status = 0;
    this.reason = undefined;
  }

  // Values that WebAssembly reads.

  /** Returns the values of headers. Headers without a name in the list are not read. */
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
    // An iterator would create an array for each header.
    this.request.headers.forEach((value, name) => {
      if (name.startsWith(prefix)) text += `${name}\n${value}\n`;
    });
    return text;
  }

  /** Returns the value of a query parameter that occurs exactly once. */
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

  /**
   * Creates the re-serialized body, and returns its length, or -1. A body that could be parsed can be too deep to
   * print.
   */
  reserialize() {
    this.printed ??= stringify(this.parse());
    return this.printed === undefined ? -1 : this.printed.length;
  }

  /** Parses the body once. The re-serialized body has the same members. */
  parse() {
    if (this.json === undefined) this.json = parse(this.received);
    return this.json;
  }

  /**
   * Returns a member that is a text. Ignores a text with half a surrogate pair, because several such texts are equal in
   * UTF-8.
   */
  member(path) {
    const value = member(this.parse(), path);
    return typeof value === "string" && value.isWellFormed() ? value : undefined;
  }

  /** Returns a member that is a text or a number, as text. */
  scalar(path) {
    const value = member(this.parse(), path);
    return typeof value === "number" ? `${value}` : this.member(path);
  }

  /** Returns the hashes so far, one after another. */
  hashed() {
    const all = new Uint8Array(this.hashes.length * HASH_LENGTH);
    for (const [at, hash] of this.hashes.entries()) all.set(hash, at * HASH_LENGTH);
    return all;
  }

  originHeader(name) {
    return this.origin.headers.get(name) ?? undefined;
  }

  // Actions that WebAssembly requests. They are performed after WebAssembly has returned.

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

  // Actions that are performed immediately.

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

  // Actions that take time.

  /** Reads the body. */
  async read() {
    const body = await readBody(this.request, this.limit).catch(() => BROKEN_OFF);
    if (typeof body === "number") this.length = body;
    else {
      this.received = body;
      this.length = body.length;
    }
  }

  /**
   * Hashes the messages one after another, because each hash makes a copy of the body. After a hash that fails, no hash
   * is tried again.
   */
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

  /** Passes the entry to the ledger of the route. A ledger that cannot be reached has stored nothing. */
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

  /**
   * Completes or releases the key that the ledger reserved. If the ledger cannot be reached, the key is free when its
   * lease ends.
   */
  async settle(ledgers, taken) {
    const { name, event } = this.entry;
    const settled = { type: taken ? "complete" : "release", key: event.key, holder: this.replyNumber };
    try {
      await callLedger(ledgers, name, settled);
    } catch {}
  }

  /** Sends the operator's request to ledgers. Then `decide` creates the response from their replies. */
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

  /**
   * Returns records page by page, as they are read. If a page is missing, the response breaks off, so that it does not
   * look complete.
   */
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

  /** Sends the delivery to all origins at once. The response of the first origin is the response to the sender. */
  async ask(context) {
    const [first, ...others] = this.origins;
    for (const [at, origin] of others.entries()) context.waitUntil(this.#askOther(origin, at + 1));
    const { response, body, reason } = await ask({ ...this.sent, origin: first }, this.env);
    this.origin = response;
    this.body = body;
    this.status = response === undefined ? 0 : response.status;
    this.reason = reason;
  }

  /** Sends the delivery to another origin once. If that origin does not accept the delivery, a line is logged. */
  async #askOther(origin, number) {
    const start = Date.now();
    const { response, reason } = await ask({ ...this.sent, origin }, this.env);
    const line = otherOrigin({ line: this.line, reason }, number, response?.status ?? 0, Date.now() - start);
    if (line !== undefined) console.log(line);
  }
}

/** Returns the lines of a text. */
export const linesOf = (text) => (text === "" ? [] : text.split("\n"));

/**
 * Passes an event to a ledger. The ledger is found by its name, which it does not know by itself. If a route has
 * several ledgers, the first one has the same name as a single ledger.
 */
export const callLedger = (ledgers, name, event, body) =>
  ledgers.get(ledgers.idFromName(name.replace(/#0$/, ""))).handle(name, event, body);
