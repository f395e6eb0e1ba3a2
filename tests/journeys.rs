//! Journeys in the real window, as a person takes them: WebKitWebDriver drives the built program
//! over a sample workspace. `cargo xtask test` gives them a screen; where a journey fails, the
//! window as it stood is kept in `target/journeys`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test and its own files")]

#[path = "journeys/colleague.rs"]
mod colleague;
#[path = "journeys/window.rs"]
mod window;

use std::path::Path;

use colleague::{Colleague, PASSPHRASE};
use fantoccini::key::Key;
use window::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_dropped_into_the_folder_appears_without_a_click() {
    let window = Window::on_the_demo().await;
    window.presses("Saapuvat").await;
    window.sees("//h1[normalize-space(.)='Saapuvat']").await;
    drop_list(&window.folder, "YP26 myöhässä.csv", "YP26");
    window.sees("//h2[normalize-space(.)='YP26 myöhässä.csv']").await;
    window.reads("2 ilmoittautumista: 0 tunnettua, 2 uutta, 0 epäselvää").await;
    window.keep("inbox").await;

    window.presses("Tapahtumat").await;
    window.presses("Yrityspäivä 2026").await;
    window.reads("43 ilmoittautunutta").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_names_no_event_asks_and_is_taken_back_with_one_press() {
    let window = Window::on_the_demo().await;
    window.presses("Saapuvat").await;
    drop_list(&window.folder, "nimetön.csv", "");
    window.reads("Tiedosto ei kerro, mihin tapahtumaan se kuuluu").await;
    window.clicks("//button[contains(., 'Valitse…')]").await;
    window.clicks("//*[@role='option'][contains(., 'Yrityspäivä 2026')]").await;
    window.presses("Ota sisään").await;
    window.reads("nimetön.csv: 2 uutta ilmoittautumista.").await;
    window.clicks("//section//button[contains(., 'Kumoa')]").await;
    window.reads("Kumottu.").await;
    window.reads("Tuonti kumottiin").await;
    window.presses("Ota takaisin sisään").await;
    window.reads("Otettu takaisin sisään.").await;
    window.reads("2 ilmoittautumista: 0 tunnettua, 2 uutta, 0 epäselvää").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_is_previewed_and_saved() {
    let window = Window::on_the_demo().await;
    let saved = window.folder.join("paper").join("YP26 ohjelma fi.pdf");
    std::fs::remove_file(&saved).unwrap();
    window.presses("Yrityspäivä 2026").await;
    window.presses("Paperit").await;
    window.sees("//img[contains(@alt, 'Žofia Šimkus')]").await;
    window.reads("Sivu 1 / ").await;
    window.keep("paper").await;
    window.presses("Tallenna PDF").await;
    assert_eq!(window.saved_paper().await, saved);
    assert!(is_pdf(&saved), "what was saved is no PDF");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_changes_as_a_title_is_typed() {
    let window = Window::on_the_demo().await;
    window.presses("Yrityspäivä 2026").await;
    window.presses("Ohjelma").await;
    window.clicks("(//button[starts-with(@aria-label, 'Muokkaa:')])[3]").await;
    let page = "//section[@aria-label='Ohjelma paperilla']//img";
    window.rewrites("//label[contains(., 'Otsikko')]/..//input", "Harvesteri oppii metsän").await;
    window.sees(&format!("{page}[contains(@alt, 'Harvesteri oppii metsän')]")).await;
    window.keep("typing").await;
    window.presses("Peruuta").await;
    window.gone(&format!("{page}[contains(@alt, 'Harvesteri oppii metsän')]")).await;

    window.clicks("(//button[starts-with(@aria-label, 'Muokkaa:')])[3]").await;
    window.rewrites("//label[contains(., 'Otsikko')]/..//input", "Harvesteri oppii metsän").await;
    window.presses("Tallenna").await;
    window.presses("Muokkaa: Harvesteri oppii metsän").await;
    window.sees(&format!("{page}[contains(@alt, 'Harvesteri oppii metsän')]")).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_booklet_is_printed() {
    let window = Window::on_the_demo().await;
    window.presses("Yrityspäivä 2026").await;
    window.presses("Paperit").await;
    window.chooses_sheet("Vihko (A5)").await;
    window.sees("//img[contains(@alt, 'Žofia Šimkus')]").await;
    window.keep("booklet").await;
    window.presses("Tallenna PDF").await;
    let saved = window.saved_paper().await;
    assert!(is_pdf(&saved), "{} is no PDF", saved.display());
    window.keep("booklet saved").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_of_those_present_are_in_the_chosen_folder() {
    let window = Window::on_the_demo().await;
    let chosen = window.folder.join("todistukset maanantaiksi");
    std::fs::create_dir(&chosen).unwrap();
    window.goes("#/settings").await;
    let field = "//label[normalize-space(.)='Papereiden kansio']/..//input";
    window.rewrites(field, &chosen.display().to_string()).await;
    window.presses("Tallenna").await;
    window.reads("Tallennettu.").await;

    window.presses("Tapahtumat").await;
    window.presses("Yrityspäivä 2026").await;
    window.presses("Paperit").await;
    window.chooses_sheet("Todistukset").await;
    window.sees("//img[contains(@alt, 'Osallistumistodistus')]").await;
    window.reads("Sivu 1 / 37").await;
    window.clicks("//label[normalize-space(.)='Tiedosto kullekin']").await;
    window.presses("Tallenna tiedostot").await;
    let folder = window.saved_paper().await;
    window.keep("certificates").await;
    assert!(folder.starts_with(&chosen), "{} is elsewhere", folder.display());
    let files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 37);
    assert!(files.iter().all(|file| is_pdf(file)), "a certificate is no PDF");
    assert!(files.iter().any(|file| file.to_string_lossy().contains("Žofia")), "{files:?}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pale_accent_is_refused_with_a_colour_that_can_be_read() {
    let window = Window::on_the_demo().await;
    window.goes("#/settings").await;
    window.presses("Muokkaa talon ilmettä").await;
    window.sees("//section[@aria-label='Esikatselu']//img").await;
    window.keep("house").await;
    window.rewrites("//label[normalize-space(.)='Värin koodi']/..//input", "#ffb000").await;
    window.reads("Liian vaalea luettavaksi").await;
    window.keep("house pale").await;
    window.clicks("//button[contains(., 'lähintä luettavaa väriä')]").await;
    window.reads("Erottuu hyvin").await;
    window.presses("Tallenna").await;
    window.reads("Tallennettu.").await;
    window.clicks("//section//button[contains(., 'Kumoa')]").await;
    window.reads("Kumottu.").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_made_with_the_keyboard_and_taken_back() {
    let window = Window::on_nothing().await;
    window.presses("Uusi tapahtuma").await;
    let name = window.sees("//input[@required or @aria-required='true']").await;
    name.send_keys("Kevätpäivä").await.unwrap();
    window.types(&Key::Tab).await;
    window.types_text("KP27").await;
    window.types(&Key::Enter).await;
    window.sees("//h1[normalize-space(.)='Kevätpäivä']").await;
    window.clicks("//section//button[contains(., 'Kumoa')]").await;
    window.reads("Kumottu.").await;
    window.presses("Tapahtumat").await;
    window.reads("Ei vielä tapahtumia").await;
    window.is_accessible("no events").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_grid_is_walked_and_marked_with_the_keyboard() {
    let window = Window::on_the_demo().await;
    window.presses("Yrityspäivä 2026").await;
    window.clicks("//*[@data-place='0:0']").await;
    window.types(&Key::Down).await;
    window.types_text(" ").await;
    window.reads("2 valittu").await;
    window.keep("grid").await;
    window.presses("Poista läsnäolo").await;
    window.reads("Kumoa").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_wrote_apart_is_decided_with_one_key() {
    let (window, organisation) = Window::on_an_organisation("Metsä Oy").await;
    let share = window.home().join("verkkolevy");
    window.reads("Vain tällä koneella").await;
    window.goes("#/sharing").await;
    let field = |label: &str| format!("//label[normalize-space(.)='{label}']/..//input");
    window.rewrites(&field("Jaettu kansio"), &share.display().to_string()).await;
    window.rewrites(&field("Tunnuslause"), PASSPHRASE).await;
    window.rewrites(&field("Tunnuslause uudelleen"), PASSPHRASE).await;
    window.keep("sharing begins").await;
    window.presses("Aloita yhteiskäyttö").await;
    window.reads("Kaikki on ajan tasalla.").await;
    window.keep("shared").await;

    let colleague = Colleague::joins(window.home(), &share, "Tero");
    let record = ["record", "set", "organisation", organisation.as_str()];
    colleague.does(&[&record[..], &["name=Metsä ja Saha Oy"]].concat());
    window.goes(&format!("#/record/organisation/{organisation}/edit")).await;
    window.rewrites(&field("Nimi"), "Metsä Oyj").await;
    window.presses("Tallenna").await;
    window.sees("//h1[normalize-space(.)='Metsä Oyj']").await;
    window.sees("//nav//a[contains(., 'odottaa')]").await;
    window.sees("//nav//a[contains(., 'Ajan tasalla')]").await;
    colleague.does(&["sync", "--once"]);

    window.presses_badge("Tarvitsee sinua").await;
    window.sees("//article[.//mark][contains(., 'Maija')][contains(., 'Tero')]").await;
    window.is_accessible("a conflict").await;
    window.keep("conflict").await;
    let saha = "//article//li[contains(., 'Saha')]//button";
    let label = window.sees(saha).await.text().await.unwrap();
    let number: String = label.chars().filter(char::is_ascii_digit).collect();
    window.focuses("//article").await;
    window.types_text(&number).await;
    window.reads("Ei mitään ratkaistavaa").await;
    window.sees("//nav//a[contains(., 'Ajan tasalla')]").await;
    window.keep("decided").await;

    colleague.does(&["sync", "--once"]);
    assert_eq!(colleague.does(&["findings"]), serde_json::json!([]));
    let shown = colleague.does(&["record", "show", "organisation", &organisation]);
    assert_eq!(shown["name"], "Metsä ja Saha Oy", "{shown}");
    window.goes(&format!("#/record/organisation/{organisation}")).await;
    window.sees("//h1[normalize-space(.)='Metsä ja Saha Oy']").await;
    window.close().await;
}

const SCREENS: [&str; 8] = [
    "#/",
    "#/inbox",
    "#/search?q=sah",
    "#/sharing",
    "#/findings",
    "#/recent",
    "#/settings",
    "#/settings/house",
];

const TABS: [&str; 7] = [
    "registrations",
    "programme",
    "paper",
    "paper&sheet=badges",
    "paper&sheet=attendance",
    "paper&sheet=certificates",
    "details",
];

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_screen_in_any_language_or_look() {
    let window = Window::on_the_demo().await;
    let languages = [("suomi", "fi"), ("ruotsi", "sv"), ("engelska", "en")];
    for (name, code) in languages {
        window.goes("#/settings").await;
        window.clicks(&format!("//label[normalize-space(.)='{name}']")).await;
        window.sees(&format!("//html[@lang='{code}']")).await;
        for look in [2, 3] {
            let theme = format!("(//*[@role='radiogroup'])[2]//label[{look}]");
            window.clicks(&theme).await;
            for screen in SCREENS {
                window.goes(screen).await;
                window.is_accessible(&format!("{screen} {code} {look}")).await;
            }
            window.goes("#/").await;
            window.clicks("//a[contains(., '2026') and not(contains(., ' 12'))]").await;
            let address = window.client.current_url().await.unwrap().to_string();
            for tab in TABS {
                let event = address.split('?').next().unwrap();
                window.goes(&format!("{event}?tab={tab}")).await;
                window.sees("//h1").await;
                window.is_accessible(&format!("{tab} {code} {look}")).await;
                window.keep(&format!("{tab} {code} {look}")).await;
            }
            window.goes("#/settings").await;
        }
    }
    window.close().await;
}

fn is_pdf(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"%PDF-1.7"))
}

/// Drops the export of a form into the watched folder.
fn drop_list(folder: &Path, name: &str, event: &str) {
    let text = format!(
        "Tapahtumakoodi;Etunimi;Sukunimi;Sähköposti;Organisaatio\n\
         {event};Nelli;Nurmi;nelli.nurmi@uusi.example.fi;Uusi Oy\n\
         {event};Áilu;Vuolab;ailu.vuolab@uusi.example.fi;Uusi Oy\n"
    );
    std::fs::write(folder.join("inbox").join(name), text).unwrap();
}
