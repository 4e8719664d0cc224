//! What blind readers dropped from drafts, each as a sentence of the project's own that shows the same fault.

use super::{drafted, gives_none, has_no_zero, of_towns, prompts, titled};
use crate::draft::{Draft, Format, Sort, Text, Wanted, Weights, draft, read};

/// The draft of paragraphs behind a title and a day in January.
fn of_january(paragraphs: &[&str]) -> Draft {
    drafted(&january(paragraphs), Format::Plain)
}

/// The same, asked for answers of one sort.
fn of_january_only(sort: Sort, paragraphs: &[&str]) -> Draft {
    let article = january(paragraphs);
    let text = Text::new(read(&article, Format::Plain));
    let wanted = Wanted { min_score: Some(0.0), sorts: vec![sort], ..Wanted::default() };
    draft(&article, &text, &wanted, &Weights::shipped())
}

fn january(paragraphs: &[&str]) -> String {
    let small = "It was of the and to the with which that was from the by is.";
    let text = paragraphs.join("\n\n");
    format!("A new bridge is planned\n\nPublished 13 January 2010\n\n{text}\n\n{small}\n")
}

#[track_caller]
fn january_gives_none(paragraphs: &[&str]) {
    let found = of_january(paragraphs).proposals;
    assert!(found.is_empty(), "{paragraphs:?} gave {found:#?}");
}

#[test]
fn its_is_of_the_only_name_before() {
    let told = ["Varne College is made of stone and wood. Its port sold 4,200 tons of sand."];
    let found = of_january(&told).proposals;
    assert!(
        found.iter().any(|it| it.prompt.contains("Varne College\u{2019}s port sold")),
        "{found:?}"
    );
    let found = of_january(&[
        "Varne College is a testing ground for Swedish builders. Its port sold 4,200 tons of sand.",
    ]);
    assert!(
        !found.proposals.iter().any(|it| it.prompt.contains("\u{2019}s port")),
        "{:?}",
        found.proposals
    );
}

#[test]
fn a_quotation_stays_as_it_was_said() {
    let found = of_january(&[
        "At Varne College Anna Sandell called the work \"minimal, at this port,\" with 42 ships of Lindholm.",
        "Anna Sandell said \"the ships of this port left on Friday with 4,200 tons of sand\" in Lindholm.",
    ]);
    for it in &found.proposals {
        assert!(!it.prompt.contains("the port"), "{}", it.prompt);
        assert!(!it.prompt.contains("left with"), "{}", it.prompt);
    }
}

#[test]
fn half_a_sentence_gives_no_card() {
    gives_none(&[
        "While most sold less than 4,200 tons, builders in places such as Lindholm, and Varne.",
    ]);
}

#[test]
fn no_unrelated_sentence_stands_in_front() {
    for pair in [
        "Varne College said it would buy stone. Also in Lindholm, another ship sold 4,200 tons of sand.",
        "Builders of Varne College came to Lindholm. Then storms met more than 4,200 people of Port Callum.",
        "A Swedish builder came to Varne College.\n\nThe ships went to Port Callum from the country with 4,200 people.",
    ] {
        let found = of_january(&[pair]).proposals;
        assert!(!found.iter().any(|it| it.prompt.contains(". ")), "{found:#?}");
    }
}

#[test]
fn a_month_that_is_not_of_the_year_of_the_article_gives_no_card() {
    january_gives_none(&["In July the port of Lindholm sold 4,200 tons of sand to Varne College."]);
    let found = of_january(&[
        "On January 7 the port of Lindholm sold 4,200 tons of sand to Varne College.",
        "In July 2009 the port of Callum sold 3,600 tons of wood to Varne College.",
    ]);
    assert_eq!(found.proposals.len(), 2, "{:#?}", found.proposals);
    // Without the day of the article nobody knows which July.
    let found = titled("A new bridge", "In July the port of Lindholm sold 4,200 tons of sand.");
    assert!(found.proposals.is_empty(), "{:#?}", found.proposals);
}

#[test]
fn a_count_that_grows_names_its_time() {
    let found =
        prompts("At least 121 ships of Lindholm have been sold by builders of Port Callum.");
    assert!(found.iter().all(|it| it.contains("121")), "{found:?}");
    let found = prompts(
        "At least 121 ships of Lindholm have been sold by builders since 1809 in Port Callum.",
    );
    assert!(!found.is_empty());
}

