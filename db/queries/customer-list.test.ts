import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { openTestDatabase } from '../testing'
import { insertTestStorefront } from '../testing-orders'
import { type CustomerListPage, listCustomers } from './customer-list'

const { sql } = await openTestDatabase()
let storefrontId: string

beforeEach(async () => {
  await sql`truncate storefronts cascade`
  storefrontId = (await insertTestStorefront(sql)).id
})

async function add(firstName: string | null, lastName = '', more: Record<string, string> = {}) {
  const id = uuidv7()
  await sql`insert into customers ${sql({
    id,
    storefront_id: storefrontId,
    external_id: id,
    first_name: firstName,
    last_name: lastName,
    ...more,
  })}`
  return id
}

const names = ({ rows }: CustomerListPage) => rows.map(({ firstName }) => firstName)

test('every customer once, known last first, forth and back', async () => {
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

test('the search looks at names, e-mails and telephone numbers, in any script', async () => {
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

test('a customer comes with how often they ordered', async () => {
  await add('New')
  const { rows } = await listCustomers({ search: '' })
  expect(rows[0]).toMatchObject({ orderCount: 0, lastOrderAt: null })
})
