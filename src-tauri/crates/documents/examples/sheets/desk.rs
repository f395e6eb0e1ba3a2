//! A report and a brief; every person, firm and figure is invented.

use chrono::NaiveDate;
use documents::model::{
    BriefLine, BriefSection, Contact, Fund, Funding, Indicator, IndicatorReport, PartnershipState,
    PeriodCount, ProgrammePeriod, VisitBrief,
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A report of three years, in Finnish facts.
pub fn report() -> IndicatorReport {
    let indicator = |name: &str, code: &str, target, counts: &[i64], rule: &str| Indicator {
        name: name.into(),
        code: code.into(),
        unit: String::new(),
        target,
        value: counts.iter().sum(),
        rule: rule.into(),
        periods: counts
            .iter()
            .enumerate()
            .map(|(index, count)| PeriodCount {
                label: format!("{}/{}", index % 2 + 1, 2024 + index / 2),
                count: *count,
            })
            .collect(),
    };
    IndicatorReport {
        project_name: "Kumppanuudesta kasvua Pohjois-Karjalaan".into(),
        project_code: "S30355".into(),
        lead: "Itä-Suomen yliopisto".into(),
        first_day: day(2024, 1, 1),
        last_day: day(2026, 10, 31),
        indicators: vec![
            indicator(
                "Tuetut mikro-, pienet ja keskisuuret yritykset",
                "EECO19",
                Some(120),
                &[14, 22, 19, 31, 28, 12],
                "yritykset Y-tunnuksen mukaan kerran, alle 250 henkilöä",
            ),
            indicator(
                "Osallistujat",
                "",
                Some(800),
                &[90, 210, 175, 260, 140, 85],
                "läsnä olleet henkilöt kerran hankkeen tapahtumissa",
            ),
            indicator("Opinnäytteet ja harjoittelut", "", Some(40), &[2, 5, 8, 6, 9, 4], ""),
            indicator("Yrityksiin työllistyneet", "", None, &[0, 1, 2, 2, 3, 0], ""),
            Indicator {
                name: "Kirjallisuuskatsaukset".into(),
                code: String::new(),
                unit: "kpl".into(),
                target: Some(3),
                value: 2,
                rule: String::new(),
                periods: Vec::new(),
            },
        ],
        funding: Some(Funding {
            programme_period: ProgrammePeriod::Period2021To2027,
            fund: Fund::Social,
            project_code: "S30355".into(),
            project_name: "Kumppanuudesta kasvua Pohjois-Karjalaan".into(),
            financier: "Pohjois-Savon ELY-keskus".into(),
        }),
    }
}

/// A brief with more to say than a page holds.
pub fn brief() -> VisitBrief {
    let line = |day: Option<NaiveDate>, text: &str, detail: &str| BriefLine {
        day,
        text: text.into(),
        detail: detail.into(),
    };
    let state =
        |institution: &str, stage: &str, level: &str, who: &str, next: &str| PartnershipState {
            institution: institution.into(),
            stage: stage.into(),
            level: level.into(),
            responsible: who.into(),
            next_step: next.into(),
        };
    let contact = |name: &str, title: &str, phone: &str, email: &str| Contact {
        name: name.into(),
        title: title.into(),
        phone: phone.into(),
        email: email.into(),
    };
    VisitBrief {
        organisation: "Pohjois-Karjalan Metalli Oy".into(),
        facts: vec![
            ("Y-tunnus".into(), "2285733-9".into()),
            ("Toimiala".into(), "Konepajat ja metallituotteiden valmistus".into()),
            ("Koko".into(), "pieni (10–49)".into()),
            ("Osoite".into(), "Teollisuuskatu 4, 80100 Joensuu".into()),
            ("Verkossa".into(), "esimerkki.fi".into()),
        ],
        partnerships: vec![
            state(
                "Itä-Suomen yliopisto",
                "Kokeilu",
                "Yhteistyökumppani",
                "Aino Mäkelä-Åström",
                "Kampuskävely 12.11.",
            ),
            state("Karelia-amk", "Vakiintunut yhteistyö", "Avainkumppani", "Ola Nordmann", ""),
            state("Savonia-amk", "Tunnistettu", "Kontakti", "", "Soitto marraskuussa"),
        ],
        contacts: vec![
            contact("J.-P. Väänänen", "toimitusjohtaja", "050 439 0172", "jp@esimerkki.fi"),
            contact("Žofia Šimkus", "tuotantojohtaja", "0294 45 1111", "zofia@esimerkki.fi"),
            contact("Nguyễn Thị Hồng", "tuotekehitysinsinööri", "", "hong@esimerkki.fi"),
        ],
        sections: vec![
            BriefSection {
                heading: "Luvattu".into(),
                lines: vec![
                    line(Some(day(2026, 11, 2)), "Lähetä luettelo ainetta rikkomattomista testauslaitteista", "Aino Mäkelä-Åström"),
                    line(Some(day(2026, 11, 16)), "Ehdota kahta opinnäytetyön aihetta", "Ola Nordmann, Karelia-amk"),
                ],
            },
            BriefSection {
                heading: "Viimeisimmät yhteydenpidot".into(),
                lines: (0..9)
                    .map(|index| {
                        line(
                            Some(day(2026, 10 - index, 3)),
                            "Tapaaminen tehtaalla: hitsausrobotin käyttöönotto ja osaajien tarve keväälle",
                            "Karelia-amk, Ola Nordmann",
                        )
                    })
                    .collect(),
            },
            BriefSection {
                heading: "Tarpeet".into(),
                lines: vec![
                    line(None, "Konenäkö hitsaussaumojen tarkastukseen", "kiireellinen"),
                    line(None, "Kesätyöntekijöitä tuotantoon", "4–6 henkilöä"),
                ],
            },
            BriefSection {
                heading: "Opinnäytteet ja harjoittelut".into(),
                lines: vec![line(
                    Some(day(2025, 6, 1)),
                    "Hitsaussolun simulointi",
                    "diplomityö, valmis; työllistyi yritykseen",
                )],
            },
            BriefSection {
                heading: "TKI-infran käyttö".into(),
                lines: vec![line(Some(day(2026, 3, 12)), "3D-tulostuslaboratorio", "6 h, prototyyppi")],
            },
            BriefSection {
                heading: "Tapahtumat".into(),
                lines: vec![
                    line(Some(day(2026, 10, 1)), "Kumppanuuspäivä 2026", "2 osallistujaa"),
                    line(Some(day(2025, 9, 25)), "Konepajapäivä", "1 osallistuja"),
                ],
            },
        ],
        written_on: day(2026, 10, 26),
        written_by: "Aino Mäkelä-Åström".into(),
    }
}