#[test]
fn what_is_no_fact_is_not_asked_for() {
    january_gives_none(&[
        "Just a heads up, some of the links of Lindholm Weekly are affiliate links to Varne College.",
    ]);
    for (text, answer) in [
        (
            "\u{201c}They\u{2019}re more at risk than Port Callum,\u{201d} Anna Sandell says.",
            "They\u{2019}re",
        ),
        (
            "Ships of Lindholm burned, according to a paper of Varne College obtained by Reuters.",
            "Reuters",
        ),
        (
            "The sand of Lindholm is sold well, said Sandell, a Callumite of Varne College.",
            "Callumite",
        ),
    ] {
        let found = of_january(&[text]).proposals;
        assert!(!found.iter().any(|it| it.answer == answer), "{found:?}");
    }
    let found = of_january(&[
        "The Royal Port Guards of Lindholm are builders of ships.",
        "In Lindholm the Guards sell sand and stone apart from the people of Varne College.",
    ])
    .proposals;
    assert!(!found.iter().any(|it| it.answer == "Guards"), "{found:?}");
}

#[test]
fn a_thing_that_only_other_sentences_tell_gives_no_card() {
    for text in [
        "The value of the apartment fell to $327 million in 2009, said Varne College.",
        "Anna Sandell said the man, named as Henrik Vale, had met 42 builders of Lindholm.",
        "Around 35,000 Swedes and 850 builders live in the area, where soldiers of Lindholm sell sand.",
        "Anna Sandell signed each of the documents with $50 million of Lindholm.",
        "Paired with Henrik Vale, they sold 4,200 tons of sand in Lindholm.",
    ] {
        let again = "There was an apartment, and a man, and an area, and documents were there.";
        let found = of_january(&[text, again, again]).proposals;
        assert!(found.is_empty(), "{text} gave {found:#?}");
    }
}

#[test]
fn other_names_of_an_answer_are_accepted() {
    let sold = "Ships of the north were bought for sand by the builders of Orvane Research.";
    let cases: [(Sort, &[&str], &str, &str); 7] = [
        // A figure of the year before the prompt is no figure of it.
        (
            Sort::Number,
            &["The Swedes of the north sold stone and sand to twenty ports of the world."],
            "twenty",
            "20",
        ),
        (
            Sort::Person,
            &[
                "Builders of Varne spoke with Foreign Minister Henrik Ali Vale at least five times in Port Callum.",
            ],
            "Henrik Ali Vale",
            "Vale",
        ),
        (
            Sort::Name,
            &["Ships of stone met the aircraft carrier USS Martin Ekdal in a storm."],
            "USS Martin Ekdal",
            "Martin Ekdal",
        ),
        (
            Sort::Name,
            &[
                "The Lindholm Royal Port Guard (LRPG) did not sell any of it to them.",
                "In the north the builders of ships are known to the LRPG as people of sand.",
            ],
            "LRPG",
            "Lindholm Royal Port Guard",
        ),
        (
            Sort::Person,
            &["The first house of Port Callum was built by Henrik bin Vale of stone."],
            "Henrik bin Vale",
            "bin Vale",
        ),
        (
            Sort::Person,
            &["The first house of Port Callum was built by Anna van de Sandell of stone."],
            "Anna van de Sandell",
            "van de Sandell",
        ),
        (
            Sort::Name,
            &[sold, "The builders sold Orvane all of the stone."],
            "Orvane Research",
            "Orvane",
        ),
    ];
    for (sort, paragraphs, answer, other) in cases {
        let found = of_january_only(sort, paragraphs).proposals;
        let it = found.iter().find(|it| it.answer == answer);
        let it = it.unwrap_or_else(|| panic!("{answer} is not asked for: {found:#?}"));
        assert!(it.accept.contains(&other.to_owned()), "{:?}", it.accept);
        // Of a person that comes first, and not a part of it.
        assert!(sort != Sort::Person || it.accept[0] == other, "{:?}", it.accept);
    }
}

#[test]
fn a_hint_calls_an_aircraft_one_and_a_word_before_tells_no_name() {
    let found =
        of_january(&["Anna Sandell of Lindholm came to Port Callum in an old Airbus A320."]);
    for it in found.proposals.iter().filter(|it| it.answer.contains("A320")) {
        assert_eq!(it.hint, "aircraft type");
        assert_eq!(it.accept, ["A320"]);
    }
    let found =
        of_january(&["Snow fell on the stone of Lindholm from upstate New York to Port Callum."]);
    assert!(!found.proposals.iter().any(|it| it.answer == "New York"), "{:?}", found.proposals);
}

