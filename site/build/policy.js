// What the page may do, and what is said with each of its files: nothing of what is typed there can leave it.

const POLICY = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
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

const print = (policy) =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");

/** The policy as a meta element can have it, for who opens the page without its headers. */
export const META_POLICY = print(
  Object.fromEntries(Object.entries(POLICY).filter(([name]) => name !== "frame-ancestors")),
);

/** The headers of every file of the page. */
export const HEADERS = {
  "content-security-policy": print(POLICY),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-cache",
};
