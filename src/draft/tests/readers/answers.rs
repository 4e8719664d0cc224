//! Which answers blind readers did not want to be asked for, and what else they took for right.

use super::*;

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
fn relatives_of_whom_an_article_tells_are_not_asked_for() {
    let sold = |who: &str| format!("Ships of stone were sold by {who} Henrik Vale to Lindholm.");
    assert!(asks(Sort::Person, &sold("the painter"), "Henrik Vale"));
    assert!(!asks(Sort::Person, &sold("her husband"), "Henrik Vale"));
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
