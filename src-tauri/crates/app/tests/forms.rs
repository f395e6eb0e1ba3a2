//! Records written field by field: what the form gives, what is refused, and the way from a
//! refused sheet to the field that mends it.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use app::view::{
    FieldDraft, FieldInput, FormField, Mend, Paper, PaperOrder, PaperWarning, RecordDraft,
    RecordForm, SaveAs, SessionDraft, WorkspaceDraft,
};
use app::{Cancel, Environment, Error, Kumppani, Language};

struct Desk {
    folder: tempfile::TempDir,
    kumppani: Kumppani,
}

async fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let draft = WorkspaceDraft {
        folder: folder.path().join("w").display().to_string(),
        name: "Testi".to_owned(),
        institution: "Karelia".to_owned(),
        user: "Testaaja".to_owned(),
        inbox: None,
    };
    let kumppani = Kumppani::create(&draft, Environment::system()).await.unwrap();
    Desk { folder, kumppani }
}

fn draft(kind: &str, id: Option<&str>, fields: &[(&str, &str)]) -> RecordDraft {
    let field = |(name, value): &(&str, &str)| FieldDraft {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
    };
    RecordDraft {
        kind: kind.to_owned(),
        id: id.map(str::to_owned),
        fields: fields.iter().map(field).collect(),
    }
}

impl Desk {
    async fn project(&self, fields: &[(&str, &str)]) -> String {
        self.kumppani.save_record(draft("project", None, fields)).await.unwrap().id.unwrap()
    }

    async fn form(&self, kind: &str, id: Option<&str>, language: Language) -> RecordForm {
        self.kumppani.record_form(kind, id, language).await.unwrap()
    }

    async fn refused(&self, draft: RecordDraft) -> Error {
        self.kumppani.save_record(draft).await.unwrap_err()
    }

    async fn event(&self, project: &str) -> String {
        let fields = [
            ("name", "Yrityspäivä"),
            ("code", "YP"),
            ("language", "fi"),
            ("starts_at", "2026-10-01T09:00"),
            ("project", project),
        ];
        let fields: Vec<(String, String)> = fields
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        self.kumppani.add_record("event", &fields).await.unwrap().id.unwrap()
    }
}

fn field<'a>(form: &'a RecordForm, name: &str) -> &'a FormField {
    form.fields.iter().find(|field| field.name == name).unwrap()
}

#[tokio::test]
async fn a_form_speaks_the_language_of_its_reader_and_keeps_what_is_written() {
    let desk = desk().await;
    let id = desk
        .project(&[
            ("name", "Kasvu"),
            ("programme_period", "2021–2027"),
            ("starts_on", "1.9.2023"),
            ("ends_on", "31.8.2026"),
        ])
        .await;
    let form = desk.form("project", Some(&id), Language::Sv).await;
    assert_eq!((form.kind_label.as_str(), form.title.as_str()), ("Projekt", "Kasvu"));
    let period = field(&form, "programme_period");
    assert_eq!(period.label, "Programperiod");
    assert_eq!((period.input, period.value.as_str()), (FieldInput::Choice, "period_2021_2027"));
    assert_eq!(period.choices.len(), 2);
    assert_eq!(field(&form, "starts_on").value, "1.9.2023");
    assert_eq!(field(&form, "starts_on").group, field(&form, "ends_on").group);
    assert!(form.fields.iter().all(|field| field.name != "partners"), "references are left out");
    let unchanged: Vec<(&str, &str)> =
        form.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
    let done = desk.kumppani.save_record(draft("project", Some(&id), &unchanged)).await.unwrap();
    assert_eq!(done.action, None, "writing what stands there changes nothing");
}

#[tokio::test]
async fn a_project_is_found_by_its_code_and_by_its_name() {
    let desk = desk().await;
    let id = desk.project(&[("name", "Yritysyhteistyö"), ("code", "S21447")]).await;
    for words in ["s214", "yritysy"] {
        let hits = desk.kumppani.search(words, &["person", "project"], 50).await.unwrap();
        let [hit] = hits.as_slice() else { panic!("{words}: {hits:?}") };
        assert_eq!((hit.id.as_str(), hit.kind.as_str()), (id.as_str(), "project"));
        assert_eq!((hit.title.as_str(), hit.detail.as_str()), ("Yritysyhteistyö", "S21447"));
    }
}

