//! What the window and the command line are shown: plain data, no wording, ids as strings.
//!
//! The types are exported to the screens as TypeScript; a test in `tests/` fails when the
//! exported file is stale. Dates are ISO 8601 texts (`2026-10-01`, local date-times
//! `2026-10-01T09:00`), instants are
//! RFC 3339 in UTC (`2026-10-01T06:15:00Z`).

mod company;
mod erasure;
mod event;
mod finding;
mod health;
mod house;
mod inbox;
mod paper;
mod partnership;
mod record;
mod sharing;
mod workspace;

pub use company::{
    CompanyView, ContactView, PlaceOfWork, PostView, RelatedView, TaskView, TimelineEntry,
    TimelineKind, TimelinePage, TimelineQuery, VisitView,
};
pub use erasure::{ErasedKind, ErasurePreview, ErasureReport, MentionView};
pub use event::{
    Clash, EventDraft, EventPage, EventSummary, EventView, Funding, Programme, RegistrationPage,
    RegistrationQuery, RegistrationRow, RegistrationSort, RegistrationStatus, RoomRow,
    SessionDraft, SessionRow, StatusCounts, Translations,
};
pub use finding::{FindingCode, FindingView, RecordRef, SideKind, SideView};
pub use health::{CheckState, CheckView, HealthView};
pub use house::{
    AccentVerdict, HouseDraft, HousePreview, HouseView, KeptPicture, LogoDraft, LogoView,
};
pub use inbox::{ImportCounts, ImportReport, InboxFile, InboxState, RowProblem};
pub use paper::{
    Mend, Paper, PaperLists, PaperOrder, PaperWarning, Preview, PreviewPage, SaveAs, SavedPaper,
    StockView,
};
pub use partnership::{
    BoardCard, BoardColumn, BoardQuery, BoardView, DueView, PartnershipMove, PartnershipView,
    ReasonView, StageView, SuggestionView,
};
pub use record::{
    ActionDone, ActionRow, ChoiceView, FieldChange, FieldDraft, FieldInput, FieldView, FormField,
    HistoryEntry, KindView, RecordDraft, RecordForm, RecordView, SearchHit,
};
pub use sharing::{
    CycleView, InvitationView, JoinDraft, RepublishedView, ShareOpener, SharingView, SyncBadge,
    SyncPhase, SyncProblemView, SyncProgress, WorkstationState, WorkstationView,
};
pub use workspace::{SettingsDraft, WorkspaceDraft, WorkspaceView};
