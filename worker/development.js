// The Worker with the page that explains a refusal beside it, for `wrangler dev --config worker/development.toml`.
//
// Only build/index.js is deployed. It has no part of this file, nor of the page.

import hookward from "../build/index.js";

/** The path of the page. No route can have a path below it. */
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

/** Returns one of the page's files, with the headers of site/dist/_headers. */
function file(name, { url, method, headers }, env) {
  return env.ASSETS.fetch(new Request(new URL(`/explain/${name || "index.html"}`, url), { method, headers }));
}
