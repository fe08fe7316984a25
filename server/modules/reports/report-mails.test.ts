import { beforeAll, expect, test } from 'vitest'
import { listSchedules } from '@/db/queries/reports/report-schedules'
import type { ScheduleReportInput } from '@/domain/reports/schedule-input'
import { type Actor, systemActor } from '@/domain/staff/actor'
import type { CommandContext } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { startTestSandbox, type TestSandbox } from '@/test/support/sandbox'
import { saveView } from '../admin/save-view'
import { addStaff } from '../staff/add-staff'
import { planReportMails } from './plan-report-mails'
import { removeSchedule } from './remove-schedule'
import { requestReportMail } from './request-report-mail'
import { scheduleReport } from './schedule-report'
import { sendReportMail } from './send-report-mail'

const { sql } = await openTestDatabase()

type Person = Extract<Actor, { kind: 'person' }>
const people = {} as Record<'care' | 'manager' | 'lead', Person>
const as = (role: keyof typeof people): CommandContext => ({
  actor: people[role],
  requestId: 'mails',
})
let sandbox: TestSandbox
let viewId: string

beforeAll(async () => {
  sandbox = await startTestSandbox()
  Object.assign(process.env, {
    AFTERCART_SANDBOX: '1',
    AFTERCART_SANDBOX_VENDORS: sandbox.url,
    AFTERCART_SANDBOX_SMTP: sandbox.smtpUrl,
  })
  const context = { actor: systemActor('test'), requestId: 'test' }
  for (const role of ['care', 'manager', 'lead'] as const) {
    const id = await addStaff({ email: `${role}@shop.example`, name: role, role }, context)
    people[role] = { kind: 'person', id, name: role, role }
  }
  const sales = { scope: 'reports' as const, name: 'Sales', query: 'sales?range=7d' }
  viewId = (await saveView({ ...sales, isShared: true }, as('lead'))).viewId
})

/** Twelve hours away, so that no day begins while a test runs. */
const FAR_HOUR = (new Date().getUTCHours() + 12) % 24

const daily = (): ScheduleReportInput => ({
  viewId,
  cadence: 'daily',
  weekday: null,
  hour: FAR_HOUR,
  timeZone: 'UTC',
  onlyIfNotEmpty: false,
  alert: null,
})

/** Schedules a report for the manager that is due today. */
async function dueSchedule(change: Partial<ScheduleReportInput> = {}): Promise<string> {
  const { scheduleId } = await scheduleReport({ ...daily(), ...change }, as('manager'))
  await sql`update report_schedules set starts_on = '2020-01-01' where id = ${scheduleId}`
  return scheduleId
}

async function mailOf(scheduleId: string) {
  const [mail] = await sql`select id, status, reason, attempts from report_mails
    where schedule_id = ${scheduleId} order by created_at desc limit 1`
  if (!mail) throw new Error('No email was requested.')
  return { id: String(mail.id), status: mail.status, reason: mail.reason, attempts: mail.attempts }
}

const send = (mailId: string) => sendReportMail({ mailId, requestId: 'run', retryScale: 0.001 })

async function inbox(to: string): Promise<{ subject: string; text: string; times: number }[]> {
  const mails = await (await fetch(`${sandbox.url}/mailbox`)).json()
  return mails.filter((mail: { to: string }) => mail.to === to)
}

test('sends one email per day, however often planning and sending repeat', async () => {
  const scheduleId = await dueSchedule()
  await Promise.all([planReportMails('a'), planReportMails('b')])
  await planReportMails('c')
  const mails = await sql`select id from report_mails where schedule_id = ${scheduleId}`
  expect(mails).toHaveLength(1)
  const events = await sql`select 1 from outbox where name = 'report-mail/requested'
    and data->>'mailId' = ${mails[0]?.id}`
  expect(events).toHaveLength(1)
  const { id } = await mailOf(scheduleId)
  expect(await send(id)).toEqual({ outcome: 'sent' })
  expect(await send(id)).toMatchObject({ outcome: 'stopped' })
  const [mail, ...more] = await inbox('manager@shop.example')
  expect(more).toEqual([])
  expect(mail).toMatchObject({ times: 1, subject: expect.stringMatching(/^Sales: Sales, /) })
  expect(mail?.text).toContain('Orders: 0')
  await removeSchedule({ scheduleId }, as('manager'))
})

test('skips an empty report and an untriggered alert, with the reason', async () => {
  const empty = await dueSchedule({ onlyIfNotEmpty: true })
  const { mailId } = await requestReportMail({ scheduleId: empty }, as('manager'))
  await expect(requestReportMail({ scheduleId: empty }, as('manager'))).rejects.toMatchObject({
    code: 'conflict',
  })
  await send(mailId)
  expect(await mailOf(empty)).toMatchObject({ status: 'skipped', reason: 'the report was empty' })
  const reasonFor = async (figure: string) => {
    const alert = { figure, label: 'Orders', direction: 'above' as const, value: '5' }
    const scheduleId = await dueSchedule({ alert })
    await send((await requestReportMail({ scheduleId }, as('manager'))).mailId)
    const listed = await listSchedules(people.manager.id)
    const mail = listed.find(({ id }) => id === scheduleId)?.lastMail
    expect(mail?.status).toBe('skipped')
    return mail?.reason
  }
  expect(await reasonFor('figures/all/orders')).toBe('Orders is not above 5')
  expect(await reasonFor('gone')).toBe('Orders is no longer in the report')
})

test('shows a rejected email to the recipient, who can send it again', async () => {
  const scheduleId = await dueSchedule()
  await sql`update staff set email = 'bounce@shop.example' where id = ${people.manager.id}`
  await send((await requestReportMail({ scheduleId }, as('manager'))).mailId)
  const bounced = await mailOf(scheduleId)
  expect(bounced).toMatchObject({ status: 'failed', attempts: 1 })
  expect(bounced.reason).not.toBe('')
  await sql`update staff set email = 'manager@shop.example' where id = ${people.manager.id}`
  await send((await requestReportMail({ scheduleId }, as('manager'))).mailId)
  expect(await mailOf(scheduleId)).toMatchObject({ status: 'sent' })
})

test('lets users schedule only reports they may see, for themselves', async () => {
  const own = { scope: 'reports' as const, name: 'Own', query: 'sales', isShared: false }
  const hidden = await saveView(own, as('lead'))
  const input = { ...daily(), viewId: hidden.viewId }
  await expect(scheduleReport(input, as('manager'))).rejects.toMatchObject({ code: 'not_found' })
  const { scheduleId } = await scheduleReport(daily(), as('lead'))
  await expect(removeSchedule({ scheduleId }, as('manager'))).rejects.toMatchObject({
    code: 'not_found',
  })
  const { mailId } = await requestReportMail({ scheduleId }, as('lead'))
  await sql`update staff set role = 'care' where id = ${people.lead.id}`
  await send(mailId)
  expect(await mailOf(scheduleId)).toMatchObject({
    status: 'skipped',
    reason: "the role care can't view this report",
  })
  expect(await inbox('lead@shop.example')).toEqual([])
})

test('retries at most four times while the mail server is down', async () => {
  const scheduleId = await dueSchedule()
  const { mailId } = await requestReportMail({ scheduleId }, as('manager'))
  await sandbox.stop()
  for (let attempt = 1; attempt <= 4; attempt += 1)
    expect(await send(mailId)).toMatchObject({ outcome: 'retry' })
  expect(await mailOf(scheduleId)).toMatchObject({ status: 'pending', attempts: 4 })
  await send(mailId)
  expect(await mailOf(scheduleId)).toMatchObject({ status: 'failed', attempts: 5 })
})
