import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { signedInCaller } from '../e2e/support/session'
import { startTestPortal } from '../e2e/support/test-portal'
import { main } from '../scripts/main'
import { withFewCheckpoints } from './bulk-load'
import { benchBulkPickup } from './bulk-pickup'
import { benchExceptions } from './exceptions'
import { benchIntake } from './intake'
import { type Entry, secondsOf } from './measure'
import { peakMegabytes, treeMegabytes } from './memory'
import { benchOrders } from './orders'
import { benchPipeline } from './pipeline'
import { benchRefunds } from './refunds'
import { benchReportBrowser, REPORT_BROWSER_ENTRIES } from './report-browser'
import { benchReportUpkeep, UPKEEP_ENTRY } from './report-upkeep'
import { benchReports, REPORT_ENTRIES } from './reports'
import { openExceptions, seedExceptions } from './seed-exceptions'
import { seedOrders } from './seed-orders'
import { seedReportRows, sumReports } from './seed-reports'

const ORDER_ENTRIES = [
  'orders.list',
  'orders.deep_page',
  'orders.search',
  'orders.search_filtered',
  'orders.search_common',
  'orders.filtered',
  'orders.get',
]
const REFUND_ENTRIES = ['refunds.preview', 'refunds.commit']
const EXCEPTION_ENTRIES = [
  'exceptions.list',
  'exceptions.groups',
  'exceptions.bulk_accept',
  'exceptions.bulk_pickup',
]

await main(async () => {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '10000' },
      only: { type: 'string', default: '' },
    },
  })
  const orders = Number(values.orders)
  if (!Number.isInteger(orders) || orders < 1_000)
    throw new Error(`--orders got ${values.orders}; it takes a whole number from 1000.`)
  const isWanted = (name: string) => name.startsWith(values.only) || values.only.startsWith(name)

  const portal = await startTestPortal({ AFTERCART_LOG_LEVEL: 'fatal' })
  try {
    const results: Entry[] = []
    const seed: Record<string, number> = {}
    const run = { portalUrl: portal.url, sql: portal.sql, isWanted }
    const progress = (text: string) => console.error(text)
    const hasExceptions = EXCEPTION_ENTRIES.some(isWanted)
    const hasRefunds = REFUND_ENTRIES.some(isWanted)
    const hasReports = [...REPORT_ENTRIES, ...REPORT_BROWSER_ENTRIES].some(isWanted)
    if (hasExceptions || hasRefunds || hasReports || ORDER_ENTRIES.some(isWanted)) {
      progress(`seeding ${orders} orders`)
      seed.orders_s = await secondsOf(() =>
        withFewCheckpoints(portal.sql, () => seedOrders(portal.sql, orders)),
      )
    }
    if (ORDER_ENTRIES.some(isWanted)) {
      progress('orders')
      results.push(
        ...(await benchOrders(
          await signedInCaller(portal.url, 'care'),
          portal.sql,
          orders,
          isWanted,
        )),
      )
    }
    if (hasReports) {
      progress('seeding report rows')
      seed.what_reports_count_s = await secondsOf(() =>
        withFewCheckpoints(portal.sql, () => seedReportRows(portal.sql)),
      )
      progress('summing the reports')
      seed.sums_of_reports_s = await secondsOf(() =>
        sumReports(portal.sql, portal.portal.databaseUrl),
      )
      progress('reports')
      const caller = await signedInCaller(portal.url, 'admin')
      results.push(...(await benchReports(caller, portal.sql, isWanted)))
      results.push(...(await benchReportBrowser(portal.url, isWanted)))
    }
    if (hasExceptions) {
      progress(`seeding ${openExceptions(orders)} open exceptions, ten times as many closed`)
      await seedExceptions(portal.sql, orders)
      progress('exceptions')
      const caller = await signedInCaller(portal.url, 'lead')
      results.push(...(await benchExceptions({ ...run, caller })))
      results.push(...(await benchBulkPickup(portal, { ...run, caller })))
    }
    if (isWanted('pipeline')) {
      progress('pipeline')
      results.push(await benchPipeline(portal))
    }
    const runnerPeak = peakMegabytes(portal.portal.pids().runner)
    // The runner would execute the refunds and ingest the webhooks during the measurement.
    if (hasRefunds || isWanted('intake') || isWanted(UPKEEP_ENTRY))
      await portal.portal.stopPart('runner')
    if (hasRefunds) {
      progress('refunds')
      const caller = await signedInCaller(portal.url, 'lead')
      results.push(...(await benchRefunds({ ...run, caller })))
    }
    if (isWanted('intake')) {
      progress('intake')
      results.push(...(await benchIntake(portal)))
    }
    if (isWanted(UPKEEP_ENTRY)) {
      progress('report upkeep')
      results.push(await benchReportUpkeep(portal))
    }
    const memory_mb = {
      app: peakMegabytes(portal.portal.pids().app),
      worker: treeMegabytes(portal.portal.pids().worker),
      runner: runnerPeak,
      postgres: treeMegabytes(portal.portal.pids().postgres),
    }
    const machine = {
      cpus: cpus().length,
      model: cpus()[0]?.model,
      memory_gb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    }
    console.log(JSON.stringify({ orders, machine, seed, results, memory_mb }, null, 2))
  } finally {
    await portal.stop()
  }
})
