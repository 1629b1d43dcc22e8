/** The address of a Worker, for requests to its operators' interface. */

import { usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";

/** The option with the address of the Worker. */
export const WORKER: Options = {
  url: { type: "string", value: "URL", help: "the address of the Worker, such as https://hooks.example.com" },
};

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Returns the address of a Worker. The operator's token is sent there, so a connection over a network must be encrypted. */
export function workerUrl(given: Given): URL {
  const text = given.text("url");
  if (text === undefined) throw usage("Name the Worker with --url, such as --url https://hooks.example.com.");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw usage(
      "--url must be an address that begins with https://, or with http:// on this machine, without a user or a password.",
    );
  // The interface is at the root. A path may belong to a different program, which must not receive the token.
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw usage("--url must be an address without a path, a query or a fragment: hookward adds /_hookward/.");
  if (url.protocol === "http:" && !LOCAL.test(url.hostname))
    throw usage("--url must begin with https://: otherwise anyone on the network could read the token.");
  return url;
}
