//! Every answer that leaves the edge.

use hookward::Ack;
use serde::Serialize;
use worker::{Response, ResponseBody, ResponseBuilder, Result};

use crate::forward::Answer;
use crate::refusal::Refusal;
use crate::routes::{Route, Routes};

/// A request that was not served: plain words, which do not say why.
pub(crate) fn refused(refusal: &Refusal) -> Result<Response> {
    let (status, words) = refusal.answer();
    let builder = text(status, "text/plain; charset=utf-8")?;
    let builder = match refusal {
        Refusal::Method { allow } => builder.with_header("allow", allow)?,
        _ => builder,
    };
    Ok(builder.fixed(words.as_bytes().to_vec()))
}

/// The words that the provider counts as success, byte for byte, whatever words the origin used for it.
pub(crate) fn ack(ack: &Ack) -> Result<Response> {
    Ok(text(ack.status, &ack.content_type)?.fixed(ack.body.as_bytes().to_vec()))
}

/// The origin's answer, as it gave it.
pub(crate) fn from_origin(answer: Answer) -> Response {
    // Not every status may have a body, and those that may do not need an empty one.
    let body = if answer.body.is_empty() { ResponseBody::Empty } else { ResponseBody::Body(answer.body) };
    ResponseBuilder::new().with_status(answer.status).with_headers(answer.headers).body(body)
}

/// Whether the configuration is whole: 200 if it is and 503 if it is not, and which routes are.
pub(crate) fn health(routes: &Routes) -> Result<Response> {
    let ok = routes.faults().next().is_none();
    let fault = routes.table.as_ref().err().map(|fault| fault.code);
    let routes = routes.table.iter().flatten().map(RouteHealth::of).collect();
    let health = Health { ok, fault, routes };
    let builder = ResponseBuilder::new().with_status(if ok { 200 } else { 503 });
    builder.with_header("cache-control", "no-store")?.from_json(&health)
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

fn text(status: u16, content_type: &str) -> Result<ResponseBuilder> {
    ResponseBuilder::new().with_status(status).with_header("content-type", content_type)
}
