//! Who this workstation is while the store is open: the first, then each that it became.

use std::sync::OnceLock;

use domain::WriterId;

use super::Workspace;

/// The workspace as one workstation, and what became of that one. A chain that only grows, so that
/// whoever reads who the workstation is needs no lock.
#[derive(Debug)]
pub(super) struct Incarnation {
    workspace: Workspace,
    next: OnceLock<Box<Incarnation>>,
}

impl Incarnation {
    /// The workstation that was opened.
    pub(super) fn first(workspace: Workspace) -> Incarnation {
        Incarnation { workspace, next: OnceLock::new() }
    }

    /// The workspace as the workstation that this is now.
    pub(super) fn now(&self) -> &Workspace {
        &self.last().workspace
    }

    /// Goes on as another workstation; the caller keeps others from doing so at the same time.
    pub(super) fn go_on_as(&self, writer: WriterId) {
        let last = self.last();
        let workspace = Workspace { writer, ..last.workspace.clone() };
        last.next.get_or_init(|| Box::new(Incarnation::first(workspace)));
    }

    fn last(&self) -> &Incarnation {
        let mut last = self;
        while let Some(next) = last.next.get() {
            last = next;
        }
        last
    }
}
