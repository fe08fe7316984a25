/**
 * Finds whole emoji sequences by the properties of Unicode's UTS #51 instead of a list, so that
 * future emoji are found too: their code points are already reserved as pictographs.
 *
 * Not every character with an emoji form is an emoji. Characters of the Basic Multilingual Plane
 * with text presentation by default (☎ ♀ ✂ ❤ ℹ ㊗ ↔ ...) are used as symbols in notes and addresses,
 * so they count as emoji only when followed by U+FE0F or a skin tone, or in a joined sequence.
 * © ® ™ count only with U+FE0F; digits, # and * only as keycaps. Beyond that plane all pictographs
 * are emoji, and so are the parts of sequences (flag letters, skin tones, tags).
 */

/** Single emoji: by their default presentation, or pictographs beyond the basic plane. */
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
