//! The built-in schemes.

use hookward::schemes;

use crate::Component;
use crate::bindings::exports::hookward::webhooks::schemes::{Guest, Scheme};
use crate::scheme::read_json;

impl Guest for Component {
    fn ids() -> Vec<String> {
        schemes::ids().map(str::to_owned).collect()
    }

    fn by_id(id: String) -> Option<Scheme> {
        let json = schemes::json_by_id(&id)?;
        let scheme = read_json(&json).ok()?;
        Some(Scheme { id, name: scheme.name.into_owned(), signs_body: !scheme.unsigned_body, json })
    }
}
