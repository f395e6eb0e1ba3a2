use super::*;
use crate::{Limits, read};

fn sheet(csv: &str) -> Sheet {
    read(csv.as_bytes(), "lista.csv", &Limits::default()).unwrap().sheets.remove(0)
}

fn located(csv: &str) -> Option<(Range<usize>, Vec<String>, usize)> {
    let sheet = sheet(csv);
    let header = locate_header(&sheet)?;
    let titles = header.titles.iter().map(ToString::to_string).collect();
    Some((header.rows, titles, header.body.len()))
}

fn titles(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

#[test]
fn a_plain_header_is_the_first_row() {
    let found = located("Etunimi;Sukunimi;S-posti\nMaija;Mäki;m@example.fi\n").unwrap();
    assert_eq!(found, (0..1, titles(&["Etunimi", "Sukunimi", "S-posti"]), 1));
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let csv = "Kampuskävely;;;;\nTapahtumakoodi;YP26;;;\n\nNimi;Sähköposti;Yritys;Puhelin;Aika\n\
        Maija;m@example.fi;Höyry Oy;040;1.10.2018\nÅsa;a@example.fi;;;2.10.2018\n";
    let found = located(csv).unwrap();
    assert_eq!(found.0, 2..3);
    assert_eq!(found.1[0], "Nimi");
    assert_eq!(found.2, 2);
}

#[test]
fn two_rows_of_questions_and_options_are_one_header() {
    let csv = "Nro;1. Tiedot;;2. Mihin osallistut?;;3. Ruoka\n;Etunimi;Sukunimi;Aamu;Ilta;\n\
        1;Maija;Mäki;0;1;kala\n2;Åsa;Berg;1;0;\n";
    let expected = [
        "Nro",
        "1. Tiedot – Etunimi",
        "1. Tiedot – Sukunimi",
        "2. Mihin osallistut? – Aamu",
        "2. Mihin osallistut? – Ilta",
        "3. Ruoka",
    ];
    assert_eq!(located(csv).unwrap(), (0..2, titles(&expected), 2));
}

#[test]
fn a_first_row_with_gaps_is_no_second_header() {
    for csv in [
        "Etunimi;Sukunimi;Yritys;Ruoka\nMaija;;;\nÅsa;Berg;Höyry Oy;kala\n",
        "Etunimi;Sukunimi;;Ruoka\nMaija;;x;kala\nÅsa;Berg;x;kala\n",
        "Osallistujat;;;\nEtunimi;Sukunimi;Yritys;Ruoka\nMaija;Mäki;Höyry;kala\n",
    ] {
        let found = located(csv).unwrap();
        assert_eq!(found.0.len(), 1, "{csv}");
    }
}

#[test]
fn double_empty_and_padded_titles_keep_their_columns() {
    let csv = "\u{a0}Nimi ;Company;;Company;  \nm@example.fi;A;x;B;\na@example.fi;C;x;D;y\n";
    let sheet = sheet(csv);
    let header = locate_header(&sheet).unwrap();
    let parts: Vec<_> = header.titles.iter().map(|t| (t.text.as_str(), t.ordinal)).collect();
    assert_eq!(parts, [("Nimi", 1), ("Company", 1), ("", 1), ("Company", 2), ("", 2)]);
}

#[test]
fn a_header_alone_has_an_empty_body() {
    let found = located("Etunimi;Sukunimi;Sähköposti\n").unwrap();
    assert_eq!((found.0, found.2), (0..1, 0));
}

#[test]
fn a_bare_list_has_no_header() {
    assert_eq!(located("Maija;m@example.fi;1\nÅsa;a@example.fi;2\n"), None);
    assert_eq!(located("1;2;3\n4;5;6\n"), None);
    assert_eq!(locate_header(&Sheet::default()), None);
}

#[test]
fn a_list_of_one_column_has_a_header_too() {
    let found = located("Sähköposti\nm@example.fi\na@example.fi\n").unwrap();
    assert_eq!(found, (0..1, titles(&["Sähköposti"]), 2));
    assert_eq!(located("m@example.fi\na@example.fi\n"), None);
}

#[test]
fn days_as_titles_are_titles() {
    let found = located("Nimi;Yritys;Sähköposti;1.10.2026\nMaija;Oy;m@example.fi;x\n").unwrap();
    assert_eq!(found.0, 0..1);
}

#[test]
fn stated_titles_need_no_row() {
    let json = br#"[{"nimi": "Maija", "ika": 3}, {"nimi": "Eero"}]"#;
    let sheet = read(json, "lista.json", &Limits::default()).unwrap().sheets.remove(0);
    let header = locate_header(&sheet).unwrap();
    assert_eq!((header.rows, header.body), (0..0, 0..2));
    assert_eq!(header.titles[0].text, "nimi");
}

proptest::proptest! {
    #[test]
    fn lines_above_and_blank_lines_never_hide_the_header(
        above in proptest::collection::vec("[A-ZÅÄÖ][a-zåäö ]{0,20}", 0..4),
        blanks in 0usize..3,
        columns in 4usize..9,
        body in proptest::collection::vec("[a-z]{3,8}", 1..20),
    ) {
        let mut csv = String::new();
        for line in &above {
            csv.push_str(line);
            csv.push('\n');
        }
        csv.push_str(&"\n".repeat(blanks));
        let titles: Vec<String> = (0..columns).map(|n| format!("Kysymys {n}")).collect();
        csv.push_str(&titles.join(";"));
        for name in &body {
            csv.push_str(&format!("\n{name};{name}@example.fi;;{}", "x;".repeat(columns - 4)));
        }
        csv.push('\n');
        let found = located(&csv).unwrap();
        proptest::prop_assert_eq!(found.0.start, above.len(), "{}", csv);
        proptest::prop_assert_eq!(found.1, titles);
        proptest::prop_assert_eq!(found.2, body.len());
    }
}
