//! The page's few drawings, as strokes in the colour of the text around them.

use super::html::Html;

macro_rules! icon {
    ($($path:literal),+) => {
        Html::literal(concat!(
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">",
            $("<path d=\"", $path, "\"/>",)+
            "</svg>"
        ))
    };
}

/// A channel.
pub(crate) fn hash() -> Html {
    icon!("M9 4 7 20", "M17 4l-2 16", "M4 9h17", "M3 15h17")
}

/// A channel with a door.
pub(crate) fn lock() -> Html {
    icon!("M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3")
}

/// A conversation.
pub(crate) fn bubble() -> Html {
    icon!("M4 5h16v11H11l-4 4v-4H4z")
}

/// Sending.
pub(crate) fn send() -> Html {
    icon!("M4 12 20 4l-5 16-3.5-6.5z", "M11.5 13.5 20 4")
}

/// Something quick.
pub(crate) fn bolt() -> Html {
    icon!("M13 3 5 13.5h6L10 21l9-11h-6.500z")
}

/// More choices.
pub(crate) fn dots() -> Html {
    icon!(
        "M5 11.300a.7.700 0 1 0 0 1.400.7.700 0 0 0 0-1.400z",
        "M12 11.300a.7.700 0 1 0 0 1.400.7.700 0 0 0 0-1.400z",
        "M19 11.300a.7.700 0 1 0 0 1.400.7.700 0 0 0 0-1.400z"
    )
}

/// Closing.
pub(crate) fn cross() -> Html {
    icon!("M6 6l12 12", "M18 6 6 18")
}

/// Going back.
pub(crate) fn back() -> Html {
    icon!("M15 5l-7 7 7 7")
}

/// To what is further down.
pub(crate) fn down() -> Html {
    icon!("M12 5v14", "M6 13l6 6 6-6")
}

/// Only for one's own eyes.
pub(crate) fn eye() -> Html {
    icon!(
        "M2.500 12S6 6 12 6s9.500 6 9.500 6-3.500 6-9.500 6-9.500-6-9.500-6z",
        "M12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z"
    )
}

/// Something thrown away.
pub(crate) fn trash() -> Html {
    icon!("M5 7h14", "M9 7V4.500h6V7", "M7 7l1 13h8l1-13", "M10.500 11v5.500", "M13.500 11v5.500")
}

/// Two things held together.
pub(crate) fn link() -> Html {
    icon!(
        "M10 14l4-4",
        "M8.500 11 6 13.500a3.500 3.500 0 0 0 5 5l2.500-2.500",
        "M15.500 13l2.500-2.500a3.500 3.500 0 0 0-5-5L10.500 8"
    )
}
/// What passes between sandbox and app.
pub(crate) fn wire() -> Html {
    icon!("M8 7 3 12l5 5", "M16 7l5 5-5 5", "M13.5 5l-3 14")
}

/// A tour.
pub(crate) fn flag() -> Html {
    icon!("M6 21V4", "M6 5c4-2.500 7 2.500 12 0v8c-5 2.500-8-2.500-12 0")
}

/// Keys.
pub(crate) fn keyboard() -> Html {
    icon!("M3 7h18v10H3z", "M7 10.500h.01", "M11 10.500h.01", "M15 10.500h.01", "M8 14h8")
}

/// Light and dark.
pub(crate) fn half() -> Html {
    icon!("M12 4a8 8 0 1 0 0 16z", "M12 4a8 8 0 0 1 0 16")
}

/// Letting the clock go on.
pub(crate) fn play() -> Html {
    icon!("M8 5.500v13l10-6.500z")
}

/// Stopping it.
pub(crate) fn stop() -> Html {
    icon!("M7 7h10v10H7z")
}

/// People.
pub(crate) fn people() -> Html {
    icon!(
        "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
        "M3.500 19c.5-3.500 2.700-5 5.500-5s5 1.500 5.500 5",
        "M16 11.500a2.500 2.500 0 1 0-1-4.800",
        "M16.500 14.200c2.300.3 3.700 1.900 4 4.800"
    )
}

/// Something new.
pub(crate) fn plus() -> Html {
    icon!("M12 5v14", "M5 12h14")
}

/// What is planned.
pub(crate) fn clock() -> Html {
    icon!("M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 8v4.500l3 2")
}