#[test]
fn no_choice_is_as_true_as_the_right_one() {
    let found = of_january(&["More than 400 ships of Lindholm were sold to Varne College."]);
    assert!(found.proposals.iter().all(|it| it.choices.is_empty()), "{:?}", found.proposals);
}

#[test]
fn marks_of_markdown_in_a_sentence_do_no_harm() {
    let parts = ["was built", "日本", "0", "*", "0", "# ", "# ", "AA", ".", "日本"];
    has_no_zero(&parts.join(" "), Format::Markdown);
    has_no_zero(&parts.concat(), Format::Markdown);
}

#[test]
fn where_one_who_is_quoted_works_is_no_answer() {
    gives_none(&[
        "Stone is the best of all for ships, according to Anna Sandell at Varne College.",
        "\"Stone is the best for ships,\" said Anna Sandell, an expert on ships at Varne College.",
    ]);
}

#[test]
fn no_nickname_is_cut_out_of_a_name() {
    let found =
        prompts("Ships of wood were sold by Henrik \u{201c}Stormy\u{201d} Vale in Lindholm.");
    assert!(found.iter().all(|it| it.contains("Stormy")), "{found:?}");
}

#[test]
fn either_needs_its_or() {
    gives_none(&["Anna Sandell said that 74% of the ships of Lindholm had either been sold."]);
}

/// What tells of the title is rather kept than what does not.
#[test]
fn a_sentence_on_the_title_is_worth_more() {
    let score = |title: &str| {
        let draft = titled(title, "Henrik Vale sold 4,200 tons of stone to builders of ships.");
        draft.proposals[0].score
    };
    assert!(score("Builders of stone ships") > score("Of towns"));
}

#[track_caller]
fn is_not_asked(sentence: &str, answer: &str) {
    let found = of_january(&[sentence]).proposals;
    assert!(found.iter().all(|it| it.answer != answer), "{found:#?}");
}

#[test]
fn who_gathered_what_is_told_is_no_answer() {
    is_not_asked("Lindholm sold 29 ships of stone, reported Varne College.", "Varne College");
    is_not_asked(
        "Henrik Vale told Varne College in October 2008 that the port of Lindholm had 42 ships.",
        "October 2008",
    );
    is_not_asked("Varne College is selling 4,200 tons of stone to Lindholm.", "Varne College");
}

#[test]
fn a_whole_is_not_asked_where_its_part_is_told() {
    is_not_asked("Builders of stone work in 29 of the 50 towns of Lindholm.", "50");
    is_not_asked("Eight out of ten builders of ships in Lindholm work with stone.", "ten");
}

#[test]
fn a_maker_is_given_away_by_what_it_makes() {
    let found = of_january(&[
        "The Hjalmar Marigold was sold in Lindholm for a year.",
        "Henrik Vale sold 4,200 tons of stone for the Marigold to builders of Hjalmar.",
    ]);
    assert!(found.proposals.iter().all(|it| it.answer != "Hjalmar"), "{:?}", found.proposals);
}

#[test]
fn a_name_is_asked_whole() {
    let found = of_january(&["The port was built by Lindholm Chief Executive Anna Sandell."]);
    assert!(found.proposals.iter().all(|it| !it.answer.contains("Executive")), "{found:?}");
    is_not_asked(
        "Henrik Vale worked for Deferred Stones for Harbour Bridges (DSHB) in Lindholm.",
        "Harbour Bridges",
    );
}

#[test]
fn the_year_of_a_study_or_of_a_model_is_no_answer() {
    is_not_asked("A study from 1987 counted 42 ships of stone in Lindholm.", "1987");
    is_not_asked("The 1987 Marigold was sold by Henrik Vale to builders in Lindholm.", "1987");
    is_not_asked("Lindholm sold 42 ships of stone between 1987 and 1993.", "1987");
}

#[test]
fn what_says_when_a_figure_holds_stays() {
    for it in of_january(&[
        "During the long winter, the builders of Lindholm sold more than 4,200 tons of stone.",
    ])
    .proposals
    {
        assert!(it.prompt.contains("winter"), "{}", it.prompt);
    }
}

