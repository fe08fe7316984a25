import type { TestPortal } from '../e2e/support/test-portal'
import { intakeRate } from './intake'
import { type Entry, round } from './measure'

const ROUNDS = 3
const SECONDS = 6
export const UPKEEP_ENTRY = 'reports.upkeep'

/**
 * How many webhooks a second are stored while the reports are kept up, beside the same intake with
 * the triggers of the reports out of the way. What was marked is summed after each round, and the
 * seconds that this takes count as seconds of the intake. The runner is at rest.
 */
export async function benchReportUpkeep(portal: TestPortal): Promise<Entry> {
  await intakeRate(portal, SECONDS)
  const kept: number[] = []
  const bare: number[] = []
  let samples = 0
  for (let i = 0; i < ROUNDS; i++) {
    await switchTriggers(portal, 'disable')
    bare.push((await intakeRate(portal, SECONDS)).value)
    await switchTriggers(portal, 'enable')
    const { value, samples: stored } = await intakeRate(portal, SECONDS)
    samples += stored
    kept.push(stored / (stored / value + (await foldSeconds(portal))))
  }
  const best = (rates: number[]) => round(Math.max(...rates))
  const [value, floor] = [best(kept), best(bare)]
  return {
    name: UPKEEP_ENTRY,
    unit: 'per_s',
    value,
    samples,
    floor,
    floor_is: 'the same intake without the triggers and sums of the reports',
    notes: `Upkeep takes ${round(Math.max(0, 100 - (value / floor) * 100))} % of the intake.`,
  }
}

async function switchTriggers({ sql }: TestPortal, how: 'enable' | 'disable'): Promise<void> {
  const triggers = await sql<{ name: string }[]>`
    select tgname as name from pg_trigger
    where tgrelid = 'webhooks'::regclass and tgname like '%\\_report\\_%'`
  if (triggers.length === 0) throw new Error('There are no triggers of the reports to measure.')
  for (const { name } of triggers) await sql.unsafe(`alter table webhooks ${how} trigger ${name}`)
}

/**
 * Sums what is marked. The quarter of an hour that time is in would be left to its readers, so that
 * the messages are moved into the hour before: that counts to the disadvantage of the sums.
 */
async function foldSeconds({ sql, portal }: TestPortal): Promise<number> {
  await sql`update webhooks set received_at = received_at - interval '1 hour'
    where shop_domain = 'bench.aftercart.test' and received_at > now() - interval '30 minutes'`
  process.env.DATABASE_URL = portal.databaseUrl
  const { foldReports } = await import('../server/modules/reports/fold-reports')
  const { closeDb } = await import('../db/client')
  const began = performance.now()
  await foldReports()
  const seconds = (performance.now() - began) / 1000
  await closeDb()
  return seconds
}
