//! What must never be in a draft, over texts of many sorts; and where sentences, names and questions
//! begin and end.

mod alone;
mod readers;

use proptest::prelude::*;

use super::*;
use crate::deck::parse;
use crate::text::fold::fold;

const BRIDGE: &str = include_str!("../../decks/sources/lindholm-bridge.txt");

fn drafted(article: &str, format: Format) -> Draft {
    let text = Text::new(read(article, format));
    let wanted = Wanted { max: Some(200), min_score: Some(0.0), ..Wanted::default() };
    draft(article, &text, &wanted, &Weights::shipped())
}

/// What must never be: a quote that does not stand where it is said to, an answer that can be read in its
/// prompt, a prompt twice, a wrong choice that is the answer or another name of it, a run that differs.
#[track_caller]
fn has_no_zero(article: &str, format: Format) {
    let draft = drafted(article, format);
    assert_eq!(draft, drafted(article, format), "a run differs from the run before");
    let mut prompts = HashSet::new();
    for it in &draft.proposals {
        let stands = article.get(it.place.clone()).expect("places lie between characters");
        assert!(
            stands == it.quote || stands.contains(['<', '&']),
            "{stands:?} is not {:?}",
            it.quote
        );
        let prompt = it.prompt.to_lowercase();
        assert!(!prompt.contains(&it.answer.to_lowercase()), "{it:?} tells its answer");
        assert!(prompts.insert(fold(&it.prompt)), "{} is asked twice", it.prompt);
        if it.choices.is_empty() {
            continue;
        }
        assert_eq!(it.choices.len(), 4);
        assert_eq!(it.choices.iter().filter(|choice| **choice == it.answer).count(), 1, "{it:?}");
        let words = |text: &str| -> Vec<String> {
            let folded = fold(text);
            folded.split(' ').filter(|word| word.len() > 3).map(str::to_owned).collect()
        };
        for wrong in it.choices.iter().filter(|choice| **choice != it.answer) {
            let is_number = it.answer.contains(|c: char| c.is_ascii_digit());
            let shares = words(wrong).iter().any(|word| words(&it.answer).contains(word));
            assert!(is_number || !shares, "{wrong} may be another name of {}", it.answer);
            assert!(fold(wrong) != fold(&it.answer));
        }
    }
    if draft.proposals.is_empty() {
        return;
    }
    let parsed = parse(deck_of("A title: with 'signs' $ and *", &draft).as_bytes());
    assert_eq!(parsed.diagnostics, Vec::new(), "{}", parsed.text);
    assert_eq!(parsed.deck.cards.len(), draft.proposals.len());
    assert!(parsed.deck.cards.iter().all(|card| card.draft));
    let source = grounding::Source::new(article, &read(article, format));
    for card in &parsed.deck.cards {
        assert_eq!(source.check(card), None, "{card:?}");
    }
}

#[test]
fn nothing_that_must_never_be_is_in_the_draft_of_a_text() {
    has_no_zero(BRIDGE, Format::Plain);
    let page =
        BRIDGE.split("\n\n").map(|it| format!("<p>{}</p>\n", it.replace("Vale", "<b>Vale</b>")));
    has_no_zero(
        &format!("<html><script>Mr. Vale = 1802;</script>{}</html>", page.collect::<String>()),
        Format::Html,
    );
    has_no_zero(&BRIDGE.replace("Lindholm", "**Lindholm**"), Format::Markdown);
    has_no_zero(&BRIDGE.replace('\n', "\r\n"), Format::Plain);
}