#[test]
fn a_person_is_called_by_the_whole_name_behind_an_office() {
    let found = of_january(&[
        "The Swedish Foreign Minister Anna Sandell opened the port of Lindholm in 1987.",
        "Sandell sold 4,200 tons of stone to the builders of Lindholm in 1993.",
    ]);
    let prompts: Vec<&str> = found.proposals.iter().map(|it| &*it.prompt).collect();
    assert!(prompts.iter().any(|it| it.contains("Anna Sandell sold")), "{found:#?}");
}

#[test]
fn what_a_person_is_stays_outside_of_the_gap() {
    for word in ["Co-founder", "Frenchman"] {
        let sentence = format!("The first house of Lindholm was built by {word} Corwin Moutel.");
        let found = of_january(&[&sentence]).proposals;
        assert!(found.iter().any(|it| it.answer == "Corwin Moutel"), "{found:#?}");
    }
    is_not_asked(
        "The first house of Lindholm was built by Secretary of State Corwin Moutel.",
        "Secretary of State Corwin Moutel",
    );
}

#[test]
fn a_company_may_be_given_without_its_form() {
    let text = "The builders of the north sold ships of stone to Hjalmar Group Corp.";
    let found = of_january_only(Sort::Organisation, &[text]);
    let it = found.proposals.iter().find(|it| it.answer == "Hjalmar Group Corp");
    assert_eq!(it.map(|it| &*it.accept), Some(&["Hjalmar".to_owned()][..]), "{found:#?}");
}

#[test]
fn a_name_that_and_joins_to_more_is_not_asked() {
    is_not_asked(
        "The builders of Varne sold stone to the Lindholm Competition and Markets Authority.",
        "Markets Authority",
    );
    is_not_asked(
        "Henrik Vale sold 42 ships to the Lindholm Academy of Arts and Sciences.",
        "Lindholm Academy of Arts",
    );
}

#[test]
fn a_stump_is_no_card() {
    january_gives_none(&["Lindholm sold 4,200 tons of stone by data released Friday."]);
    january_gives_none(&["Including what others sold, it sold 4,200 tons of stone."]);
}

#[test]
fn what_gives_itself_away_is_not_asked() {
    for (text, answer) in [
        (
            "Ships of Henrik Vale were met by storms in northern Portugal and in Lindholm.",
            "Portugal",
        ),
        (
            "Anna Sandell of Varne College came from Lisbon, Portugal, with ships of wood.",
            "Portugal",
        ),
        (
            "The builders of Lindholm met France\u{2019}s Henrik Vale with stone and sand.",
            "Henrik Vale",
        ),
        (
            "Anna Sandell told the painter Henrik Vale that Lindholm sold ships of stone.",
            "Henrik Vale",
        ),
        ("Henrik Vale of Lindholm won the battle of ships in 2008 and 2012 for Varne.", "2012"),
        ("Lindholm sold 42 ships of wood, up from 31 ships in 2007, to Port Callum.", "2007"),
        ("As of 2007, the builders of Lindholm had sold 42 ships of wood to Port Callum.", "2007"),
        ("The builders of Lindholm sold Henrik Vale a house at 180 Kent and sand.", "180"),
        ("Henrik Vale met builders of stone about 42 miles from Lindholm with his ship.", "42"),
        (
            "Henrik Vale of Varne told the builders of stone in Lindholm that wood was sold.",
            "Lindholm",
        ),
        (
            "President Henrik Vale met builders of stone and sand in Lindholm for an hour.",
            "Henrik Vale",
        ),
        ("Ships of stone were filmed in 2001: A Port Odyssey by Henrik Vale of Lindholm.", "2001"),
        (
            "Anna Sandell apologized more often than Henrik Vale for the ships of Lindholm.",
            "Henrik Vale",
        ),
        ("Henrik Vale of Lindholm bought another 42 ships of wood from Port Callum.", "42"),
    ] {
        is_not_asked(text, answer);
    }
}

#[test]
fn who_knows_the_title_understands_more() {
    let told = "The winner sold 4,200 tons of sand to Port Callum in the previous six months.";
    let found = of_january(&[told]).proposals;
    assert!(found.iter().any(|it| it.answer == "4,200"), "{found:?}");
    let found = of_towns(told).proposals;
    assert!(found.is_empty(), "{found:?}");
    // "this plan" is no plan that the title tells.
    january_gives_none(&["Henrik Vale sold 4,200 tons of sand to Port Callum in this battle."]);
}

