//! `print`.

use app::view::{Paper, PaperOrder, SaveAs};
use app::{Cancel, Kumppani};

use crate::arguments::{LanguageName, PaperName, Print};
use crate::output::{Failure, Output};

pub async fn print(kumppani: &Kumppani, print: Print, output: &Output) -> Result<(), Failure> {
    let event = kumppani.event_by_code(&print.event).await?.to_string();
    let paper = match print.paper {
        PaperName::Programme => Paper::Programme,
        PaperName::Certificates => Paper::Certificates,
    };
    let language = match print.lang {
        LanguageName::Fi => "fi",
        LanguageName::Sv => "sv",
        LanguageName::En => "en",
    };
    let quiet = |_| ();
    let out = Some(print.out);
    let order = PaperOrder::new(paper, event, language);
    let saved = kumppani.save_paper(&order, SaveAs::Pdf, out, &quiet, &Cancel::default()).await?;
    output.answer(&saved, |saved| format!("{} ({} pages)", saved.path, saved.pages));
    Ok(())
}
