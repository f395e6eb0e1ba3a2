//! Who there is: organisations, people, and who works where.

use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// What an organisation is.
    ORGANISATION_TYPES {
        "company" "Yritys", "Företag", "Company";
        "public" "Julkinen organisaatio", "Offentlig organisation", "Public body";
        "association" "Yhdistys", "Förening", "Association";
        "university" "Korkeakoulu", "Högskola", "University";
        "own_unit" "Oma yksikkö", "Egen enhet", "Own unit";
    }
}

choices! {
    /// Size classes by staff: below 10, 50, 250, and above (recommendation 2003/361/EC).
    SIZE_CLASSES {
        "micro" "Mikroyritys (alle 10)", "Mikroföretag (under 10)", "Micro (under 10)";
        "small" "Pieni (alle 50)", "Litet (under 50)", "Small (under 50)";
        "medium" "Keskisuuri (alle 250)", "Medelstort (under 250)", "Medium-sized (under 250)";
        "large" "Suuri (250 tai enemmän)", "Stort (250 eller fler)", "Large (250 or more)";
    }
}

choices! {
    /// The classification that an industry code belongs to (Statistics Finland).
    INDUSTRY_CLASSIFICATIONS {
        "tol_2008" "TOL 2008", "TOL 2008", "TOL 2008";
        "tol_2025" "TOL 2025", "TOL 2025", "TOL 2025";
    }
}

choices! {
    /// Languages that people are written to in and that events and paper are held in.
    LANGUAGES {
        "fi" "suomi", "finska", "Finnish";
        "sv" "ruotsi", "svenska", "Swedish";
        "en" "englanti", "engelska", "English";
    }
}

choices! {
    /// Roles offered for `person.roles`, which takes others too.
    ROLES {
        "contact" "Yhteyshenkilö", "Kontaktperson", "Contact person";
        "researcher" "Tutkija", "Forskare", "Researcher";
        "student" "Opiskelija", "Studerande", "Student";
        "supervisor" "Ohjaaja", "Handledare", "Supervisor";
        "alumnus" "Alumni", "Alumn", "Alumnus";
        "staff" "Oma henkilöstö", "Egen personal", "Own staff";
    }
}

