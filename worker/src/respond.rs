//! Every answer that leaves the edge.

use hookward::Ack;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::Response;

use crate::headers::kept_back;
use crate::host::{self, Answer};
use crate::refusal::Refusal;
use crate::routes::{Route, Routes};

/// A request that was not served: plain words, which do not say why.
pub(crate) fn refused(refusal: &Refusal<'_>) -> Response {
    let (status, words) = refusal.answer();
    let (name, value) = match refusal {
        Refusal::Method { allow } => ("allow", *allow),
        _ => ("", ""),
    };
    host::plain_answer(status, "text/plain; charset=utf-8", words, name, value)
}

/// The words that the provider counts as success, byte for byte, whatever words the origin used for it.
pub(crate) fn ack(ack: &Ack) -> Result<Response, JsValue> {
    host::answer(ack.status, &ack.content_type, &ack.body, "", "")
}

/// The origin's answer, as it gave it.
pub(crate) fn from_origin(answer: &Answer) -> Result<Response, JsValue> {
    host::pass_on(answer, &kept_back(&answer.connection()))
}

/// Whether the configuration is whole: 200 if it is and 503 if it is not, and which routes are.
pub(crate) fn health(routes: &Routes) -> Result<Response, JsValue> {
    let ok = routes.faults().next().is_none();
    let fault = routes.table.as_ref().err().map(|fault| fault.code);
    let routes = routes.table.iter().flatten().map(RouteHealth::of).collect();
    let health = Health { ok, fault, routes };
    let words = serde_json::to_string(&health).unwrap_or_default();
    host::answer(if ok { 200 } else { 503 }, "application/json", &words, "cache-control", "no-store")
}

#[derive(Serialize)]
struct Health<'r> {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'static str>,
    routes: Vec<RouteHealth<'r>>,
}

/// Codes and no sentences: anybody may ask, and a sentence names bindings.
#[derive(Serialize)]
struct RouteHealth<'r> {
    path: Option<&'r str>,
    scheme: Option<&'r str>,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'static str>,
}

impl<'r> RouteHealth<'r> {
    fn of(route: &'r Route) -> Self {
        let fault = route.target.as_ref().err().map(|fault| fault.code);
        Self { path: route.path.as_deref(), scheme: route.scheme.as_deref(), ok: fault.is_none(), fault }
    }
}
