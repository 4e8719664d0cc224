//! What was typed, before it is judged: a list comes apart into its parts, and what can't be judged fairly is given
//! back with a word about what is wanted.

use super::{Context, Response, members, number, words};
use crate::deck::Answer;

/// The response as it is judged; an error says why it has to be given again.
pub fn settle(
    answer: &Answer,
    response: Response,
    context: &Context<'_>,
) -> Result<Response, String> {
    match (answer, response) {
        (Answer::List { list, need }, Response::Text(given)) => {
            members::of_list(list, *need, &given, context).map(Response::List)
        }
        (Answer::Gaps(gaps), Response::Text(given)) => {
            members::of_gaps(gaps, &given, context).map(Response::List)
        }
        (Answer::Number(number), Response::Text(given)) => {
            number::unread(number, &given, context).map_or(Ok(Response::Text(given)), Err)
        }
        (Answer::Words(accepted), Response::Text(given)) => {
            words::unread(accepted, &given, context).map_or(Ok(Response::Text(given)), Err)
        }
        (_, response) => Ok(response),
    }
}
