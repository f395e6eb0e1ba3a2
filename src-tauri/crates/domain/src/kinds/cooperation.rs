//! What an institution and a company are to each other, and what they do together.

use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// What an institution and an organisation are to each other.
    LEVELS {
        "contact" "Kontakti", "Kontakt", "Contact";
        "partner" "Yhteistyökumppani", "Samarbetspartner", "Cooperation partner";
        "key_partner" "Avainkumppani", "Nyckelpartner", "Key partner";
        "strategic_partner" "Strateginen kumppani", "Strategisk partner", "Strategic partner";
    }
}

choices! {
    /// Where a partnership is going, in order; the last three lie beside the path.
    STAGES {
        "identified" "Tunnistettu", "Identifierad", "Identified";
        "contacted" "Kontaktoitu", "Kontaktad", "Contacted";
        "needs_mapped" "Tarve kartoitettu", "Behoven kartlagda", "Needs mapped";
        "pilot" "Kokeilu", "Försök", "First activity or pilot";
        "established" "Vakiintunut yhteistyö", "Etablerat samarbete", "Established cooperation";
        "agreement" "Kumppanuussopimus", "Partnerskapsavtal", "Partnership agreement";
        "strategic" "Strateginen kumppanuus", "Strategiskt partnerskap", "Strategic partnership";
        "on_hold" "Tauolla", "Pausat", "On hold";
        "ended" "Päättynyt", "Avslutat", "Ended";
        "not_now" "Ei ajankohtainen", "Inte aktuellt", "Not now";
    }
}

choices! {
    /// How an institution and others were in touch.
    INTERACTION_TYPES {
        "meeting" "Tapaaminen", "Möte", "Meeting";
        "call" "Puhelu", "Samtal", "Phone call";
        "email" "Sähköposti", "E-post", "E-mail";
        "campus_walk" "Kampuskävely", "Campuspromenad", "Campus walk";
        "company_visit" "Yritysvierailu", "Företagsbesök", "Company visit";
        "event" "Tapahtuma", "Evenemang", "Event";
        "online_meeting" "Verkkotapaaminen", "Nätmöte", "Online meeting";
    }
}

choices! {
    /// Who may read a note or a need.
    CONFIDENTIALITY {
        "shared" "Kaikki korkeakoulut", "Alla högskolor", "All institutions";
        "institution" "Vain oma korkeakoulu", "Bara den egna högskolan", "Own institution only";
        "confidential" "Luottamuksellinen", "Konfidentiell", "Confidential";
    }
}

choices! {
    /// Whether a task is done.
    TASK_STATES {
        "open" "Avoin", "Öppen", "Open";
        "in_progress" "Työn alla", "Pågår", "In progress";
        "done" "Tehty", "Gjord", "Done";
        "cancelled" "Peruttu", "Inställd", "Cancelled";
    }
}

choices! {
    /// How much something matters or how soon it must be.
    PRIORITIES {
        "low" "Matala", "Låg", "Low";
        "normal" "Tavallinen", "Normal", "Normal";
        "high" "Korkea", "Hög", "High";
    }
}

choices! {
    /// How far a need has come.
    NEED_STATES {
        "new" "Uusi", "Ny", "New";
        "mapped" "Kartoitettu", "Kartlagt", "Mapped";
        "offered" "Tarjottu", "Erbjudet", "Offered";
        "in_progress" "Käynnissä", "Pågår", "In progress";
        "solved" "Ratkaistu", "Löst", "Solved";
        "dropped" "Ei toteudu", "Blir inte av", "Dropped";
    }
}

choices! {
    /// What an institution can offer.
    OFFER_TYPES {
        "research_theme" "Tutkimusteema", "Forskningstema", "Research theme";
        "expert" "Asiantuntija", "Expert", "Expert";
        "training" "Koulutus", "Utbildning", "Training";
        "service" "Palvelu", "Tjänst", "Service";
        "infrastructure" "TKI-infra", "FUI-infrastruktur", "RDI infrastructure";
    }
}

