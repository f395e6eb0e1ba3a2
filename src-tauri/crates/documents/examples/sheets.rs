//! Writes sample paper in three languages to a folder, to be looked at:
//! `cargo run -p documents --example sheets -- FOLDER`; `--time` prints how long it takes.

#[path = "sheets/cards.rs"]
mod cards;
#[path = "sheets/lists.rs"]
mod lists;
#[path = "sheets/programmes.rs"]
mod programmes;
#[path = "sheets/route.rs"]
mod route;
#[path = "sheets/sample.rs"]
mod sample;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use documents::model::Languages;
use documents::stock::Stock;
use documents::{
    Fonts, calendar, lay_out_attendance, lay_out_badges, lay_out_certificates, lay_out_check_in,
    lay_out_programme, lay_out_route, lay_out_signs, lay_out_tents, pdf, preview_batch_page,
    preview_pages, web_page,
};
use domain::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fonts = Fonts::shipped();
    let argument = std::env::args().nth(1);
    match argument.as_deref() {
        None => eprintln!("Name a folder to write to, or --time."),
        Some("--time") => time(&fonts),
        Some(folder) => {
            write(&fonts, Path::new(folder))?;
            write_lists(&fonts, Path::new(folder))?;
        }
    }
    Ok(())
}

fn write(fonts: &Fonts, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    programmes::write(fonts, folder)?;
    for language in Language::ALL {
        let code = language.code();
        let batch = lay_out_certificates(
            &sample::certificates(language, 12),
            &sample::edition(language),
            fonts,
        );
        let file = pdf::write_batch(&batch, fonts.book())?;
        put(folder, &format!("certificates-{code}.pdf"), &file)?;
        if let Some(page) = preview_batch_page(&batch, 0, fonts) {
            put(folder, &format!("certificate-{code}.svg"), page.svg.as_bytes())?;
        }
    }
    let languages = Language::ALL.map(|language| (language.code(), Languages::one(language)));
    let both = ("fi-en", Languages::two(Language::Fi, Language::En));
    for (code, languages) in languages.into_iter().chain([both]) {
        let edition = sample::edition(languages);
        let mut cards = vec![
            ("tents", lay_out_tents(&cards::tents(languages), &edition, fonts)),
            ("signs", lay_out_signs(&cards::doors(languages), &edition, fonts)),
        ];
        for stock in Stock::ALL {
            let badges = cards::badges(languages, stock);
            cards.push((stock.code(), lay_out_badges(&badges, &edition, fonts)));
        }
        for (name, document) in cards {
            let file = pdf::write_document(&document, fonts.book())?;
            put(folder, &format!("{name}-{code}.pdf"), &file)?;
        }
    }
    Ok(())
}

/// Lists of people, the card of a walk, the programme on the web and as a calendar.
fn write_lists(fonts: &Fonts, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    for languages in lists::languages() {
        let second = languages.second.map_or("", |language| language.code());
        let code = format!("{}{second}", languages.first.code());
        let edition = sample::edition(languages);
        let documents = [
            ("attendance", lay_out_attendance(&lists::attendance(languages, 40), &edition, fonts)),
            ("route", lay_out_route(&route::route(languages), &edition, fonts)),
            ("check-in", lay_out_check_in(&lists::check_in(languages, 70), &edition, fonts)),
        ];
        for (name, document) in documents {
            let file = pdf::write_document(&document, fonts.book())?;
            put(folder, &format!("{name}-{code}.pdf"), &file)?;
        }
        let programme = sample::programme(languages);
        let page = web_page(&programme, &edition);
        put(folder, &format!("programme-{code}.html"), page.as_bytes())?;
        let calendar = calendar(&programme, &edition);
        put(folder, &format!("programme-{code}.ics"), calendar.as_bytes())?;
    }
    Ok(())
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    fs::File::create(folder.join(name))?.write_all(bytes)
}

fn time(fonts: &Fonts) {
    let start = Instant::now();
    drop(Fonts::shipped());
    println!("opening the fonts {:?}", start.elapsed());
    let programme = sample::programme(Language::Fi);
    let certificates = sample::certificates(Language::Fi, 1000);
    for round in 1..=5 {
        let start = Instant::now();
        let document = lay_out_programme(&programme, &sample::edition(Language::Fi), fonts);
        let laid = start.elapsed();
        let file = pdf::write_document(&document, fonts.book()).map_or(0, |file| file.len());
        let written = start.elapsed();
        let picture = Instant::now();
        let pictures = preview_pages(&document, fonts);
        let drawn = picture.elapsed();
        println!(
            "round {round}: programme of {} pages laid out {laid:?}, written {written:?} ({file} \
             bytes), its preview {drawn:?} ({} bytes of SVG)",
            document.pages.len(),
            pictures.iter().map(|page| page.svg.len()).sum::<usize>(),
        );
        let start = Instant::now();
        let batch = lay_out_certificates(&certificates, &sample::edition(Language::Fi), fonts);
        let laid = start.elapsed();
        let file = pdf::write_batch(&batch, fonts.book()).map_or(0, |file| file.len());
        let written = start.elapsed();
        println!(
            "round {round}: {} certificates laid out {laid:?}, written {written:?} ({file} bytes)",
            batch.pages.len(),
        );
    }
}
