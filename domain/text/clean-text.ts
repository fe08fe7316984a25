import { markEmoji } from './emoji'
import { normalize } from './normalize'

/** A cleaned text. `wasOnlyEmoji`: it was not empty, but contained only emoji. */
export type CleanedText = { text: string; wasOnlyEmoji: boolean }

/**
 * Cleans a one-line text (name, address line, title) for labels and forms: NFC, without emoji and
 * control characters, line breaks and tabs replaced by a space. Letters of every script are kept,
 * and spaces except beside a removed emoji.
 */
export function cleanText(raw: string): CleanedText {
  const { text, wasOnlyEmoji } = cleanNote(raw)
  if (!/[\t\n]/.test(text)) return { text, wasOnlyEmoji }
  const pieces = text.split(/[\t\n]+/).map((piece) => piece.trim())
  return { text: pieces.filter(Boolean).join(' '), wasOnlyEmoji }
}

/** Like `cleanText` for multi-line text: keeps line breaks (as `\n`) and tabs. */
export function cleanNote(raw: string): CleanedText {
  if (/^[ -~]*$/.test(raw)) return { text: raw, wasOnlyEmoji: false }
  const marked = markEmoji(withoutControls(raw), GAP)
  if (!marked.includes(GAP)) return { text: normalize(marked), wasOnlyEmoji: false }
  const text = normalize(marked.split('\n').map(closeGaps).join('\n'))
  return isBlank(text) ? { text: '', wasOnlyEmoji: true } : { text, wasOnlyEmoji: false }
}

/** Placeholder for a removed emoji. It cannot occur in text: control characters go first. */
const GAP = '\0'

/**
 * Normalizes line breaks to `\n` and removes unpaired surrogates, control characters, noncharacters
 * and byte order marks, which databases and label printers reject.
 */
function withoutControls(raw: string): string {
  return raw
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\uFEFF]/gu, '')
}

/** Punctuation that follows a word directly: "torn 😢, but" leaves no space before the comma. */
const CLOSING = /^[,.;:!?)\]}…،؛؟、。]/

/** Tidies the spaces around removed emoji: "Anna 🎉 Smith" keeps one, "🎉 Anna 🎉" none. */
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

/** Whether a text contains only spaces and invisible formatting characters. */
function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Variation_Selector}]/u.test(text)
}
