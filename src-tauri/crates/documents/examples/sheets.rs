//! Writes sample paper in three languages to a folder, to be looked at:
//! `cargo run -p documents --example sheets -- FOLDER`; `--time` prints how long it takes.

#[path = "sheets/sample.rs"]
mod sample;

use std::path::Path;
use std::time::Instant;

use documents::{Fonts, lay_out_certificates, lay_out_programme, preview_batch_page, preview_pages};
use domain::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fonts = Fonts::shipped();
    let argument = std::env::args().nth(1);
    match argument.as_deref() {
        None => eprintln!("Name a folder to write to, or --time."),
        Some("--time") => time(&fonts),
        Some(folder) => write(&fonts, Path::new(folder))?,
    }
    Ok(())
}

fn write(fonts: &Fonts, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    for language in Language::ALL {
        let code = language.code();
        let programme = lay_out_programme(&sample::programme(language), fonts);
        for (index, page) in preview_pages(&programme, fonts).iter().enumerate() {
            std::fs::write(folder.join(format!("programme-{code}-{}.svg", index + 1)), &page.svg)?;
        }
        let batch = lay_out_certificates(&sample::certificates(language, 6), fonts);
        for index in 0..batch.pages.len() {
            if let Some(page) = preview_batch_page(&batch, index, fonts) {
                let name = format!("certificate-{code}-{}.svg", index + 1);
                std::fs::write(folder.join(name), &page.svg)?;
            }
        }
    }
    Ok(())
}

fn time(fonts: &Fonts) {
    let programme = sample::programme(Language::Fi);
    let certificates = sample::certificates(Language::Fi, 1000);
    for round in 1..=5 {
        let start = Instant::now();
        let document = lay_out_programme(&programme, fonts);
        let programme_time = start.elapsed();
        let start = Instant::now();
        let pictures = preview_pages(&document, fonts);
        let preview_time = start.elapsed();
        let start = Instant::now();
        let batch = lay_out_certificates(&certificates, fonts);
        let batch_time = start.elapsed();
        println!(
            "round {round}: programme of {} pages {programme_time:?}, its preview {preview_time:?} \
             ({} bytes of SVG), {} certificates {batch_time:?}",
            document.pages.len(),
            pictures.iter().map(|page| page.svg.len()).sum::<usize>(),
            batch.pages.len(),
        );
    }
}
