//! The order of refusals: who may not call is told so before anything is said of the request.
//!
//! The framework asks all extractors of a handler at once, and the first refusal becomes the answer.
//! Proving who calls takes a look into the database, reading a body often does not. So an extractor
//! that proves the caller opens a gate when it has done so, and those after it in the handler's
//! signature hold their findings back until then. A stranger's body is not even read.

use std::future::Future;
use std::pin::Pin;

use actix_web::{HttpMessage as _, HttpRequest};
use tokio::sync::watch;

use super::error::ApiError;

/// What an extractor answers, a little later.
pub type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

#[derive(Clone)]
struct Gate(watch::Receiver<bool>);

/// Runs what proves the caller; the other extractors of the handler wait for it.
pub fn prove_caller<T: 'static>(
    request: &HttpRequest,
    proof: impl Future<Output = Result<T, ApiError>> + 'static,
) -> Extracted<T> {
    let (opened, gate) = watch::channel(false);
    request.extensions_mut().insert(Gate(gate));
    Box::pin(async move {
        let caller = proof.await?;
        opened.send_replace(true);
        Ok(caller)
    })
}

/// Waits until it is proved who calls; does not wait where nobody needs to be proved.
pub fn caller_proved(request: &HttpRequest) -> impl Future<Output = ()> + use<> {
    let gate = request.extensions().get::<Gate>().cloned();
    async move {
        if let Some(Gate(mut gate)) = gate {
            // The gate falls shut for good when the caller is refused, and that is the answer then.
            let _refused = gate.wait_for(|is_open| *is_open).await;
        }
    }
}

/// Holds what was found in the request back until it is proved who calls.
pub fn after_caller<T: 'static>(request: &HttpRequest, found: Result<T, ApiError>) -> Extracted<T> {
    let proved = caller_proved(request);
    Box::pin(async move {
        proved.await;
        found
    })
}
