use std::collections::BTreeSet;

use domain::kinds::{self, organisation, person, registration};
use domain::{KindId, Op, RecordId, Value};
use store::views::{RegistrationQuery, RegistrationSort};
use store::{Comparison, Filter, Order, RecordQuery, Store};

use crate::house::*;

const ORGANISATION: KindId = kinds::ORGANISATION.id;
const PERSON: KindId = kinds::PERSON.id;

fn human(record: RecordId, first: &str, last: &str, email: &str) -> Op {
    set(
        PERSON,
        record,
        &[(person::FIRST_NAME, first), (person::LAST_NAME, last), (person::EMAIL, email)],
    )
}

async fn found(store: &Store, text: &str) -> Vec<String> {
    let hits = store.search(text, &[], 10).await.unwrap();
    hits.into_iter().map(|hit| hit.title).collect()
}

async fn register(folder: &tempfile::TempDir) -> Store {
    let store = workspace(folder, 1).await;
    let ops = vec![
        human(id(1), "Matti", "Šimkus", "matti.simkus@varma.example"),
        human(id(2), "Åsa", "Öhman", "asa@osuus.example"),
        human(id(3), "Simo", "Ahola", ""),
        company(id(4), "Simola & Pojat Oy"),
        company(id(5), "Joensuun Osuus"),
        set(ORGANISATION, id(5), &[(organisation::BUSINESS_ID, "2285733-9")]),
        set(PERSON, id(3), &[(person::PHONE, "+358504390172")]),
    ];
    edit(&store, 1_000, ops).await;
    store
}

#[tokio::test]
async fn search_finds_the_beginnings_of_words_titles_first() {
    let folder = folder();
    let store = register(&folder).await;
    assert_eq!(found(&store, "sim").await, ["Matti Šimkus", "Simo Ahola", "Simola & Pojat Oy"]);
    assert_eq!(found(&store, "ŠIM").await, ["Matti Šimkus", "Simo Ahola", "Simola & Pojat Oy"]);
    assert_eq!(found(&store, "simkus mat").await, ["Matti Šimkus"]);
    assert_eq!(found(&store, "varma").await, ["Matti Šimkus"]);
    assert_eq!(found(&store, "osuus").await, ["Joensuun Osuus", "Åsa Öhman"]);
    assert_eq!(found(&store, "imkus").await, [""; 0]);
    assert_eq!(found(&store, " \"*' ").await, [""; 0]);
}

#[tokio::test]
async fn finnish_letters_are_letters_of_their_own() {
    let folder = folder();
    let store = register(&folder).await;
    assert_eq!(found(&store, "ö").await, ["Åsa Öhman"]);
    assert_eq!(found(&store, "oh").await, [""; 0]);
}

#[tokio::test]
async fn numbers_are_found_however_they_are_written() {
    let folder = folder();
    let store = register(&folder).await;
    for text in ["050 439 0172", "0504390172", "+358 50 439", "358504390172", "050-439"] {
        assert_eq!(found(&store, text).await, ["Simo Ahola"], "{text}");
    }
    for text in ["2285733-9", "22857339", "2285733"] {
        assert_eq!(found(&store, text).await, ["Joensuun Osuus"], "{text}");
    }
}

#[tokio::test]
async fn search_follows_edits_and_deletes() {
    let folder = folder();
    let store = register(&folder).await;
    edit(&store, 2_000, vec![human(id(1), "Matti", "Virtanen", "mv@uusi.example")]).await;
    assert_eq!(found(&store, "simkus").await, [""; 0]);
    assert_eq!(found(&store, "varma").await, [""; 0]);
    assert_eq!(found(&store, "virt").await, ["Matti Virtanen"]);
    edit(&store, 3_000, vec![delete(PERSON, id(1))]).await;
    assert_eq!(found(&store, "virt").await, [""; 0]);
}

#[tokio::test]
async fn records_are_filtered_and_in_finnish_order() {
    let folder = folder();
    let store = register(&folder).await;
    let by_title = RecordQuery { order: Order::Title, ..RecordQuery::default() };
    let ids: Vec<_> =
        store.records(PERSON, by_title).await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, [id(3), id(1), id(2)], "Ahola, Šimkus, Öhman");
    let filter = |filter| RecordQuery { filters: vec![filter], ..RecordQuery::default() };
    let named = Filter::Field(organisation::BUSINESS_ID, Comparison::Is, Value::from("2285733-9"));
    assert_eq!(store.count(ORGANISATION, &filter(named)).await.unwrap(), 1);
    let unnamed = Filter::Field(organisation::BUSINESS_ID, Comparison::Is, Value::Empty);
    assert_eq!(store.count(ORGANISATION, &filter(unnamed)).await.unwrap(), 1);
    let text = Filter::Text("matti".into());
    assert_eq!(store.count(PERSON, &filter(text)).await.unwrap(), 1);
    let page = RecordQuery { offset: 1, limit: 1, ..RecordQuery::default() };
    assert_eq!(store.records(PERSON, page).await.unwrap()[0].id, id(2));
}

