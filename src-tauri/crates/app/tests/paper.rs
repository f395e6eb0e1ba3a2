//! Paper through the facade: what sheets say, as a reader who does not see them hears it.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use app::view::{
    HouseDraft, KeptPicture, Paper, PaperLists, PaperOrder, PaperWarning, SaveAs, SessionDraft,
    WorkspaceDraft,
};
use app::{Cancel, Environment, Kumppani, Surroundings};

struct Desk {
    _folder: tempfile::TempDir,
    kumppani: Kumppani,
    event: String,
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
    let event = add(
        &kumppani,
        "event",
        &[
            ("name", "Yrityspäivä"),
            ("name_sv", "Företagsdag"),
            ("code", "YP"),
            ("language", "fi"),
            ("starts_at", "2026-10-01T09:00"),
            ("ends_at", "2026-10-01T15:00"),
            ("practical", "Saapuminen\nBussi 5\n\nVerkko\nkampus"),
            ("practical_sv", "Ankomst\nBuss 5"),
        ],
    )
    .await;
    Desk { _folder: folder, kumppani, event }
}

async fn add(kumppani: &Kumppani, kind: &str, fields: &[(&str, &str)]) -> String {
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    kumppani.add_record(kind, &fields).await.unwrap().id.unwrap()
}

impl Desk {
    async fn add(&self, kind: &str, fields: &[(&str, &str)]) -> String {
        add(&self.kumppani, kind, fields).await
    }

    fn order(&self, paper: Paper) -> PaperOrder {
        PaperOrder::new(paper, self.event.as_str(), "fi")
    }

    /// A logo chosen from a file.
    async fn logo(&self) -> KeptPicture {
        let file = self._folder.path().join("logo.svg");
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path
            d="M0 0H40V20H0Z" fill="#004000"/></svg>"##;
        #[expect(clippy::disallowed_methods, reason = "a test's own input file")]
        std::fs::write(&file, svg).unwrap();
        self.kumppani.keep_picture(&file).await.unwrap()
    }

