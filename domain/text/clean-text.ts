import { markEmoji } from './emoji'
import { normalize } from './normalize'

/** A text after cleaning. `wasOnlyEmoji`: there was something, and all of it was emoji. */
export type CleanedText = { text: string; wasOnlyEmoji: boolean }

/**
 * A one-line text (name, address line, title) ready for labels and forms: NFC, without emoji
 * and control characters, line breaks and tabs as one space. Letters of every script stay, and
 * blanks stay as they were except beside a removed emoji.
 */
export function cleanText(raw: string): CleanedText {
  const { text, wasOnlyEmoji } = cleanNote(raw)
  if (!/[\t\n]/.test(text)) return { text, wasOnlyEmoji }
  const pieces = text.split(/[\t\n]+/).map((piece) => piece.trim())
  return { text: pieces.filter(Boolean).join(' '), wasOnlyEmoji }
}

/** Like `cleanText` for a text of several lines: line breaks (as `\n`) and tabs stay. */
export function cleanNote(raw: string): CleanedText {
  if (/^[ -~]*$/.test(raw)) return { text: raw, wasOnlyEmoji: false }
  const marked = markEmoji(withoutControls(raw), GAP)
  if (!marked.includes(GAP)) return { text: normalize(marked), wasOnlyEmoji: false }
  const text = normalize(marked.split('\n').map(closeGaps).join('\n'))
  return isBlank(text) ? { text: '', wasOnlyEmoji: true } : { text, wasOnlyEmoji: false }
}

/** Stands where an emoji was; no text holds it, because control characters go first. */
const GAP = '\0'

/**
 * Line breaks of every kind become `\n`. Half surrogate pairs, NUL and other control characters,
 * noncharacters and byte order marks are no text, and a database or a label printer refuses them.
 */
function withoutControls(raw: string): string {
  return raw
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\uFEFF]/gu, '')
}

/** Marks that stand right behind a word: "torn 😢, but" leaves no blank before the comma. */
const CLOSING = /^[,.;:!?)\]}…،؛؟、。]/

/** "Anna 🎉 Smith" leaves one blank, "🎉 Anna 🎉" none: what surrounded the emoji is tidied. */
function closeGaps(line: string): string {
  const [first = '', ...rest] = line.split(GAP)
  if (rest.length === 0) return line
  const pieces = [first.trim() === '' ? '' : first]
  let endsBlank = first.trim() === '' || /\s/.test(first.at(-1) ?? '')
  for (const part of rest) {
    const piece = endsBlank ? part.trimStart() : part
    if (piece === '') continue
    const before = pieces.at(-1) ?? ''
    if (CLOSING.test(part)) pieces[pieces.length - 1] = before.trimEnd()
    pieces.push(piece)
    endsBlank = /\s/.test(piece.at(-1) ?? '')
  }
  const text = pieces.join('')
  return rest.at(-1)?.trim() === '' ? text.trimEnd() : text
}

/** Nothing to see: only blanks and invisible formatting characters. */
function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Variation_Selector}]/u.test(text)
}
