//! What a gateway decides that stands before an origin and lets only verified deliveries through.
//!
//! There is no I/O here, no clock and no host: a host reads requests and bodies, hashes long ones, asks the origin and writes the log,
//! and calls in between. The order of one request is in `gateway.rs`, top to bottom. The other files hold one thing each:
//!
//! | file | what it holds |
//! |---|---|
//! | `gateway.rs` | the order of one request |
//! | `bindings.rs` | the variables and secrets of a host |
//! | `request.rs` | what a host has of a request and of its body |
//! | `routes.rs` | the routes, read and checked |
//! | `route_config.rs` | one table of `ROUTES`, as it is written |
//! | `origin_option.rs` | the keys of a route about where deliveries go |
//! | `ledger_option.rs` | the keys of a route about its ledger |
//! | `ready_route.rs` | a route whose configuration was checked |
//! | `route_path.rs` | a path with a tenant in it |
//! | `shards.rs` | the ledgers of a route |
//! | `secret_name.rs` | the name of a secret, and of each tenant's |
//! | `signed_url.rs` | the url that a provider signs |
//! | `route_error.rs` | why a route cannot be used |
//! | `value_message.rs` | the message about a value of the configuration that cannot be read |
//! | `challenge_option.rs` | whether a route responds to unsigned challenges |
//! | `challenge.rs` | challenges of providers, and the responses to them |
//! | `head.rs` | the method and the path of a request |
//! | `verify.rs` | the verification of a body, and the verified delivery |
//! | `labels.rs` | what a verified delivery says of itself |
//! | `headers.rs` | which headers are read and cross to the origin, and which come back |
//! | `origin_request.rs` | the request to the origin, and the edge's own signature over it |
//! | `recipient.rs` | what takes deliveries in place of an origin |
//! | `queued_delivery.rs` | a verified delivery as a queue or a workflow gets it |
//! | `ledger.rs` | what a ledger is asked to keep, and what it replies |
//! | `refused.rs` | what is kept of a refused request |
//! | `operator.rs` | the order of an operator's request |
//! | `operator_request.rs` | what an operator asks for |
//! | `operator_response.rs` | what an operator gets |
//! | `http_error.rs` | why a request was not served |
//! | `response.rs` | every response |
//! | `json_text.rs` | values as JSON text in which every character can be seen |
//! | `log_line.rs` | the one line of the log |
//!
//! No request, no configuration and no response of an origin makes the code panic: a panic would end a Worker's isolate, and the other
//! requests in it.

mod bindings;
mod challenge;
mod challenge_option;
mod gateway;
mod head;
mod headers;
mod http_error;
mod json_text;
mod labels;
mod ledger;
mod ledger_option;
mod log_line;
mod operator;
mod operator_request;
mod operator_response;
mod origin_option;
mod origin_request;
mod queued_delivery;
mod ready_route;
mod recipient;
mod refused;
mod request;
mod response;
mod route_config;
mod route_error;
mod route_path;
mod routes;
mod secret_name;
mod shards;
mod signed_url;
mod value_message;
mod verify;

pub use bindings::{Bindings, Missing, ParsedUrl, Product};
pub use gateway::{AfterBody, AfterHead, AfterLedger, AfterOrigin, Gateway, OriginResponse, Outgoing};
pub use head::Head;
pub use headers::{HeaderNames, not_returned};
pub use json_text::to_json;
pub use ledger::{Entry, LedgerReply};
pub use log_line::{OriginError, UnfinishedLine};
pub use operator::AfterOperation;
pub use operator_request::OperatorRequest;
pub use operator_response::OperatorReply;
pub use origin_request::{Attempt, OriginRequest};
pub use queued_delivery::{QueueReply, QueuedDelivery};
pub use refused::{Refused, is_refused};
pub use request::{Body, BodyReadError, Incoming, Request};
pub use response::Response;
pub use route_error::RouteError;
pub use verify::{Hashes, Sha256, ToHash};
