import type { TestPortal } from '../e2e/support/test-portal'
import { intakeRate } from './intake'
import { type Entry, round } from './measure'

const ROUNDS = 3
const SECONDS = 6
export const UPKEEP_ENTRY = 'reports.upkeep'

/**
 * Measures how many webhooks per second are stored with report upkeep, compared with the same intake
 * without the report triggers. Dirty buckets are folded after each round, and that time counts as
 * intake time. The runner is idle.
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
    floor_is: 'the same intake without report triggers and folding',
    notes: `Upkeep takes ${round(Math.max(0, 100 - (value / floor) * 100))} % of the intake.`,
  }
}

async function switchTriggers({ sql }: TestPortal, how: 'enable' | 'disable'): Promise<void> {
  const triggers = await sql<{ name: string }[]>`
    select tgname as name from pg_trigger
    where tgrelid = 'webhooks'::regclass and tgname like '%\\_report\\_%'`
  if (triggers.length === 0) throw new Error('No report triggers found.')
  for (const { name } of triggers) await sql.unsafe(`alter table webhooks ${how} trigger ${name}`)
}

/**
 * Folds the dirty buckets and returns the seconds it took. Folding skips the current bucket, so the
 * webhooks are moved to the previous hour first, which makes folding slower, not faster.
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
