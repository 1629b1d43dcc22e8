//! The path of a route, in which one segment may be the tenant.

use std::borrow::Cow;

/// The paths of operators and monitors. No route can have a path below this one.
pub(crate) const RESERVED: &str = "/_hookward/";

/// The text that the tenant replaces in a path or a URL, after the brace.
const TENANT: &str = "tenant}";

/// The maximum length of the name of a tenant.
const MAX_TENANT: usize = 64;

/// A path in which one segment is the tenant: `/webhooks/acme/{tenant}`.
pub(crate) struct TenantPath {
    before: String,
    after: String,
}

impl TenantPath {
    /// Parses a path. `None` if no segment of it is the tenant.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let (before, after) = parts(path)?;
        let is_segment = before.ends_with('/') && (after.is_empty() || after.starts_with('/'));
        is_segment.then(|| Self { before: before.to_owned(), after: after.to_owned() })
    }

    /// Returns the path of one tenant.
    pub(crate) fn of(&self, tenant: &str) -> String {
        [&self.before, tenant, &self.after].concat()
    }

    /// Returns whether a path is the path of a tenant, known or unknown.
    pub(crate) fn matches(&self, path: &str) -> bool {
        let tenant = path.strip_prefix(&*self.before).and_then(|rest| rest.strip_suffix(&*self.after));
        tenant.is_some_and(is_tenant)
    }
}

/// Returns the parts of a path or a URL before and after `{tenant}`.
fn parts(text: &str) -> Option<(&str, &str)> {
    // A search for a text instead of a character would add a large part of the standard library.
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.strip_prefix(TENANT)?))
}

/// Returns a URL in which the tenant replaces the first `{tenant}`.
pub(crate) fn with_tenant<'u>(url: &'u str, tenant: Option<&str>) -> Cow<'u, str> {
    match (parts(url), tenant) {
        (Some((before, after)), Some(tenant)) => [before, tenant, after].concat().into(),
        _ => url.into(),
    }
}

/// Returns whether a text is valid as the name of a tenant.
fn is_tenant(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && !text.is_empty() && text.len() <= MAX_TENANT
}
