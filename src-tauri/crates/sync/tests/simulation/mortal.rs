//! A program that can die in the middle of what it does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use sync::medium::sim::SimMedium;

/// Runs a future until it ends, or until its desk crashes: then it is dropped where it stands, and
/// nothing of it runs on. `None` is a crash.
pub async fn mortal<F: Future>(medium: SimMedium, future: F) -> Option<F::Output> {
    let mut future = Some(Box::pin(future));
    std::future::poll_fn(|context| {
        let polled = poll(&medium, future.as_mut().map(Pin::as_mut), context);
        if polled.is_ready() {
            future = None;
        }
        polled
    })
    .await
}

fn poll<F: Future>(
    medium: &SimMedium,
    future: Option<Pin<&mut F>>,
    context: &mut Context<'_>,
) -> Poll<Option<F::Output>> {
    let Some(future) = future else { return Poll::Ready(None) };
    if medium.has_crashed() {
        return Poll::Ready(None);
    }
    match catch_unwind(AssertUnwindSafe(|| future.poll(context))) {
        _ if medium.has_crashed() => Poll::Ready(None),
        Ok(polled) => polled.map(Some),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
