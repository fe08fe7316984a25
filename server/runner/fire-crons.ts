import { getSql } from '@/db/client'
import { insertRunnerEvents } from '@/db/queries/runner/runner-events'
import { listCronMinutes, saveCronMinute } from '@/db/queries/runner/runner-functions'
import { latestTick, minuteOf } from './cron-schedule'
import { ulid } from './event-id'
import type { Registry } from './registry'
import { planRun } from './runs/plan-runs'

/**
 * Starts the runs of the cron ticks that are due at `now` (ms). A tick of a function starts one
 * run however many runners try: its event is stored once.
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
    const once = JSON.stringify([fn.id, cron.source, at])
    const run = { ...planRun(fn, { rowId, event }), dedupeKey: `cron:${once}` }
    return { run, event: { id: rowId, name, eventId: once } }
  })
  if (started.length > 0) {
    await insertRunnerEvents(
      getSql(),
      started.map((one) => one.event),
      started.map((one) => one.run),
    )
  }
  await saveCronMinute(ids, minute)
}
