//! The common emoji by their short names. What is not here stays `:as_written:`.

/// Sorted by name, so that it can be searched.
const NAMES: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("-1", "👎"),
    ("100", "💯"),
    ("1st_place_medal", "🥇"),
    ("alarm_clock", "⏰"),
    ("angry", "😠"),
    ("arrow_down", "⬇️"),
    ("arrow_left", "⬅️"),
    ("arrow_right", "➡️"),
    ("arrow_up", "⬆️"),
    ("arrows_counterclockwise", "🔄"),
    ("art", "🎨"),
    ("astonished", "😲"),
    ("back", "🔙"),
    ("balloon", "🎈"),
    ("ballot_box_with_check", "☑️"),
    ("bar_chart", "📊"),
    ("beer", "🍺"),
    ("beers", "🍻"),
    ("bell", "🔔"),
    ("birthday", "🎂"),
    ("black_heart", "🖤"),
    ("black_small_square", "▪️"),
    ("blue_heart", "💙"),
    ("blush", "😊"),
    ("book", "📖"),
    ("bookmark", "🔖"),
    ("books", "📚"),
    ("bow", "🙇"),
    ("brain", "🧠"),
    ("broken_heart", "💔"),
    ("brown_heart", "🤎"),
    ("bulb", "💡"),
    ("bust_in_silhouette", "👤"),
    ("busts_in_silhouette", "👥"),
    ("cake", "🍰"),
    ("calendar", "📆"),
    ("camera", "📷"),
    ("chart_with_upwards_trend", "📈"),
    ("cherry_blossom", "🌸"),
    ("christmas_tree", "🎄"),
    ("clap", "👏"),
    ("clipboard", "📋"),
    ("clock3", "🕒"),
    ("coffee", "☕"),
    ("compass", "🧭"),
    ("computer", "💻"),
    ("confetti_ball", "🎊"),
    ("confused", "😕"),
    ("construction", "🚧"),
    ("cookie", "🍪"),
    ("croissant", "🥐"),
    ("crossed_fingers", "🤞"),
    ("crown", "👑"),
    ("cry", "😢"),
    ("cupid", "💘"),
    ("date", "📅"),
    ("disappointed", "😞"),
    ("door", "🚪"),
    ("ear", "👂"),
    ("email", "📧"),
    ("envelope", "✉️"),
    ("evergreen_tree", "🌲"),
    ("exclamation", "❗"),
    ("exploding_head", "🤯"),
    ("eyes", "👀"),
    ("face_with_monocle", "🧐"),
    ("facepalm", "🤦"),
    ("file_folder", "📁"),
    ("film_frames", "🎞️"),
    ("fire", "🔥"),
    ("flag-no", "🇳🇴"),
    ("four_leaf_clover", "🍀"),
    ("framed_picture", "🖼️"),
    ("game_die", "🎲"),
    ("gear", "⚙️"),
    ("gift", "🎁"),
    ("globe_with_meridians", "🌐"),
    ("green_heart", "💚"),
    ("grey_question", "❔"),
    ("grin", "😁"),
    ("grinning", "😀"),
    ("hammer_and_wrench", "🛠️"),
    ("handshake", "🤝"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("heartpulse", "💗"),
    ("heavy_check_mark", "✔️"),
    ("heavy_minus_sign", "➖"),
    ("heavy_multiplication_x", "✖️"),
    ("heavy_plus_sign", "➕"),
    ("hourglass", "⌛"),
    ("hourglass_flowing_sand", "⏳"),
    ("house", "🏠"),
    ("hugging_face", "🤗"),
    ("inbox_tray", "📥"),
    ("incoming_envelope", "📨"),
    ("information_source", "ℹ️"),
    ("iphone", "📱"),
    ("jigsaw", "🧩"),
    ("joy", "😂"),
    ("key", "🔑"),
    ("knife_fork_plate", "🍽️"),
    ("label", "🏷️"),
    ("large_blue_circle", "🔵"),
    ("large_green_circle", "🟢"),
    ("large_orange_circle", "🟠"),
    ("large_yellow_circle", "🟡"),
    ("laughing", "😆"),
    ("left_right_arrow", "↔️"),
    ("link", "🔗"),
    ("lock", "🔒"),
    ("lotus_position", "🧘"),
    ("loudspeaker", "📢"),
    ("lower_left_fountain_pen", "🖋️"),
    ("lower_left_paintbrush", "🖌️"),
    ("mag", "🔍"),
    ("mailbox", "📫"),
    ("man-shrugging", "🤷‍♂️"),
    ("mega", "📣"),
    ("melting_face", "🫠"),
    ("memo", "📝"),
    ("microphone", "🎤"),
    ("mountain", "⛰️"),
    ("muscle", "💪"),
    ("musical_note", "🎵"),
    ("mute", "🔇"),
    ("nerd_face", "🤓"),
    ("neutral_face", "😐"),
    ("new", "🆕"),
    ("newspaper", "📰"),
    ("no_bell", "🔕"),
    ("no_entry", "⛔"),
    ("no_entry_sign", "🚫"),
    ("no_mouth", "😶"),
    ("notebook", "📓"),
    ("office", "🏢"),
    ("ok", "🆗"),
    ("ok_hand", "👌"),
    ("open_hands", "👐"),
    ("open_mouth", "😮"),
    ("orange_heart", "🧡"),
    ("outbox_tray", "📤"),
    ("package", "📦"),
    ("palm_tree", "🌴"),
    ("paperclip", "📎"),
    ("party_popper", "🎉"),
    ("partying_face", "🥳"),
    ("pencil", "📝"),
    ("pencil2", "✏️"),
    ("performing_arts", "🎭"),
    ("person_in_lotus_position", "🧘"),
    ("pizza", "🍕"),
    ("point_down", "👇"),
    ("point_left", "👈"),
    ("point_right", "👉"),
    ("point_up", "☝️"),
    ("pray", "🙏"),
    ("purple_heart", "💜"),
    ("pushpin", "📌"),
    ("question", "❓"),
    ("radio_button", "🔘"),
    ("rage", "😡"),
    ("rainbow", "🌈"),
    ("raised_hand", "✋"),
    ("raised_hands", "🙌"),
    ("raising_hand", "🙋"),
    ("recycle", "♻️"),
    ("red_circle", "🔴"),
    ("relaxed", "☺️"),
    ("repeat", "🔁"),
    ("robot_face", "🤖"),
    ("rocket", "🚀"),
    ("rolling_on_the_floor_laughing", "🤣"),
    ("round_pushpin", "📍"),
    ("runner", "🏃"),
    ("salt", "🧂"),
    ("saluting_face", "🫡"),
    ("santa", "🎅"),
    ("scream", "😱"),
    ("scroll", "📜"),
    ("see_no_evil", "🙈"),
    ("seedling", "🌱"),
    ("shrug", "🤷"),
    ("shushing_face", "🤫"),
    ("simple_smile", "🙂"),
    ("sleeping", "😴"),
    ("slightly_frowning_face", "🙁"),
    ("slightly_smiling_face", "🙂"),
    ("small_blue_diamond", "🔹"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("smiling_face_with_3_hearts", "🥰"),
    ("snowflake", "❄️"),
    ("sob", "😭"),
    ("soon", "🔜"),
    ("sparkles", "✨"),
    ("sparkling_heart", "💖"),
    ("speech_balloon", "💬"),
    ("spiral_calendar_pad", "🗓️"),
    ("star", "⭐"),
    ("star-struck", "🤩"),
    ("star2", "🌟"),
    ("stopwatch", "⏱️"),
    ("studio_microphone", "🎙️"),
    ("sun_with_face", "🌞"),
    ("sunflower", "🌻"),
    ("sunglasses", "😎"),
    ("sunny", "☀️"),
    ("sweat_smile", "😅"),
    ("tada", "🎉"),
    ("telephone_receiver", "📞"),
    ("thinking_face", "🤔"),
    ("thought_balloon", "💭"),
    ("thumbsdown", "👎"),
    ("thumbsup", "👍"),
    ("ticket", "🎫"),
    ("timer_clock", "⏲️"),
    ("tools", "🛠️"),
    ("triangular_ruler", "📐"),
    ("trophy", "🏆"),
    ("tulip", "🌷"),
    ("two_hearts", "💕"),
    ("umbrella", "☔"),
    ("unlock", "🔓"),
    ("upside_down_face", "🙃"),
    ("vertical_traffic_light", "🚦"),
    ("warning", "⚠️"),
    ("wastebasket", "🗑️"),
    ("wave", "👋"),
    ("white_check_mark", "✅"),
    ("white_circle", "⚪"),
    ("white_heart", "🤍"),
    ("white_small_square", "▫️"),
    ("wink", "😉"),
    ("woman-raising-hand", "🙋‍♀️"),
    ("woman-shrugging", "🤷‍♀️"),
    ("world_map", "🗺️"),
    ("wrench", "🔧"),
    ("writing_hand", "✍️"),
    ("x", "❌"),
    ("yellow_heart", "💛"),
    ("yum", "😋"),
    ("zap", "⚡"),
    ("zipper_mouth_face", "🤐"),
    ("zzz", "💤"),
];

/// The emoji called `name` (without colons; a skin tone after `::` is ignored).
pub(crate) fn named(name: &str) -> Option<&'static str> {
    let base = name.split("::").next().unwrap_or(name);
    NAMES
        .binary_search_by_key(&base, |(name, _)| name)
        .ok()
        .and_then(|index| NAMES.get(index))
        .map(|(_, emoji)| *emoji)
}

