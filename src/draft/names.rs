//! What sort of thing a name names: person, place or organisation, where lists of names, titles and
//! endings tell it for sure. The lists are data in `names.txt`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The sort of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Person,
    Place,
    Organisation,
    Unknown,
}

struct Lists {
    first: HashSet<&'static str>,
    country: HashSet<&'static str>,
    city: HashSet<&'static str>,
    region: HashSet<&'static str>,
    /// Every place of the lists above, and others.
    place: HashSet<&'static str>,
    org: HashSet<&'static str>,
    demonym: HashSet<&'static str>,
    job: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let data = include_str!("names.txt");
    let list = |name: &str| -> HashSet<&'static str> {
        let line = data.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default().split('|').collect()
    };
    Lists {
        first: list("first"),
        place: ["country", "city", "region", "place"].into_iter().flat_map(list).collect(),
        country: list("country"),
        city: list("city"),
        region: list("region"),
        org: list("org"),
        demonym: list("demonym"),
        job: list("job"),
    }
});

const TITLES: [&str; 30] = [
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "sir",
    "lord",
    "lady",
    "president",
    "minister",
    "chancellor",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
    "senator",
    "governor",
    "general",
    "captain",
    "colonel",
    "bishop",
    "judge",
    "emperor",
    "saint",
];

const ORGANISATIONS: [&str; 54] = [
    "university",
    "college",
    "institute",
    "school",
    "academy",
    "company",
    "corporation",
    "corp",
    "corp.",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "group",
    "bank",
    "ministry",
    "department",
    "agency",
    "council",
    "committee",
    "commission",
    "party",
    "association",
    "organization",
    "organisation",
    "society",
    "union",
    "foundation",
    "museum",
    "church",
    "court",
    "parliament",
    "senate",
    "congress",
    "assembly",
    "army",
    "navy",
    "press",
    "news",
    "times",
    "post",
    "club",
    "team",
    "orchestra",
    "federation",
    "league",
    "office",
    "bureau",
    "service",
    "authority",
    "board",
    "trust",
    "hospital",
    "observatory",
];

const PLACES: [&str; 40] = [
    "river",
    "lake",
    "mount",
    "mountain",
    "mountains",
    "sea",
    "ocean",
    "island",
    "islands",
    "bay",
    "gulf",
    "cape",
    "valley",
    "desert",
    "peninsula",
    "strait",
    "county",
    "province",
    "district",
    "city",
    "town",
    "village",
    "street",
    "avenue",
    "road",
    "square",
    "park",
    "bridge",
    "castle",
    "tower",
    "airport",
    "harbour",
    "harbor",
    "forest",
    "coast",
    "canal",
    "republic",
    "kingdom",
    "plateau",
    "beach",
];

/// The sort of a name, given the words before it and its own, all in small letters.
pub(super) fn sort_of(before: Option<&str>, words: &[&str]) -> Named {
    let lists = &*LISTS;
    let whole = words.join(" ");
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Named::Unknown };
    if matches!(words, ["west" | "south" | "left" | "right" | "north" | "east", "bank"]) {
        return Named::Place;
    }
    if words.iter().any(|word| ORGANISATIONS.contains(word)) || lists.org.contains(&*whole) {
        return Named::Organisation;
    }
    if lists.place.contains(&*whole) || PLACES.contains(last) || PLACES[..4].contains(first) {
        return Named::Place;
    }
    let is_plain = |word: &&str| !lists.demonym.contains(*word) && !lists.place.contains(*word);
    let n = words.len();
    let titled = before.is_some_and(|it| TITLES.contains(&it)) || n > 1 && TITLES.contains(first);
    if titled && n <= 4 && !words.contains(&"of") {
        return Named::Person;
    }
    let given = lists.first.contains(first)
        && (2..=4).contains(&n)
        && words[1..].iter().all(|word| is_plain(word) && !lists.job.contains(word));
    if given && !words.iter().any(|word| matches!(*word, "of" | "the" | "for" | "and")) {
        return Named::Person;
    }
    Named::Unknown
}

