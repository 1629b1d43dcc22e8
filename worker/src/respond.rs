//! Every response that leaves the edge.

use hookward::Ack;
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::Response;

use crate::headers;
use crate::http_error::HttpError;
use crate::json_text::to_json;
use crate::routes::{Route, Routes};
use crate::runtime::{self, OriginResponse};

thread_local! {
    /// The names of the headers that never come back, for the runtime. Made once, not for each response.
    static NOT_RETURNED: Array = runtime::lines(&headers::not_returned());
}

/// Returns the response to a request that was not served: a plain text that does not say why.
pub(crate) fn http_error(error: &HttpError<'_>) -> Response {
    let (status, text) = error.response();
    let allow = if let HttpError::Method { allow } = error { Some(*allow) } else { None };
    runtime::respond_plain(status, text, allow)
}

/// Returns the response that the provider counts as success, byte for byte, whatever the origin's was.
pub(crate) fn ack(ack: &Ack) -> Result<Response, JsValue> {
    runtime::respond(ack.status, &ack.content_type, &ack.body, None, None)
}

/// Returns the response to a challenge. A browser must not take an echo for a page.
pub(crate) fn challenge(content_type: &str, body: &str) -> Result<Response, JsValue> {
    runtime::respond(200, content_type, body, Some("x-content-type-options"), Some("nosniff"))
}

/// Returns the origin's response, as it gave it.
pub(crate) fn from_origin(response: &OriginResponse) -> Result<Response, JsValue> {
    let more = headers::not_returned_of(&response.connection(), &response.content_encoding());
    NOT_RETURNED.with(|names| runtime::pass_on(response, names, more.as_deref()))
}

/// Returns whether the configuration is whole, 200 if it is and 503 if it is not, and which routes can be used.
pub(crate) fn health(routes: &Routes) -> Result<Response, JsValue> {
    let ok = routes.errors().next().is_none();
    let code = routes.all.as_ref().err().map(|error| error.code);
    let routes = routes.all.iter().flatten().map(RouteHealth::of).collect();
    let text = to_json(&Health { ok, code, routes });
    runtime::respond(if ok { 200 } else { 503 }, "application/json", &text, Some("cache-control"), Some("no-store"))
}

/// What the health endpoint shows: codes and no messages, because anyone may ask and a message names bindings.
#[derive(Serialize)]
struct Health<'r> {
    ok: bool,
    /// Why no route can be used at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    routes: Vec<RouteHealth<'r>>,
}

#[derive(Serialize)]
struct RouteHealth<'r> {
    path: Option<&'r str>,
    scheme: Option<&'r str>,
    ok: bool,
    /// Why the route cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

impl<'r> RouteHealth<'r> {
    fn of(route: &'r Route) -> Self {
        let code = route.error().map(|error| error.code);
        Self { path: route.path.as_deref(), scheme: route.scheme.as_deref(), ok: code.is_none(), code }
    }
}