/// Replaces the known `:names:` in plain text.
pub(crate) fn replace(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = match leading(from) {
            Some((emoji, after)) => {
                out.push_str(emoji);
                after
            }
            None => {
                out.push(':');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

/// The emoji whose `:name:` begins `text`, and what follows it.
pub(crate) fn leading(text: &str) -> Option<(&'static str, &str)> {
    let inner = text.strip_prefix(':')?;
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')))
        .filter(|end| *end > 0)?;
    let (name, after) = inner.split_at(end);
    let emoji = named(name)?;
    let after = after.strip_prefix(':')?;
    Some((emoji, skin_tone(after).unwrap_or(after)))
}

/// What follows a skin tone, which is written as a second name: `:wave::skin-tone-2:`.
fn skin_tone(text: &str) -> Option<&str> {
    let tone = text.strip_prefix(":skin-tone-")?;
    let digit = tone.chars().next().filter(char::is_ascii_digit)?;
    tone.strip_prefix(digit)?.strip_prefix(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(NAMES.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0)));
        assert!(NAMES.iter().all(|(name, _)| named(name).is_some()));
    }

    #[test]
    fn names_in_text_are_replaced_and_strangers_kept() {
        assert_eq!(replace("Hei :wave: kl. 11:30"), "Hei 👋 kl. 11:30");
        assert_eq!(replace(":+1::skin-tone-3: ok"), "👍 ok");
        assert_eq!(replace(":unknown_thing: :: :"), ":unknown_thing: :: :");
    }
}
