//! The decisions of a gateway in front of an origin, which forwards only verified deliveries.
//!
//! This crate has no I/O, no clock and no host. A host reads requests and bodies, hashes long bodies, sends requests to the
//! origin and writes the log. Between these steps, it calls this crate. `gateway.rs` contains the order of one request, from top
//! to bottom. Each other file has one subject:
//!
//! | file | contents |
//! |---|---|
//! | `gateway.rs` | the order of one request |
//! | `bindings.rs` | the variables and secrets of a host |
//! | `request.rs` | a request of a host, and its body |
//! | `routes.rs` | reading and checking the routes |
//! | `route_config.rs` | one table of `ROUTES`, as written |
//! | `origin_option.rs` | the keys of a route for its origins |
//! | `ledger_option.rs` | the keys of a route for its ledger |
//! | `ready_route.rs` | a route whose configuration was checked |
//! | `route_path.rs` | a path with a tenant |
//! | `shards.rs` | the ledgers of a route |
//! | `secret_name.rs` | the name of a secret, and of each tenant's secret |
//! | `signed_url.rs` | the URL that a provider signs |
//! | `route_error.rs` | the reason why a route cannot be used |
//! | `value_message.rs` | the message about an invalid value of the configuration |
//! | `challenge_option.rs` | the key that enables responses to unsigned challenges |
//! | `challenge.rs` | challenges of providers, and the responses to them |
//! | `head.rs` | the method and the path of a request |
//! | `verify.rs` | the verification of a body, and the verified delivery |
//! | `labels.rs` | the event and the delivery id of a verified delivery |
//! | `headers.rs` | the headers that are read, forwarded to the origin, and returned to the sender |
//! | `origin_request.rs` | the request to the origin, and the edge's own signature |
//! | `recipient.rs` | a queue or a workflow that receives deliveries instead of an origin |
//! | `queued_delivery.rs` | a verified delivery for a queue or a workflow |
//! | `ledger.rs` | the data that a ledger stores, and the replies of a ledger |
//! | `refused.rs` | the data that is kept of a refused request |
//! | `operator.rs` | the order of an operator's request |
//! | `operator_request.rs` | an operator's request |
//! | `operator_response.rs` | the response to an operator |
//! | `http_error.rs` | the reason why a request was not served |
//! | `response.rs` | all responses |
//! | `json_text.rs` | values as JSON text in which every character is visible |
//! | `log_line.rs` | the line of a request in the log |
//!
//! The code never panics, whatever the request, the configuration or the origin's response. A panic would end a Worker's isolate
//! and all other requests in it.

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
