//! `multipart/form-data`: the parts of such a body. Arguments come that way, and some SDKs wrap an upload in it.

/// One part: what it is called, whether it is a file, and what it holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) name: String,
    pub(super) is_file: bool,
    pub(super) content: &'a [u8],
}

/// All parts in order; `None` when the type is another, or the body is not what it says.
pub(super) fn parts<'a>(content_type: &str, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let parameters = content_type.strip_prefix("multipart/form-data")?;
    let boundary = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let opening = format!("--{}", boundary.trim_matches('"'));
    let delimiter = format!("\r\n{opening}");
    // What stands before the first boundary is nobody's.
    let mut rest = match body.strip_prefix(opening.as_bytes()) {
        Some(rest) => rest,
        None => cut(body, delimiter.as_bytes())?.1,
    };
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let (head, tail) = cut(rest, b"\r\n\r\n")?;
        let (content, next) = cut(tail, delimiter.as_bytes())?;
        let head = String::from_utf8_lossy(head);
        let name = parameter(&head, "name").unwrap_or_default();
        parts.push(Part { name, is_file: parameter(&head, "filename").is_some(), content });
        rest = next;
    }
    Some(parts)
}

/// The content of the first part.
pub(super) fn first_part<'a>(content_type: &str, body: &'a [u8]) -> Option<&'a [u8]> {
    parts(content_type, body)?.first().map(|part| part.content)
}

/// What the part's `Content-Disposition` says by this name.
fn parameter(head: &str, name: &str) -> Option<String> {
    let of_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = head.split("\r\n").find(of_disposition)?;
    let value =
        line.split(';').skip(1).find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='))?;
    Some(value.trim_matches('"').to_owned())
}

/// What stands before and after the first of these.
fn cut<'a>(hay: &'a [u8], needle: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = hay.windows(needle.len()).position(|window| window == needle)?;
    Some((hay.get(..place)?, hay.get(place + needle.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::{Part, first_part, parts};

    const TYPE: &str = "multipart/form-data; boundary=X";

    #[test]
    fn the_content_is_found_whatever_it_holds() {
        let body = b"--X\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n1\r\n\r\n--2\r\n--X--\r\n";
        assert_eq!(first_part(TYPE, body), Some(&b"1\r\n\r\n--2"[..]));
        assert_eq!(first_part("multipart/form-data; boundary=\"X\"", body), Some(&b"1\r\n\r\n--2"[..]));
    }

    #[test]
    fn every_part_has_its_name() {
        let body = b"ignored\r\n--X\r\ncontent-disposition: form-data; name=\"text\"\r\nContent-Type: text/plain\r\n\r\n\
            hi\r\n--X\r\nContent-Disposition: form-data; filename=\"a.txt\"; name=\"file\"\r\n\r\n\r\n--X\r\n\r\nbare\r\n--X--";
        let part = |name: &str, is_file, content| Part { name: name.to_owned(), is_file, content };
        let expected =
            vec![part("text", false, &b"hi"[..]), part("file", true, b""), part("", false, b"bare")];
        assert_eq!(parts(TYPE, body), Some(expected));
        assert_eq!(parts(TYPE, b"--X--\r\n"), Some(Vec::new()));
    }

    #[test]
    fn other_bodies_are_left_alone() {
        assert_eq!(first_part("text/plain", b"--X"), None);
        assert_eq!(first_part("multipart/form-data; boundary=Y", b"--X\r\n\r\n1\r\n--X--"), None);
        assert_eq!(first_part("multipart/form-data", b""), None);
        for cut_short in [&b"--X"[..], b"--X\r\n\r\n1", b"--X\r\n\r\n1\r\n--X", b"--X\r\n\r\n1\r\n--X\r\n"] {
            assert_eq!(parts(TYPE, cut_short), None);
        }
    }
}
