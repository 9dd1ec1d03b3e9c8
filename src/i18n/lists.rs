//! Lists and plurals.

use crate::domain::model::Lang;

/// "A", "A og B", "A, B og C".
pub fn join<T: AsRef<str>>(lang: Lang, items: &[T]) -> String {
    listed(
        items,
        match lang {
            Lang::Nb => "og",
            Lang::En => "and",
        },
    )
}

/// "A", "A eller B", "A, B eller C".
pub fn either<T: AsRef<str>>(lang: Lang, items: &[T]) -> String {
    listed(
        items,
        match lang {
            Lang::Nb => "eller",
            Lang::En => "or",
        },
    )
}

fn listed<T: AsRef<str>>(items: &[T], last_by: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {last_by} {}", most.join(", "), last.as_ref())
        }
    }
}

/// "1 bedrift", "3 bedrifter": both languages have one form for one and another for all else.
pub fn count(n: usize, one: &str, many: &str) -> String {
    let word = if n == 1 { one } else { many };
    format!("{n} {word}")
}

#[cfg(test)]
mod tests {
    use super::{count, either, join};
    use crate::domain::model::Lang;

    #[test]
    fn the_last_two_are_joined_by_a_word() {
        assert_eq!(join::<&str>(Lang::Nb, &[]), "");
        assert_eq!(join(Lang::Nb, &["A"]), "A");
        assert_eq!(join(Lang::Nb, &["A", "B"]), "A og B");
        assert_eq!(join(Lang::En, &["A", "B", "C"]), "A, B and C");
        assert_eq!(either(Lang::Nb, &["A", "B", "C"]), "A, B eller C");
        assert_eq!(either(Lang::En, &["A", "B"]), "A or B");
    }

    #[test]
    fn only_one_is_singular() {
        assert_eq!(count(0, "company", "companies"), "0 companies");
        assert_eq!(count(1, "company", "companies"), "1 company");
        assert_eq!(count(2, "bedrift", "bedrifter"), "2 bedrifter");
    }
}
