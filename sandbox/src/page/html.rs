//! A small HTML writer that cannot be injected into: whatever arrives at run time is escaped, and only
//! literals of this program are taken as markup. Everything on the page is built with it.

/// Finished, safe markup.
#[derive(Clone, Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Nothing at all.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Markup written in this program. The lifetime keeps run-time strings out.
    pub(crate) fn literal(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Appends markup, or text, which is escaped.
    pub(crate) fn push(&mut self, part: impl Into<Self>) {
        self.0.push_str(&part.into().0);
    }

    /// The markup as text, to send to a browser.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape(text, &mut out);
        Self(out)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        let Element { name, attributes, children } = element;
        if is_void(name) {
            return Self(format!("<{name}{attributes}>"));
        }
        Self(format!("<{name}{attributes}>{}</{name}>", children.0))
    }
}

impl<T: Into<Self>> From<Option<T>> for Html {
    fn from(part: Option<T>) -> Self {
        part.map(Into::into).unwrap_or_default()
    }
}

impl<T: Into<Self>> FromIterator<T> for Html {
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        let mut out = Self::new();
        for part in parts {
            out.push(part);
        }
        out
    }
}

/// One element under construction.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    name: &'static str,
    attributes: String,
    children: Html,
}

/// Starts an element.
pub(crate) fn el(name: &'static str) -> Element {
    Element { name, attributes: String::new(), children: Html::new() }
}

impl Element {
    /// Adds an attribute; its value is escaped.
    pub(crate) fn attr(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        escape(value.as_ref(), &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds an attribute when there is a value for it.
    pub(crate) fn maybe(self, name: &'static str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Adds an attribute without a value, such as `disabled`, when `on`.
    pub(crate) fn flag(mut self, name: &'static str, on: bool) -> Self {
        if on {
            self.attributes.push(' ');
            self.attributes.push_str(name);
        }
        self
    }

    /// Sets the class.
    pub(crate) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Sets the stable hook for browser tests.
    pub(crate) fn test(self, hook: impl AsRef<str>) -> Self {
        self.attr("data-test", hook)
    }

    /// Appends markup, an element, or text, which is escaped.
    pub(crate) fn child(mut self, part: impl Into<Html>) -> Self {
        self.children.push(part);
        self
    }

    /// Appends several parts.
    pub(crate) fn children<T: Into<Html>>(mut self, parts: impl IntoIterator<Item = T>) -> Self {
        for part in parts {
            self.children.push(part);
        }
        self
    }
}

/// The address if a browser may safely be sent to it: web, mail, or Slack's own scheme.
pub(crate) fn safe_url(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let known = ["http", "https", "mailto", "slack"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let clean = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (known && clean && !rest.is_empty()).then_some(url)
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "input" | "link" | "meta")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A browser drops or replaces these; nobody means to show them.
            '\0' => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let html = Html::from(el("a").attr("title", "\"><script>").flag("hidden", true).child("<b> & 'c'"));
        assert_eq!(
            html.into_string(),
            "<a title=\"&quot;&gt;&lt;script&gt;\" hidden>&lt;b&gt; &amp; &#39;c&#39;</a>"
        );
    }

    #[test]
    fn void_elements_are_not_closed() {
        assert_eq!(Html::from(el("br")).into_string(), "<br>");
    }

    #[test]
    fn only_harmless_schemes_pass() {
        for good in ["https://a.no/x?y=1", "HTTP://a", "mailto:a@b.no", "slack://open"] {
            assert_eq!(safe_url(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "java\nscript:x",
            "/path",
            "https:",
            " https://a",
            "a b:c",
        ] {
            assert_eq!(safe_url(bad), None, "{bad}");
        }
    }
}
