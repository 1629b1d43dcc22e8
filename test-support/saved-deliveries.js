// Deliveries as a command gets them: signed by node:crypto, and written as a request over the wire or as a HAR file.

import { delivery } from "./providers.js";
import { SECRETS, sharingHeader } from "./schemes.js";

/** The time at which the deliveries are signed and received, in seconds. */
export const NOW = 1_709_064_000;

/** Returns a genuine delivery, with the options of a command that receives it at the time it was signed. */
export function saved(id, given) {
  const sent = delivery(id, { secret: SECRETS[id], seconds: NOW, deliveryId: "dlv_1", ...given });
  return {
    ...sent,
    now: ["--now", `${NOW}`],
    flags: Object.entries(sent.headers).flatMap(([n, v]) => ["-H", `${n}: ${v}`]),
  };
}

/** Returns the option that names the scheme of a delivery, if its headers are those of several schemes. */
export const named = (id) => (sharingHeader(id).length > 1 ? ["--scheme", id] : []);

/** Returns a delivery as HTTP/1.1 sends it. */
export function wire({ headers, body }, end = "\r\n", length = body.length) {
  const lines = Object.entries({ Host: "localhost", ...headers, "Content-Length": length });
  const fields = lines.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from(["POST /hook HTTP/1.1", ...fields, "", ""].join(end)), body]);
}

/** Returns a HAR file with requests. */
export const har = (...requests) => JSON.stringify({ log: { entries: requests.map((request) => ({ request })) } });

/** Returns a delivery as an entry of a HAR file. */
export const harRequest = ({ headers, body }, more) => ({
  method: "POST",
  url: "https://example.com/hook",
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  bodySize: body.length,
  postData: { mimeType: "application/json", text: body.toString() },
  ...more,
});
