//! The order of an operator's request, below `/_hookward/`.
//!
//! ```text
//!   token           404   the Worker has an OPERATOR_TOKEN: without one, these paths do not seem to exist
//!                   401   the request has this token
//!   operation       404   the path is that of an operation
//!                   405   the operation has this method
//!                   400   the parameters are valid, and name ledgers that exist
//!   ledgers               each ledger does its part
//!   response        404   the response of the only ledger, or of all ledgers together                   (409, 503)
//! ```

use hookward_ledger::Operation;
use subtle::ConstantTimeEq as _;

use crate::gateway::{AfterHead, Gateway, elapsed, refuse};
use crate::head::Head;
use crate::http_error::HttpError;
use crate::log_line::LogLine;
use crate::operator_request::{Kind, OperatorRequest, invalid};
use crate::operator_response::{self, OperatorReply, Outcome};
use crate::request::{Incoming, Request};
use crate::response::Response;
use crate::shards::path_of;

/// The next action of a host after the ledgers have replied to an operator.
#[derive(Debug)]
pub enum AfterOperation<'r> {
    /// A response to send, and a line to log.
    Respond(Response<'r>, String),
    /// Records to send as they are read, and a line to log with the first records.
    Send {
        /// The records, one per line.
        records: String,
        /// The cursor with which the ledgers return more records. `None`: these are the last records.
        cursor: Option<String>,
        /// The line of the log.
        line: String,
    },
}

impl Gateway {
    /// Decides from the head of an operator's request which ledgers are asked.
    pub(crate) fn check_operator(&self, incoming: &Incoming<'_, impl Request>) -> Result<AfterHead<'_>, HttpError<'_>> {
        let token = self.routes.operator_token.as_deref().ok_or(HttpError::NotFound)?;
        let names = &self.routes.authorization;
        let values = incoming.request.values(names);
        let sent = names.parse(&values).get("authorization").and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        if !bool::from(sent.as_bytes().ct_eq(token.as_bytes())) {
            return Err(HttpError::WrongToken);
        }
        let request = OperatorRequest::parse(&incoming.head, None)?;
        Ok(AfterHead::AskLedgers(self.asked(&request)?))
    }

    /// Returns the response to an operator. `cursor` is the cursor of the previous page, if a request requires several pages.
    /// `replies` are the replies of the ledgers, in the order in which the ledgers were asked.
    pub fn operate<'t>(
        &self,
        incoming: &Incoming<'_, impl Request>,
        cursor: Option<&str>,
        replies: impl Iterator<Item = OperatorReply<'t>>,
    ) -> AfterOperation<'_> {
        let line = LogLine::new(incoming.head.path);
        let outcome = OperatorRequest::parse(&incoming.head, cursor).and_then(|request| {
            let paths = self.asked(&request)?;
            operator_response::respond(&self.routes, &request, &paths.into_iter().zip(replies).collect::<Vec<_>>())
        });
        match outcome {
            Ok(Outcome::Response(response)) => {
                let line = line.finish(response.status, elapsed(incoming));
                AfterOperation::Respond(response, line)
            }
            Ok(Outcome::Records { records, cursor }) => {
                AfterOperation::Send { records, cursor, line: line.finish(200, elapsed(incoming)) }
            }
            Err(error) => {
                let (response, line) = refuse(incoming, line, &error);
                AfterOperation::Respond(response, line)
            }
        }
    }

    /// Reads the operation of an operator for a ledger, and passes the operation to `then`.
    pub fn operation<T>(
        &self,
        ledger: &str,
        head: &Head<'_>,
        cursor: Option<&str>,
        then: impl FnOnce(Operation<'_>) -> T,
    ) -> Option<T> {
        let request = OperatorRequest::parse(head, cursor).ok()?;
        let asked = self.asked(&request).ok()?;
        let index = asked.iter().position(|own| *own == ledger)?;
        Some(then(request.operation(index, asked.len())))
    }

    /// Returns the names of the ledgers that a request of an operator concerns.
    fn asked(&self, request: &OperatorRequest) -> Result<Vec<&str>, HttpError<'_>> {
        let is_of_refused = request.kind.is_of_refused();
        let all = if is_of_refused { self.refused_objects() } else { self.ledgers().collect() };
        let error = |message: &str| {
            let names: Vec<&str> = all.iter().map(|name| if is_of_refused { path_of(name) } else { name }).collect();
            Err(invalid(&[message, &names.join(", ")].concat()))
        };
        // A path refers to all ledgers of a route. A path with a number refers to one of them.
        let asked: Vec<&str> = match &request.path {
            None => all.clone(),
            Some(path) if is_of_refused => all.iter().copied().filter(|name| path_of(name) == path).collect(),
            Some(path) => {
                // Operators can still use a ledger whose route no longer has a mode. They cannot pause it, because it gets no new
                // deliveries.
                let route = self.usable(path).filter(|route| request.kind != Kind::Pause || route.ledger.mode.is_some());
                let names = route.map(|route| route.ledger.shards.names.iter());
                let names = names.into_iter().flatten().filter(|name| *name == path || path_of(name) == path);
                names.map(String::as_str).collect()
            }
        };
        if request.path.is_some() && asked.is_empty() {
            return error(if is_of_refused {
                "No valid route has this path. The routes with keepRefused are: "
            } else {
                "No valid route with a ledger has this path. Such routes are: "
            });
        }
        if request.kind.needs_one_ledger() && asked.len() != 1 {
            return error(if is_of_refused {
                "path must be one of the routes with keepRefused: "
            } else {
                "path must be the path of one ledger. The paths are: "
            });
        }
        Ok(asked)
    }
}