#[tokio::test]
async fn references_alone_and_in_lists_are_followed_back() {
    let folder = folder();
    let store = register(&folder).await;
    let interaction = |number, field, value| Op::Set {
        kind: kinds::INTERACTION.id,
        record: id(number),
        values: vec![(field, value)],
    };
    let people = Value::References(vec![id(1), id(2)]);
    let ops = vec![
        interaction(50, kinds::interaction::PEOPLE, people),
        interaction(51, kinds::interaction::BY, Value::Reference(id(2))),
    ];
    edit(&store, 2_000, ops).await;
    for (person, expected) in [(1, 1), (2, 2), (3, 0)] {
        let filters = vec![Filter::RefersTo(id(person))];
        let query = RecordQuery { filters, ..RecordQuery::default() };
        let count = store.count(kinds::INTERACTION.id, &query).await.unwrap();
        assert_eq!(count, expected, "person {person}");
    }
}

#[tokio::test]
async fn people_are_matched_by_any_of_their_addresses_as_they_are_now() {
    let folder = folder();
    let store = register(&folder).await;
    let others = Value::List(vec!["matti@koti.example".into()]);
    let values = vec![(person::OTHER_EMAILS, others)];
    edit(&store, 2_000, vec![Op::Set { kind: PERSON, record: id(1), values }]).await;
    let matched = async |email: &str| {
        let found = store.people_by_email(&BTreeSet::from([email.to_owned()])).await.unwrap();
        found.into_iter().map(|person| person.id).collect::<Vec<_>>()
    };
    assert_eq!(matched("matti.simkus@varma.example").await, [id(1)]);
    assert_eq!(matched("matti@koti.example").await, [id(1)]);
    edit(&store, 3_000, vec![set(PERSON, id(1), &[(person::EMAIL, "uusi@varma.example")])]).await;
    assert_eq!(matched("matti.simkus@varma.example").await, []);
    assert_eq!(matched("uusi@varma.example").await, [id(1)]);
    edit(&store, 4_000, vec![delete(PERSON, id(1))]).await;
    assert_eq!(matched("uusi@varma.example").await, []);
}

#[tokio::test]
async fn a_registration_is_shown_as_the_person_is_called_now() {
    let folder = folder();
    let store = register(&folder).await;
    let kind = kinds::REGISTRATION.id;
    let told = |number, first, last| {
        let names = [(registration::FIRST_NAME, first), (registration::LAST_NAME, last)];
        [set(kind, id(number), &names), refer(kind, id(number), registration::EVENT, id(60))]
    };
    let mut ops = vec![refer(kind, id(61), registration::PERSON, id(2))];
    ops.extend(told(61, "Osa", "Ohman"));
    ops.extend(told(62, "Äiju", "Ääri"));
    ops.extend(told(63, "Zita", "Zetterberg"));
    edit(&store, 2_000, ops).await;
    let wanted = |text: &str| RegistrationQuery {
        text: text.into(),
        status: None,
        sort: RegistrationSort::Name,
        descending: false,
        offset: 0,
        limit: 2,
    };
    let page = store.registrations(id(60), wanted("")).await.unwrap();
    let names: Vec<_> = page.rows.iter().map(|row| row.last_name.as_str()).collect();
    assert_eq!((page.total, names.as_slice()), (3, &["Zetterberg", "Ääri"][..]));
    let page = store.registrations(id(60), wanted("öhm")).await.unwrap();
    assert_eq!(page.rows[0].first_name, "Åsa");
}

#[tokio::test]
async fn records_are_found_by_any_of_those_that_a_field_refers_to() {
    let folder = folder();
    let store = register(&folder).await;
    let event = |number: u8, partners: &[u8]| Op::Set {
        kind: kinds::EVENT.id,
        record: id(number),
        values: vec![
            (kinds::event::NAME, Value::from("Päivä")),
            (kinds::event::PROJECT, Value::Reference(id(number + 100))),
            (
                kinds::event::PARTNERS,
                Value::References(partners.iter().map(|at| id(*at)).collect()),
            ),
        ],
    };
    edit(&store, 2_000, vec![event(20, &[4, 5]), event(21, &[5]), event(22, &[1])]).await;
    let events = async |field, ids: &[u8]| -> Vec<RecordId> {
        let any = Filter::RefersToAny(field, ids.iter().map(|at| id(*at)).collect());
        let query = RecordQuery { filters: vec![any], ..RecordQuery::default() };
        let found = store.records(kinds::EVENT.id, query).await.unwrap();
        found.into_iter().map(|record| record.id).collect()
    };
    assert_eq!(events(kinds::event::PARTNERS, &[4, 1]).await, [id(20), id(22)]);
    assert_eq!(events(kinds::event::PARTNERS, &[]).await, []);
    assert_eq!(events(kinds::event::PROJECT, &[121, 122, 9]).await, [id(21), id(22)]);
}
