//! The project of the sample workspace, and what is known of one of its companies.

use super::{Known, held_on, id_of};
use crate::{Error, Kumppani};

/// An indicator: name, code, unit, target, counting rule.
const INDICATORS: [[&str; 5]; 6] = [
    ["Osallistujat", "", "henkilöä", "120", "participants"],
    ["Osallistujatunnit", "", "tuntia", "600", "participant_hours"],
    ["Osallistuneet yritykset", "", "yritystä", "20", "companies"],
    ["Tuetut mikro- ja pk-yritykset", "EECO19", "yritystä", "15", "supported_smes"],
    ["Tapahtumat", "", "kpl", "8", "events"],
    ["Infran käyttökerrat", "", "kpl", "12", "infrastructure_usages"],
];

impl Kumppani {
    /// The project that pays, with its indicators.
    pub(super) async fn write_project(
        &self,
        organisations: &[(&str, String)],
    ) -> Result<String, Error> {
        let lead = id_of(organisations, "Järvi-Suomen yliopisto");
        let fields = [
            ("code", "S99001"),
            ("name", "Kumppanuudesta kasvua"),
            ("programme_period", "period_2021_2027"),
            ("funder", "Pohjois-Savon ELY-keskus"),
            ("lead", lead.as_str()),
            ("starts_on", "2026-01-01"),
            ("ends_on", "2028-12-31"),
        ];
        let project = self.add("project", &fields).await?;
        for [name, code, unit, target, rule] in INDICATORS {
            let fields = [
                ("project", project.as_str()),
                ("name", name),
                ("code", code),
                ("unit", unit),
                ("target", target),
                ("counting_rule", rule),
            ];
            self.add("indicator", &fields).await?;
        }
        Ok(project)
    }

    /// What three institutions know of one small company, enough for a brief.
    pub(super) async fn write_partnerships(&self, known: &Known<'_>) -> Result<(), Error> {
        let company = known.organisation("Saiva Data Oy");
        let contact = known.person("Áile Niittyvuopio");
        let researcher = known.person("Ilmari Pöyhönen");
        let teacher = known.person("Eero Könönen");
        let day = held_on();
        self.add(
            "partnership",
            &[
                ("organisation", company.as_str()),
                ("institution", "Järvi-Suomen yliopisto"),
                ("level", "partner"),
                ("stage", "pilot"),
                ("responsible", &researcher),
                ("next_step", "Sovitaan konenäkökokeilun aikataulu"),
                ("next_step_on", "2026-10-20"),
            ],
        )
        .await?;
        self.add(
            "partnership",
            &[
                ("organisation", company.as_str()),
                ("institution", "Savonalan ammattikorkeakoulu"),
                ("level", "contact"),
                ("stage", "contacted"),
                ("responsible", &teacher),
            ],
        )
        .await?;
        let visit = self
            .add(
                "interaction",
                &[
                    ("interaction_type", "company_visit"),
                    ("happened_at", "2026-09-10T13:00"),
                    ("subject", "Käynti Saiva Datassa: mittausdataa kentältä"),
                    ("agreed", "Lähetetään esimerkki keräimen datasta"),
                    ("institution", "Järvi-Suomen yliopisto"),
                    ("by", &researcher),
                    ("people", &contact),
                    ("organisations", &company),
                ],
            )
            .await?;
        self.add(
            "task",
            &[
                ("what", "Lähetä esimerkki keräimen datasta"),
                ("assignee", &researcher),
                ("due_on", "2026-10-09"),
                ("state", "open"),
                ("organisation", &company),
                ("interaction", &visit),
                ("institution", "Järvi-Suomen yliopisto"),
            ],
        )
        .await?;
        self.add(
            "interaction",
            &[
                ("interaction_type", "call"),
                ("happened_at", &format!("{}T10:15", day.pred_opt().unwrap_or(day))),
                ("subject", "Puhelu harjoittelijasta keväälle"),
                ("agreed", "Ilmoitus harjoittelupaikasta marraskuussa"),
                ("institution", "Savonalan ammattikorkeakoulu"),
                ("by", &teacher),
                ("people", &contact),
                ("organisations", &company),
            ],
        )
        .await?;
        self.add(
            "need",
            &[
                ("organisation", company.as_str()),
                ("title", "Kuvantunnistus pienellä opetusaineistolla"),
                ("themes", "konenäkö"),
                ("urgency", "high"),
                ("state", "mapped"),
                ("written_on", "2026-09-10"),
            ],
        )
        .await?;
        self.add(
            "thesis",
            &[
                ("thesis_type", "thesis"),
                ("topic", "Verkoton datankeruu talvioloissa"),
                ("level", "uas_bachelor"),
                ("organisation", &company),
                ("state", "in_progress"),
                ("starts_on", "2026-08-17"),
                ("institution", "Savonalan ammattikorkeakoulu"),
            ],
        )
        .await?;
        Ok(())
    }
}
