//! What waits for a decision in the register, and how it is decided.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use app::view::{FindingCode, WorkspaceDraft};
use app::{Environment, Kumppani, Language};

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

async fn add(kumppani: &Kumppani, kind: &str, pairs: &[(&str, &str)]) -> String {
    let fields: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    kumppani.add_record(kind, &fields).await.unwrap().id.unwrap()
}

#[tokio::test]
async fn a_pair_is_a_finding_until_somebody_says_that_it_is_none_and_again_after_an_undo() {
    let folder = tempfile::tempdir().unwrap();
    let kumppani = workspace(folder.path()).await;
    let one = add(&kumppani, "person", &[("last_name", "Laine"), ("email", "a@example.fi")]).await;
    let two = add(&kumppani, "person", &[("last_name", "Lain"), ("email", "a@example.fi")]).await;
    let found = kumppani.findings(Language::Fi).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, FindingCode::Duplicate);
    assert_eq!(found[0].field.as_deref(), Some("Sähköposti"));
    assert_eq!(found[0].details["value"], "a@example.fi");
    let other = found[0].other.as_ref().unwrap();
    assert_eq!(
        [&found[0].record, &other.id],
        [one.clone().min(two.clone()), one.max(two)].each_ref()
    );
    let refused = kumppani.decide(&found[0].id, "keep").await.unwrap_err();
    assert_eq!(refused.details()["reason"], "unknown_choice");
    let done = kumppani.decide(&found[0].id, "different").await.unwrap();
    assert!(kumppani.findings(Language::Fi).await.unwrap().is_empty());
    kumppani.undo(&done.action.unwrap()).await.unwrap();
    assert_eq!(kumppani.findings(Language::Sv).await.unwrap().len(), 1);
    kumppani.close().await;
}

#[tokio::test]
async fn a_reference_to_a_deleted_record_names_the_field_that_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    let kumppani = workspace(folder.path()).await;
    let company = add(&kumppani, "organisation", &[("name", "Aalto")]).await;
    let need = [("title", "Testipenkki"), ("organisation", company.as_str())];
    let need = add(&kumppani, "need", &need).await;
    assert!(kumppani.findings(Language::En).await.unwrap().is_empty());
    kumppani.delete_record("organisation", &company).await.unwrap();
    let found = kumppani.findings(Language::En).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, &found[0].record), (FindingCode::Dangling, &need));
    assert_eq!(found[0].field.as_deref(), Some("Organisation"));
    assert_eq!(found[0].other.as_ref().unwrap().id, company);
    kumppani.close().await;
}