choices! {
    /// What could be done together.
    OPPORTUNITY_TYPES {
        "thesis" "Opinnäytetyö", "Lärdomsprov", "Thesis";
        "placement" "Harjoittelu", "Praktik", "Placement";
        "course_project" "Kurssiprojekti", "Kursprojekt", "Course project";
        "guest_lecture" "Vierailuluento", "Gästföreläsning", "Guest lecture";
        "service_order" "Palvelutilaus", "Tjänstebeställning", "Service order";
        "joint_project" "Yhteishanke", "Gemensamt projekt", "Joint project";
        "recruitment" "Rekrytointi", "Rekrytering", "Recruitment";
        "invention" "Keksintö tai teknologiansiirto", "Uppfinning eller tekniköverföring", "Invention or technology transfer";
    }
}

choices! {
    /// The two tracks that run side by side per company.
    TRACKS {
        "cooperation" "Yritysyhteistyöprosessi", "Företagssamarbete", "Company cooperation";
        "innovation" "Tutkimuslähtöinen innovaatioprosessi", "Forskningsbaserad innovationsprocess", "Research-based innovation";
    }
}

choices! {
    /// How far an opportunity has come.
    OPPORTUNITY_STATES {
        "idea" "Aihio", "Uppslag", "Idea";
        "in_preparation" "Valmistelussa", "Under beredning", "In preparation";
        "offered" "Tarjottu", "Erbjudet", "Offered";
        "agreed" "Sovittu", "Överenskommet", "Agreed";
        "in_progress" "Käynnissä", "Pågår", "In progress";
        "done" "Toteutunut", "Genomfört", "Done";
        "dropped" "Ei toteudu", "Blir inte av", "Dropped";
    }
}

choices! {
    /// Whether a student writes or works.
    THESIS_TYPES {
        "thesis" "Opinnäytetyö", "Lärdomsprov", "Thesis";
        "placement" "Harjoittelu", "Praktik", "Placement";
    }
}

choices! {
    /// The degree that a thesis or placement belongs to.
    THESIS_LEVELS {
        "uas_bachelor" "AMK", "YH", "UAS bachelor";
        "uas_master" "YAMK", "Högre YH", "UAS master";
        "bachelor" "Kandidaatti", "Kandidat", "Bachelor";
        "master" "Pro gradu", "Pro gradu", "Master";
        "engineering_master" "Diplomityö", "Diplomarbete", "Master of Science in Technology";
        "doctoral" "Väitöskirja", "Doktorsavhandling", "Doctoral dissertation";
    }
}

choices! {
    /// How far a thesis or placement has come.
    THESIS_STATES {
        "idea" "Idea", "Idé", "Idea";
        "open" "Avoin", "Ledigt", "Open";
        "reserved" "Varattu", "Reserverat", "Reserved";
        "in_progress" "Käynnissä", "Pågår", "In progress";
        "done" "Valmis", "Klart", "Done";
        "cancelled" "Peruttu", "Inställt", "Cancelled";
    }
}