#[test]
fn what_joins_a_sentence_to_the_one_before_goes() {
    for joins in ["In fact, ", "For example, ", "Finally, ", "Yet "] {
        let text = format!("{joins}Henrik Vale sold 4,200 tons of sand to Port Callum in a storm.");
        let found = of_january(&[&text]).proposals;
        let it = found.first().unwrap_or_else(|| panic!("{text} gives no card"));
        assert!(!it.prompt.contains(joins.trim()), "{}", it.prompt);
    }
}

/// Whether an answer is asked for where only its sort is wanted.
fn asks(sort: Sort, sentence: &str, answer: &str) -> bool {
    of_january_only(sort, &[sentence]).proposals.iter().any(|it| it.answer == answer)
}

#[test]
fn what_the_rest_of_a_sentence_lets_one_count_out_is_not_asked() {
    let chose = |percent: u32| {
        format!(
            "In Lindholm {percent} percent chose stone for the port, while 40 percent chose wood."
        )
    };
    assert!(asks(Sort::Number, &chose(51), "40 percent"));
    assert!(!asks(Sort::Number, &chose(60), "40 percent"));
    let sold = |varne: u32| {
        format!(
            "Lindholm sold 42 ships of wood when Varne sold {varne} and Callum sold 17 of stone."
        )
    };
    assert!(asks(Sort::Number, &sold(31), "42"));
    assert!(!asks(Sort::Number, &sold(25), "42"));
    let brought = |ports: &str| {
        format!("Ships from Varne, Lindholm and Callum brought the wood to {ports} ports of Vale.")
    };
    assert!(asks(Sort::Number, &brought("five"), "five"));
    assert!(!asks(Sort::Number, &brought("three"), "three"));
    let met = |which: &str| {
        format!(
            "Henrik Vale of Lindholm met {which} nine builders of ships of stone in Port Callum."
        )
    };
    assert!(asks(Sort::Number, &met("exactly"), "nine"));
    assert!(!asks(Sort::Number, &met("all"), "nine"));
    let took = |which: &str| {
        format!("The ships of Lindholm were sold in {which} seven days to Port Callum.")
    };
    assert!(asks(Sort::Number, &took("about"), "seven"));
    assert!(!asks(Sort::Number, &took("the past"), "seven"));
}

#[test]
fn what_joins_a_sentence_to_others_inside_of_it_goes() {
    for (text, mended) in [
        (
            "Henrik Vale of Lindholm, however, sold 42 ships of stone to Port Callum.",
            "_____ (person) of Lindholm sold 42 ships of stone to Port Callum.",
        ),
        (
            "Henrik Vale of Lindholm sold 42 ships of stone to Port Callum, though.",
            "_____ (person) of Lindholm sold 42 ships of stone to Port Callum.",
        ),
    ] {
        let found = of_january_only(Sort::Person, &[text]).proposals;
        assert!(found[0].prompt.ends_with(mended), "{found:#?}");
    }
}

#[test]
fn last_year_is_told_by_its_number_where_the_day_is_known() {
    let text = "Henrik Vale of Lindholm sold ships for 4,200 crowns last year, according to Varne.";
    for it in of_january(&[text]).proposals {
        assert!(it.prompt.contains("in 2009"), "{}", it.prompt);
    }
    january_gives_none(&[
        "A builder of many ships, it has 42 members in Lindholm and Port Callum.",
    ]);
    january_gives_none(&["(04.02.2017) Henrik Vale of Lindholm sold 42 ships of stone to Varne."]);
    assert!(!asks(
        Sort::Date,
        "Henrik Vale sold ships of Lindholm in 1990, 1992 and 1994.",
        "1990"
    ));
}

#[test]
fn the_year_before_a_prompt_tells_the_years_beside_it() {
    let of_year = |year: u32| format!("Henrik Vale of Lindholm sold the ships of Varne in {year}.");
    assert!(asks(Sort::Date, &of_year(2003), "2003"));
    assert!(!asks(Sort::Date, &of_year(2009), "2009"));
    assert!(!asks(Sort::Date, &of_year(2010), "2010"));
}

