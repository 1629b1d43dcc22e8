// Sending a delivery to a queue, or starting a workflow with it.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Sends a delivery to a queue, or creates an instance of a workflow with it, within `timeout` milliseconds. Returns the
 * result as a word, and a reason if sending failed. `about` is the JSON of everything except the body. `limit` is the
 * maximum size of the whole delivery, in bytes.
 */
export async function enqueue(binding, { instance, about, body, timeout, limit }) {
  // A body is never shorter in JSON.
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

/**
 * Creates an instance. If the instance already exists, the delivery is a duplicate. The runtime has no error code for
 * this case, so the instance is looked up.
 */
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

/** Returns a body as text if it is UTF-8, which is exact, and otherwise in base64. */
function inText(bytes) {
  try {
    return { body: decoder.decode(bytes), bodyEncoding: "utf8" };
  } catch {
    return { body: bytes.toBase64(), bodyEncoding: "base64" };
  }
}
