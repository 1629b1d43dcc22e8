/**
 * The way into the core: the module's one instance, and the scratch area in its memory.
 *
 * The only file on the way of a verification that knows WebAssembly. It packs bytes and reads numbers; what they mean is for the core to say.
 */

import { module } from "#wasm";
import type { HeaderValues } from "./headers.js";
import * as glue from "./wasm/glue.js";

const instance = new WebAssembly.Instance(module, { "./hookward_bg.js": glue as unknown as WebAssembly.ModuleImports });
glue.__wbg_set_wasm(instance.exports);
(instance.exports["__wbindgen_start"] as () => void)();

const memory = instance.exports["memory"] as WebAssembly.Memory;
const encoder = new TextEncoder();

/** A header's place in the list that the core gave (1 byte) and the length of its value (4 bytes). */
const PREFIX = 5;
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const UTF8_MAX = 3;

/** What the core answers besides the position of the secret that matched. */
export const REFUSED = -1;
export const RESERIALIZE = -2;

/** Beyond this the core cannot even be asked for room: lengths are numbers of 32 bits there, and the sign is one. */
const LONGEST = 2 ** 31 - 1;

let area = new Uint8Array(0);

/** A view of the scratch area, at least so long. Growing the memory detaches views, so each use asks again. */
function reserve(length: number): Uint8Array {
  if (area.length < length) {
    const start = length > LONGEST ? 0 : glue.scratch(length);
    if (start === 0) {
      throw new RangeError(
        `There is no memory to verify ${length} bytes. Set maxBodyBytes to what this runtime can hold.`,
      );
    }
    area = new Uint8Array(memory.buffer, start, length);
  } else if (area.buffer !== memory.buffer) {
    area = new Uint8Array(memory.buffer, glue.scratch(area.length), area.length);
  }
  return area;
}

/**
 * Writes headers, and the body behind them, into the scratch area. Gives how long the headers are there.
 *
 * Of the headers, those whose place is below `count` go there: they take part in the verdict.
 */
export function pack(headers: HeaderValues, count: number, body: Uint8Array): number {
  let room = body.length;
  for (const [slot, value] of headers) if (slot < count) room += PREFIX + value.length * UTF8_MAX;
  const target = reserve(room);
  let at = 0;
  for (const [slot, value] of headers) {
    if (slot >= count) continue;
    const { written } = encoder.encodeInto(value, target.subarray(at + PREFIX));
    target[at] = slot;
    target[at + 1] = written;
    target[at + 2] = written >>> 8;
    target[at + 3] = written >>> 16;
    target[at + 4] = written >>> 24;
    at += PREFIX + written;
  }
  target.set(body, at);
  return at;
}

export const { Engine, builtin } = glue;
export type Engine = glue.Engine;
