//! The headers that only a proxy, a connection or the receiver itself may set.
//!
//! Servers and frameworks trust these headers for an address, a user, a host, a path or a method, regardless of the sender. A
//! gateway therefore never forwards them from a sender.

/// The reserved names that no reserved prefix covers. They are one text, because a list of texts takes twice the space in
/// WebAssembly.
const NAMES: &str = "accept-encoding cdn-loop client-ip connection cookie expect forwarded front-end-https host http2-settings keep-alive \
    real-ip set-cookie te trailer transfer-encoding true-client-ip upgrade via x-anonymous-consumer x-apigateway-api-userinfo \
    x-credential-identifier x-email x-endpoint-api-userinfo x-groups x-host x-script-name x-token-subject x-url-scheme x-user \
    x-username";

/// The prefixes of reserved names. Each belongs to a family of proxies, frameworks or hosts.
const PREFIXES: &str = "access-control- cf- client-cert content- fastly- fly- iv- oidc- proxy- remote- sec- shib- sm- ssl-client- webhook- wl- \
    x-accel- x-amzn- x-appengine- x-arr- x-auth- x-authenticated- x-authentik- x-azure- x-client- x-cluster- x-coming-from \
    x-consumer- x-envoy- x-forwarded x-hookward- x-http-method x-invoke- x-jwt- x-method x-middleware- x-nextjs- x-nf- \
    x-oidc- x-original- x-pomerium- x-proxy- x-real- x-remote- x-rewrite- x-scheme x-sendfile x-ssl- x-user- x-vouch- \
    x-webauth-";

/// The prefixes of reserved names of vendors that also send webhooks, such as Google with `x-goog-channel-id`. Other headers of
/// these vendors are not reserved.
const PREFIXES_OF_PROVIDERS: &str = "tailscale-app- tailscale-user- x-goog-authenticated- x-goog-iap- x-ms-client-principal x-ms-token- \
    x-vercel-forwarded- x-vercel-ip- x-vercel-oidc- x-vercel-proxied-";

/// Returns whether only a proxy, a connection or the receiver may set a header. The name is in lower case.
///
/// CGI and its successors (WSGI, Rack, PHP) do not distinguish `-` from `_` or `.`, so `x_forwarded_for` is reserved too.
///
/// # Examples
/// ```
/// assert!(hookward::is_reserved_header("x-forwarded-for"));
/// assert!(!hookward::is_reserved_header("x-acme-event"));
/// ```
pub fn is_reserved_header(name: &str) -> bool {
    let is_name = |reserved: &[u8]| reserved.len() == name.len() && begins_with(name, reserved);
    begins_reserved(name) || words(NAMES).any(is_name)
}

/// Returns whether a reserved header can begin with this text, given in letters, digits and `-`.
///
/// Returns false for a prefix that the reserved headers and the webhooks of a vendor share, such as `x-goog-`. A gateway must
/// call [`is_reserved_header`] for each header that it forwards.
pub(crate) fn is_reserved_prefix(text: &str) -> bool {
    let begins = |reserved: &[u8]| reserved.starts_with(text.as_bytes());
    begins_reserved(text) || words(NAMES).chain(words(PREFIXES)).any(begins)
}

fn begins_reserved(text: &str) -> bool {
    words(PREFIXES).chain(words(PREFIXES_OF_PROVIDERS)).any(|prefix| begins_with(text, prefix))
}

fn words(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|byte| *byte == b' ')
}

fn begins_with(name: &str, prefix: &[u8]) -> bool {
    let dashed = |byte: u8| if matches!(byte, b'_' | b'.') { b'-' } else { byte };
    name.len() >= prefix.len() && name.bytes().zip(prefix).all(|(byte, wanted)| dashed(byte) == *wanted)
}
