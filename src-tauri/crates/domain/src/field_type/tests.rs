use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use crate::kinds::{EVENT_TYPES, REGISTRATION_STATUSES};
use crate::{FieldType, Language, Value};

const ID: &str = "01920c3e-8a5b-7c3d-9e4f-0123456789ab";
const OTHER_ID: &str = "01920c3e-8a5b-7c3d-9e4f-0123456789ac";

fn every_type() -> Vec<FieldType> {
    vec![
        FieldType::Text,
        FieldType::LongText,
        FieldType::TextList,
        FieldType::BusinessId,
        FieldType::Email,
        FieldType::EmailList,
        FieldType::Phone,
        FieldType::PhoneList,
        FieldType::Url,
        FieldType::Date,
        FieldType::LocalDateTime,
        FieldType::Instant,
        FieldType::Integer,
        FieldType::Money,
        FieldType::Flag,
        FieldType::Choice(EVENT_TYPES),
        FieldType::Reference("person"),
        FieldType::References("person"),
        FieldType::Answers,
    ]
}

/// What a person types for each type, what is kept, what typed JSON says and what is shown.
fn samples() -> Vec<(FieldType, &'static str, serde_json::Value, serde_json::Value, &'static str)> {
    vec![
        (
            FieldType::Text,
            "  Savon \u{a0} Sahat ",
            json!("Savon Sahat"),
            json!("Savon Sahat"),
            "Savon Sahat",
        ),
        (FieldType::LongText, "a\r\nb \n", json!("a\nb"), json!("a\nb"), "a\nb"),
        (FieldType::TextList, "a; b\na", json!(["a", "b"]), json!(["a", "b"]), "a; b"),
        (FieldType::BusinessId, "FI22857339", json!("2285733-9"), json!("2285733-9"), "2285733-9"),
        (
            FieldType::Email,
            "Nimi(at)UEF.fi",
            json!("nimi@uef.fi"),
            json!("nimi@uef.fi"),
            "nimi@uef.fi",
        ),
        (
            FieldType::EmailList,
            "a@uef.fi, b@uef.fi",
            json!(["a@uef.fi", "b@uef.fi"]),
            json!(["a@uef.fi", "b@uef.fi"]),
            "a@uef.fi; b@uef.fi",
        ),
        (
            FieldType::Phone,
            "050-4390172",
            json!("+358504390172"),
            json!("+358504390172"),
            "050 439 0172",
        ),
        (
            FieldType::PhoneList,
            "0504390172; 0504390172",
            json!(["+358504390172"]),
            json!(["+358504390172"]),
            "050 439 0172",
        ),
        (
            FieldType::Url,
            "www.uef.fi",
            json!("https://www.uef.fi"),
            json!("https://www.uef.fi"),
            "https://www.uef.fi",
        ),
        (FieldType::Date, "1.10.2018", json!("2018-10-01"), json!("2018-10-01"), "1.10.2018"),
        (
            FieldType::LocalDateTime,
            "1.10.2018 klo 9",
            json!("2018-10-01T09:00"),
            json!("2018-10-01T09:00"),
            "1.10.2018 klo 9.00",
        ),
        (
            FieldType::Instant,
            "1.10.2018 klo 9",
            json!(1_538_373_600_000_i64),
            json!("2018-10-01T06:00:00Z"),
            "1.10.2018 klo 9.00",
        ),
        (FieldType::Integer, "1 234", json!(1234), json!(1234), "1\u{a0}234"),
        (FieldType::Money, "12,5", json!(1250), json!(1250), "12,50\u{a0}€"),
        (FieldType::Flag, "Kyllä", json!(1), json!(true), "kyllä"),
        (
            FieldType::Choice(EVENT_TYPES),
            "Yrityspäivä",
            json!("company_day"),
            json!("company_day"),
            "Yrityspäivä",
        ),
        (
            FieldType::Choice(REGISTRATION_STATUSES),
            "no_show",
            json!("no_show"),
            json!("no_show"),
            "Ei saapunut",
        ),
        (FieldType::Reference("person"), ID, json!(ID), json!(ID), ID),
        (
            FieldType::References("person"),
            "01920c3e-8a5b-7c3d-9e4f-0123456789ab\n01920C3E-8A5B-7C3D-9E4F-0123456789AC",
            json!([ID, OTHER_ID]),
            json!([ID, OTHER_ID]),
            "01920c3e-8a5b-7c3d-9e4f-0123456789ab; 01920c3e-8a5b-7c3d-9e4f-0123456789ac",
        ),
        (
            FieldType::Answers,
            "Kieli: suomi; ruotsi\nTyhjä:",
            json!({"Kieli": ["suomi", "ruotsi"]}),
            json!({"Kieli": ["suomi", "ruotsi"]}),
            "Kieli: suomi; ruotsi",
        ),
    ]
}

