import type { Report } from '@/domain/reports/report-model'
import { expectedExceptions } from './expected-exceptions'
import { expectedFulfillment } from './expected-fulfillment'
import { expectedOverview } from './expected-overview'
import { expectedPayments } from './expected-payments'
import { expectedPipeline } from './expected-pipeline'
import { expectedTax } from './expected-tax'
import type { ExpectedPage } from './maths'

// Computed row by row, without the SQL of the reports.

/** The expected sections of each page, besides those of `EXPECTED_PEOPLE`. */
export const EXPECTED_PAGES: Partial<Record<Report['page'], ExpectedPage>> = {
  overview: expectedOverview,
  exceptions: expectedExceptions,
  payments: expectedPayments,
  fulfillment: expectedFulfillment,
  tax: expectedTax,
  pipeline: expectedPipeline,
}
