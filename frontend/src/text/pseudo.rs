//! The pseudo-locale of debug builds (`?lang=pseudo`): accents and a third more length, so that a text which is
//! written into the code, or cut off by its box, is seen at once.

/// Accents the vowels and lengthens the text by about a third.
pub fn lengthen(text: &str) -> String {
    let accented = text.chars().map(|character| match character {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ó',
        'u' => 'ú',
        other => other,
    });
    let padding = "·".repeat(text.chars().count().div_ceil(3));
    format!("⟦{}{padding}⟧", accented.collect::<String>())
}
