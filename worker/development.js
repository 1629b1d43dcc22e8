// The Worker with the page that explains a delivery beside it, for `wrangler dev --config worker/development.toml`.
//
// What is deployed is build/index.js alone, which knows nothing of the page: nothing here, nor any of its files, is part of it.

import hookward from "../build/index.js";

/** Where the page is. No route can have a path there. */
const PAGE = "/_hookward/explain/";

export default {
  fetch(request, env, context) {
    const url = new URL(request.url);
    const isShown = String(env.EXPLAIN_PAGE) === "true" && ["GET", "HEAD"].includes(request.method);
    if (isShown && `${url.pathname}/` === PAGE) return Response.redirect(new URL(PAGE, url), 308);
    if (isShown && url.pathname.startsWith(PAGE)) return file(url.pathname.slice(PAGE.length), request, env);
    return hookward.fetch(request, env, context);
  },
};

/** One of the page's files, with the headers that site/dist/_headers gives it. */
function file(name, { url, method, headers }, env) {
  return env.ASSETS.fetch(new Request(new URL(`/${name || "index.html"}`, url), { method, headers }));
}
