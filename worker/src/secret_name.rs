//! The name of a secret's binding, as a route has it: `STRIPE_SECRET`, or `STRIPE_SECRET_{TENANT}` for one secret a tenant.

use std::borrow::Cow;

/// What stands for the tenant in a name.
const TENANT: &str = "{TENANT}";

/// Returns the name for a tenant, in upper case and with `_` for `-`. A name without the tenant in it is every tenant's.
pub(crate) fn for_tenant<'n>(name: &'n str, tenant: Option<&str>) -> Cow<'n, str> {
    match tenant {
        Some(tenant) if has_tenant(name) => name.replace(TENANT, &tenant.to_ascii_uppercase().replace('-', "_")).into(),
        _ => name.into(),
    }
}

/// Returns the tenant that a binding is for, if it has such a name.
pub(crate) fn tenant_of(name: &str, binding: &str) -> Option<String> {
    let (before, after) = name.split_once(TENANT)?;
    let tenant = binding.strip_prefix(before)?.strip_suffix(after)?;
    let is_upper = tenant.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    (is_upper && !tenant.is_empty()).then(|| tenant.to_ascii_lowercase().replace('_', "-"))
}

/// Whether a name is another for each tenant.
pub(crate) fn has_tenant(name: &str) -> bool {
    name.contains(TENANT)
}

/// Whether two different names can be those of one binding, so that the secret of one tenant would be another's too.
pub(crate) fn can_collide(one: &str, other: &str) -> bool {
    let parts = |name| str::split_once(name, TENANT);
    let fits = |name: &str, (before, after)| {
        name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).is_some_and(|tenant| !tenant.is_empty())
    };
    match (parts(one), parts(other)) {
        _ if one == other => false,
        (None, None) => false,
        (None, Some(parts)) => fits(one, parts),
        (Some(parts), None) => fits(other, parts),
        (Some((before, after)), Some((other_before, other_after))) => {
            (before.starts_with(other_before) || other_before.starts_with(before))
                && (after.ends_with(other_after) || other_after.ends_with(after))
        }
    }
}
