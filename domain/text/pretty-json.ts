const INDENT = '  '
// Deeper levels are not indented further: a line must not grow without bound.
const MAX_INDENT = 60

/**
 * Formats JSON text with two spaces per level without changing its content: numbers keep all
 * digits, strings their escapes, keys their order and duplicates. Invalid JSON is respaced but
 * complete.
 */
export function prettyJson(text: string): string {
  const out: string[] = []
  let depth = 0
  let hasContent = false
  const newLine = () => out.push('\n', INDENT.repeat(Math.min(depth, MAX_INDENT)))
  for (const [token] of text.matchAll(TOKENS)) {
    if (/^\s/.test(token)) continue
    const closes = token === '}' || token === ']'
    if (closes) {
      depth = Math.max(0, depth - 1)
      if (hasContent) newLine()
    } else if (!hasContent && depth > 0) newLine()
    hasContent = true
    if (token === '{' || token === '[') {
      depth += 1
      hasContent = false
    }
    out.push(token)
    if (token === ':') out.push(' ')
    if (token === ',') newLine()
  }
  return out.join('')
}

// A string (its end may be missing), a punctuation mark, blanks, or a run of anything else.
const TOKENS = /"(?:[^"\\]|\\[\s\S])*"?|[{}[\]:,]|[ \t\r\n]+|[^"{}[\]:, \t\r\n]+/g
