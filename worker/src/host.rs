//! The host's JSON: the very functions whose output the providers with a re-serialized body sign.
//!
//! Another parser would not do. How a number such as `1E3` is printed, which of two equal keys wins and how deep a
//! document may be are V8's answers here, and Node's, which is V8 too, at the provider.

use core::str;

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// A body, parsed. Only ever made from bytes that are within their limit.
pub(crate) struct Document(JsValue);

impl Document {
    /// Parses strict UTF-8. `None` if it is not that, or not JSON, or deeper than the host goes.
    ///
    /// A byte order mark is left in, so that `JSON.parse` refuses it: a decoder that strips it makes two bodies one.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        JSON::parse(str::from_utf8(body).ok()?).ok().map(Self)
    }

    /// `JSON.stringify`, or `None` if the host cannot: a document that could be parsed can still be too deep to print.
    pub(crate) fn stringify(&self) -> Option<String> {
        JSON::stringify(&self.0).ok()?.as_string()
    }

    /// The member of that name, if the document is an object and the member a text.
    pub(crate) fn text(&self, member: &str) -> Option<String> {
        Reflect::get(&self.0, &JsValue::from(member)).ok()?.as_string()
    }
}