#[tokio::test]
async fn what_is_refused_is_named_as_people_call_it() {
    let desk = desk().await;
    let id = desk.project(&[("name", "Kasvu"), ("starts_on", "1.9.2023")]).await;
    for (fields, named, label, reason) in [
        ([("name", " ")], "name", "Namn", "required"),
        ([("programme_period", "2030")], "programme_period", "Programperiod", "unknown_choice"),
        ([("starts_on", "syksy")], "starts_on", "Börjar", "not_a_date"),
        ([("ends_on", "31.8.2023")], "ends_on", "Slutar", "before_start"),
    ] {
        let details = desk.refused(draft("project", Some(&id), &fields)).await.details();
        assert_eq!(details["field"], named);
        assert_eq!((details["label_sv"].as_str(), details["reason"].as_str()), (label, reason));
    }
    let nameless = desk.refused(draft("project", None, &[("code", "S1")])).await.details();
    assert_eq!(nameless["label_fi"], "Nimi");
}

#[tokio::test]
async fn records_with_rules_of_their_own_are_not_written_field_by_field() {
    let desk = desk().await;
    let event = desk.event("").await;
    let refusal = desk.refused(draft("event", Some(&event), &[("code", "X")])).await;
    assert_eq!((refusal.code(), refusal.details()["reason"].as_str()), ("refused", "not_editable"));
    assert!(!desk.kumppani.record("event", &event, Language::Fi).await.unwrap().editable);
    let form = desk.kumppani.record_form("event", Some(&event), Language::Fi).await;
    assert_eq!(form.unwrap_err().code(), "refused");
}

#[tokio::test]
async fn a_missing_period_leads_to_the_project_and_the_sheet_then_saves() {
    let desk = desk().await;
    let project = desk
        .project(&[
            ("name", "Kasvu"),
            ("code", "S21447"),
            ("fund", "ESR+"),
            ("funder", "Etelä-Savon ELY-keskus"),
        ])
        .await;
    let order = PaperOrder::new(Paper::Programme, desk.event(&project).await, "fi");
    let preview = desk.kumppani.preview_paper(&order, 0).await.unwrap();
    let mend = Mend { project: project.clone(), field: "programme_period".to_owned() };
    assert!(preview.warnings.iter().any(|warning| matches!(
        warning,
        PaperWarning::Visibility { rule, mend: Some(way), .. }
            if rule == "period_unknown" && *way == mend
    )));
    let save = async || {
        let (path, cancel) = (Some(desk.folder.path().join("ohjelma.pdf")), Cancel::default());
        desk.kumppani.save_paper(&order, SaveAs::Pdf, path, &|_| (), &cancel).await
    };
    let details = save().await.unwrap_err().details();
    assert_eq!((&details["project"], &details["field"]), (&mend.project, &mend.field));
    let period = [("programme_period", "period_2021_2027")];
    desk.kumppani.save_record(draft("project", Some(&project), &period)).await.unwrap();
    assert!(save().await.unwrap().bytes > 0);
}

#[tokio::test]
async fn the_page_of_a_session_being_edited_is_known_wherever_it_lies() {
    let desk = desk().await;
    let event = desk.event("").await;
    let long = "Konenäkö lajittelee puun ja laskee päästöt. ".repeat(40);
    let mut last = String::new();
    for number in 0..70 {
        let session = SessionDraft {
            event: event.clone(),
            title: Some(format!("Esitys numero {number:02}")),
            starts_at: Some(format!("{}.10.2026 klo 9", 1 + number % 28)),
            ends_at: Some(format!("{}.10.2026 klo 10", 1 + number % 28)),
            description: Some(long.clone()),
            ..SessionDraft::default()
        };
        last = desk.kumppani.save_session(session).await.unwrap().id.unwrap();
    }
    let edited = SessionDraft {
        event: event.clone(),
        id: Some(last),
        title: Some("Viimeisin sana".to_owned()),
        starts_at: Some("28.10.2026 klo 18".to_owned()),
        ends_at: Some("28.10.2026 klo 19".to_owned()),
        ..SessionDraft::default()
    };
    let order =
        PaperOrder { draft: Some(edited), ..PaperOrder::new(Paper::Programme, event, "fi") };
    let place = desk.kumppani.preview_paper(&order, 0).await.unwrap().page_of_draft.unwrap();
    assert!(place >= 20, "{place}");
    let there = desk.kumppani.preview_paper(&order, place).await.unwrap();
    let page = &there.pages[0].text;
    assert!(page.contains("Viimeisin sana") && page.contains("Konenäkö"), "{page}");
    let without = PaperOrder { draft: None, ..order };
    assert_eq!(desk.kumppani.preview_paper(&without, 0).await.unwrap().page_of_draft, None);
}
