import { expect, test } from 'vitest'
import type { ScheduleReportInput } from '@/domain/reports/schedule-input'
import { saveView } from '@/server/modules/admin/save-view'
import { scheduleReport } from '@/server/modules/reports/schedule-report'
import { addPerson } from '@/test/support/exceptions'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop

test('a report alert is sent on schedule only when its threshold is crossed', async () => {
  const manager = await addPerson(sql, 'Grace Hopper', 'manager')
  const view = {
    scope: 'reports' as const,
    name: 'Watch',
    query: 'sales?range=7d',
    isShared: false,
  }
  const { viewId } = await saveView(view, manager)
  // Twelve hours away, so that no day begins while the test runs.
  const hour = (new Date().getUTCHours() + 12) % 24
  const daily = { viewId, cadence: 'daily', weekday: null, hour, timeZone: 'UTC' } as const
  const alertAbove = async (value: string) => {
    const alert = { figure: 'figures/all/orders', label: 'Orders', direction: 'above', value }
    const input = { ...daily, onlyIfNotEmpty: false, alert } as ScheduleReportInput
    const { scheduleId } = await scheduleReport(input, manager)
    await sql`update report_schedules set starts_on = '2020-01-01' where id = ${scheduleId}`
    return scheduleId
  }
  const crossed = await alertAbove('1')
  const quiet = await alertAbove('2')
  await shop.addPaidOrder()
  await shop.addPaidOrder()

  const tick = async () => {
    const run = engine.startFunction('schedule-reports', { cron: '*/5 * * * *' })
    await engine.finish(run)
    await engine.drain()
    return run.result
  }
  expect(await tick()).toEqual({ planned: 2 })
  // Each day is requested once.
  expect(await tick()).toEqual({ planned: 0 })

  const [mail, ...more] = await shop.mails(`${manager.actor.id}@shop.example`)
  expect(more).toEqual([])
  expect(mail).toMatchObject({ times: 1, subject: expect.stringMatching(/^Watch: Sales, /) })
  expect(mail?.text).toContain('Orders: 2')
  const states = await sql`select schedule_id, status, reason from report_mails order by status`
  expect([...states]).toEqual([
    { schedule_id: crossed, status: 'sent', reason: null },
    { schedule_id: quiet, status: 'skipped', reason: 'Orders is not above 2' },
  ])
})