    /// What all pages of a sheet say, in one line.
    async fn said(&self, order: &PaperOrder) -> String {
        let preview = self.kumppani.preview_paper(order, 0).await.unwrap();
        let pages = preview.pages.iter().map(|page| page.text.as_str());
        pages.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn a_programme_speaks_the_languages_of_the_sheet() {
    let desk = desk().await;
    let swedish = PaperOrder { language: "sv".to_owned(), ..desk.order(Paper::Programme) };
    let said = desk.said(&swedish).await;
    assert!(said.contains("Företagsdag") && said.contains("Ankomst"), "{said}");
    assert!(!said.contains("Yrityspäivä"), "{said}");
    let both =
        PaperOrder { second_language: Some("sv".to_owned()), ..desk.order(Paper::Programme) };
    let said = desk.said(&both).await;
    assert!(said.contains("Yrityspäivä") && said.contains("Företagsdag"), "{said}");
}

#[tokio::test]
async fn a_session_that_is_edited_is_shown_and_never_saved() {
    let desk = desk().await;
    let draft = SessionDraft {
        event: desk.event.clone(),
        title: Some("Konenäkö".to_owned()),
        starts_at: Some("1.10.2026 klo 10".to_owned()),
        ends_at: Some("1.10.2026 klo 11".to_owned()),
        ..SessionDraft::default()
    };
    let order = PaperOrder { draft: Some(draft), ..desk.order(Paper::Programme) };
    assert!(desk.said(&order).await.contains("Konenäkö"));
    let out = desk._folder.path().join("x.ics");
    let (path, cancel) = (Some(out.clone()), Cancel::default());
    let saved = desk.kumppani.save_paper(&order, SaveAs::Calendar, path, &|_| (), &cancel).await;
    saved.unwrap();
    assert!(!std::fs::read_to_string(out).unwrap().contains("Konenäkö"));
    assert!(desk.kumppani.programme(&desk.event).await.unwrap().sessions.is_empty());
}

#[tokio::test]
async fn those_who_wait_for_a_place_are_on_the_list_at_the_door_alone() {
    let desk = desk().await;
    for (last_name, status) in
        [("Öhman", "new"), ("Aalto", "confirmed"), ("Varas", "waiting"), ("Pois", "cancelled")]
    {
        let fields = [
            ("event", desk.event.as_str()),
            ("first_name", "Oma"),
            ("last_name", last_name),
            ("status", status),
        ];
        desk.add("registration", &fields).await;
    }
    for paper in [Paper::Badges, Paper::Tents, Paper::Attendance] {
        let said = desk.said(&desk.order(paper)).await;
        assert!(said.contains("Öhman") && said.contains("Aalto"), "{paper:?}: {said}");
        assert!(!said.contains("Varas") && !said.contains("Pois"), "{paper:?}: {said}");
        assert!(said.find("Aalto") < said.find("Öhman"), "{paper:?}: {said}");
    }
    let door = desk.said(&desk.order(Paper::CheckIn)).await;
    assert!(door.contains("Varas") && door.contains("arasijalla"), "{door}");
    assert!(!door.contains("Pois"), "{door}");
}

#[tokio::test]
async fn signature_lists_are_of_days_and_of_sessions_that_are_taught() {
    let desk = desk().await;
    for (title, kind, at) in [("Avaus", "talk", "09"), ("Kahvi", "break", "10")] {
        let fields = [
            ("event", desk.event.as_str()),
            ("title", title),
            ("session_type", kind),
            ("starts_at", &format!("2026-10-01T{at}:00")),
            ("ends_at", &format!("2026-10-01T{at}:30")),
        ];
        desk.add("session", &fields).await;
    }
    let pages = async |lists| {
        let order = PaperOrder { lists, ..desk.order(Paper::Attendance) };
        let preview = desk.kumppani.preview_paper(&order, 0).await.unwrap();
        assert!(preview.warnings.contains(&PaperWarning::NobodyRegistered));
        preview.page_count
    };
    assert_eq!(pages(PaperLists::Day).await, 1);
    assert_eq!(pages(PaperLists::Session).await, 1);
    assert_eq!(pages(PaperLists::Both).await, 2);
}

#[tokio::test]
async fn a_brief_tells_what_is_promised_and_nothing_that_others_keep_to_themselves() {
    let desk = desk().await;
    let company = desk.add("organisation", &[("name", "Saiva Data Oy")]).await;
    for (subject, secrecy, institution) in [
        ("Avoin tapaaminen", "shared", "UEF"),
        ("Oma puhelu", "institution", "Karelia"),
        ("Naapurin puhelu", "institution", "UEF"),
        ("Salainen hanke", "confidential", "Karelia"),
    ] {
        let fields = [
            ("interaction_type", "meeting"),
            ("happened_at", "2026-09-01T10:00"),
            ("subject", subject),
            ("confidentiality", secrecy),
            ("institution", institution),
            ("organisations", company.as_str()),
        ];
        let interaction = desk.add("interaction", &fields).await;
        let what = format!("Tehtävä: {subject}");
        let fields = [
            ("what", what.as_str()),
            ("organisation", company.as_str()),
            ("interaction", interaction.as_str()),
        ];
        desk.add("task", &fields).await;
    }
    let said = desk.said(&PaperOrder::new(Paper::Brief, company, "fi")).await;
    for told in ["Tehtävä: Avoin tapaaminen", "Tehtävä: Oma puhelu"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("Naapurin") && !said.contains("Salainen"), "{said}");
}

#[tokio::test]
async fn a_house_look_is_kept_and_a_pale_one_is_refused() {
    let desk = desk().await;
    let kept = desk.logo().await;
    assert_eq!((kept.width, kept.height), (40, 20));
    let draft = HouseDraft {
        accent: "#1b5e46".to_owned(),
        heading_face: "source_serif".to_owned(),
        logos: vec![app::view::LogoDraft {
            document: None,
            hash: kept.hash.clone(),
            description: "Karelia".to_owned(),
        }],
        foot_fi: "karelia.example.fi".to_owned(),
        ..HouseDraft::default()
    };
    desk.kumppani.save_house(draft.clone()).await.unwrap();
    let house = desk.kumppani.house().await.unwrap();
    assert_eq!((house.accent.as_str(), house.heading_face.as_str()), ("#1b5e46", "source_serif"));
    assert_eq!(house.logos[0].description, "Karelia");
    assert!(house.logos[0].picture.starts_with("data:image/svg+xml,"));
    let preview = desk.kumppani.preview_paper(&desk.order(Paper::Programme), 0).await.unwrap();
    assert!(preview.pages[0].svg.contains("1b5e46"), "paper is in the accent of the house");

    let pale = HouseDraft { accent: "#ffcc00".to_owned(), ..draft.clone() };
    assert_eq!(desk.kumppani.save_house(pale.clone()).await.unwrap_err().code(), "refused");
    let preview = desk.kumppani.preview_house(pale, "fi").await.unwrap();
    assert!(!preview.verdict.readable && preview.pages.len() >= 2);
    let mut nameless = draft;
    nameless.logos[0].description = " ".to_owned();
    assert_eq!(desk.kumppani.save_house(nameless).await.unwrap_err().code(), "invalid");
}

#[tokio::test]
async fn who_speaks_without_having_registered_gets_a_badge_once() {
    let desk = desk().await;
    let speaker = desk.add("person", &[("first_name", "Aino"), ("last_name", "Mäkelä")]).await;
    let firm = desk.add("organisation", &[("name", "Metalli Oy")]).await;
    let post = [("person", speaker.as_str()), ("organisation", firm.as_str())];
    desk.add("affiliation", &post).await;
    for title in ["Avaus", "Päätös"] {
        let session = [
            ("event", desk.event.as_str()),
            ("title", title),
            ("starts_at", "2026-10-01T09:00"),
            ("ends_at", "2026-10-01T10:00"),
            ("speakers", speaker.as_str()),
            ("speaker_names", "Ola Nordmann"),
        ];
        desk.add("session", &session).await;
    }
    let registered =
        [("event", desk.event.as_str()), ("first_name", "Ola"), ("last_name", "Nordmann")];
    desk.add("registration", &registered).await;
    let said = desk.said(&desk.order(Paper::Badges)).await;
    assert_eq!(said.matches("Mäkelä").count(), 1, "{said}");
    assert_eq!(said.matches("Nordmann").count(), 1, "{said}");
    assert!(said.contains("Metalli Oy"), "{said}");
    assert_eq!(said.matches("Puhuja").count(), 2, "{said}");
    let said = desk.said(&desk.order(Paper::Attendance)).await;
    assert!(!said.contains("Mäkelä"), "only who registered signs: {said}");
}

/// A clock that stands still, days after the system's.
struct DaysLater(i64);

impl Surroundings for DaysLater {
    fn now(&self) -> domain::UnixMillis {
        domain::UnixMillis(Environment::system().now().0 + self.0 * 24 * 60 * 60 * 1000)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

#[tokio::test]
async fn a_picture_that_was_chosen_and_never_saved_is_let_go_after_a_month() {
    let desk = desk().await;
    let kept = desk.logo().await;
    desk.kumppani.close().await;
    let folder = desk._folder.path().join("w");
    let logos = vec![app::view::LogoDraft {
        document: None,
        hash: kept.hash,
        description: "Karelia".to_owned(),
    }];
    let draft = HouseDraft { accent: "#1b5e46".to_owned(), logos, ..HouseDraft::default() };

    let month = Kumppani::open(&folder, Environment::new(DaysLater(40))).await.unwrap();
    let forgotten = month.save_house(draft).await.unwrap_err();
    assert_eq!(forgotten.code(), "invalid");
    month.close().await;
}

#[tokio::test]
async fn a_picture_that_is_in_use_is_kept_for_as_long_as_it_is() {
    let desk = desk().await;
    let kept = desk.logo().await;
    let logos = vec![app::view::LogoDraft {
        document: None,
        hash: kept.hash,
        description: "Karelia".to_owned(),
    }];
    let draft = HouseDraft { accent: "#1b5e46".to_owned(), logos, ..HouseDraft::default() };
    desk.kumppani.save_house(draft).await.unwrap();
    desk.kumppani.close().await;
    let folder = desk._folder.path().join("w");
    let later = Kumppani::open(&folder, Environment::new(DaysLater(400))).await.unwrap();
    assert_eq!(later.house().await.unwrap().logos.len(), 1);
    later.close().await;
}