/// The same over articles beside the project, where they are named.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may look for its data")]
#[allow(clippy::print_stdout, reason = "a test says why it is skipped")]
fn nothing_that_must_never_be_is_in_the_drafts_of_many_articles() {
    let Some(path) = std::env::var_os("QUIZDECK_SQUAD") else {
        println!("skipped: QUIZDECK_SQUAD names no file of articles in the format of SQuAD");
        return;
    };
    let data = std::fs::read_to_string(path).expect("the file can be read");
    let data: serde_json::Value = serde_json::from_str(&data).expect("the file is JSON");
    for article in data["data"].as_array().expect("articles") {
        let paragraphs = article["paragraphs"].as_array().expect("paragraphs").iter();
        let paragraphs = paragraphs.filter_map(|it| it["context"].as_str()).map(str::trim);
        let title = article["title"].as_str().unwrap_or_default().replace('_', " ");
        let text = format!("{title}\n\n{}\n", paragraphs.collect::<Vec<_>>().join("\n\n"));
        has_no_zero(&text, Format::Plain);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_drafted_without_harm(
        parts in prop::collection::vec("[A-Z][a-z]{2,8}|[0-9]{1,5}|was built|in|the|\\.|\\. |,|'s|<p>|&amp;|\\*|\\$|\n|\n\n|# |\\PC{1,4}|é|日本", 0..80),
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html]),
    ) {
        has_no_zero(&parts.join(" "), format);
        has_no_zero(&parts.concat(), format);
    }
}

#[test]
fn zeros_and_codes_of_terminals_do_not_get_into_a_deck() {
    // Found by fuzzing; what is not English has fewer filters.
    let zeros = "\0".repeat(18);
    let text = format!("-.B.3!{zeros}s+..33!s+..3!s+n3-...");
    assert!(!drafted(&text, Format::Markdown).proposals.is_empty());
    has_no_zero(&text, Format::Markdown);
    has_no_zero("/3\rs+.2!s+.33!s+.2!s+.3-...", Format::Markdown);
}

#[track_caller]
fn parts_into(text: &str, expected: &[&str]) {
    let found: Vec<&str> = sentences::sentences(text).into_iter().map(|it| &text[it]).collect();
    assert_eq!(found, expected);
}

#[test]
fn sentences_do_not_end_after_abbreviations_and_initials() {
    parts_into("Mr. Smith left. He ran.", &["Mr. Smith left.", "He ran."]);
    parts_into(
        "J. R. Oppenheimer spoke in D.C. yesterday.",
        &["J. R. Oppenheimer spoke in D.C. yesterday."],
    );
    parts_into(
        "They live in the U.S. The town is small.",
        &["They live in the U.S.", "The town is small."],
    );
    parts_into(
        "It rose by 3.5 percent. No one knew.",
        &["It rose by 3.5 percent.", "No one knew."],
    );
}

/// The draft of a text with enough small words to be English, under a title that no prompt can show.
fn of_towns(text: &str) -> Draft {
    titled("Of towns |", text)
}

/// The same under another title.
fn titled(title: &str, text: &str) -> Draft {
    let small = "It was of the and to the with which that was from the by is.";
    drafted(&format!("{title}\n\n{text}\n\n{small}"), Format::Plain)
}

/// The prompts that a text gives.
fn prompts(text: &str) -> Vec<String> {
    of_towns(text).proposals.into_iter().map(|it| it.prompt).collect()
}

#[test]
fn questions_are_asked_only_where_the_grammar_is_safe() {
    let found = prompts("The stone bridge of Lindholm was opened by soldiers in 1809.");
    assert_eq!(found, ["In what year was the stone bridge of Lindholm opened by soldiers?"]);
    let found = prompts("About 7,000 people visit the Museum of Lindholm on each day of the week.");
    assert!(
        found.contains(
            &"About how many people visit the Museum of Lindholm on each day of the week?".into()
        ),
        "{found:?}"
    );
    let found =
        prompts("Sixty-three houses destroyed in the Great Fire of Lindholm were built again.");
    assert!(!found.iter().any(|it| it.starts_with("How many")), "{found:?}");
    let found = prompts("Anna Sandell promised a new bridge of stone to the people of Lindholm.");
    assert_eq!(found, ["Who promised a new bridge of stone to the people of Lindholm?"]);
    let found =
        prompts("Anna Sandell, who was ill, promised a new bridge to the people of Lindholm.");
    assert_eq!(
        found,
        ["_____ (person), who was ill, promised a new bridge to the people of Lindholm."]
    );
}

