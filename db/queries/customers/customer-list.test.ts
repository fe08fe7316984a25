import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { getDb } from '@/db/client'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront, type TestStorefront } from '@/test/support/orders'
import { type CustomerListPage, listCustomers } from './customer-list'
import { findGuest } from './guests'

const { sql } = await openTestDatabase()
let storefront: TestStorefront

beforeEach(async () => {
  await emptyTables(sql, 'storefronts')
  storefront = await insertTestStorefront(sql)
})

async function add(firstName: string | null, lastName = '', more: Record<string, string> = {}) {
  const id = uuidv7()
  await sql`insert into customers ${sql({
    id,
    storefront_id: storefront.id,
    external_id: id,
    first_name: firstName,
    last_name: lastName,
    ...more,
  })}`
  return id
}

const names = ({ rows }: CustomerListPage) => rows.map(({ firstName }) => firstName)

test('lists every customer once, newest first, in both directions', async () => {
  const added: string[] = []
  for (let i = 0; i < 120; i += 1) added.push(await add(`Customer ${i}`))
  const forth: CustomerListPage[] = []
  for (let id: string | undefined; forth.length < 3; id = forth.at(-1)?.next)
    forth.push(
      await listCustomers({ search: '', ...(id && { cursor: { direction: 'after', id } }) }),
    )
  expect(forth.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(added.toReversed())
  const [first, second] = forth
  expect(first?.previous).toBeUndefined()
  const back = await listCustomers({
    search: '',
    cursor: { direction: 'before', id: second?.previous ?? '' },
  })
  expect(names(back)).toEqual(first && names(first))
})

test('searches names, emails and phone numbers, in any script', async () => {
  await add('Zoë', 'Müller', { email: 'zoe@example.de', phone: '+49 221 123456' })
  await add('太郎', '山田')
  await add('100%', 'Sure')
  const search = async (text: string) => names(await listCustomers({ search: text }))
  expect(await search('müller zo')).toEqual(['Zoë'])
  expect(await search('ZOE@example.de')).toEqual(['Zoë'])
  expect(await search('+49 (221) 12-3456')).toEqual(['Zoë'])
  expect(await search('山田')).toEqual(['太郎'])
  expect(await search('%')).toEqual(['100%'])
  expect(await search('nobody\0')).toEqual([])
})

test('a customer row includes the number of orders', async () => {
  await add('New')
  const { rows } = await listCustomers({ search: '' })
  expect(rows[0]).toMatchObject({ orderCount: 0, lastOrderAt: null })
})

test('guests are listed among the customers, one row per email address', async () => {
  await add('Ada', 'Account', { email: 'ada@example.com' })
  const ids = await insertTestOrders(
    sql,
    storefront,
    ['gus@example.com', 'GUS@example.com', 'other@example.com', null].map((email) => ({
      customerName: 'Gus Guest',
      email,
    })),
  )
  await sql`update orders set phone = '+1 302 555 0100'`
  const { rows } = await listCustomers({ search: '' })
  const shown = rows.map(({ id, isGuest, orderCount }) => [id, isGuest, orderCount])
  expect(shown).toEqual([
    [ids[2], true, 1],
    [ids[1], true, 2],
    [expect.any(String), false, 0],
  ])
  const found = async (search: string) => (await listCustomers({ search })).rows.length
  expect(await found('gus other@')).toBe(1)
  expect(await found('+1 (302) 5550100')).toBe(2)
  expect(await findGuest(getDb(), ids[0] ?? '')).toMatchObject({ name: 'Gus Guest' })
  const next = await listCustomers({
    search: '',
    cursor: { direction: 'after', id: ids[2] ?? '' },
  })
  expect(next.rows).toHaveLength(2)
})
