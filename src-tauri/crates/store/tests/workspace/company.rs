//! What is read of a company in one moment, and who was in touch with it last.

use domain::kinds::{
    self, affiliation, infrastructure_usage, interaction, partnership, project, registration,
    stage_change, task,
};
use domain::{FieldId, KindId, Op, RecordId, Value};
use store::{Filter, RecordQuery, Store};

use crate::house::*;

const INTERACTION: KindId = kinds::INTERACTION.id;
const COMPANY: u8 = 1;
const OTHER: u8 = 2;

fn contact(record: RecordId, at: &str, with: &[u8]) -> Op {
    let values = vec![
        (interaction::HAPPENED_AT, Value::from(at)),
        (interaction::SUBJECT, Value::from("Puhelu")),
        (interaction::ORGANISATIONS, Value::References(with.iter().map(|of| id(*of)).collect())),
    ];
    Op::Set { kind: INTERACTION, record, values }
}

fn linked(kind: KindId, record: u8, links: &[(FieldId, u8)]) -> Op {
    let values = links.iter().map(|(field, to)| (*field, Value::Reference(id(*to)))).collect();
    Op::Set { kind, record: id(record), values }
}

async fn last(store: &Store, of: u8, until: &str) -> Option<String> {
    store.last_contacts([id(of)], until).await.unwrap().remove(&id(of))
}

async fn of(store: &Store, organisation: u8) -> Vec<RecordId> {
    let filter = Filter::RefersToAny(interaction::ORGANISATIONS, vec![id(organisation)]);
    let query = RecordQuery { filters: vec![filter], ..RecordQuery::default() };
    store.records(INTERACTION, query).await.unwrap().into_iter().map(|one| one.id).collect()
}

#[tokio::test]
async fn the_last_contact_follows_every_edit_and_leaves_plans_out() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let ops = vec![
        company(id(COMPANY), "Varma Oy"),
        contact(id(10), "2026-03-01T09:00", &[COMPANY, OTHER]),
        contact(id(11), "2026-05-01T09:00", &[COMPANY]),
        contact(id(12), "2026-09-01T09:00", &[COMPANY]),
    ];
    edit(&store, 1_000, ops).await;
    let now = "2026-06-01T12:00";
    assert_eq!(last(&store, COMPANY, now).await.as_deref(), Some("2026-05-01T09:00"));
    assert_eq!(last(&store, OTHER, now).await.as_deref(), Some("2026-03-01T09:00"));
    assert_eq!(last(&store, 3, now).await, None);

    edit(&store, 2_000, vec![contact(id(11), "2026-02-01T09:00", &[COMPANY])]).await;
    assert_eq!(last(&store, COMPANY, now).await.as_deref(), Some("2026-03-01T09:00"));
    edit(&store, 3_000, vec![contact(id(10), "2026-03-01T09:00", &[OTHER])]).await;
    assert_eq!(last(&store, COMPANY, now).await.as_deref(), Some("2026-02-01T09:00"));
    edit(&store, 4_000, vec![delete(INTERACTION, id(11))]).await;
    assert_eq!(last(&store, COMPANY, now).await, None);
}

#[tokio::test]
async fn records_are_found_by_what_their_lists_name() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let ops = vec![
        contact(id(10), "2026-03-01T09:00", &[COMPANY, OTHER]),
        contact(id(11), "2026-05-01T09:00", &[OTHER]),
    ];
    edit(&store, 1_000, ops).await;
    assert_eq!(of(&store, COMPANY).await, [id(10)]);
    assert_eq!(of(&store, OTHER).await, [id(10), id(11)]);
    let query =
        RecordQuery { filters: vec![Filter::RefersTo(id(OTHER))], ..RecordQuery::default() };
    assert_eq!(store.count(INTERACTION, &query).await.unwrap(), 2);
    edit(&store, 2_000, vec![contact(id(10), "2026-03-01T09:00", &[COMPANY])]).await;
    assert_eq!(of(&store, OTHER).await, [id(11)]);
}

#[tokio::test]
async fn a_company_is_read_with_all_that_belongs_to_it_and_nothing_else() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let person = kinds::PERSON.id;
    let ops = vec![
        company(id(COMPANY), "Varma Oy"),
        company(id(OTHER), "Uusi Oy"),
        set(person, id(20), &[(kinds::person::LAST_NAME, "Lähtijä")]),
        linked(
            kinds::AFFILIATION.id,
            21,
            &[(affiliation::PERSON, 20), (affiliation::ORGANISATION, COMPANY)],
        ),
        linked(
            kinds::AFFILIATION.id,
            22,
            &[(affiliation::PERSON, 20), (affiliation::ORGANISATION, OTHER)],
        ),
        linked(kinds::PARTNERSHIP.id, 30, &[(partnership::ORGANISATION, COMPANY)]),
        linked(kinds::STAGE_CHANGE.id, 31, &[(stage_change::PARTNERSHIP, 30)]),
        linked(kinds::PARTNERSHIP.id, 32, &[(partnership::ORGANISATION, OTHER)]),
        contact(id(40), "2026-03-01T09:00", &[COMPANY]),
        contact(id(41), "2026-03-01T09:00", &[OTHER]),
        linked(kinds::TASK.id, 50, &[(task::INTERACTION, 40), (task::ORGANISATION, COMPANY)]),
        linked(kinds::TASK.id, 51, &[(task::PARTNERSHIP, 30)]),
        linked(kinds::TASK.id, 52, &[(task::INTERACTION, 41)]),
        linked(
            kinds::INFRASTRUCTURE_USAGE.id,
            60,
            &[(infrastructure_usage::ORGANISATION, COMPANY)],
        ),
        linked(kinds::REGISTRATION.id, 70, &[(registration::ORGANISATION, COMPANY)]),
        linked(kinds::REGISTRATION.id, 71, &[(registration::ORGANISATION, COMPANY)]),
        linked(kinds::ATTENDANCE.id, 72, &[(kinds::attendance::REGISTRATION, 71)]),
        Op::Set {
            kind: kinds::PROJECT.id,
            record: id(80),
            values: vec![(project::PARTNERS, Value::References(vec![id(COMPANY)]))],
        },
    ];
    edit(&store, 1_000, ops).await;

    let read = store.company(id(COMPANY)).await.unwrap().unwrap();
    let ids = |records: &[store::Record]| records.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(&read.partnerships), [id(30)]);
    assert_eq!(ids(&read.stage_changes), [id(31)]);
    assert_eq!(ids(&read.posts), [id(21)]);
    assert_eq!(ids(&read.affiliations), [id(21), id(22)]);
    assert_eq!(ids(&read.interactions), [id(40)]);
    assert_eq!(ids(&read.tasks), [id(50), id(51)]);
    assert_eq!(ids(&read.usages), [id(60)]);
    assert_eq!(ids(&read.registrations), [id(70), id(71)]);
    assert!(read.present.iter().eq([&id(71)]));
    assert!(read.people.keys().eq([&id(20)]));
    assert!(read.organisations.contains_key(&id(OTHER)));
    assert!(read.projects.keys().eq([&id(80)]));
    assert_eq!(store.company(id(99)).await.unwrap(), None);
}
