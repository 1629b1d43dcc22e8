// Your own Worker. hookward handles the paths below /webhooks/, and its own paths: /_hookward/health, and those for operators.

import hookward from "hookward/worker";

export default {
  // With a ledger, a cron trigger calls the handler scheduled.
  ...hookward,
  async fetch(request, env, ctx): Promise<Response> {
    const { pathname } = new URL(request.url);
    // hookward verifies the request, forwards it to the origin of its route in wrangler.toml, and returns the response for the provider.
    if (/^\/(webhooks|_hookward)\//.test(pathname)) return hookward.fetch(request, env, ctx);
    return new Response("Not a webhook.", { status: 404 });
  },
} satisfies ExportedHandler<Env>;
