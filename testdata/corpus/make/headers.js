// Records whose headers were renamed, dropped or joined between the sender and the receiver.

import { PAYLOADS, SECRETS } from "./payloads.js";
import * as proxies from "./proxies.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { run, SCRIPTS, versioned } from "./tools.js";

/** Matches headers that servers and proxies add. They differ between runs, and are not required for verification. */
const OWN = /^(host|connection|content-length|date|accept|user-agent|http_host)$/i;

const renamed = { code: "header_renamed", proven: true };
const missing = { code: "header_missing", proven: false };

const nginx = (...lines) => ({
  tool: "nginx",
  command: `nginx: ${lines.join(" ")}`,
  way: (headers, body) => proxies.nginx(lines.join(" "), headers, body),
});
const php = { tool: "php", command: "$_SERVER, in `php -S`", way: proxies.php };
const python = (tool, form) => ({
  tool,
  command: SCRIPTS[tool](form).command,
  way: (headers) => JSON.parse(run(SCRIPTS[tool](form).argv, JSON.stringify(headers)).toString()),
});
const node = (command, before) => ({
  tool: "node",
  command,
  way: (headers, body) => proxies.node(before(headers), body),
});
const spelled = (from, to) => (headers) => headers.map(([name, value]) => [name === from ? to : name, value]);
const emptied = (of) => (headers) => headers.map(([name, value]) => [name, name === of ? "" : value]);
const again = (name) => (headers) => [...headers, ...headers.filter((pair) => pair[0] === name)];

/** Returns a case whose header has an underscore in its name. By default, nginx drops such headers. */
const underscored = (from, to) => ({
  ...nginx(),
  command: `sent as ${to}, through nginx as it is set up`,
  way: (headers, body) => proxies.nginx("", spelled(from, to)(headers), body),
});