#[test]
fn every_type_reads_keeps_tells_and_shows_its_values() {
    for (field_type, typed, stored, told, shown) in samples() {
        let value = field_type.parse(typed).unwrap();
        assert_eq!(field_type.to_stored_json(&value), stored, "{typed}");
        assert_eq!(field_type.from_stored_json(&stored).as_ref(), Ok(&value), "{typed}");
        assert_eq!(field_type.to_json(&value), told, "{typed}");
        assert_eq!(field_type.from_json(&told).as_ref(), Ok(&value), "{typed}");
        assert_eq!(field_type.display(&value, Language::Fi), shown, "{typed}");
        assert_eq!(field_type.parse(shown).as_ref(), Ok(&value), "{typed}");
    }
}

#[test]
fn nothing_is_empty_for_every_type() {
    for field_type in every_type() {
        assert_eq!(field_type.parse(" \u{a0}\n"), Ok(Value::Empty));
        assert_eq!(field_type.from_json(&json!(null)), Ok(Value::Empty));
        assert_eq!(field_type.from_json(&json!("")), Ok(Value::Empty));
        assert_eq!(field_type.to_json(&Value::Empty), json!(null));
        assert_eq!(field_type.display(&Value::Empty, Language::Sv), "");
    }
    assert_eq!(FieldType::TextList.from_json(&json!(["", " "])), Ok(Value::Empty));
    assert_eq!(FieldType::References("person").from_json(&json!([])), Ok(Value::Empty));
    assert_eq!(FieldType::Answers.from_json(&json!({"Kieli": []})), Ok(Value::Empty));
}

#[test]
fn refusals_say_what_to_write_instead() {
    for (field_type, typed, code) in [
        (FieldType::Date, "huomenna", "not_a_date"),
        (FieldType::LocalDateTime, "1.10.2018", "time_missing"),
        (FieldType::BusinessId, "2077474-1", "check_digit"),
        (FieldType::EmailList, "a@uef.fi; b", "not_an_email"),
        (FieldType::Flag, "ehkä", "not_a_flag"),
        (FieldType::Choice(EVENT_TYPES), "juhlat", "unknown_choice"),
        (FieldType::Reference("person"), "Maija", "not_a_record_id"),
        (FieldType::Answers, "vain tekstiä", "not_answers"),
        (FieldType::Answers, "{", "not_answers"),
    ] {
        let error = field_type.parse(typed).unwrap_err();
        assert_eq!(error.code(), code);
    }
    let error = FieldType::Choice(EVENT_TYPES).parse("juhlat").unwrap_err();
    assert!(error.to_string().contains("company_day, training"), "{error}");
    let error = FieldType::Flag.from_json(&json!(["x"])).unwrap_err();
    assert_eq!(error.to_string(), "an array was given where true or false is needed");
    assert_eq!(FieldType::Money.from_json(&json!(12.5)).unwrap_err().code(), "not_a_number");
    assert_eq!(FieldType::Flag.from_json(&json!(2)).unwrap_err().code(), "not_a_flag");
}

#[test]
fn what_a_newer_version_wrote_is_shown_as_it_is_kept() {
    let choice = FieldType::Choice(EVENT_TYPES);
    let value = choice.from_stored_json(&json!("hackathon")).unwrap();
    assert_eq!(value, Value::Text("hackathon".to_owned()));
    assert_eq!(choice.display(&value, Language::Fi), "hackathon");
}

#[test]
fn answers_from_forms_may_be_numbers_and_single_texts() {
    let answers =
        FieldType::Answers.from_json(&json!({"Arvosana": 5, "Kieli": "fi", "Lupa": true}));
    let expected: BTreeMap<String, Vec<String>> =
        [("Arvosana", "5"), ("Kieli", "fi"), ("Lupa", "true")]
            .map(|(question, given)| (question.to_owned(), vec![given.to_owned()]))
            .into();
    assert_eq!(answers, Ok(Value::Answers(expected)));
}

proptest! {
    #[test]
    fn what_was_read_from_any_text_survives_both_kinds_of_json(text in any::<String>()) {
        for field_type in every_type() {
            if let Ok(value) = field_type.parse(&text) {
                let told = field_type.to_json(&value);
                prop_assert_eq!(field_type.from_json(&told), Ok(value.clone()));
                let stored = field_type.to_stored_json(&value);
                prop_assert_eq!(field_type.from_stored_json(&stored), Ok(value.clone()));
                let _ = field_type.display(&value, Language::En);
            }
        }
    }
}
