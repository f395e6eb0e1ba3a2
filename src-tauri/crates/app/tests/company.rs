//! A company across institutions: what is told of it, to whom, and where partnerships are going.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::sync::atomic::{AtomicU64, Ordering};

use app::view::{
    BoardQuery, CompanyView, PartnershipMove, TimelinePage, TimelineQuery, WorkspaceDraft,
};
use app::{Environment, Error, Kumppani, Language, Surroundings};
use domain::UnixMillis;

/// 2026-10-02T09:00 in Finland, always.
#[derive(Default)]
struct OneMorning(AtomicU64);

impl Surroundings for OneMorning {
    fn now(&self) -> UnixMillis {
        UnixMillis(1_790_920_800_000)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

struct Desk {
    _folder: tempfile::TempDir,
    kumppani: Kumppani,
    company: String,
}

impl Desk {
    async fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let draft = WorkspaceDraft {
            folder: folder.path().join("w").display().to_string(),
            name: "Testi".to_owned(),
            institution: "Karelia".to_owned(),
            user: "Maija Meikäläinen".to_owned(),
            inbox: None,
        };
        let environment = Environment::new(OneMorning::default());
        let kumppani = Kumppani::create(&draft, environment).await.unwrap();
        let mut desk = Desk { _folder: folder, kumppani, company: String::new() };
        desk.company = desk
            .add("organisation", &["name=Varma Oy", "business_id=2285733-9", "city=Kuopio"])
            .await;
        desk
    }

    async fn add(&self, kind: &str, fields: &[&str]) -> String {
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|field| field.split_once('=').unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        self.kumppani.add_record(kind, &fields).await.unwrap().id.unwrap()
    }

    async fn person(&self, first: &str, last: &str) -> String {
        self.add("person", &[&format!("first_name={first}"), &format!("last_name={last}")]).await
    }

    async fn contact(&self, at: &str, institution: &str, more: &[&str]) -> String {
        let of = [
            format!("happened_at={at}"),
            format!("institution={institution}"),
            format!("organisations={}", self.company),
        ];
        let mut fields: Vec<&str> = of.iter().map(String::as_str).collect();
        let given = |name: &str| more.iter().any(|field| field.starts_with(name));
        for default in ["interaction_type=call", "subject=Puhelu"] {
            if !given(default.split_once('=').unwrap().0) {
                fields.push(default);
            }
        }
        fields.extend(more);
        self.add("interaction", &fields).await
    }

    async fn partnership(&self, institution: &str, stage: &str) -> String {
        let fields = [
            format!("organisation={}", self.company),
            format!("institution={institution}"),
            format!("stage={stage}"),
        ];
        self.add("partnership", &fields.each_ref().map(String::as_str)).await
    }

    async fn told(&self) -> CompanyView {
        self.kumppani.company(&self.company, Language::Fi).await.unwrap()
    }

    async fn timeline(&self, query: TimelineQuery) -> TimelinePage {
        let query = TimelineQuery { limit: 50, ..query };
        self.kumppani.company_timeline(&self.company, &query, Language::Fi).await.unwrap()
    }

    async fn moved(&self, partnership: &str, stage: &str, reason: &str) -> Result<String, Error> {
        self.paused(partnership, stage, reason, None).await
    }

    async fn paused(
        &self,
        partnership: &str,
        stage: &str,
        reason: &str,
        return_on: Option<&str>,
    ) -> Result<String, Error> {
        let wanted = PartnershipMove {
            partnership: partnership.to_owned(),
            stage: stage.to_owned(),
            reason: reason.to_owned(),
            return_on: return_on.map(str::to_owned),
        };
        Ok(self.kumppani.move_partnership(&wanted).await?.action.unwrap())
    }
}

fn reason(error: Error) -> (String, String) {
    let details = error.details();
    (details.get("field").cloned().unwrap_or_default(), details["reason"].clone())
}

#[tokio::test]
async fn the_last_contact_is_by_anyone_and_what_is_planned_is_none_yet() {
    let desk = Desk::new().await;
    let tero = desk.person("Tero", "Tutkija").await;
    desk.contact("2026-09-01T10:00", "Karelia", &[]).await;
    desk.contact("2026-09-20T10:00", "UEF", &["subject=Käynti", &format!("by={tero}")]).await;
    desk.contact("2026-10-09T10:00", "Savonia", &["subject=Tuleva"]).await;
    let told = desk.told().await;
    let last = told.last_contact.unwrap();
    assert_eq!((last.institution.as_str(), last.by.as_str()), ("UEF", "Tero Tutkija"));
    assert_eq!((last.at.as_str(), last.subject.as_str()), ("2026-09-20T10:00", "Käynti"));
    assert_eq!(told.next_contact.unwrap().subject, "Tuleva");
    assert!(told.timeline.entries[0].ahead);
}

#[tokio::test]
async fn that_somebody_was_in_touch_is_told_and_what_was_said_in_confidence_is_not() {
    let desk = Desk::new().await;
    let tero = desk.person("Tero", "Tutkija").await;
    let by = format!("by={tero}");
    let secret = [
        "subject=Yrityskauppa",
        "note=Myyvät keväällä",
        "agreed=Ei kerrota",
        "confidentiality=institution",
        by.as_str(),
    ];
    let contact = desk.contact("2026-09-20T10:00", "UEF", &secret).await;
    let links = [format!("organisation={}", desk.company), format!("interaction={contact}")];
    desk.add("task", &["what=Selvitä yrityskauppa", &links[0], &links[1]]).await;
    let need = ["title=Salainen tarve", "confidentiality=institution", "institution=UEF"];
    desk.add("need", &[&need[..], &["written_on=2026-09-20", &links[0]]].concat()).await;

    let told = desk.told().await;
    let last = told.last_contact.as_ref().unwrap();
    assert!(last.withheld);
    assert_eq!((last.by.as_str(), last.institution.as_str()), ("Tero Tutkija", "UEF"));
    assert!(told.tasks[0].withheld && told.needs[0].withheld);
    assert_eq!(told.promises, []);
    let whole = format!("{told:?}");
    for secret in ["Yrityskauppa", "yrityskauppa", "Myyvät", "Ei kerrota", "Salainen"] {
        assert!(!whole.contains(secret), "{secret}: {whole}");
    }
    let found = desk.timeline(TimelineQuery { text: "yrityskauppa".into(), ..Default::default() });
    assert_eq!(found.await.total, 0);
}

#[tokio::test]
async fn promises_are_open_tasks_and_what_was_agreed_without_one() {
    let desk = Desk::new().await;
    desk.contact("2026-09-01T10:00", "UEF", &["agreed=Lähetetään kutsu"]).await;
    let kept = desk.contact("2026-09-20T10:00", "Karelia", &["agreed=Tarjous"]).await;
    let of = [format!("organisation={}", desk.company), format!("interaction={kept}")];
    desk.add("task", &["what=Tee tarjous", "due_on=2026-09-30", &of[0], &of[1]]).await;
    desk.add("task", &["what=Vanha", "state=done", &of[0]]).await;
    let told = desk.told().await;
    let promises: Vec<&str> = told.promises.iter().map(|it| it.agreed.as_str()).collect();
    assert_eq!(promises, ["Lähetetään kutsu"]);
    assert_eq!(told.tasks.len(), 1);
    assert!(told.tasks[0].overdue);
}

#[tokio::test]
async fn people_who_left_are_told_apart_with_where_they_went() {
    let desk = Desk::new().await;
    let other = desk.add("organisation", &["name=Uusi Oy"]).await;
    let there = desk.person("Aino", "Pysyvä").await;
    let gone = desk.person("Eero", "Lähtevä").await;
    let post = async |person: &str, organisation: &str, more: &[&str]| {
        let of = [format!("person={person}"), format!("organisation={organisation}")];
        desk.add("affiliation", &[&[of[0].as_str(), of[1].as_str()], more].concat()).await
    };
    post(&there, &desk.company, &["job_title=toimitusjohtaja"]).await;
    post(&gone, &desk.company, &["starts_on=2020-01-01", "ends_on=2026-08-31"]).await;
    post(&gone, &other, &["job_title=kehityspäällikkö", "starts_on=2026-09-01"]).await;
    desk.contact("2026-09-01T10:00", "UEF", &[&format!("people={there}")]).await;

    let told = desk.told().await;
    assert_eq!(told.people.len(), 1);
    assert_eq!(told.people[0].person.title, "Aino Pysyvä");
    assert_eq!(told.people[0].last_met.as_deref(), Some("2026-09-01T10:00"));
    assert_eq!(told.left.len(), 1);
    assert_eq!(told.left[0].ends_on.as_deref(), Some("2026-08-31"));
    assert_eq!(told.left[0].now_at[0].organisation.title, "Uusi Oy");
    assert_eq!(told.left[0].now_at[0].job_title, "kehityspäällikkö");
}

#[tokio::test]
async fn own_partnership_stands_first_and_each_has_its_stage() {
    let desk = Desk::new().await;
    desk.partnership("Aalto", "agreement").await;
    desk.partnership("Karelia", "contacted").await;
    let told = desk.told().await;
    let stages: Vec<(&str, &str)> = told
        .partnerships
        .iter()
        .map(|it| (it.institution.as_str(), it.stage.as_ref().unwrap().label.as_str()))
        .collect();
    assert_eq!(stages, [("Karelia", "Kontaktoitu"), ("Aalto", "Kumppanuussopimus")]);
    assert!(told.partnerships[0].is_own && !told.partnerships[1].is_own);
}

#[tokio::test]
async fn facts_speak_for_a_stage_by_name_and_move_nothing() {
    let desk = Desk::new().await;
    desk.partnership("Karelia", "contacted").await;
    desk.contact("2026-09-01T10:00", "Karelia", &["interaction_type=meeting"]).await;
    desk.contact("2026-09-02T10:00", "UEF", &["interaction_type=meeting"]).await;
    let of = format!("organisation={}", desk.company);
    desk.add("need", &["title=Konenäkö", "institution=Karelia", &of]).await;
    let told = desk.told().await;
    let suggestion = told.partnerships[0].suggestion.as_ref().unwrap();
    assert_eq!(suggestion.stage.name, "needs_mapped");
    let reasons: Vec<(&str, Option<u32>)> =
        suggestion.reasons.iter().map(|it| (it.code.as_str(), it.count)).collect();
    assert_eq!(reasons, [("meetings", Some(1)), ("needs", Some(1))]);
    assert_eq!(told.partnerships[0].stage.as_ref().unwrap().name, "contacted");
}

#[tokio::test]
async fn a_move_is_told_with_its_reason_and_taken_back_whole() {
    let desk = Desk::new().await;
    let partnership = desk.partnership("Karelia", "contacted").await;
    let action = desk.moved(&partnership, "needs_mapped", "Kartoitus tehtiin").await.unwrap();
    let told = desk.told().await;
    let now = &told.partnerships[0];
    assert_eq!(now.stage.as_ref().unwrap().name, "needs_mapped");
    assert_eq!(now.stage_since.as_deref(), Some("2026-10-02"));
    let entry = &told.timeline.entries[0];
    assert_eq!(entry.record.title, "Kontaktoitu → Tarve kartoitettu");
    assert_eq!(
        (entry.text.as_str(), entry.who.as_str()),
        ("Kartoitus tehtiin", "Maija Meikäläinen")
    );
    assert_eq!(entry.institution, "Karelia");

    desk.kumppani.undo(&action).await.unwrap();
    let told = desk.told().await;
    assert_eq!(told.partnerships[0].stage.as_ref().unwrap().name, "contacted");
    assert_eq!(told.timeline.total, 0);
}

#[tokio::test]
async fn a_move_wants_a_reason_and_going_back_is_as_good_as_going_on() {
    let desk = Desk::new().await;
    let partnership = desk.partnership("Karelia", "pilot").await;
    let refused = desk.moved(&partnership, "established", "  ").await.unwrap_err();
    assert_eq!(reason(refused), ("reason".to_owned(), "required".to_owned()));
    let refused = desk.moved(&partnership, "pilot", "Sama").await.unwrap_err();
    assert_eq!(reason(refused).1, "same_stage");
    let refused = desk.moved(&partnership, "friends", "Ystäviä").await.unwrap_err();
    assert_eq!(reason(refused), ("stage".to_owned(), "unknown_choice".to_owned()));
    desk.moved(&partnership, "contacted", "Yhteyshenkilö vaihtui").await.unwrap();
}

#[tokio::test]
async fn a_pause_has_a_day_to_return_on_that_lies_ahead_and_an_end_may_have_one() {
    let desk = Desk::new().await;
    let partnership = desk.partnership("Karelia", "pilot").await;
    let refused = desk.moved(&partnership, "on_hold", "Lomautukset").await.unwrap_err();
    assert_eq!(reason(refused), ("return_on".to_owned(), "required".to_owned()));
    let past = desk.paused(&partnership, "on_hold", "Lomautukset", Some("2.10.2026")).await;
    assert_eq!(reason(past.unwrap_err()), ("return_on".to_owned(), "not_ahead".to_owned()));
    desk.paused(&partnership, "on_hold", "Lomautukset", Some("1.3.2027")).await.unwrap();
    let told = desk.told().await;
    assert_eq!(told.partnerships[0].return_on.as_deref(), Some("2027-03-01"));
    assert_eq!(told.partnerships[0].stage_reason, "Lomautukset");
    desk.moved(&partnership, "ended", "Yritys lopetti").await.unwrap();
    desk.moved(&partnership, "contacted", "Uusi omistaja").await.unwrap();
    let told = desk.told().await;
    assert_eq!(told.partnerships[0].return_on, None);
    assert_eq!(told.partnerships[0].stage_reason, "");
}

#[tokio::test]
async fn the_history_is_narrowed_by_kind_institution_and_words() {
    let desk = Desk::new().await;
    desk.contact("2026-09-01T10:00", "Karelia", &["note=Konenäkö kiinnostaa"]).await;
    desk.contact("2026-09-20T10:00", "UEF", &["subject=Käynti laboratoriossa"]).await;
    let of = format!("organisation={}", desk.company);
    desk.add("need", &["title=Konenäkö", "written_on=2026-09-10", "institution=UEF", &of]).await;
    let all = desk.timeline(TimelineQuery::default()).await;
    let days: Vec<&str> = all.entries.iter().map(|it| &it.at[..10]).collect();
    assert_eq!(days, ["2026-09-20", "2026-09-10", "2026-09-01"]);
    let kinds: Vec<(&str, u32)> = all.kinds.iter().map(|it| (it.kind.as_str(), it.count)).collect();
    assert_eq!(kinds, [("interaction", 2), ("need", 1)]);
    assert_eq!(all.institutions, ["Karelia", "UEF"]);
    for (query, total) in [
        (TimelineQuery { kinds: vec!["need".into()], ..Default::default() }, 1),
        (TimelineQuery { institution: Some("uef".into()), ..Default::default() }, 2),
        (TimelineQuery { text: "KONENÄKÖ".into(), ..Default::default() }, 2),
        (TimelineQuery { text: "konenäkö kiinnostaa".into(), ..Default::default() }, 1),
        (
            TimelineQuery {
                text: "käynti".into(),
                institution: Some("Karelia".into()),
                ..Default::default()
            },
            0,
        ),
    ] {
        assert_eq!(desk.timeline(query.clone()).await.total, total, "{query:?}");
    }
    let page = TimelineQuery { offset: 2, limit: 1, ..Default::default() };
    let page = desk.kumppani.company_timeline(&desk.company, &page, Language::Fi).await.unwrap();
    assert_eq!((page.total, page.entries.len()), (3, 1));
    assert_eq!(page.entries[0].at, "2026-09-01T10:00");
}

#[tokio::test]
async fn the_board_has_every_stage_and_those_that_want_contact_stand_first() {
    let desk = Desk::new().await;
    let of = async |name: &str, institution: &str, stage: &str, since: &str| {
        let id = desk.add("organisation", &[&format!("name={name}")]).await;
        let fields = [
            format!("organisation={id}"),
            format!("institution={institution}"),
            format!("stage={stage}"),
            format!("stage_since={since}"),
            "level=key_partner".to_owned(),
        ];
        desk.add("partnership", &fields.each_ref().map(String::as_str)).await
    };
    of("Aatos Oy", "Karelia", "contacted", "2026-10-01").await;
    of("Öljy Oy", "Karelia", "contacted", "2026-01-01").await;
    of("Metsä Oy", "UEF", "pilot", "2026-10-01").await;
    let board = |query: BoardQuery| {
        let query = BoardQuery { limit: 10, ..query };
        let kumppani = desk.kumppani.clone();
        async move { kumppani.partnership_board(&query, Language::Fi).await.unwrap() }
    };
    let whole = board(BoardQuery::default()).await;
    assert_eq!(whole.columns.len(), 10);
    assert_eq!(whole.institutions, ["Karelia", "UEF"]);
    let contacted = &whole.columns[1];
    let names: Vec<&str> =
        contacted.cards.iter().map(|card| card.organisation.title.as_str()).collect();
    assert_eq!(names, ["Öljy Oy", "Aatos Oy"]);
    assert_eq!(contacted.cards[0].due.as_ref().unwrap().reason, "stage");
    for (query, total) in [
        (BoardQuery { institution: Some("UEF".into()), ..Default::default() }, 1),
        (BoardQuery { text: "ölj".into(), ..Default::default() }, 1),
        (BoardQuery { level: Some("contact".into()), ..Default::default() }, 0),
        (BoardQuery { responsible: Some("nobody".into()), ..Default::default() }, 0),
    ] {
        let found: u32 = board(query.clone()).await.columns.iter().map(|it| it.total).sum();
        assert_eq!(found, total, "{query:?}");
    }
}