const CASES = {
  "cgi-php-gilbert": { scheme: "gilbert", by: php, header: "HTTP_X_GILBERT_SIGNATURE", ...renamed },
  "cgi-php-gabinete360": { scheme: "gabinete360", by: php, header: "HTTP_X_ARGOS_SIGNATURE", ...renamed },
  "cgi-flask": {
    scheme: "grillo",
    by: python("flask", "flask-environ"),
    header: "HTTP_X_GRILLO_SIGNATURE",
    ...renamed,
  },
  "cgi-django": {
    scheme: "smarterbot",
    by: python("django", "django-meta"),
    header: "HTTP_X_WEBHOOK_SIGNATURE",
    ...renamed,
  },
  "forwarded-gilbert": {
    scheme: "gilbert",
    by: nginx(
      "proxy_set_header X-Forwarded-Gilbert-Signature $http_x_gilbert_signature;",
      'proxy_set_header X-Gilbert-Signature "";',
    ),
    header: "X-Forwarded-Gilbert-Signature",
    ...renamed,
  },
  "forwarded-whole-name": {
    scheme: "grillo",
    by: nginx(
      "proxy_set_header X-Forwarded-X-Grillo-Signature $http_x_grillo_signature;",
      'proxy_set_header X-Grillo-Signature "";',
    ),
    header: "X-Forwarded-X-Grillo-Signature",
    ...renamed,
  },
  "original-smarterbot": {
    scheme: "smarterbot",
    by: nginx(
      "proxy_set_header X-Original-Webhook-Signature $http_x_webhook_signature;",
      'proxy_set_header X-Webhook-Signature "";',
    ),
    header: "X-Original-Webhook-Signature",
    ...renamed,
  },
  "prefix-dropped": {
    scheme: "gabinete360",
    by: nginx("proxy_set_header Argos-Signature $http_x_argos_signature;", 'proxy_set_header X-Argos-Signature "";'),
    header: "Argos-Signature",
    ...renamed,
  },
  "prefix-added": {
    scheme: "standard-webhooks",
    by: nginx(
      "proxy_set_header X-Webhook-Signature $http_webhook_signature;",
      'proxy_set_header Webhook-Signature "";',
    ),
    header: "X-Webhook-Signature",
    ...renamed,
  },
  underscores: {
    scheme: "grillo",
    by: nginx(
      "proxy_set_header X_Grillo_Signature $http_x_grillo_signature;",
      'proxy_set_header X-Grillo-Signature "";',
    ),
    header: "X_Grillo_Signature",
    ...renamed,
  },
  "underscores-timestamp": {
    scheme: "inboundflow",
    by: node("sent as x_inboundflow_timestamp", spelled("X-InboundFlow-Timestamp", "x_inboundflow_timestamp")),
    header: "x_inboundflow_timestamp",
    ...renamed,
  },
  "timestamp-renamed": {
    scheme: "standard-webhooks",
    by: nginx(
      "proxy_set_header X-Forwarded-Webhook-Timestamp $http_webhook_timestamp;",
      'proxy_set_header Webhook-Timestamp "";',
    ),
    header: "X-Forwarded-Webhook-Timestamp",
    ...renamed,
  },
  svix: {
    scheme: "standard-webhooks",
    by: node("sent with the names that Svix has for them: svix-id, svix-timestamp, svix-signature", (headers) =>
      headers.map(([name, value]) => [name.replace(/^webhook-/, "svix-"), value]),
    ),
    header: "svix-signature",
    code: "header_renamed",
    proven: false,
    or: ["scheme_other"],
  },
  "underscores-dropped-by-nginx": {
    scheme: "gilbert",
    by: underscored("X-Gilbert-Signature", "X_Gilbert_Signature"),
    header: "x-gilbert-signature",
    ...missing,
  },
  "dropped-by-nginx": {
    scheme: "gabinete360",
    by: nginx('proxy_set_header X-Argos-Signature "";'),
    header: "x-argos-signature",
    ...missing,
  },
  "passed-by-list": {
    scheme: "smarterbot",
    by: nginx("proxy_pass_request_headers off;", "proxy_set_header Content-Type $content_type;"),
    header: "x-webhook-signature",
    ...missing,
  },
  "timestamp-dropped": {
    scheme: "inboundflow",
    by: nginx('proxy_set_header X-InboundFlow-Timestamp "";'),
    header: "x-inboundflow-timestamp",
    ...missing,
  },
  "id-dropped": {
    scheme: "standard-webhooks",
    by: nginx('proxy_set_header Webhook-Id "";'),
    header: "webhook-id",
    ...missing,
  },
  "unset-in-curl": {
    scheme: "forge",
    by: {
      tool: "curl",
      command: 'curl --header "X-Hub-Signature-256: $NOT_SET"',
      way: async (headers, body) =>
        (await proxies.curl(["--data-binary", "@-"], emptied("X-Hub-Signature-256")(headers), body)).headers,
    },
    header: "x-hub-signature-256",
    ...missing,
  },
  twice: {
    scheme: "grillo",
    by: node("req.headers of a request that has the header twice", again("X-Grillo-Signature")),
    header: "x-grillo-signature",
    code: "header_duplicated",
    proven: false,
    refused: "duplicate_header",
  },
  "twice-timestamp": {
    scheme: "chat",
    by: node("req.headers of a request that has the header twice", again("X-Chat-Request-Timestamp")),
    header: "x-chat-request-timestamp",
    code: "header_duplicated",
    proven: false,
    refused: "duplicate_header",
  },
  "twice-gilbert": {
    scheme: "gilbert",
    by: node("req.headers of a request that has the header twice", again("X-Gilbert-Signature")),
    header: "x-gilbert-signature",
    code: "header_duplicated",
    proven: false,
    refused: "duplicate_header",
  },
};

export const headers = Object.entries(CASES).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, by, header, code, or, proven, refused = "missing_header" } = given;
    const secret = SECRETS[scheme];
    const body = Buffer.from(JSON.stringify(PAYLOADS[scheme]));
    const sent = deliver(scheme, { body, secret });
    const came = await by.way(sent.headers, body);
    return {
      scheme,
      why: `${SHAPES[scheme].header} and what is beside it, as they come: ${by.command}`,
      madeBy: { tools: [versioned(by.tool)], command: by.command },
      sent: { ...sent, secret },
      received: { headers: came.filter(([name]) => !OWN.test(name)) },
      refused: { code: refused },
      expect: { code, or, subject: "header", proven, header: header.toLowerCase() },
    };
  },
}));