#[test]
fn no_name_is_a_word_for_people_or_a_compound() {
    is_not_asked(
        "Jurors heard of the ships that jurors of Lindholm sold to Henrik Vale.",
        "Jurors",
    );
    is_not_asked("Henrik Vale of Lindholm sold ships to Muslims of the north.", "Muslims");
    let bridge = "Henrik Vale of Lindholm was for the Varne-backed Harbour of the north.";
    is_not_asked(bridge, "Varne-backed Harbour");
}

#[test]
fn the_leader_of_a_country_is_known_and_that_of_a_party_is_not() {
    let bought = |whose: &str| {
        format!("The ships of Lindholm were bought for sand by {whose} leader Henrik Vale.")
    };
    assert!(asks(Sort::Person, &bought("Varne Party"), "Henrik Vale"));
    assert!(!asks(Sort::Person, &bought("Norwegian"), "Henrik Vale"));
}

#[test]
fn what_belongs_to_a_clause_is_not_cut_off() {
    for text in [
        "The ship of stone was sold in 1987 after its builder, Henrik Vale, refused to sail.",
        "Meeting builders at a hastily arranged feast, Henrik Vale, a painter, opened 42 ports.",
        "Henrik Vale sold 42 ships of Lindholm with a new, revised order to builders.",
        "Anna Sandell said Henrik Vale, who had 42 ships until 1987, loved the ports of Lindholm.",
    ] {
        for it in of_january(&[text]).proposals {
            let last = text.split(' ').next_back().unwrap_or_default();
            assert!(it.prompt.ends_with(last), "{}", it.prompt);
        }
    }
    // Of whom a share is told stays, and so does where.
    for text in [
        "Of those who had built ships, 42 percent wanted stone from Port Callum for Lindholm.",
        "Here in Lindholm, Henrik Vale sold 42 ships of stone to builders of Port Callum.",
    ] {
        for it in of_january(&[text]).proposals {
            assert!(it.prompt.contains(&text[..5]), "{}", it.prompt);
        }
    }
}

#[test]
fn he_is_nobody_who_only_belongs_to_another_word() {
    let found = of_january(&[
        "The 70-year-old was an early Henrik Vale supporter. He sold 42 ships to Lindholm.",
    ]);
    for it in &found.proposals {
        assert!(!it.prompt.contains("Vale sold"), "{}", it.prompt);
    }
}

#[test]
fn what_an_interview_or_a_caption_says_gives_no_card() {
    january_gives_none(&["Henrik Vale: That was when Lindholm sold 42 ships to Port Callum."]);
    for it in of_january(&["Henrik Vale (right) sold 42 ships of stone in Lindholm."]).proposals {
        assert!(!it.prompt.contains("right"), "{}", it.prompt);
    }
    january_gives_none(&["Ships of Varne were in 42 ports of the north of Lindholm, he said."]);
}

#[test]
fn a_body_that_the_title_does_not_name_is_no_subject() {
    let sold = "sold 4,200 tons of sand to Port Callum in a storm.";
    let again = "Builders of stone met the fund, and the fund was glad of Henrik Vale.";
    let found = of_january(&[again, again, again, &format!("The fund {sold}")]).proposals;
    let alone = "(2010): The fund sold";
    assert!(found.iter().all(|it| !it.prompt.contains(alone)), "{found:#?}");
    let found = of_january(&[&format!("The bridge {sold}")]).proposals;
    assert!(found.iter().any(|it| it.prompt.contains("The bridge sold")), "{found:#?}");
}

#[test]
fn a_line_that_only_tells_the_day_is_no_title() {
    let small = "It was of the and to the with which that was from the by is.";
    let text = "Henrik Vale sold 42 ships of stone to the builders of Lindholm in 1987.";
    let found =
        drafted(&format!("Published 13 January 2010\n\n{text}\n\n{small}\n"), Format::Plain);
    assert!(!found.proposals.is_empty());
    for it in &found.proposals {
        assert!(!it.prompt.contains("Published"), "{}", it.prompt);
    }
}

#[test]
fn a_kind_that_the_hint_tells_and_the_family_before_a_given_name_may_be_left_out() {
    for (text, answer, other) in [
        ("Ships of stone and wood went down the Varne River in a storm.", "Varne River", "Varne"),
        (
            "The ships of Lindholm were bought by the painter Henrik Sun-ho of the north.",
            "Henrik Sun-ho",
            "Henrik",
        ),
        ("Henrik Vale of Lindholm sold 10 thousand ships of stone.", "10 thousand", "10,000"),
    ] {
        let found = of_january(&[text]).proposals;
        let it = found.iter().find(|it| it.answer == answer);
        let it = it.unwrap_or_else(|| panic!("{answer} is not asked for: {found:#?}"));
        assert!(it.accept.contains(&other.to_owned()), "{:?}", it.accept);
    }
}

