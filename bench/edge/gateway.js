// A gateway that decides before it forwards, but verifies nothing. It reads the whole body, copies most of the headers, limits the waiting time,
// reads the whole response, and logs a line.

const TIMEOUT = 9_000;
const NOT_FORWARDED = ["accept-encoding", "connection", "content-length", "host"];
const NOT_RETURNED = ["connection", "content-length", "keep-alive", "location"];

function without(headers, names) {
  const copy = new Headers(headers);
  for (const name of names) copy.delete(name);
  return copy;
}

export default {
  async fetch(request, { ORIGIN }) {
    const body = await request.bytes();
    const headers = without(request.headers, NOT_FORWARDED);
    headers.set("x-gateway", "1");
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(ORIGIN, { method: "POST", headers, body, redirect: "manual", signal });
    const text = await response.bytes();
    const { status } = response;
    console.log(JSON.stringify({ path: new URL(request.url).pathname, status, bytes: body.length }));
    return new Response(text, { status, headers: without(response.headers, NOT_RETURNED) });
  },
};
