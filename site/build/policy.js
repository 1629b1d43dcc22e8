// What each page may do, and the headers of its files: nothing that is typed there can reach another origin.

const POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "'none'",
};

/** The pages, each with its own rules: one computes in WebAssembly, the other asks the Worker that it is served by. */
export const POLICIES = {
  explain: { ...POLICY, "script-src": "'self' 'wasm-unsafe-eval'" },
  console: { ...POLICY, "connect-src": "'self'" },
};

const print = (policy) =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");

/** Returns the policy of a page as a meta element can have it, for who opens the page without its headers. */
export const metaPolicyOf = (page) =>
  print(Object.fromEntries(Object.entries(POLICIES[page]).filter(([name]) => name !== "frame-ancestors")));

/** Returns the headers of every file of a page. */
export const headersOf = (page) => ({
  "content-security-policy": print(POLICIES[page]),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-cache",
});

/** Returns the headers of pages as Cloudflare's static assets read them, in the file `_headers`. `paths` has the path of each page. */
export function headersFile(paths) {
  const rules = Object.entries(paths).map(([page, path]) => {
    const lines = Object.entries(headersOf(page)).map(([name, value]) => `  ${name}: ${value}`);
    return `${path}*\n${lines.join("\n")}\n`;
  });
  return rules.join("\n");
}
