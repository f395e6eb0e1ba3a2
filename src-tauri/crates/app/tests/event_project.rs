//! The project that pays for an event is chosen in the event's form.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use app::view::{EventDraft, WorkspaceDraft};
use app::{Environment, Kumppani};

async fn workspace(folder: &std::path::Path) -> Kumppani {
    let draft = WorkspaceDraft {
        folder: folder.join("w").display().to_string(),
        name: "Testi".to_owned(),
        institution: String::new(),
        user: "Testaaja".to_owned(),
        inbox: None,
    };
    Kumppani::create(&draft, Environment::system()).await.unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn an_event_is_paid_by_the_project_that_was_chosen_until_none_is() {
    let folder = tempfile::tempdir().unwrap();
    let kumppani = workspace(folder.path()).await;
    for (code, name) in [("S2", "Metsä"), ("S1", "Aalto")] {
        kumppani.add_record("project", &fields(&[("code", code), ("name", name)])).await.unwrap();
    }
    let choices = kumppani.project_choices().await.unwrap();
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["S1 Aalto", "S2 Metsä"]);

    let draft = EventDraft {
        name: Some("Päivä".to_owned()),
        project_id: Some(choices[0].name.clone()),
        ..EventDraft::default()
    };
    let event = kumppani.save_event(draft).await.unwrap().id.unwrap();
    let funding = kumppani.event(&event).await.unwrap().funding.unwrap();
    assert_eq!(funding.project, choices[0].name);

    let none = EventDraft {
        id: Some(event.clone()),
        project_id: Some(String::new()),
        ..EventDraft::default()
    };
    kumppani.save_event(none).await.unwrap();
    assert_eq!(kumppani.event(&event).await.unwrap().funding, None);
    kumppani.close().await;
}

#[tokio::test]
async fn an_event_is_not_paid_by_a_project_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let kumppani = workspace(folder.path()).await;
    let gone = "01920c3e-8a5b-7c3d-9e4f-0123456789ab".to_owned();
    let draft = EventDraft {
        name: Some("Päivä".to_owned()),
        project_id: Some(gone),
        ..EventDraft::default()
    };
    assert_eq!(kumppani.save_event(draft).await.unwrap_err().code(), "not_found");
    kumppani.close().await;
}
