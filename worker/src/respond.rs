//! Every response that leaves the edge.

use hookward::Ack;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::Response;

use crate::headers::not_returned;
use crate::http_error::HttpError;
use crate::json_text::to_json;
use crate::routes::{Route, Routes};
use crate::runtime::{self, OriginResponse};

/// Returns the response to a request that was not served: a plain text that does not say why.
pub(crate) fn http_error(error: &HttpError<'_>) -> Response {
    let (status, text) = error.response();
    let (name, value) = match error {
        HttpError::Method { allow } => ("allow", *allow),
        _ => ("", ""),
    };
    runtime::respond_plain(status, "text/plain; charset=utf-8", text, name, value)
}

/// Returns the response that the provider counts as success, byte for byte, whatever the origin's was.
pub(crate) fn ack(ack: &Ack) -> Result<Response, JsValue> {
    runtime::respond(ack.status, &ack.content_type, &ack.body, "", "")
}

/// Returns the origin's response, as it gave it.
pub(crate) fn from_origin(response: &OriginResponse) -> Result<Response, JsValue> {
    runtime::pass_on(response, &not_returned(&response.connection(), &response.content_encoding()))
}

/// Returns whether the configuration is whole, 200 if it is and 503 if it is not, and which routes can be used.
pub(crate) fn health(routes: &Routes) -> Result<Response, JsValue> {
    let ok = routes.errors().next().is_none();
    let code = routes.all.as_ref().err().map(|error| error.code);
    let routes = routes.all.iter().flatten().map(RouteHealth::of).collect();
    let text = to_json(&Health { ok, code, routes });
    runtime::respond(if ok { 200 } else { 503 }, "application/json", &text, "cache-control", "no-store")
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
        let code = route.ready.as_ref().err().map(|error| error.code);
        Self { path: route.path.as_deref(), scheme: route.scheme.as_deref(), ok: code.is_none(), code }
    }
}