/// Where in a run of names in small letters a person's name begins, after words that say what the person
/// does: `White House Press Secretary | Sean Spicer`.
pub(super) fn person_within(words: &[&str]) -> Option<usize> {
    let lists = &*LISTS;
    let n = words.len();
    (1..n.saturating_sub(1)).find(|at| {
        let is_plain = |word: &&str| !lists.place.contains(*word) && !lists.job.contains(*word);
        let before = words[at - 1];
        // "Secretary of State"
        let is_of = *at > 2 && words[at - 2] == "of" && is_office(words[at - 3]);
        let is_office =
            TITLES.contains(&before) || is_office(before) || is_countryman(before) || is_of;
        let rest = &words[*at..];
        // After an office even an unknown first name is one: `President Yoon Suk Yeol`.
        let is_body = |word: &&str| ORGANISATIONS.contains(word) || PLACES.contains(word);
        let named = lists.first.contains(rest[0])
            || is_office && !rest.iter().any(is_body) && is_plain(&rest[0]);
        n - at <= 3
            && !self::is_office(rest[0])
            // "the Bishop of Varne"
            && rest[0] != "of"
            && (is_office || lists.job.contains(before) || lists.demonym.contains(before))
            && named
            && rest[1..].iter().all(is_plain)
    })
}

/// Words for an office that stand before names.
pub(super) fn is_office(word: &str) -> bool {
    matches!(
        word,
        "secretary"
            | "mp"
            | "mps"
            | "chamberlain"
            | "seal"
            | "spokeswoman"
            | "spokesman"
            | "envoy"
            | "ambassador"
            | "director"
            | "mayor"
            | "chief"
            | "executive"
            | "chairman"
            | "chairwoman"
            | "leader"
            | "ceo"
            | "deputy"
            | "officer"
            | "commander"
            | "representative"
            | "justice"
            | "rep."
            | "sen."
            | "gov."
            | "attorney"
            | "coach"
            | "sheriff"
            | "detective"
            | "founder"
            | "co-founder"
            | "cofounder"
    )
}

/// A word for a body at the end of its name: `authority`.
pub(super) fn is_body(word: &str) -> bool {
    ORGANISATIONS.contains(&word)
}

/// `Frenchman`, `Irishwoman`: a word that only a person's name stands behind.
fn is_countryman(word: &str) -> bool {
    let country = word.strip_suffix("woman").or_else(|| word.strip_suffix("man"));
    country.is_some_and(|country| LISTS.demonym.contains(country))
}

/// Names that name the same, or stand for it in the news.
const SAME: [&[&str]; 34] = [
    &[
        "us",
        "u.s",
        "u.s.",
        "usa",
        "america",
        "united states",
        "united states of america",
        "washington",
    ],
    &["uk", "u.k", "u.k.", "britain", "great britain", "united kingdom", "england", "london"],
    &["russia", "moscow", "ussr", "soviet union", "russian federation", "kremlin"],
    &["china", "beijing", "peking", "people's republic of china"],
    &["eu", "european union", "europe", "brussels"],
    &["netherlands", "holland", "dutch"],
    &["iran", "persia", "tehran"],
    &["istanbul", "constantinople", "byzantium"],
    &["syria", "damascus"],
    &["turkey", "ankara"],
    &["germany", "berlin"],
    &["france", "paris", "french"],
    &["japan", "tokyo"],
    &["spain", "madrid", "spanish"],
    &["italy", "rome"],
    &["egypt", "cairo"],
    &["israel", "jerusalem"],
    &["iraq", "baghdad"],
    &["afghanistan", "kabul"],
    &["pakistan", "islamabad"],
    &["india", "delhi", "new delhi"],
    &["austria", "vienna"],
    &["greece", "athens", "greek"],
    &["poland", "warsaw", "polish"],
    &["denmark", "copenhagen", "danish"],
    &["finland", "helsinki", "finnish"],
    &["ireland", "dublin", "irish"],
    &["switzerland", "bern", "swiss"],
    &["wales", "welsh"],
    &["philippines", "manila", "filipino", "philippine"],
    &["portugal", "lisbon", "portuguese"],
    &["hungary", "budapest", "hungarian"],
    &["ukraine", "kiev", "kyiv"],
    &["north korea", "pyongyang", "korea", "south korea", "seoul"],
];

