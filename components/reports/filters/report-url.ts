import {
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { COMPARISONS, GRANULARITIES } from '@/domain/reports/report-input'
import { RANGE_PRESETS } from '@/domain/reports/report-state'

/** Parses text that matches a pattern; anything else is ignored. */
const parseAsMatching = (pattern: RegExp) =>
  createParser({
    parse: (text) => (pattern.test(text) ? text : null),
    serialize: (text: string) => text,
  })

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** The URL parameters of a report. Missing ones use the defaults of the page. */
export const REPORT_URL = {
  range: parseAsStringLiteral(RANGE_PRESETS),
  from: parseAsMatching(DAY),
  to: parseAsMatching(DAY),
  compare: parseAsStringLiteral(COMPARISONS),
  by: parseAsStringLiteral(GRANULARITIES),
  tz: parseAsMatching(/^[A-Za-z][A-Za-z0-9_+/-]{1,59}$/),
  storefront: parseAsMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  country: parseAsMatching(/^[A-Z]{2}$/),
  currency: parseAsMatching(/^[A-Z]{3}$/),
  gateway: parseAsString,
}

/** The same as `ReportState` of the domain, which emails parse from saved queries. */
export type ReportUrlState = inferParserType<typeof REPORT_URL>

const serialize = createSerializer(REPORT_URL)

/** Returns the query string of a state, without `?`. */
export function reportQuery(state: ReportUrlState): string {
  return serialize(state).replace(/^\?/, '')
}
