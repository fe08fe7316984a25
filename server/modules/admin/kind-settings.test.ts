import { beforeAll, expect, test } from 'vitest'
import { listPlaybookVersions, listRetryPolicyVersions } from '@/db/queries/settings/kind-settings'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { SavePlaybookInput } from '@/domain/settings/playbook-input'
import { systemActor } from '@/domain/staff/actor'
import { addWorkingMinutes, TEAM_HOURS } from '@/domain/working-hours/working-hours'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder, addPerson } from '@/test/support/exceptions'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { openException } from '../exceptions/open-exception'
import { savePlaybook } from './save-playbook'
import { saveRetryPolicy } from './save-retry-policy'
import { saveWorkHours } from './save-work-hours'

const { sql } = await openTestDatabase()

let admin: CommandContext
let lead: CommandContext
beforeAll(async () => {
  admin = await addPerson(sql, 'Ada Lovelace', 'admin')
  lead = await addPerson(sql, 'Alan Turing', 'lead')
})

const delays = (kind: ExceptionKind) =>
  runInTransaction({ actor: systemActor('test'), requestId: 'test' }, async (uow) => {
    const all: (number | undefined)[] = []
    for (let failures = 1; all.at(-1) !== undefined || failures === 1; failures += 1)
      all.push(await nextDelaySeconds(uow, kind, failures))
    return all.slice(0, -1)
  })

const change = (seenVersion: number, delaysSeconds: number[] | null, context = admin) =>
  saveRetryPolicy(
    {
      kind: 'sync_failed',
      seenVersion,
      policy: delaysSeconds && { delaysSeconds, jitter: 0 },
      reason: 'The storefront is slow this week',
    },
    context,
  )

test('a changed policy applies from the next failure until it is reset', async () => {
  const standard = await delays('sync_failed')
  expect(await change(0, [10, 20])).toEqual({ version: 1 })
  expect(await delays('sync_failed')).toEqual([10, 20])
  await change(1, null)
  expect(await delays('sync_failed')).toEqual(standard)
  expect(await listRetryPolicyVersions('sync_failed')).toMatchObject([
    { version: 2, delaysSeconds: null, changedByName: 'Ada Lovelace' },
    { version: 1, delaysSeconds: [10, 20] },
  ])
  const audit =
    await sql`select data from audit_log where action = 'retry_policy.saved' order by id`
  expect(audit).toMatchObject([{ data: { before: null } }, { data: { before: { jitter: 0 } } }])
})

test('a stale version cannot be saved over a newer one', async () => {
  await expect(change(0, [60])).rejects.toMatchObject({ code: 'conflict' })
  const both = await Promise.allSettled([change(2, [60]), change(2, [90])])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('only admins can change it, and only to valid values', async () => {
  await expect(change(3, [60], lead)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(change(3, [])).rejects.toMatchObject({ code: 'bad_input' })
  await expect(change(3, [1])).rejects.toMatchObject({ code: 'bad_input' })
  const declined = { kind: 'payment_declined', seenVersion: 0, reason: 'Why not' } as const
  const policy = { delaysSeconds: [60], jitter: 0 }
  await expect(saveRetryPolicy({ ...declined, policy }, admin)).rejects.toMatchObject({
    code: 'bad_input',
  })
})

test('a playbook keeps its versions and line breaks', async () => {
  const body = '1. Ask\n   - twice 🙂\n\nهل وصل؟'
  const input = SavePlaybookInput.parse({ kind: 'stock_short', seenVersion: 0, body })
  await savePlaybook(input, admin)
  await savePlaybook({ kind: 'stock_short', seenVersion: 1, body: null }, admin)
  expect(await listPlaybookVersions('stock_short')).toMatchObject([
    { version: 2, body: null },
    { version: 1, body: '1. Ask\n   - twice\n\nهل وصل؟', changedByName: 'Ada Lovelace' },
  ])
  await expect(savePlaybook(input, admin)).rejects.toMatchObject({ code: 'conflict' })
  await expect(savePlaybook(input, lead)).rejects.toMatchObject({ code: 'forbidden' })
})

test('SLAs count the saved working hours until they are reset', async () => {
  const office = { opens: 600, closes: 960 }
  const hours = { timeZone: 'Asia/Kathmandu', week: Array.from({ length: 7 }, () => office) }
  const input = { seenVersion: 0, hours, reason: 'The team has moved' }
  await expect(saveWorkHours(input, lead)).rejects.toMatchObject({ code: 'forbidden' })
  const tooFew = { ...hours, week: [{ opens: 600, closes: 660 }, ...hours.week.map(() => null)] }
  await expect(
    saveWorkHours({ ...input, hours: { ...tooFew, week: tooFew.week.slice(0, 7) } }, admin),
  ).rejects.toMatchObject({ code: 'bad_input' })
  expect(await saveWorkHours(input, admin)).toEqual({ version: 1 })
  await expect(saveWorkHours(input, admin)).rejects.toMatchObject({ code: 'conflict' })

  const { orderId } = await addBlockedOrder(sql)
  const dueOf = async (step: string) => {
    const id = await runInTransaction({ actor: systemActor('test'), requestId: 'test' }, (uow) =>
      openException(uow, { orderId, step, kind: 'fraud_review', message: 'Risky' }),
    )
    const [row] = await sql`select opened_at, due_at from exceptions where id = ${id}`
    return { from: row?.opened_at as Date, due: row?.due_at as Date }
  }
  const { slaMinutes } = EXCEPTION_KINDS.fraud_review
  const moved = await dueOf('screen')
  expect(moved.due).toEqual(addWorkingMinutes(moved.from, slaMinutes, hours))
  await saveWorkHours({ seenVersion: 1, hours: null, reason: 'It is back' }, admin)
  const back = await dueOf('ship')
  expect(back.due).toEqual(addWorkingMinutes(back.from, slaMinutes, TEAM_HOURS))
  const audit = await sql`select data from audit_log where action = 'work_hours.saved' order by id`
  expect(audit).toMatchObject([
    { data: { before: null } },
    { data: { before: hours, hours: null } },
  ])
})
