//! The bindings of the Worker: its variables and its secrets.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::route_error::RouteError;

/// The variables and secrets that the runtime hands to the Worker, by name.
#[derive(Clone, Copy)]
pub(crate) struct Bindings<'e>(pub(crate) &'e JsValue);

impl Bindings<'_> {
    /// Returns the value of a binding, if there is one.
    pub(crate) fn get(self, name: &str) -> Option<JsValue> {
        Reflect::get(self.0, &JsValue::from(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
    }

    /// Returns the names of all bindings.
    pub(crate) fn names(self) -> impl Iterator<Item = String> {
        Reflect::own_keys(self.0).unwrap_or_default().into_iter().filter_map(|name| name.as_string())
    }

    /// Returns the text of a secret. `path` is where the configuration names it.
    pub(crate) fn secret(self, name: &str, path: &str) -> Result<String, RouteError> {
        let upper = is_shown(name);
        let shown = if upper { name } else { "of that name" };
        let remedy = if upper { "" } else { "Write the name of a binding there, in upper case, not the secret. " };
        let command = if upper { ["wrangler secret put ", name].concat() } else { "wrangler secret put".to_owned() };
        let error = |what: &str| RouteError::invalid_secret(format!("{path}: {what} {remedy}Set it with `{command}`."));
        let value = self.get(name).ok_or_else(|| error(&format!("There is no binding {shown}.")))?;
        let text = value.as_string().ok_or_else(|| error(&format!("The binding {shown} is not text.")))?;
        if text.trim().is_empty() {
            return Err(error(&format!("The binding {shown} is empty: anyone could sign with it.")));
        }
        Ok(text)
    }
}

/// Whether a name may be printed: only if it looks like one, because people write the secret itself in its place.
pub(crate) fn is_shown(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
