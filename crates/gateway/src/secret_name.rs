//! The name of a secret's binding in a route: `ACME_SECRET`, or `ACME_SECRET_{TENANT}` for one secret per tenant.

use std::borrow::Cow;

/// The text that the tenant replaces in a name, after the brace.
const TENANT: &str = "TENANT}";

/// The names of secrets in all routes. Names with a tenant are in a separate list: they are few, and names without a tenant
/// cannot collide with each other.
#[derive(Default)]
pub(crate) struct SecretNames {
    plain: Vec<String>,
    of_tenants: Vec<String>,
}

impl SecretNames {
    pub(crate) fn add<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names {
            let list = if has_tenant(name) { &mut self.of_tenants } else { &mut self.plain };
            list.push(name.to_owned());
        }
    }

    /// Returns the names that can refer to the same binding as `name`.
    pub(crate) fn collisions<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let plain: &[String] = if has_tenant(name) { &self.plain } else { &[] };
        plain.iter().chain(&self.of_tenants).map(String::as_str).filter(|other| can_collide(name, other))
    }
}

/// Returns the name for a tenant, with the tenant in upper case and `_` instead of `-`. A name without `{TENANT}` is the same for
/// all tenants.
pub(crate) fn for_tenant<'n>(name: &'n str, tenant: Option<&str>) -> Cow<'n, str> {
    let upper = |byte: u8| if byte == b'-' { '_' } else { byte.to_ascii_uppercase().into() };
    match (parts(name), tenant) {
        (Some((before, after)), Some(tenant)) => {
            let mut name = before.to_owned();
            name.extend(tenant.bytes().map(upper));
            name.push_str(after);
            name.into()
        }
        _ => name.into(),
    }
}

/// Returns the tenant to whom a binding belongs, if the binding's name matches `name`.
pub(crate) fn tenant_of(name: &str, binding: &str) -> Option<String> {
    let lower = |byte: u8| if byte == b'_' { '-' } else { byte.to_ascii_lowercase().into() };
    let tenant = between(binding, parts(name)?)?;
    let is_upper = tenant.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    is_upper.then(|| tenant.bytes().map(lower).collect())
}

/// Returns whether a name is different for each tenant.
pub(crate) fn has_tenant(name: &str) -> bool {
    parts(name).is_some()
}

/// Returns whether two different names can refer to the same binding. The secret of one tenant would then also be the secret of
/// another.
pub(crate) fn can_collide(one: &str, other: &str) -> bool {
    match (parts(one), parts(other)) {
        _ if one == other => false,
        (None, None) => false,
        (None, Some(parts)) => between(one, parts).is_some(),
        (Some(parts), None) => between(other, parts).is_some(),
        (Some((before, after)), Some((other_before, other_after))) => {
            (before.starts_with(other_before) || other_before.starts_with(before))
                && (after.ends_with(other_after) || other_after.ends_with(after))
        }
    }
}

/// Returns the parts of a name before and after the tenant.
fn parts(name: &str) -> Option<(&str, &str)> {
    let (before, rest) = name.split_once('{')?;
    Some((before, rest.strip_prefix(TENANT)?))
}

/// Returns the tenant in a name that has these parts before and after the tenant.
fn between<'n>(name: &'n str, (before, after): (&str, &str)) -> Option<&'n str> {
    name.strip_prefix(before)?.strip_suffix(after).filter(|tenant| !tenant.is_empty())
}