/// Whether two names in small letters are known to name the same.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    one == other || SAME.iter().any(|names| names.contains(&one) && names.contains(&other))
}

fn bare(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

/// What kind of place a name in small letters names, so that a country is mixed with countries only: a
/// word for it, the last word of its name, or nothing that is known.
pub(super) fn kind_of_place(name: &str) -> &str {
    let lists = &*LISTS;
    let last = name.rsplit(' ').next().unwrap_or(name);
    if lists.country.contains(name) {
        "country"
    } else if lists.city.contains(name) {
        "city"
    } else if lists.region.contains(name) {
        "region"
    } else if PLACES.contains(&last) {
        last.trim_end_matches('s')
    } else {
        ""
    }
}

/// Whether a word in small letters says where people come from.
pub(super) fn is_demonym(word: &str) -> bool {
    let is_people = matches!(
        word,
        "muslim" | "muslims" | "jew" | "jews" | "hindu" | "hindus" | "briton" | "britons" | "kurds"
    );
    is_people || LISTS.demonym.contains(word)
}

/// Whether a word in small letters says what people do.
pub(super) fn is_job(word: &str) -> bool {
    LISTS.job.contains(word)
}

/// Whether a word in small letters is a title before a name.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether a word in small letters is a first name.
pub(super) fn is_first_name(word: &str) -> bool {
    LISTS.first.contains(word)
}

/// Whether a name in small letters is among those that come to mind first wherever a country or a body is asked for:
/// the great powers and their capitals, and what the news of each day names.
pub(super) fn is_household(name: &str) -> bool {
    const DAILY: [&str; 68] = [
        "john doe",
        "jane doe",
        "kim jong un",
        "kim jong-un",
        "trump",
        "donald trump",
        "obama",
        "barack obama",
        "putin",
        "vladimir putin",
        "clinton",
        "hillary clinton",
        "biden",
        "joe biden",
        "merkel",
        "angela merkel",
        "theresa may",
        "boris johnson",
        "pope francis",
        "netanyahu",
        "benjamin netanyahu",
        "parliament",
        "whatsapp",
        "hamas",
        "the hague",
        "africa",
        "asia",
        "west africa",
        "southeast asia",
        "south america",
        "latin america",
        "north america",
        "hollywood",
        "earth",
        "telegram",
        "tiktok",
        "wi-fi",
        "internet",
        "wall street",
        "middle east",
        "west",
        "super bowl",
        "english",
        "british",
        "republicans",
        "democrats",
        "labour",
        "conservatives",
        "pentagon",
        "congress",
        "senate",
        "house",
        "white house",
        "supreme court",
        "federal reserve",
        "united nations",
        "u.n.",
        "facebook",
        "google",
        "twitter",
        "apple",
        "amazon",
        "youtube",
        "instagram",
        "netflix",
        "microsoft",
        "google play",
        "bitcoin",
    ];
    let name = bare(name);
    DAILY.contains(&name) || SAME[..5].iter().any(|names| names.contains(&name))
}

/// Whether a title is a part of the name by which a person is known: `Queen Margaret`.
pub(super) fn keeps_title(word: &str) -> bool {
    matches!(
        word,
        "pope" | "king" | "queen" | "prince" | "princess" | "emperor" | "saint" | "lord" | "lady"
    )
}
