import { beforeEach, expect, test } from 'vitest'
import { getDb } from '@/db/client'
import type { SaveLimitsInput } from '@/domain/settings/limits-input'
import type { Role } from '@/domain/staff/permissions'
import type { CommandContext } from '@/server/unit-of-work'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { addPerson } from '@/test/support/exceptions'
import { addOrder } from '@/test/support/order-commands'
import { describeLimits } from '../refunds/describe-limits'
import { getRefundLimits } from './get-refund-limits'
import { saveLimits } from './save-limits'

const { sql } = await openTestDatabase()

let admin: CommandContext
let shopCurrency = ''
beforeEach(async () => {
  await emptyTables(sql, 'storefronts', 'orders', 'staff', 'refund_limits', 'audit_log')
  admin = await addPerson(sql, 'Ada Lovelace', 'admin')
  const [order] = await sql`select shop_currency from orders where id = ${await addOrder(sql)}`
  shopCurrency = order?.shop_currency
})

const AMOUNTS = {
  perRefund: '10.50',
  perOrder: '20',
  perCustomer30Days: '30',
  perPerson24Hours: '40',
  perReshipment: '0',
}
const change = (rest: Partial<SaveLimitsInput> = {}, context = admin) =>
  saveLimits(
    { role: 'care', shopCurrency, seenVersion: 0, limits: AMOUNTS, reason: 'Sale', ...rest },
    context,
  )
const now = (role: Role = 'care') => getRefundLimits(getDb(), role, shopCurrency)

test('limits apply to new refunds until they are reset', async () => {
  const standard = await now()
  await change()
  expect(await now()).toEqual({
    perRefund: 1050n,
    perOrder: 2000n,
    perCustomer30Days: 3000n,
    perPerson24Hours: 4000n,
    perReshipment: 0n,
  })
  expect((await now('lead')).perRefund).toBe(100_000n)
  await change({ seenVersion: 1, limits: null })
  expect(await now()).toEqual(standard)
  const [described] = await describeLimits()
  expect(described?.roles[0]).toMatchObject({
    role: 'care',
    version: 2,
    isStandard: true,
    limits: { perRefund: '100.00' },
    changes: [{ limits: null }, { limits: { perRefund: '10.50' }, changedByName: 'Ada Lovelace' }],
  })
  const audit =
    await sql`select data from audit_log where action = 'refund_limits.saved' order by id`
  expect(audit[0]?.data).toMatchObject({
    before: { perRefund: '100.00' },
    after: { perRefund: '10.50' },
  })
})

test.each([
  ['-1', 'Limit for one refund: enter zero or more.'],
  ['ten', 'Limit for one refund: '],
  ['1.005', 'Limit for one refund: '],
])('%s is not a valid limit, and nothing is written', async (perRefund, words) => {
  await expect(change({ limits: { ...AMOUNTS, perRefund } })).rejects.toThrow(words)
  expect(await sql`select from refund_limits`).toHaveLength(0)
})

test('a stale version, a role without refunds and an unknown currency are rejected', async () => {
  await change()
  await expect(change()).rejects.toMatchObject({ code: 'conflict' })
  await expect(change({ role: 'finance' })).rejects.toThrow("can't issue refunds")
  await expect(change({ shopCurrency: 'XOF' })).rejects.toThrow(
    'No storefront uses this shop currency',
  )
})

test('two concurrent saves create one version', async () => {
  const both = await Promise.allSettled([change(), change()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test.each(['care', 'lead', 'finance'] as const)(
  'the %s role cannot change limits',
  async (role) => {
    const person = await addPerson(sql, 'Alan Turing', role)
    await expect(change({}, person)).rejects.toThrow(`Your role is ${role}`)
  },
)
