// The Worker with the pages beside it, for `wrangler dev --config worker/development.toml` and for `npm start`.
//
// Only build/index.js is deployed. It has no part of this file, nor of the pages.

import hookward from "../build/index.js";

export { Ledger } from "../build/index.js";

/** The pages by their folder in site/dist/, and when there is one. No route can have a path below theirs. */
const PAGES = {
  explain: ({ EXPLAIN_PAGE }) => String(EXPLAIN_PAGE) === "true",
  console: ({ OPERATOR_TOKEN }) => Boolean(OPERATOR_TOKEN),
};

export default {
  ...hookward,
  fetch(request, env, context) {
    const url = new URL(request.url);
    const [, page, name] = /^\/_hookward\/(explain|console)(?:\/(.*))?$/.exec(url.pathname) ?? [];
    const isShown = page !== undefined && PAGES[page](env) && ["GET", "HEAD"].includes(request.method);
    if (!isShown) return hookward.fetch(request, env, context);
    if (name === undefined) return Response.redirect(new URL(`/_hookward/${page}/`, url), 308);
    return file(`/${page}/${name || "index.html"}`, request, env);
  },
};

/** Returns one of the files of site/dist/, with the headers of its `_headers`. */
function file(path, { url, method, headers }, env) {
  return env.ASSETS.fetch(new Request(new URL(path, url), { method, headers }));
}
