//! The headers that only a proxy, a connection or the receiver itself may set.
//!
//! Servers and frameworks believe these about an address, a user, a host, a path or a method, whoever sent them. So a gateway
//! hands none of them on because a sender sent it.

/// Reserved names that no reserved prefix covers. One text, because a list of texts takes twice the room in WebAssembly.
const NAMES: &str = "accept-encoding cdn-loop client-ip connection cookie expect forwarded front-end-https host http2-settings keep-alive \
    real-ip set-cookie te trailer transfer-encoding true-client-ip upgrade via x-host";

/// What reserved names begin with: a family of proxies, frameworks or hosts each.
const PREFIXES: &str = "access-control- cf- content- fastly- proxy- remote- sec- webhook- wl- x-accel- x-amzn- x-appengine- x-arr- x-auth- \
    x-azure- x-client- x-cluster- x-coming-from x-envoy- x-forwarded x-hookward- x-http-method x-invoke- x-method \
    x-middleware- x-nextjs- x-original- x-proxy- x-real- x-remote- x-rewrite- x-scheme x-sendfile x-ssl-";

/// Whether only a proxy, a connection or the receiver itself may set a header of this name, given in lower case.
///
/// CGI and its heirs (WSGI, Rack, PHP) do not tell `-` from `_` or `.`, so `x_forwarded_for` is reserved too.
///
/// ```
/// assert!(hookward::is_reserved_header("x-forwarded-for"));
/// assert!(!hookward::is_reserved_header("x-github-event"));
/// ```
pub fn is_reserved_header(name: &str) -> bool {
    let is_name = |reserved: &[u8]| reserved.len() == name.len() && begins_with(name, reserved);
    is_reserved_prefix(name) || words(NAMES).any(is_name)
}

/// Whether every header that begins with this text is reserved.
pub(crate) fn is_reserved_prefix(text: &str) -> bool {
    words(PREFIXES).any(|prefix| begins_with(text, prefix))
}

fn words(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|byte| *byte == b' ')
}

fn begins_with(name: &str, prefix: &[u8]) -> bool {
    let dashed = |byte: u8| if matches!(byte, b'_' | b'.') { b'-' } else { byte };
    name.len() >= prefix.len() && name.bytes().zip(prefix).all(|(byte, wanted)| dashed(byte) == *wanted)
}
