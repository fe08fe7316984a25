import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { OrderFilterInput } from '@/domain/order/order-filter'
import type { Role } from '@/domain/staff/permissions'
import type { CommandContext } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { exportOrders } from './export-orders'

const { sql } = await openTestDatabase()

const COUNT = 1_203

beforeAll(async () => {
  const storefront = await insertTestStorefront(sql)
  const specs = Array.from({ length: COUNT }, (_, i) => ({
    customerName: i === 0 ? '=HYPERLINK("http://x")' : `Zoë ${i}`,
    status: i % 3 === 0 ? 'completed' : 'blocked',
    placedAt: new Date(1_700_000_000_000 + Math.floor(i / 7)),
  }))
  await insertTestOrders(sql, storefront, specs)
})

const as = (role: Role): CommandContext => ({
  actor: { kind: 'person', id: uuidv7(), name: 'Grace', role },
  requestId: `export-${role}-${uuidv7()}`,
})
const filter = (given: object) => OrderFilterInput.parse(given)

async function linesOf(context: CommandContext, given: object): Promise<string[]> {
  let file = ''
  for await (const piece of await exportOrders(filter(given), context)) file += piece
  expect(file.startsWith('\uFEFF')).toBe(true)
  return file.slice(1).trimEnd().split('\r\n').slice(1)
}

const audits = (context: CommandContext) =>
  sql`select action, data from audit_log where request_id = ${context.requestId} order by id`

test('the file has exactly the rows of the list, in its order, and is audited', async () => {
  const context = as('lead')
  const lines = await linesOf(context, { status: ['blocked'], sort: 'placed' })
  const rows = await sql`
    select name from orders where status = 'blocked' order by placed_at, id`
  expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map(({ name }) => `"${name}"`))
  expect(lines[0]).toContain(',19.90,"EUR",')
  expect(await audits(context)).toMatchObject([
    { action: 'orders.export_started', data: { filter: { status: ['blocked'] } } },
    { action: 'orders.exported', data: { rows: rows.length, isWhole: true } },
  ])
})

test('a name that looks like a formula is escaped', async () => {
  const lines = await linesOf(as('admin'), { search: 'hyperlink' })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('a role without personal data gets masked rows', async () => {
  const [line] = await linesOf(as('finance'), {})
  expect(line).toContain('"a•••@example.com"')
  expect(line).not.toContain('Zoë')
})

test('a cut-off export is audited as such, and roles without permission are refused', async () => {
  const context = as('lead')
  const pieces = await exportOrders(filter({}), context)
  await pieces.next()
  await pieces.next()
  await pieces.return()
  expect(await audits(context)).toMatchObject([
    { action: 'orders.export_started' },
    { action: 'orders.exported', data: { rows: 500, isWhole: false } },
  ])
  await expect(exportOrders(filter({}), as('care'))).rejects.toMatchObject({ code: 'forbidden' })
})
