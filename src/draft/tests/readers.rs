//! What blind readers dropped from drafts, each as a sentence of the project's own that shows the same fault: here sentences, in
//! `answers.rs` answers.

mod answers;

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

/// Whether an answer is asked for where only its sort is wanted.
fn asks(sort: Sort, sentence: &str, answer: &str) -> bool {
    of_january_only(sort, &[sentence]).proposals.iter().any(|it| it.answer == answer)
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
fn marks_of_markdown_in_a_sentence_do_no_harm() {
    let parts = ["was built", "日本", "0", "*", "0", "# ", "# ", "AA", ".", "日本"];
    has_no_zero(&parts.join(" "), Format::Markdown);
    has_no_zero(&parts.concat(), Format::Markdown);
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
fn a_stump_is_no_card() {
    january_gives_none(&["Lindholm sold 4,200 tons of stone by data released Friday."]);
    january_gives_none(&["Including what others sold, it sold 4,200 tons of stone."]);
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
fn what_a_day_of_the_markets_or_of_the_league_brings_gives_no_card() {
    january_gives_none(&["The shares of Lindholm made the Dow rise by 42 points in Port Callum."]);
    january_gives_none(&["Varne 5, Callum 1: Henrik Vale scored 42 points in Port Callum."]);
    january_gives_none(&["\"Lindholm sold 42 ships of stone to Port Callum,\" said Henrik Vale."]);
    let both = "Lindholm sold 42 ships of stone; Port Callum sold some of wood.";
    assert!(of_january(&[both]).proposals.iter().all(|it| !it.prompt.contains(';')));
    january_gives_none(&["In the same year, Henrik Vale sold 42 ships of stone to Port Callum."]);
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
