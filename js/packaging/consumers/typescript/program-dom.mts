// A program for a browser or a worker, whose types say what a body of `fetch` may be.

import { type VerifiedDelivery, Verifier } from "hookward";
import { conformance, sign } from "hookward/testing";

const verifier = new Verifier({ scheme: "gilbert", secret: "s3cret" });

export async function send(url: string): Promise<Response[]> {
  const { headers, body } = sign({ scheme: "gilbert", secret: "s3cret", flaw: "changed_body" });
  const signed = verifier.sign({ body: "{}" });
  const kit = conformance({ scheme: "gilbert", secret: "s3cret" });
  return [
    await fetch(url, { method: "POST", headers, body }),
    await fetch(url, { method: "POST", ...signed }),
    ...(await Promise.all(kit.map((one) => fetch(url, { method: "POST", headers: one.headers, body: one.body })))),
  ];
}

export async function passOn(delivery: VerifiedDelivery): Promise<ArrayBuffer> {
  console.log(
    new Response(delivery.body),
    new Blob([delivery.body]),
    new Request("/", { method: "POST", body: delivery.body }),
  );
  const bytes: Uint8Array = delivery.body;
  console.log(bytes);
  return crypto.subtle.digest("SHA-256", delivery.body);
}
