//! What is said of a panic, while people's words are worked on: where it was, and what the code itself has to say.
//! Anything that was put together for the occasion may hold what somebody typed: a text cut in the middle of a letter
//! quotes the whole of it.

use std::any::Any;
use std::panic::set_hook;

/// From now on a panic is a line of the log.
pub(super) fn tell() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, what = words(panic.payload()), "panicked");
    }));
}

/// What the code says, if it is the same each time.
fn words(payload: &(dyn Any + Send)) -> &'static str {
    payload.downcast_ref::<&'static str>().copied().unwrap_or("(not told)")
}

#[cfg(test)]
mod tests {
    use super::words;
    use std::panic::catch_unwind;

    #[test]
    fn what_somebody_typed_is_not_in_it() {
        let typed = std::hint::black_box("spørreskjema");
        let told = |panics: fn(&str)| catch_unwind(|| panics(typed)).map_err(|payload| words(&*payload));
        assert_eq!(told(|typed| drop(typed[..3].to_owned())), Err("(not told)"));
        assert_eq!(told(|typed| panic!("{typed}")), Err("(not told)"));
        assert_eq!(told(|_| panic!("of our own")), Err("of our own"));
    }
}
