//! The name of a secret's binding, as a route has it: `ACME_SECRET`, or `ACME_SECRET_{TENANT}` for one secret a tenant.

use std::borrow::Cow;

/// What stands for the tenant in a name, after the brace.
const TENANT: &str = "TENANT}";

/// The names that routes have, those with a tenant apart: there are few, and names without one cannot collide with each other.
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

    /// Returns the names that can be those of one binding with a name.
    pub(crate) fn collisions<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let plain: &[String] = if has_tenant(name) { &self.plain } else { &[] };
        plain.iter().chain(&self.of_tenants).map(String::as_str).filter(|other| can_collide(name, other))
    }
}

/// Returns the name for a tenant, in upper case and with `_` for `-`. A name without the tenant in it is every tenant's.
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

/// Returns the tenant that a binding is for, if it has such a name.
pub(crate) fn tenant_of(name: &str, binding: &str) -> Option<String> {
    let lower = |byte: u8| if byte == b'_' { '-' } else { byte.to_ascii_lowercase().into() };
    let tenant = between(binding, parts(name)?)?;
    let is_upper = tenant.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    is_upper.then(|| tenant.bytes().map(lower).collect())
}

/// Whether a name is another for each tenant.
pub(crate) fn has_tenant(name: &str) -> bool {
    parts(name).is_some()
}

/// Whether two different names can be those of one binding, so that the secret of one tenant would be another's too.
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

/// Returns what a name has before and after the tenant.
fn parts(name: &str) -> Option<(&str, &str)> {
    let (before, rest) = name.split_once('{')?;
    Some((before, rest.strip_prefix(TENANT)?))
}

/// Returns the tenant of a name that has these parts around it.
fn between<'n>(name: &'n str, (before, after): (&str, &str)) -> Option<&'n str> {
    name.strip_prefix(before)?.strip_suffix(after).filter(|tenant| !tenant.is_empty())
}