kind! {
    /// What one institution and one organisation are to each other; one record per institution.
    PARTNERSHIP = 4 "partnership", label("Kumppanuus", "Partnerskap", "Partnership"), title ["institution", "level"],
    mod partnership {
        ORGANISATION = field(1, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation")).required().parent();
        INSTITUTION = field(2, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text).required().searched();
        LEVEL = field(3, "level", label("Taso", "Nivå", "Level"), Choice(LEVELS));
        STAGE = field(4, "stage", label("Vaihe", "Fas", "Stage"), Choice(STAGES)).grouped("stage");
        STAGE_SINCE = field(5, "stage_since", label("Vaihe alkaen", "Fas sedan", "Stage since"), Date).grouped("stage");
        STAGE_REASON = field(6, "stage_reason", label("Tauon tai päättymisen syy", "Orsak till paus eller avslut", "Reason for the pause or end"), Text).grouped("stage");
        RETURN_ON = field(7, "return_on", label("Palaa asiaan", "Återkom", "Return to it on"), Date).grouped("stage");
        RESPONSIBLE = field(8, "responsible", label("Vastuuhenkilö", "Ansvarig", "Responsible"), Reference("person")).personal();
        DEPUTY = field(9, "deputy", label("Varahenkilö", "Ersättare", "Deputy"), Reference("person")).personal();
        GOALS = field(10, "goals", label("Tavoitteet", "Mål", "Goals"), LongText).searched();
        AGREEMENT_SIGNED_ON = field(11, "agreement_signed_on", label("Sopimus allekirjoitettu", "Avtalet undertecknat", "Agreement signed on"), Date).grouped("agreement");
        AGREEMENT_ENDS_ON = field(12, "agreement_ends_on", label("Sopimus päättyy", "Avtalet upphör", "Agreement ends on"), Date).grouped("agreement");
        AGREEMENT_FILE = field(13, "agreement_file", label("Sopimustiedosto", "Avtalsfil", "Agreement file"), Reference("document")).grouped("agreement");
        NEXT_STEP = field(14, "next_step", label("Seuraava askel", "Nästa steg", "Next step"), Text).grouped("next_step").searched();
        NEXT_STEP_ON = field(15, "next_step_on", label("Seuraavan askeleen päivä", "Datum för nästa steg", "Date of the next step"), Date).grouped("next_step");
        CONTACT_INTERVAL_DAYS = field(16, "contact_interval_days", label("Yhteydenpitoväli (pv)", "Kontaktintervall (dagar)", "Contact interval (days)"), Integer);
        SNOOZED_UNTIL = field(17, "snoozed_until", label("Muistutus siirretty", "Påminnelsen uppskjuten till", "Reminder snoozed until"), Date).grouped("snooze");
        SNOOZE_REASON = field(18, "snooze_reason", label("Siirron syy", "Orsak till uppskovet", "Reason for snoozing"), Text).grouped("snooze");
        MERGED_INTO = field(19, "merged_into", label("Yhdistetty kumppanuuteen", "Sammanslaget med partnerskapet", "Merged into"), Reference("partnership"));
    }
}

kind! {
    /// A move of a partnership from one stage to another, with its reason; only ever added.
    STAGE_CHANGE = 5 "stage_change", label("Vaihemuutos", "Fasändring", "Stage change"), title ["from_stage", "to_stage"],
    mod stage_change {
        PARTNERSHIP = field(1, "partnership", label("Kumppanuus", "Partnerskap", "Partnership"), Reference("partnership")).required().parent();
        FROM_STAGE = field(2, "from_stage", label("Vaiheesta", "Från fas", "From stage"), Choice(STAGES)).grouped("move");
        TO_STAGE = field(3, "to_stage", label("Vaiheeseen", "Till fas", "To stage"), Choice(STAGES)).grouped("move").required();
        CHANGED_ON = field(4, "changed_on", label("Päivä", "Datum", "Date"), Date).grouped("move").required();
        CHANGED_BY = field(5, "changed_by", label("Kuka", "Vem", "Who"), Text).grouped("move").personal();
        REASON = field(6, "reason", label("Syy", "Orsak", "Reason"), LongText).grouped("move").searched();
    }
}

kind! {
    /// A real contact: a meeting, a call, a visit; only ever added to the history.
    INTERACTION = 6 "interaction", label("Yhteydenpito", "Kontakt", "Interaction"), title ["subject"],
    mod interaction {
        INTERACTION_TYPE = field(1, "interaction_type", label("Tyyppi", "Typ", "Type"), Choice(INTERACTION_TYPES)).required();
        HAPPENED_AT = field(2, "happened_at", label("Aika", "Tid", "Time"), LocalDateTime).grouped("time").required();
        MINUTES = field(3, "minutes", label("Kesto (min)", "Längd (min)", "Duration (min)"), Integer).grouped("time");
        PLACE = field(4, "place", label("Paikka", "Plats", "Place"), Text);
        SUBJECT = field(5, "subject", label("Otsikko", "Rubrik", "Subject"), Text).required().searched();
        NOTE = field(6, "note", label("Muistiinpano", "Anteckning", "Note"), LongText).searched().personal();
        AGREED = field(7, "agreed", label("Mitä sovittiin", "Vad man kom överens om", "What was agreed"), LongText).searched().personal();
        CONFIDENTIALITY = field(8, "confidentiality", label("Luottamuksellisuus", "Konfidentialitet", "Confidentiality"), Choice(super::CONFIDENTIALITY));
        INSTITUTION = field(9, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
        BY = field(10, "by", label("Kuka piti yhteyttä", "Vem höll kontakt", "Who was in touch"), Reference("person")).personal();
        PEOPLE = field(11, "people", label("Henkilöt", "Personer", "People"), References("person")).personal();
        ORGANISATIONS = field(12, "organisations", label("Organisaatiot", "Organisationer", "Organisations"), References("organisation"));
        PROJECT = field(13, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
        NEED = field(14, "need", label("Tarve", "Behov", "Need"), Reference("need"));
        EVENT = field(15, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
    }
}

kind! {
    /// Something that somebody has to do, often promised in an interaction.
    TASK = 7 "task", label("Tehtävä", "Uppgift", "Task"), title ["what"],
    mod task {
        WHAT = field(1, "what", label("Mitä", "Vad", "What"), Text).required().searched();
        DETAILS = field(2, "details", label("Lisätiedot", "Ytterligare uppgifter", "Details"), LongText).searched();
        ASSIGNEE = field(3, "assignee", label("Kenelle", "Till vem", "Assigned to"), Reference("person")).personal();
        DUE_ON = field(4, "due_on", label("Eräpäivä", "Förfallodag", "Due on"), Date);
        STATE = field(5, "state", label("Tila", "Status", "State"), Choice(TASK_STATES)).grouped("state");
        DONE_ON = field(6, "done_on", label("Tehty", "Gjord", "Done on"), Date).grouped("state");
        PRIORITY = field(7, "priority", label("Tärkeys", "Prioritet", "Priority"), Choice(PRIORITIES));
        ORGANISATION = field(8, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation"));
        PERSON = field(9, "person", label("Henkilö", "Person", "Person"), Reference("person")).personal();
        INTERACTION = field(10, "interaction", label("Yhteydenpito", "Kontakt", "Interaction"), Reference("interaction"));
        PARTNERSHIP = field(11, "partnership", label("Kumppanuus", "Partnerskap", "Partnership"), Reference("partnership"));
        EVENT = field(12, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
        INSTITUTION = field(13, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
    }
}

kind! {
    /// Something that an organisation needs, to be matched with people, theses and infrastructure.
    NEED = 8 "need", label("Tarve", "Behov", "Need"), title ["title"],
    mod need {
        ORGANISATION = field(1, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation")).required().parent();
        TITLE = field(2, "title", label("Otsikko", "Rubrik", "Title"), Text).required().searched();
        DESCRIPTION = field(3, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        THEMES = field(4, "themes", label("Teemat", "Teman", "Themes"), TextList).searched();
        URGENCY = field(5, "urgency", label("Kiireellisyys", "Brådska", "Urgency"), Choice(PRIORITIES));
        CONFIDENTIALITY = field(6, "confidentiality", label("Luottamuksellisuus", "Konfidentialitet", "Confidentiality"), Choice(super::CONFIDENTIALITY));
        STATE = field(7, "state", label("Tila", "Status", "State"), Choice(NEED_STATES));
        CONTACT = field(8, "contact", label("Yhteyshenkilö", "Kontaktperson", "Contact person"), Reference("person")).personal();
        OFFERS = field(9, "offers", label("Sopivat tarjoomat", "Passande utbud", "Matching offers"), References("offer"));
        WRITTEN_ON = field(10, "written_on", label("Kirjattu", "Antecknat", "Written on"), Date);
        INSTITUTION = field(11, "institution", label("Kirjannut korkeakoulu", "Högskola som antecknat", "Institution"), Text);
    }
}

kind! {
    /// Something that an institution can offer to companies.
    OFFER = 9 "offer", label("Tarjooma", "Utbud", "Offer"), title ["title"],
    mod offer {
        OFFER_TYPE = field(1, "offer_type", label("Tyyppi", "Typ", "Type"), Choice(OFFER_TYPES));
        TITLE = field(2, "title", label("Otsikko", "Rubrik", "Title"), Text).required().searched();
        DESCRIPTION = field(3, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        THEMES = field(4, "themes", label("Teemat", "Teman", "Themes"), TextList).searched();
        PERSON = field(5, "person", label("Henkilö", "Person", "Person"), Reference("person")).personal();
        UNIT = field(6, "unit", label("Yksikkö", "Enhet", "Unit"), Reference("organisation"));
        INFRASTRUCTURE = field(7, "infrastructure", label("TKI-infra", "FUI-infrastruktur", "RDI infrastructure"), Reference("infrastructure"));
        INSTITUTION = field(8, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
    }
}

kind! {
    /// A laboratory or equipment that companies can use.
    INFRASTRUCTURE = 10 "infrastructure", label("TKI-infra", "FUI-infrastruktur", "RDI infrastructure"), title ["name"],
    mod infrastructure {
        NAME = field(1, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        CAMPUS = field(2, "campus", label("Kampus", "Campus", "Campus"), Text).searched();
        INSTITUTION = field(3, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text).searched();
        EQUIPMENT = field(4, "equipment", label("Laitteet", "Utrustning", "Equipment"), LongText).searched();
        POSSIBILITIES = field(5, "possibilities", label("Mitä yritys voi tehdä", "Vad ett företag kan göra", "What a company can do"), LongText).searched();
        PRICING = field(6, "pricing", label("Hintaperuste", "Prisgrund", "Pricing"), Text);
        BOOKING_CONTACT = field(7, "booking_contact", label("Varausyhteys", "Bokningskontakt", "Booking contact"), Reference("person")).personal();
        IMAGE = field(8, "image", label("Kuva", "Bild", "Image"), Reference("document"));
        THEMES = field(9, "themes", label("Teemat", "Teman", "Themes"), TextList).searched();
    }
}

kind! {
    /// One use of an infrastructure by an organisation.
    INFRASTRUCTURE_USAGE = 11 "infrastructure_usage", label("Infran käyttö", "Användning av infrastruktur", "Infrastructure usage"), title ["purpose"],
    mod infrastructure_usage {
        INFRASTRUCTURE = field(1, "infrastructure", label("TKI-infra", "FUI-infrastruktur", "RDI infrastructure"), Reference("infrastructure")).required().parent();
        ORGANISATION = field(2, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation")).required().parent();
        USED_ON = field(3, "used_on", label("Aika", "Tid", "Date of use"), Date).required();
        PURPOSE = field(4, "purpose", label("Tarkoitus", "Syfte", "Purpose"), Text).searched();
        MINUTES = field(5, "minutes", label("Kesto (min)", "Längd (min)", "Duration (min)"), Integer);
        PRICE = field(6, "price", label("Hinta", "Pris", "Price"), Money);
        PROJECT = field(7, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
    }
}

kind! {
    /// Something that could be done together, from the idea to its end.
    OPPORTUNITY = 12 "opportunity", label("Yhteistyöaihio", "Samarbetsuppslag", "Opportunity"), title ["title"],
    mod opportunity {
        ORGANISATION = field(1, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation")).required().parent();
        TITLE = field(2, "title", label("Otsikko", "Rubrik", "Title"), Text).required().searched();
        OPPORTUNITY_TYPE = field(3, "opportunity_type", label("Tyyppi", "Typ", "Type"), Choice(OPPORTUNITY_TYPES));
        FUNDING = field(4, "funding", label("Rahoitusmuoto", "Finansieringsform", "Funding"), Text).searched();
        PROCESS = field(5, "process", label("Prosessi", "Process", "Process"), Choice(TRACKS));
        DESCRIPTION = field(6, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        STATE = field(7, "state", label("Tila", "Status", "State"), Choice(OPPORTUNITY_STATES)).grouped("state");
        STATE_SINCE = field(8, "state_since", label("Tila alkaen", "Status sedan", "State since"), Date).grouped("state");
        VALUE = field(9, "value", label("Arvio (€)", "Uppskattat värde (€)", "Estimated value (€)"), Money).grouped("estimate");
        PROBABILITY_PERCENT = field(10, "probability_percent", label("Todennäköisyys (%)", "Sannolikhet (%)", "Probability (%)"), Integer).grouped("estimate");
        DECISION_ON = field(11, "decision_on", label("Päätöspäivä", "Beslutsdatum", "Decision on"), Date);
        PARTNERSHIP = field(12, "partnership", label("Kumppanuus", "Partnerskap", "Partnership"), Reference("partnership"));
        PEOPLE = field(13, "people", label("Henkilöt", "Personer", "People"), References("person")).personal();
        NEED = field(14, "need", label("Tarve", "Behov", "Need"), Reference("need"));
        PROJECT = field(15, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
        INSTITUTION = field(16, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
    }
}

kind! {
    /// A thesis or a placement in a company, and whether the student was hired afterwards.
    THESIS = 13 "thesis", label("Opinnäyte tai harjoittelu", "Lärdomsprov eller praktik", "Thesis or placement"), title ["topic"],
    mod thesis {
        THESIS_TYPE = field(1, "thesis_type", label("Tyyppi", "Typ", "Type"), Choice(THESIS_TYPES));
        TOPIC = field(2, "topic", label("Aihe", "Ämne", "Topic"), Text).required().searched();
        DESCRIPTION = field(3, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        LEVEL = field(4, "level", label("Taso", "Nivå", "Level"), Choice(THESIS_LEVELS));
        SUBJECT_AREA = field(5, "subject_area", label("Ala", "Område", "Subject area"), Text).searched();
        ORGANISATION = field(6, "organisation", label("Yritys", "Företag", "Company"), Reference("organisation")).parent();
        STUDENT = field(7, "student", label("Opiskelija", "Studerande", "Student"), Reference("person")).personal();
        SUPERVISOR = field(8, "supervisor", label("Ohjaaja", "Handledare", "Supervisor"), Reference("person")).personal();
        COMPANY_SUPERVISOR = field(9, "company_supervisor", label("Yrityksen ohjaaja", "Företagets handledare", "Supervisor at the company"), Reference("person")).personal();
        FEE = field(10, "fee", label("Palkkio", "Arvode", "Fee"), Money);
        AGREEMENT_DONE = field(11, "agreement_done", label("Sopimus tehty", "Avtal ingått", "Agreement made"), Flag);
        CONFIDENTIAL_APPENDIX = field(12, "confidential_appendix", label("Salassa pidettävä liite", "Sekretessbelagd bilaga", "Confidential appendix"), Flag);
        STATE = field(13, "state", label("Tila", "Status", "State"), Choice(THESIS_STATES)).grouped("state");
        COMPLETED_ON = field(14, "completed_on", label("Valmistunut", "Färdigt", "Completed on"), Date).grouped("state");
        PUBLICATION = field(15, "publication", label("Theseus- tai URN-osoite", "Theseus- eller URN-adress", "Theseus or URN address"), Url);
        HIRED = field(16, "hired", label("Työllistyi yritykseen", "Fick anställning i företaget", "Hired by the company"), Flag).personal();
        NEED = field(17, "need", label("Tarve", "Behov", "Need"), Reference("need"));
        PROJECT = field(18, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
        INSTITUTION = field(19, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
        STARTS_ON = field(20, "starts_on", label("Alkaa", "Börjar", "Starts on"), Date).grouped("period");
        ENDS_ON = field(21, "ends_on", label("Päättyy", "Slutar", "Ends on"), Date).grouped("period");
    }
}
