/** The address of a Worker whose operators' interface is asked. */

import { usage } from "./cli-error.js";

/** Returns the origin of a Worker. The operator's token is sent there, so that a connection over a network must be encrypted. */
export function workerUrl(text: string | undefined): URL {
  if (text === undefined)
    throw usage(
      "Give the address of the Worker: --url https://hookward.example.workers.dev, or http://127.0.0.1:8787.",
    );
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw usage("--url takes an address that begins with https://, such as https://hookward.example.workers.dev.");
  if (url.protocol === "http:" && !isHere(url.hostname))
    throw usage(
      "--url must begin with https://, since the token is sent there. http:// is for a Worker on this machine.",
    );
  return new URL(url.origin);
}

/** Returns whether a host is this machine. The URL parser writes every form of an IPv4 address alike. */
const isHere = (host: string) => host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