kind! {
    /// A company or another organisation, in the register once for all institutions.
    ORGANISATION = 1 "organisation", label("Organisaatio", "Organisation", "Organisation"), title ["name"],
    mod organisation {
        NAME = field(1, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        OTHER_NAMES = field(2, "other_names", label("Aputoiminimet ja aiemmat nimet", "Bifirmor och tidigare namn", "Trade names and former names"), TextList).searched();
        BUSINESS_ID = field(3, "business_id", label("Y-tunnus", "FO-nummer", "Business ID"), BusinessId).searched();
        TYPE = field(4, "type", label("Tyyppi", "Typ", "Type"), Choice(ORGANISATION_TYPES));
        SIZE_CLASS = field(5, "size_class", label("Kokoluokka", "Storleksklass", "Size class"), Choice(SIZE_CLASSES));
        INDUSTRY_CODE = field(6, "industry_code", label("Toimialakoodi", "Näringsgrenskod", "Industry code"), Text).grouped("industry");
        INDUSTRY_CLASSIFICATION = field(7, "industry_classification", label("Toimialaluokitus", "Näringsgrensindelning", "Industry classification"), Choice(INDUSTRY_CLASSIFICATIONS)).grouped("industry");
        GROWTH_SECTORS = field(8, "growth_sectors", label("Kasvualat", "Tillväxtbranscher", "Growth sectors"), TextList).searched();
        WEBSITE = field(9, "website", label("Verkkosivut", "Webbplats", "Website"), Url);
        EMAIL_DOMAINS = field(10, "email_domains", label("Sähköpostin verkkotunnukset", "E-postdomäner", "E-mail domains"), TextList).searched();
        STREET_ADDRESS = field(11, "street_address", label("Käyntiosoite", "Besöksadress", "Visiting address"), Text).grouped("visiting_address");
        POSTAL_CODE = field(12, "postal_code", label("Postinumero", "Postnummer", "Postcode"), Text).grouped("visiting_address");
        CITY = field(13, "city", label("Postitoimipaikka", "Postanstalt", "City"), Text).grouped("visiting_address").searched();
        COUNTRY = field(14, "country", label("Maa", "Land", "Country"), Text).grouped("visiting_address");
        POSTAL_STREET_ADDRESS = field(15, "postal_street_address", label("Postiosoite", "Postadress", "Postal address"), Text).grouped("postal_address");
        POSTAL_POSTAL_CODE = field(16, "postal_postal_code", label("Postiosoitteen postinumero", "Postadressens postnummer", "Postcode of the postal address"), Text).grouped("postal_address");
        POSTAL_CITY = field(17, "postal_city", label("Postiosoitteen postitoimipaikka", "Postadressens postanstalt", "City of the postal address"), Text).grouped("postal_address");
        POSTAL_COUNTRY = field(18, "postal_country", label("Postiosoitteen maa", "Postadressens land", "Country of the postal address"), Text).grouped("postal_address");
        MUNICIPALITY = field(19, "municipality", label("Kunta", "Kommun", "Municipality"), Text).searched();
        REGION = field(20, "region", label("Maakunta", "Landskap", "Region"), Text);
        PARENT_ORGANISATION = field(21, "parent_organisation", label("Emo-organisaatio", "Moderorganisation", "Parent organisation"), Reference("organisation"));
        NOTES = field(22, "notes", label("Muistiinpanot", "Anteckningar", "Notes"), LongText).searched();
        MERGED_INTO = field(23, "merged_into", label("Yhdistetty organisaatioon", "Sammanslagen med organisationen", "Merged into"), Reference("organisation"));
    }
}

kind! {
    /// A person whom an institution knows: contact, researcher, student, supervisor, alumnus.
    PERSON = 2 "person", label("Henkilö", "Person", "Person"), title ["first_name", "last_name"],
    mod person {
        FIRST_NAME = field(1, "first_name", label("Etunimi", "Förnamn", "First name"), Text).grouped("name").searched().personal();
        LAST_NAME = field(2, "last_name", label("Sukunimi", "Efternamn", "Last name"), Text).grouped("name").required().searched().personal();
        EMAIL = field(3, "email", label("Sähköposti", "E-post", "E-mail"), Email).searched().personal();
        OTHER_EMAILS = field(4, "other_emails", label("Muut sähköpostiosoitteet", "Övriga e-postadresser", "Other e-mail addresses"), EmailList).searched().personal();
        PHONE = field(5, "phone", label("Puhelin", "Telefon", "Phone"), Phone).searched().personal();
        OTHER_PHONES = field(6, "other_phones", label("Muut puhelinnumerot", "Övriga telefonnummer", "Other phone numbers"), PhoneList).searched().personal();
        LANGUAGE = field(7, "language", label("Asiointikieli", "Kontaktspråk", "Language"), Choice(LANGUAGES)).personal();
        LINKEDIN = field(8, "linkedin", label("LinkedIn", "LinkedIn", "LinkedIn"), Url).personal();
        ROLES = field(9, "roles", label("Roolit", "Roller", "Roles"), TextList).searched().personal();
        ORCID = field(10, "orcid", label("ORCID", "ORCID", "ORCID"), Text).personal();
        MARKETING_CONSENT = field(11, "marketing_consent", label("Markkinointilupa", "Marknadsföringslov", "Consent to marketing"), Flag).personal();
        PHOTO_CONSENT = field(12, "photo_consent", label("Kuvauslupa", "Fotograferingslov", "Consent to photographs"), Flag).personal();
        ERASURE_REQUESTED = field(13, "erasure_requested", label("Poistopyyntö tehty", "Begäran om radering", "Erasure requested"), Date).personal();
        NOTES = field(14, "notes", label("Muistiinpanot", "Anteckningar", "Notes"), LongText).searched().personal();
        OTHER_NAMES = field(16, "other_names", label("Muut nimet", "Övriga namn", "Other names"), TextList).searched().personal();
        MERGED_INTO = field(15, "merged_into", label("Yhdistetty henkilöön", "Sammanslagen med personen", "Merged into"), Reference("person")).about();
    }
}

kind! {
    /// Who works where, or did; the history stays when a person changes employer.
    AFFILIATION = 3 "affiliation", label("Työsuhde tai rooli", "Anställning eller roll", "Affiliation"), title ["job_title", "unit"],
    mod affiliation {
        PERSON = field(1, "person", label("Henkilö", "Person", "Person"), Reference("person")).required().parent().personal().about();
        ORGANISATION = field(2, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation")).required().parent();
        UNIT = field(3, "unit", label("Yksikkö", "Enhet", "Unit"), Text).searched().personal();
        JOB_TITLE = field(4, "job_title", label("Titteli", "Titel", "Job title"), Text).searched().personal();
        STARTS_ON = field(5, "starts_on", label("Alkaa", "Börjar", "Starts on"), Date).grouped("period").personal();
        ENDS_ON = field(6, "ends_on", label("Päättyy", "Slutar", "Ends on"), Date).grouped("period").personal();
        IS_PRIMARY = field(7, "is_primary", label("Ensisijainen", "Primär", "Primary"), Flag);
    }
}
