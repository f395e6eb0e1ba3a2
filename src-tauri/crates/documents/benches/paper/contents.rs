//! What the paper says, for us and, as JSON, for others.

use std::path::Path;

use documents::model::{Attendance, CertificateBatch, ProgrammeBook, Session, SessionKind};
use documents::{Fonts, lay_out_programme};
use domain::Language;
use serde_json::{Value, json};

use crate::{people, sample};

/// Pages of the programme.
const PAGES: usize = 8;

/// Certificates for `count` people with names as they come.
pub fn certificates(count: usize) -> CertificateBatch {
    let mut batch = sample::certificates(Language::Fi, 0);
    batch.certificates = (0..count).map(people::certificate).collect();
    batch
}

/// A programme of two days and three tracks, the second day of so many sessions.
pub fn programme(sessions: usize) -> ProgrammeBook {
    let mut book = sample::programme(Language::Fi);
    if let Some(day) = book.days.get_mut(1) {
        day.sessions.truncate(sessions);
    }
    book
}

/// The most sessions of the second day with which the programme has eight pages.
pub fn sessions(fonts: &Fonts) -> usize {
    let edition = sample::edition(Language::Fi);
    let pages = |sessions| lay_out_programme(&programme(sessions), &edition, fonts).pages.len();
    let most = programme(usize::MAX).days.get(1).map_or(0, |day| day.sessions.len());
    (1..=most).rev().find(|sessions| pages(*sessions) <= PAGES).unwrap_or(1)
}

/// Puts both into a folder for others to read.
pub fn put(folder: &Path, sessions: usize) {
    let put = |name: &str, value: &Value| std::fs::write(folder.join(name), value.to_string());
    put("certificates.json", &certificates_as_json()).unwrap();
    put("programme.json", &programme_as_json(sessions)).unwrap();
}

fn certificates_as_json() -> Value {
    let batch = certificates(1_000);
    let occasion = &batch.occasion;
    let people: Vec<Value> = batch
        .certificates
        .iter()
        .map(|one| {
            json!({
                "name": one.person_name,
                "organisation": one.organisation,
                "number": one.serial_number,
                "extent": if one.minutes == Some(390) { "6,5 tuntia" } else { "3,25 tuntia" },
            })
        })
        .collect();
    let signatories = batch.signatories.iter();
    let signatories = signatories.map(|one| json!({ "name": one.name, "title": one.title }));
    json!({
        "title": format!("Osallistumistodistus – {}", occasion.title.first.text),
        "heading": "Osallistumistodistus",
        "attended": "on osallistunut tapahtumaan",
        "organiser": occasion.organiser,
        "event": occasion.title.first.text,
        "when": format!("1.–2.10.2026, {}", occasion.place),
        "content": batch.content.iter().map(|line| &line.first.text).collect::<Vec<_>>(),
        "issued": "Joensuu 2.10.2026",
        "signatories": signatories.collect::<Vec<_>>(),
        "funding": "Kumppanuudesta kasvua Pohjois-Karjalaan, S30355, Pohjois-Savon ELY-keskus",
        "people": people,
    })
}

fn programme_as_json(sessions: usize) -> Value {
    let book = programme(sessions);
    let tracks = book.tracks.iter();
    let tracks = tracks.map(|track| json!({ "name": track.name, "room": track.room }));
    let days = book.days.iter().map(|day| {
        let mut rows: Vec<(String, bool, Vec<Value>)> = Vec::new();
        for session in &day.sessions {
            let wide = session.attendance == Attendance::Everyone;
            let time = session.starts.format("%-H.%M").to_string();
            let told = cell(session);
            match rows.last_mut() {
                Some((last, false, cells))
                    if *last == time && !wide && cells.len() < book.tracks.len() =>
                {
                    cells.push(told);
                }
                _ => rows.push((time, wide, vec![told])),
            }
        }
        let rows = rows.into_iter();
        let rows = rows.map(|(time, wide, cells)| json!({ "time": time, "wide": wide, "cells": cells }));
        json!({ "date": day.date.format("%-d.%-m.%Y").to_string(), "rows": rows.collect::<Vec<_>>() })
    });
    let notes = book.practical.iter();
    let notes = notes
        .map(|note| json!({ "heading": note.heading.first.text, "text": note.text.first.text }));
    json!({
        "title": book.occasion.title.first.text,
        "subtitle": book.subtitle.first.text,
        "kind": book.kind.first.text,
        "place": book.occasion.place,
        "organiser": book.occasion.organiser,
        "description": book.description.first.text.split("\n\n").collect::<Vec<_>>(),
        "tracks": tracks.collect::<Vec<_>>(),
        "days": days.collect::<Vec<_>>(),
        "practical": notes.collect::<Vec<_>>(),
    })
}

fn cell(session: &Session) -> Value {
    let speakers: Vec<String> = session
        .speakers
        .iter()
        .map(|one| format!("{}, {}, {}", one.name, one.title, one.organisation))
        .collect();
    let description = match session.kind {
        SessionKind::Talk => session.description.first.text.as_str(),
        SessionKind::Break => "",
    };
    json!({
        "title": session.title.first.text,
        "speakers": speakers.join("; "),
        "description": description,
    })
}
