/** A CSV cell: text, or a decimal that spreadsheets read as a number. */
export type CsvCell = string | { decimal: string } | number

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Characters that start a formula in spreadsheets, in ASCII and full width, also after spaces.
 * Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection.
 */
const STARTS_FORMULA = /^[\s\u00A0\u200B-\u200F\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * Returns one CSV line (RFC 4180, including its line end). Text is quoted, and an apostrophe is put
 * before a formula; numbers, also negative ones, stay numbers.
 * @throws Error when a decimal is invalid
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (typeof cell === 'string') return quoted(STARTS_FORMULA.test(cell) ? `'${cell}` : cell)
  const text = typeof cell === 'number' ? String(cell) : cell.decimal
  if (!DECIMAL.test(text)) throw new Error(`"${text}" is not a decimal number.`)
  return text
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
