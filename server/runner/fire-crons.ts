import { getDb } from '@/db/client'
import { insertRunnerEvents } from '@/db/queries/runner/runner-events'
import { listCronMinutes, saveCronMinute } from '@/db/queries/runner/runner-functions'
import { latestTick, minuteOf } from './cron-schedule'
import { ulid } from './event-id'
import type { Registry } from './registry'
import { planRun } from './runs/plan-runs'

/**
 * Starts the runs of the cron ticks that are due at `now` (ms). Each tick starts one run even if
 * several runners try, because its event is unique.
 */
export async function fireDueCrons(registry: Registry, now: number): Promise<void> {
  const functions = [...registry.functions.values()].filter((fn) => fn.crons.length > 0)
  if (functions.length === 0) return
  const ids = functions.map((fn) => fn.id)
  const minute = minuteOf(now)
  const since = await listCronMinutes(ids)
  const ticks = functions.flatMap((fn) =>
    fn.crons.flatMap((cron) => {
      const tick = latestTick(cron, since.get(fn.id) ?? minute, minute)
      return tick === undefined ? [] : [{ fn, cron, tick }]
    }),
  )
  const started = ticks.map(({ fn, cron, tick }) => {
    const at = new Date(tick).toISOString()
    const name = 'inngest/scheduled.timer'
    const data = { cron: cron.expression, scheduledAt: at, fireAt: at }
    const event = { id: at, name, data, ts: tick, user: {} }
    const rowId = ulid(now)
    const tickKey = JSON.stringify([fn.id, cron.source, at])
    const run = { ...planRun(fn, { rowId, event }), dedupeKey: `cron:${tickKey}` }
    return { run, event: { id: rowId, name, eventId: tickKey } }
  })
  if (started.length > 0) {
    await insertRunnerEvents(
      getDb(),
      started.map(({ event }) => event),
      started.map(({ run }) => run),
    )
  }
  await saveCronMinute(ids, minute)
}