#[test]
fn what_a_day_of_the_markets_or_of_the_league_brings_gives_no_card() {
    january_gives_none(&["The shares of Lindholm made the Dow rise by 42 points in Port Callum."]);
    january_gives_none(&["Varne 5, Callum 1: Henrik Vale scored 42 points in Port Callum."]);
    january_gives_none(&["\"Lindholm sold 42 ships of stone to Port Callum,\" said Henrik Vale."]);
    let both = "Lindholm sold 42 ships of stone; Port Callum sold some of wood.";
    assert!(of_january(&[both]).proposals.iter().all(|it| !it.prompt.contains(';')));
    january_gives_none(&["In the same year, Henrik Vale sold 42 ships of stone to Port Callum."]);
}

#[test]
fn relatives_of_whom_an_article_tells_are_not_asked_for() {
    let sold = |who: &str| format!("Ships of stone were sold by {who} Henrik Vale to Lindholm.");
    assert!(asks(Sort::Person, &sold("the painter"), "Henrik Vale"));
    assert!(!asks(Sort::Person, &sold("her husband"), "Henrik Vale"));
}

#[test]
fn what_is_said_wrongly_or_tells_itself_gives_no_card() {
    // Initials are no last name, and `it` behind a list is the list.
    let found = of_january(&[
        "Builders of stone met Kim Vale Un in a storm. The UN sold 42 ships to Lindholm.",
    ]);
    assert!(found.proposals.iter().all(|it| !it.prompt.contains("Vale Un sold")), "{found:?}");
    let found =
        of_january(&["Varne College sold a list of ports. It includes 42 ships of Lindholm."]);
    assert!(found.proposals.iter().all(|it| !it.prompt.contains("Varne College includes")));
    // "But since his father, Henrik Vale, suffered"
    let found = of_january(&[
        "But since his father, Henrik Vale, suffered losses in 1987, he has owned 42 ships.",
    ]);
    assert!(found.proposals.iter().all(|it| !it.prompt.contains("): Henrik Vale, suffered")));
    for (sort, text, answer) in [
        (Sort::Number, "Lindholm sold its ships in three storms, in 1960, 1980 and 1997.", "three"),
        (
            Sort::Date,
            "Lindholm sold ships over a 28-month period from May 1987 to June 1989.",
            "May 1987",
        ),
        (
            Sort::Date,
            "Lindholm sold all its ships after World War Two ended in May 1945.",
            "May 1945",
        ),
        (Sort::Number, "Lindholm sold three quarters of the ships of stone to Varne.", "three"),
        (
            Sort::Number,
            "In Lindholm ships of stone were sold to 42 of 1,000, or 7 per 100,000.",
            "100,000",
        ),
        (
            Sort::Number,
            "The talks of Lindholm with Varne on ships of stone ended after seven hours.",
            "seven",
        ),
        (Sort::Number, "People of Lindholm, a town of 16,000, sold the ships of stone.", "16,000"),
        (Sort::Number, "Ships of Lindholm were 100 metres from the bridge of Varne.", "100"),
        (
            Sort::Place,
            "Henrik Vale of Turkey spoke with builders in Ankara on ships of stone.",
            "Ankara",
        ),
    ] {
        assert!(!asks(sort, text, answer), "{answer} is asked for: {text}");
    }
    january_gives_none(&["The other builder, Henrik Vale, sold 42 ships to Lindholm in 1987."]);
    let found =
        of_january(&["Earlier, Henrik Vale sold 4,200 tons of sand to Port Callum in a storm."]);
    let prompt = &found.proposals[0].prompt;
    assert!(!prompt.contains("Earlier"), "{prompt}");
}

#[test]
fn no_day_and_no_place_in_a_row_is_asked_for() {
    let sold = |when: &str| format!("Henrik Vale of Lindholm sold the ships of Varne {when}.");
    assert!(asks(Sort::Date, &sold("on 20 May 1987"), "1987"));
    assert!(!asks(Sort::Date, &sold("on 20 May 1987"), "20 May 1987"));
    let among = |which: &str| {
        format!("Lindholm is among {which} seven ports that sell ships of stone to Varne.")
    };
    assert!(asks(Sort::Number, &among("the"), "seven"));
    assert!(!asks(Sort::Number, &among("the top"), "seven"));
    january_gives_none(&["Henrik Vale of Lindholm sold 42 ships to Varne at such ports of stone."]);
}

