/** A cell of a CSV file: text, or a decimal number that spreadsheets may reckon with. */
export type CsvCell = string | { decimal: string } | number

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * What spreadsheets take for the start of a formula, in ASCII and in full width, also behind
 * blanks. Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection.
 */
const STARTS_FORMULA = /^[\s\u00A0\u200B-\u200F\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * One line of a CSV file (RFC 4180, with its line end). Text stands in quotes, and what would be a
 * formula gets an apostrophe before it; numbers stay numbers, negative ones too.
 * @throws Error when a decimal is none
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (typeof cell === 'string') return quoted(STARTS_FORMULA.test(cell) ? `'${cell}` : cell)
  const text = typeof cell === 'number' ? String(cell) : cell.decimal
  if (!DECIMAL.test(text)) throw new Error(`"${text}" is no decimal number.`)
  return text
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
