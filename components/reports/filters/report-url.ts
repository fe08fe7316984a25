import {
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { COMPARISONS, GRANULARITIES } from '@/domain/reports/report-input'
import { RANGE_PRESETS } from '@/domain/reports/report-state'

/** Text of one shape; anything else in the address counts as nothing. */
const parseAsMatching = (pattern: RegExp) =>
  createParser({
    parse: (text) => (pattern.test(text) ? text : null),
    serialize: (text: string) => text,
  })

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** The whole state of a report, as its address holds it. What is not said is left to the page. */
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

/** Equal to `ReportState` of the domain, which mails read from a saved address. */
export type ReportUrlState = inferParserType<typeof REPORT_URL>

const serialize = createSerializer(REPORT_URL)

/** The state as it stands behind the `?` of an address. */
export function reportQuery(state: ReportUrlState): string {
  return serialize(state).replace(/^\?/, '')
}
