//! The one thing wanted of `multipart/form-data`: the content of its first part, in which some SDKs wrap an upload.

/// The content of the first part; `None` when the type is another, or the body is not what it says.
pub(super) fn first_part<'a>(content_type: &str, body: &'a [u8]) -> Option<&'a [u8]> {
    let parameters = content_type.strip_prefix("multipart/form-data")?;
    let boundary = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let opening = format!("--{}", boundary.trim_matches('"'));
    let start = find(body, opening.as_bytes())? + opening.len();
    let content = start + find(&body[start..], b"\r\n\r\n")? + 4;
    let length = find(&body[content..], format!("\r\n{opening}").as_bytes())?;
    Some(&body[content..content + length])
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::first_part;

    #[test]
    fn the_content_is_found_whatever_it_holds() {
        let body = b"--X\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n1\r\n\r\n--2\r\n--X--\r\n";
        assert_eq!(first_part("multipart/form-data; boundary=X", body), Some(&b"1\r\n\r\n--2"[..]));
        assert_eq!(first_part("multipart/form-data; boundary=\"X\"", body), Some(&b"1\r\n\r\n--2"[..]));
    }

    #[test]
    fn other_bodies_are_left_alone() {
        assert_eq!(first_part("text/plain", b"--X"), None);
        assert_eq!(first_part("multipart/form-data; boundary=Y", b"--X\r\n\r\n1\r\n--X--"), None);
        assert_eq!(first_part("multipart/form-data", b""), None);
    }
}