#[test]
fn opinions_stay_with_whom_they_belong_to() {
    let text = "The engineer Samuel Brandt claimed that Lindholm would lose its bridge in 1811.";
    let draft = of_towns(text);
    assert!(!draft.proposals.is_empty());
    for it in &draft.proposals {
        assert!(it.flags.contains(&"attributed") && it.flags.contains(&"hedged"));
        assert!(it.prompt.contains("Brandt claimed") || it.answer.contains("Brandt"));
    }
}

/// That nothing is made of any of these.
#[track_caller]
fn gives_none(sentences: &[&str]) {
    for text in sentences {
        assert_eq!(prompts(text), Vec::<String>::new(), "{text}");
    }
}

/// That something is made of each of these.
#[track_caller]
fn gives_some(sentences: &[&str]) {
    for text in sentences {
        assert_ne!(prompts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_points_elsewhere_gives_no_card() {
    gives_none(&[
        "He was born in Vienna in 1781 and lived there until the war was over.",
        "Therefore Anna Sandell promised a new bridge of stone to the people of Lindholm.",
        "The meeting was held in Vienna on 4 May 1809 in a great hall of stone.",
        "Was the bridge of Lindholm built in 1809 by Henrik Vale or by Martin Ekdal?",
        "The bridge of Lindholm was not built in 1809 by Henrik Vale, the engineer.",
        "We crossed the bridge of Lindholm in 1809 with Henrik Vale, our engineer.",
    ]);
}

#[test]
fn a_sentence_names_what_it_speaks_of() {
    gives_none(&[
        "In 1809 Henrik Vale promised more than 400 people to rebuild the city.",
        "The attackers stormed the Museum of Lindholm in 1809 with more than 40 horses.",
        "Henrik Vale of Lindholm counted 4,200 carts on this day in the year 1809.",
        "The combination of the two was praised by Henrik Vale of Lindholm in 1809.",
        "In 1809 four other bridges of stone were burned near Lindholm by soldiers.",
        "From a builder named Martin Ekdal, he borrowed 700 crowns for Lindholm.",
    ]);
    gives_some(&[
        "Tunisia, a nation of 11 million people, changed the laws of the country in 1987.",
        "The third bridge of Lindholm was burned by 40 soldiers of Queen Margaret in 1809.",
        "Henrik Vale counted 4,200 carts on the longest bridge of stone in Lindholm.",
        "With his second letter Ryan Harris asked 45 people of Lindholm for their help.",
    ]);
}

#[test]
fn a_time_is_not_told_by_the_day_of_the_article() {
    gives_none(&[
        "The vote of this week's Parliament of Lindholm was against Henrik Vale of Port Callum.",
        "Lindholm paid 4,200 crowns for the Museum of the River last year, said Henrik Vale.",
        "Nine months ago Henrik Vale took 4,200 crowns from the Museum of Lindholm.",
        "The economy of Lindholm grew by 4.2 percent in the second quarter under Vale.",
        "Today about 7,000 people of Lindholm cross the Bridge of Saint Brigid each day.",
    ]);
}

#[test]
fn something_is_left_to_tell_what_it_is_about() {
    gives_none(&[
        "About 50 people were badly wounded when stones fell, according to the Varne Times.",
    ]);
    gives_some(&["About 50 people were badly wounded in Lindholm when stones fell from a tower."]);
}

#[test]
fn a_gap_takes_a_whole_expression() {
    for text in [
        "A ship of the Royal Navy left Port Callum at 8:51 p.m. with Henrik Vale.",
        "A ship of the Royal Navy left Port Callum at 9 p.m. with Henrik Vale.",
        "Ships of Lindholm lost their radio 6 \u{bd} minutes after they left Port Callum.",
        "Kohli came in at No.6 for the team of Lindholm and was bowled at once.",
        "Samuel, a 22-year-old son of Henrik Vale, wrote a letter to Lindholm.",
        "Henrik Vale of Lindholm was 51 years old when Port Callum was founded.",
        "Prices in Lindholm were a one-two punch for Henrik Vale and for Port Callum.",
        "Halibut sold in Port Callum for $24 to $28 a pound in the time of Vale.",
    ] {
        let draft = of_towns(text);
        let numbers = draft.proposals.iter().filter(|it| it.sort == Sort::Number);
        assert_eq!(numbers.map(|it| &it.prompt).next(), None, "{text}");
    }
    let answers = |text: &str| -> Vec<String> {
        of_towns(text).proposals.into_iter().map(|it| it.answer).collect()
    };
    let found = answers("Lucasfilm spent years on a new print of The Phantom Menace for all.");
    assert_eq!(found, ["The Phantom Menace"]);
    let found =
        answers("A ship of Lindholm met Russian President Vladi\u{ad}mir Putin near Port Callum.");
    assert!(!found.iter().any(|it| it.contains("President")), "{found:?}");
}

#[test]
fn what_gives_the_answer_away_is_taken_out_or_gives_no_card() {
    assert_eq!(
        prompts("A ship of Lindholm broke up at a height of 190 kilometers (118 miles) at sea."),
        ["A ship of Lindholm broke up at a height of _____ (number) kilometers at sea."]
    );
    gives_none(&[
        "Facebook CEO Mark Zuckerberg knows how to buy a house in the heart of a town.",
        "The bridge is a good one for Lindholm, said Henrik Vale, who follows it daily.",
        "Liberals hold 192 of 300 seats in Lindholm, just under a two-thirds majority.",
    ]);
}

#[test]
fn a_prompt_is_mended_where_that_is_safe() {
    let found = prompts(
        "Henrik Vale was a builder of ships in Port Callum.\n\nBut Vale sold 42 ships to Lindholm late Thursday.",
    );
    assert!(
        found.contains(&"Henrik Vale sold _____ (number) ships to Lindholm.".into()),
        "{found:?}"
    );
    let found = prompts(
        "Henrik Vale and Clara Vale came from Port Callum.\n\nVale sold 42 ships to Lindholm in May 1809.",
    );
    assert!(!found.iter().any(|it| it.contains("Henrik Vale sold")), "{found:?}");
    let text = "LONDON (AP) \u{2014} Henrik Vale sold 42 ships to Lindholm and Port Callum.";
    let draft = of_towns(text);
    assert!(draft.proposals.iter().all(|it| !it.quote.contains("LONDON")));
    assert_eq!(draft.proposals.len(), 1);
}

#[test]
fn choices_fit_what_the_sentence_says() {
    let choices = |text: &str, answer: &str| -> Vec<String> {
        let mut found = of_towns(text).proposals.into_iter().filter(|it| it.answer == answer);
        found.next().map(|it| it.choices).unwrap_or_default()
    };
    // No year after the last that the article knows.
    let museum = "The Museum of Lindholm was built by soldiers in 1809.";
    assert_eq!(choices(museum, "1809"), Vec::<String>::new());
    let years = choices(&format!("{museum}\n\nVale was mayor of Lindholm in 1820."), "1809");
    assert!(
        years.first() < Some(&"1809".into()) && years.last() > Some(&"1809".into()),
        "{years:?}"
    );
    assert!(years.iter().all(|it| it.as_str() <= "1820"), "{years:?}");
    // In the form of the answer, and none beside nearly all.
    let ships =
        choices("About 800 people visit the Museum of Lindholm on each day of the week.", "800");
    assert!(ships.len() == 4 && ships.iter().all(|it| it.len() == 3), "{ships:?}");
    let ships = choices(
        "About 5,700 people visit the Museum of Lindholm on each day of the week.",
        "5,700",
    );
    assert!(ships.len() == 4 && ships.iter().all(|it| it.contains(',')), "{ships:?}");
    let share = choices("In Lindholm 99.9 percent of houses were of stone.", "99.9 percent");
    assert_eq!(share, Vec::<String>::new());
    // No thousands of billions.
    let sums = choices("Lindholm paid about $600 billion for a bridge of stone.", "$600 billion");
    assert!(!sums.is_empty() && !sums.iter().any(|it| it.contains("$1")), "{sums:?}");
    // Mayors beside mayors, or none.
    let mayors = "Mayor Anna Sandell met Vale in Lindholm. Mayor Karin Berg met Vale in Storhult. \
                  Mayor Ruth Olsen met Vale in Vienna.\n\nA house near Lindholm was sold by Mayor Clara Nordin to Vale.\n\n\
                  A ship of stone was sold to Lindholm by engineer Martin Ekdal for little.";
    let found = choices(mayors, "Clara Nordin");
    assert_eq!(found, ["Anna Sandell", "Clara Nordin", "Karin Berg", "Ruth Olsen"]);
    assert_eq!(choices(mayors, "Martin Ekdal"), Vec::<String>::new());
}

#[test]
fn what_stands_before_or_elsewhere_is_not_compared_with() {
    gives_none(&[
        "Six people of Lindholm were asked for the job, with the builder Samuel Brandt.",
        "Henrik Vale left Lindholm in 1809 and took the same role at Port Callum.",
        "None of 42 builders from Lindholm had asked Henrik Vale for such a meeting.",
        "Henrik Vale's previous offer had been worth 3.2 billion crowns in Lindholm.",
        "Lindholm, they said, was selling 42 ships of stone to Port Callum.",
        "From 1809 to Port Callum, Henrik Vale of Lindholm did a study of 42 ships to find out.",
        "\"Ships from Lindholm came to Port Callum in 1809 and sold 42 houses of stone.\"",
        "^ The bridge of Lindholm was built by Henrik Vale in 1809 of stone.",
        "Retrieved 4 May 2009 from the Museum of Lindholm by Henrik Vale and Port Callum.",
        "Henrik Vale was quoted by the Varne Times as saying that ships had been sold.",
        "Ships saved the lives of many in Lindholm, says Anna Sandell, an epidemiologist at Varne College.",
    ]);
    gives_some(&[
        "Henrik Vale gave 42 ships of Lindholm the same name as those of Port Callum.",
        "Henrik Vale said, \"Lindholm sold 42 ships, and Port Callum sold some of stone.\"",
    ]);
}

#[test]
fn a_title_tells_what_a_sentence_is_about() {
    let prompts = |text: &str| -> Vec<String> {
        let draft = titled("Curry contest leaves two in hospital", text);
        draft.proposals.into_iter().map(|it| it.prompt).collect()
    };
    assert_eq!(
        prompts("Around 42 people of great courage took part in the contest."),
        [
            "In \u{201c}Curry contest leaves two in hospital\u{201d}: Around _____ (number) people of great courage took part in the contest."
        ]
    );
    // Only the year of the article tells what is so now.
    gives_none(&["The contest is now watched by 42 people from Port Callum."]);
    gives_none(&["The contest of Lindholm is now watched by 42 people from Port Callum."]);
    // A subject that nothing tells counts against its card; the title must not tell the answer.
    let scores =
        |text: &str| titled("Curry contest leaves two in hospital", text).proposals[0].score;
    assert!(
        scores("The battle was watched by around 42 people of great courage in Lindholm.")
            < scores("The contest was watched by around 42 people of great courage in Lindholm.")
    );
    assert_eq!(
        prompts("The winner of the contest was taken out by Henrik Curry of the press."),
        [""; 0]
    );
    assert_eq!(
        prompts("A contest in Port Callum was won by Anna Sandell with 42 points."),
        [
            "In \u{201c}Curry contest leaves two in hospital\u{201d}: A contest in Port Callum was won by _____ (person) with 42 points."
        ]
    );
}

#[test]
fn a_sentence_that_points_back_is_asked_with_the_one_before() {
    let found = prompts(
        "There was a museum of stone at Varne College. It holds the drawings of Henrik Vale.",
    );
    assert_eq!(
        found,
        ["There was a museum of stone at Varne College. It holds the drawings of _____ (person)."]
    );
    // Across the end of a paragraph, too; but not where it points further back.
    let found = of_towns(
        "There was a museum at Varne College of stone.\n\nIt holds the drawings of Henrik Vale.",
    );
    assert_eq!(found.proposals.len(), 1);
    assert!(found.proposals[0].quote.contains("of stone.\n\nIt holds"));
    gives_none(&["He went to the museum then. It holds the drawings of Henrik Vale."]);
}

#[test]
fn he_becomes_the_only_person_of_the_sentence_before() {
    let found = prompts(
        "Henrik Vale was a builder of great skill.\n\nBut he sold 42 ships of wood to Port Callum.",
    );
    assert_eq!(found, ["Henrik Vale sold _____ (number) ships of wood to Port Callum."]);
    let found = prompts(
        "Henrik Vale met Anna Sandell in a storm.\n\nHe sold 42 ships of wood to Port Callum.",
    );
    assert!(!found.iter().any(|it| it.starts_with("Henrik Vale sold")), "{found:?}");
}

#[test]
fn when_it_was_in_the_news_goes() {
    for text in [
        "Six parties of the Parliament of Lindholm voted against Henrik Vale this week.",
        "Six parties of the Parliament of Lindholm yesterday voted against Henrik Vale.",
        "Yesterday, six parties of the Parliament of Lindholm voted against Henrik Vale.",
    ] {
        let draft = of_towns(text);
        let whole = draft.proposals[0].prompt.replace("_____ (person)", "Henrik Vale");
        let whole = whole.replace("_____ (organisation)", "Parliament of Lindholm");
        let whole = whole.replace("_____ (number)", "Six");
        assert_eq!(whole, "Six parties of the Parliament of Lindholm voted against Henrik Vale.");
    }
}

#[test]
fn a_date_is_whole_and_cannot_be_guessed() {
    let found = of_towns("In January 25 people of Lindholm were jailed for a theft of ships.");
    assert!(found.proposals.iter().all(|it| it.sort != Sort::Date), "{:?}", found.proposals);
    let dates = |text: &str| -> Vec<String> {
        let small = "It was of the and to the with which that was from the by is.";
        let text = format!("Of towns |\n\n{text}\n\n{small}");
        let sorts = vec![Sort::Date];
        let wanted = Wanted { min_score: Some(0.0), sorts, ..Wanted::default() };
        let article = Text::new(read(&text, Format::Plain));
        let found = draft(&text, &article, &wanted, &Weights::shipped()).proposals;
        found.into_iter().map(|it| it.answer).collect()
    };
    for text in [
        "Builders who under the Lindholm Bridge Act 1999 were asked for help were many.",
        "The storm of Lindholm was the worst since the Sept. 11, 2001, attacks on Port Callum.",
        "Ships will get into their stride in Lindholm in 2005 and be really big in 2006.",
        "Games from Lindholm are set to be even bigger in Port Callum in 2005.",
    ] {
        assert_eq!(dates(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(dates("Henrik Vale came to Lindholm on January 25 with ships."), ["January 25"]);
}

#[test]
fn a_name_stands_without_its_initials_and_what_only_describes_it() {
    assert_eq!(
        prompts("Swedish ships were seen by the US Securities Commission (SC) in a port."),
        ["Swedish ships were seen by the _____ (organisation) in a port."]
    );
    let found = of_towns(
        "A letter from Lindholm-based Varne Callum came with ships of stone and a bridge.",
    );
    assert!(found.proposals.iter().all(|it| it.answer == "Varne Callum"), "{:?}", found.proposals);
    assert_eq!(found.proposals.len(), 1);
    let found = prompts("Bizarrely, a ship of Lindholm met 42 ships of Port Callum in a storm.");
    assert!(!found.is_empty() && found.iter().all(|it| it.starts_with("A ship ")), "{found:?}");
    let found =
        prompts("A ship, whose trial in Port Callum ended on Friday, sold 42 boats of Lindholm.");
    assert!(
        found.iter().all(|it| it.contains("on Friday,") || !it.contains("Friday")),
        "{found:?}"
    );
}

#[test]
fn no_town_is_chosen_beside_the_country_that_is_named() {
    let towns = "Ships came from Berlin. Ships came from Madrid. Ships came from Rome.\n\n\
                 A plane of the Lindholm firm from Paris ran off a field in the north of SOMEWHERE.";
    let choices = |place: &str| -> Vec<String> {
        let found = of_towns(&towns.replace("SOMEWHERE", place)).proposals;
        found.into_iter().filter(|it| it.answer == "Paris").flat_map(|it| it.choices).collect()
    };
    assert_eq!(choices("Spain"), Vec::<String>::new());
    assert_eq!(choices("Lindholm"), ["Berlin", "Madrid", "Paris", "Rome"]);
}

#[test]
fn without_a_wish_no_card_is_below_the_least_score() {
    let drafted = |text: &str, wanted: &Wanted| {
        draft(text, &Text::new(read(text, Format::Plain)), wanted, &Weights::shipped()).proposals
    };
    let all = Wanted { min_score: Some(0.0), ..Wanted::default() };
    let reviewed = Wanted { reviewed: true, ..Wanted::default() };
    let mut n_good = 0;
    for houses in [
        "houses",
        "houses for ships",
        "houses for the ships of Varne",
        "houses for three million crowns and two of his ships",
        "houses for builders of two million ships",
    ] {
        let told = format!(
            "It was of the and to the with which that was from the by is.\n\n\
             Anna Sandell of Lindholm bought 31 tons of sand in Port Callum.\n\n\
             Henrik Vale of Lindholm built 42 {houses} in the north of Storhult.\n"
        );
        let report = format!("The ships of Varne\n\nPublished 13 January 2010\n\n{told}");
        let found = drafted(&report, &Wanted::default());
        let scores: Vec<f64> = drafted(&report, &all).iter().map(|it| it.score).collect();
        let n_from = |least: f64| scores.iter().filter(|score| **score >= least).count();
        assert_eq!(found.len(), n_from(LEAST_SCORE), "{scores:?}");
        n_good += found.len();
        // Who looks at each card is shown more of them, and what is no report gives more.
        assert_eq!(drafted(&report, &reviewed).len(), n_from(HALF_SCORE), "{scores:?}");
        let essay = format!("The ships of Varne\n\n{told}");
        let all = drafted(&essay, &all);
        let n = all.iter().filter(|it| it.score >= HALF_SCORE).count();
        assert_eq!(drafted(&essay, &Wanted::default()).len(), n, "{all:#?}");
    }
    assert!(n_good > 0);
}

#[test]
fn more_cards_go_after_those_that_are_there() {
    let before = "title: t\ncards:\n  - question: Q?\n    answer: a  # why\n\n# the end\n";
    let parsed = parse(before.as_bytes());
    let draft = drafted(BRIDGE, Format::Plain);
    let after = appended(&parsed, &draft.proposals).expect("lines can be added");
    assert!(after.starts_with(before.trim_end()) || after.contains("answer: a  # why"));
    assert_eq!(parse(after.as_bytes()).deck.cards.len(), 1 + draft.proposals.len());
    let flow = parse(b"cards: [{question: Q?, answer: a}]\n");
    assert_eq!(appended(&flow, &draft.proposals), None);
}

#[test]
fn a_decision_changes_the_lines_of_its_card_alone() {
    let text = deck_of("t", &drafted(BRIDGE, Format::Plain));
    let parsed = parse(text.as_bytes());
    let kept = decisions::kept(&parsed, 1).expect("a line can go");
    assert_eq!(kept.lines().count() + 1, text.lines().count());
    assert!(!parse(kept.as_bytes()).deck.cards[1].draft);
    let dropped = decisions::dropped(&parsed, 1).expect("a card can go");
    let now = parse(dropped.as_bytes());
    assert_eq!(now.deck.cards.len() + 1, parsed.deck.cards.len());
    assert!(now.deck.cards.iter().all(|card| card.key != parsed.deck.cards[1].key));
    assert_eq!(dropped.matches("score ").count(), now.deck.cards.len());
}
