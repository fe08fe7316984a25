import { dateFormat } from '../text/intl-formats'

/** Formats local days as a range, "26 Oct – 22 Nov 2026", or as a single day. */
export function daysText(from: string, to: string, locale: string): string {
  const format = dateFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const [first, last] = [new Date(from), new Date(to)]
  return from === to ? format.format(first) : format.formatRange(first, last)
}