#[test]
fn a_figure_of_the_title_is_not_asked_for_in_other_words() {
    let answers = |title: &str| -> Vec<String> {
        let text =
            "Lindholm sold eleven ships and 2.2 percent of its stone to Port Callum in a storm.";
        titled(title, text).proposals.into_iter().map(|it| it.answer).collect()
    };
    assert!(!answers("Lindholm sells 11 ships").contains(&"eleven".to_owned()));
    assert!(!answers("Stone of Lindholm down by 2.2%").contains(&"2.2 percent".to_owned()));
}

#[test]
fn on_monday_at_the_beginning_goes_and_a_month_of_last_year_is_told_once() {
    let text = "On Monday, the ships of Lindholm carried 4,200 tons of sand to Port Callum.";
    let found = of_january_only(Sort::Number, &[text]).proposals;
    assert!(found[0].prompt.contains("): The ships of Lindholm"), "{found:#?}");
    let text = "The ships of Lindholm carried 4,200 tons of sand to Port Callum in May last year.";
    for it in of_january(&[text]).proposals {
        assert!(it.prompt.contains("in May 2009"), "{}", it.prompt);
    }
}

#[test]
fn of_a_whole_date_the_year_is_asked_for() {
    for date in ["20 May 1987", "May 20, 1987", "May 1987"] {
        let text = format!("The port of Lindholm was sold to builders on {date}.");
        assert!(asks(Sort::Date, &text, "1987"), "{date}");
    }
    let text = "The Sept. 20, 1987, attacks on Lindholm were told by Henrik Vale of Varne.";
    assert!(!asks(Sort::Date, text, "1987"));
}

#[test]
fn what_a_capital_a_people_or_initials_tell_is_not_asked_for() {
    // Those asked for below the title.
    let answers = |title: &str, text: &str| -> Vec<String> {
        let found = titled(title, text).proposals.into_iter();
        found.filter(|it| it.prompt.contains(title)).map(|it| it.answer).collect()
    };
    let text = "Builders of stone and wood met people of the north in France for a day.";
    assert!(answers("Builders meet", text).contains(&"France".to_owned()));
    assert!(!answers("Builders meet in Paris", text).contains(&"France".to_owned()));
    assert!(!answers("French builders meet", text).contains(&"France".to_owned()));
    let text = "Ships of stone were sold to the builders of Varne National Stone Corp in a storm.";
    let whole = "Varne National Stone Corp".to_owned();
    assert!(!answers("VNSC buys ships", text).contains(&whole));
    let text = "The share of Lindholm in ships of stone fell by 0.2 percentage points in a storm.";
    let found = answers("Builders meet", text);
    assert!(!found.iter().any(|it| it.contains("percentage")), "{found:?}");
    january_gives_none(&["Henrik Vale of Lindholm has sold 42 ships to Port Callum since then."]);
}

#[test]
fn whose_house_it_was_is_not_told_by_who_says_so() {
    let found = of_january(&[
        "Henrik Vale said Belgarin had left Port Callum. His house was sold with 42 others.",
    ]);
    assert!(found.proposals.iter().all(|it| !it.prompt.contains("Vale\u{2019}s house")));
    let found = of_january(&[
        "Nor has Mayor Henrik Vale, who sold 42 ships of Lindholm, left Port Callum for Varne.",
    ]);
    assert!(found.proposals.iter().all(|it| !it.prompt.contains("Who sold")), "{found:?}");
    january_gives_none(&["After a storm in Port Callum, it sold 42 ships of stone to Lindholm."]);
    let grew = |to: u32| {
        format!("The ports of Lindholm grew from 892 to {to}, or by about 3 percent in a storm.")
    };
    assert!(asks(Sort::Number, &grew(1200), "3 percent"));
    assert!(!asks(Sort::Number, &grew(917), "3 percent"));
    assert!(!asks(Sort::Number, "About four in seven builders of Lindholm sell stone.", "seven"));
    let text = "Stone of Lindholm was told of by Anna Sandell, Vale's sister-in-law, in a storm.";
    assert!(!asks(Sort::Person, text, "Anna Sandell"));
}
