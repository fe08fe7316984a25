/**
 * Finds emoji as whole sequences, by the properties of Unicode's UTS #51 and not by a list, so
 * that next year's emoji are found too: their code points are reserved as pictographs today.
 *
 * Not every character with an emoji form is an emoji. Those of the Basic Multilingual Plane
 * whose default is text (☎ ♀ ✂ ❤ ℹ ㊗ ↔ ...) are typed as symbols in notes and addresses and
 * stay as they are; they count as emoji when emoji is asked for: by U+FE0F behind them, by a
 * skin tone, or as part of a joined sequence. The same with © ® ™ and U+FE0F. Digits, # and *
 * count only as keycaps. Beyond that plane nobody types pictographs as text: all of them go,
 * and so do the pieces that sequences are made of (flag letters, skin tones, tags).
 */

/** Emoji on their own: by default presentation, or as a pictograph beyond the basic plane. */
const PICTURE = String.raw`(?:\p{Emoji_Presentation}|(?=[\u{1F000}-\u{1F2FF}])\p{Emoji}|(?=[\u{1F300}-\u{1FFFD}])[\p{Emoji}\p{Extended_Pictographic}])`

/** Characters with text presentation by default. */
const SYMBOL = String.raw`(?![\d#*©®™])(?![\u{10000}-\u{10FFFF}])\p{Emoji}`

/** What may follow a base: presentation, skin tone, and the tags of a regional flag. */
const TAIL = String.raw`[\uFE0E\uFE0F]?\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*`

const ELEMENT = String.raw`(?:${PICTURE}|${SYMBOL}|[©®™]\uFE0F)${TAIL}`

const SEQUENCE = [
  String.raw`[\d#*]\uFE0F?\u20E3`,
  String.raw`${ELEMENT}(?:\u200D+${ELEMENT})+\u200D*`,
  String.raw`${PICTURE}${TAIL}\u200D*`,
  String.raw`(?:${SYMBOL}|[©®™])\uFE0F${TAIL}\u200D*`,
  String.raw`(?![\d#*])(?=\p{Emoji_Modifier_Base})${SYMBOL}\p{Emoji_Modifier}\u200D*`,
].join('|')

const SEQUENCES = new RegExp(SEQUENCE, 'gu')

/** Remnants of broken sequences; removed so that the rest cannot form a new sequence. */
const REMNANTS = /[\uFE0F\u20E3\u{E0000}-\u{E007F}]/gu

/** Joiners are part of Arabic and Indic scripts: kept beside a letter or mark. */
const STRAY_JOINERS = /(?<![\p{L}\p{M}])\u200D+(?![\p{L}\p{M}])/gu

/** Returns the text with `mark` in place of each emoji sequence, without remnants. */
export function markEmoji(text: string, mark: string): string {
  return text.replace(SEQUENCES, mark).replace(REMNANTS, '').replace(STRAY_JOINERS, '')
}
