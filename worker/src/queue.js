// Sending a delivery to a queue, or starting a workflow with it.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Sends a delivery to a queue, or creates the instance of a workflow with it, within `timeout` milliseconds. Returns what became of it in a word;
 * where it was not taken, the reason. `about` is JSON of all but the body, and `limit` the most bytes of the whole.
 */
export async function enqueue(binding, { instance, about, body, timeout, limit }) {
  // No body is shorter in JSON.
  if (body.length > limit) return { reply: "too_long" };
  const delivery = { ...JSON.parse(about), ...inText(body) };
  if (encoder.encode(JSON.stringify(delivery)).length > limit) return { reply: "too_long" };
  let timer;
  const slow = new Promise((_, reject) => {
    timer = setTimeout(reject, timeout, `it took longer than ${timeout} ms`);
  });
  try {
    const sent =
      instance === undefined ? binding.send(delivery, { contentType: "json" }) : start(binding, instance, delivery);
    return { reply: (await Promise.race([sent, slow])) === "duplicate" ? "duplicate" : "taken" };
  } catch (error) {
    return { reply: "failed", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Creates an instance. One that exists is a duplicate. The runtime has no code for that, so the instance is looked for. */
async function start(workflow, id, params) {
  try {
    await workflow.create({ id, params });
  } catch (error) {
    await workflow.get(id).catch(() => {
      throw error;
    });
    return "duplicate";
  }
}

/** Returns a body as text, which is exact for UTF-8, or else in base64. */
function inText(bytes) {
  try {
    return { body: decoder.decode(bytes), bodyEncoding: "utf8" };
  } catch {
    return { body: bytes.toBase64(), bodyEncoding: "base64" };
  }
}
