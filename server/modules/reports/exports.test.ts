import { beforeAll, expect, test } from 'vitest'
import type { Drill } from '@/domain/reports/report-drill'
import type { Actor } from '@/domain/staff/actor'
import type { Role } from '@/domain/staff/permissions'
import type { CommandContext } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addOrder, addStorefront } from '@/test/support/order-commands'
import { addStaff } from '../staff/add-staff'
import { exportReport } from './export-report'
import { exportRows } from './export-rows'

const { sql } = await openTestDatabase()

const people = new Map<Role, Actor>()

beforeAll(async () => {
  const system: Actor = { kind: 'system', id: 'test', name: 'test' }
  for (const role of ['care', 'finance'] as const) {
    const person = { email: `${role}@shop.example`, name: role, role }
    const id = await addStaff(person, { actor: system, requestId: 'test' })
    people.set(role, { kind: 'person', id, name: role, role })
  }
  await addStorefront(sql)
  await addOrder(sql)
})

function as(role: Role, requestId = 'exports'): CommandContext {
  const actor = people.get(role)
  if (!actor) throw new Error(`No test user with role ${role}.`)
  return { actor, requestId }
}

async function textOf(pieces: AsyncGenerator<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all).toString()
}

const ORDERS: Drill = { set: 'orders', filter: {} }
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const INPUT = {
  from: dayFromNow(-1),
  to: dayFromNow(1),
  timeZone: 'UTC',
  granularity: 'month' as const,
  compare: 'none' as const,
}

test('exports one line per row and audits their number', async () => {
  const context = as('finance', 'rows-of-orders')
  const text = await textOf(await exportRows({ drill: ORDERS, format: 'csv' }, context))
  const [order] = await sql`select name, total_minor, currency from orders`
  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('"At (UTC)","Order","Country"')
  expect(lines[1]).toContain(`"${order?.name}"`)
  const audit = await sql`select action, data from audit_log
    where request_id = 'rows-of-orders' order by id`
  expect(audit.map(({ action }) => action)).toEqual([
    'report_rows.export_started',
    'report_rows.exported',
  ])
  expect(audit[1]?.data).toMatchObject({ set: 'orders', rows: 1, isWhole: true })
})

test('audits an aborted download as incomplete', async () => {
  const pieces = await exportRows({ drill: ORDERS, format: 'parquet' }, as('finance', 'left'))
  await pieces.next()
  await pieces.return()
  const [last] = await sql`select data from audit_log
    where request_id = 'left' and action = 'report_rows.exported'`
  expect(last?.data).toMatchObject({ isWhole: false })
})

test('exports one line per number of a page', async () => {
  const file = { page: 'sales' as const, input: INPUT, format: 'csv' as const }
  const text = await textOf(await exportReport(file, as('finance')))
  expect(text).toContain('"Section","Row","Point starts (UTC)","Measure","Value"')
  expect(text).toMatch(/"Sales","","","Orders",1,"","number",""/)
})

test('requires permission to export and to see the data', async () => {
  const forbidden = { code: 'forbidden' }
  const rows = (set: Drill['set']) => ({ drill: { set, filter: {} }, format: 'csv' as const })
  await expect(exportRows(rows('orders'), as('care'))).rejects.toMatchObject(forbidden)
  await expect(exportRows(rows('steps'), as('finance'))).rejects.toMatchObject(forbidden)
  const team = { page: 'team' as const, input: INPUT, format: 'csv' as const }
  await expect(exportReport(team, as('finance'))).rejects.toMatchObject(forbidden)
})
