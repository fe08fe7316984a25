import { beforeEach, expect, test } from 'vitest'
import type { Role } from '@/domain/staff/permissions'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { addStorefront } from '@/test/support/order-commands'
import { configureStorefront } from './configure-storefront'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'storefronts', 'audit_log')
})

const as = (role: Role) => ({
  actor: { kind: 'person', id: '00000000-0000-7000-8000-000000000001', name: 'Ada', role } as const,
  requestId: 'r',
})
const FROM = {
  address1: 'Lange Straße 7',
  city: 'Bremen',
  provinceCode: '',
  postalCode: '28195',
  phone: '',
}
const settings = (storefrontId: string) => ({
  storefrontId,
  name: 'Laden',
  shipsFromCountry: 'DE',
  shipsFrom: FROM,
  allocatesStock: false,
  writesBack: true,
})
const stored = async () => (await sql`select * from storefronts`)[0]

test('an admin saves the ship-from address, and the audit keeps the previous one', async () => {
  const id = await addStorefront(sql, { shopDomain: 'laden.myshopify.com' })
  await configureStorefront(settings(id), as('admin'))
  expect(await stored()).toMatchObject({
    name: 'Laden',
    ships_from_country: 'DE',
    ships_from: { address1: 'Lange Straße 7', city: 'Bremen', postalCode: '28195' },
    allocates_stock: false,
    writes_back: true,
  })
  const [entry] = await sql`select action, data from audit_log`
  expect(entry).toMatchObject({
    action: 'storefront.configured',
    data: { before: { name: 'Sandbox Goods' }, after: { name: 'Laden' } },
  })
})

test('an incomplete address is rejected without a write', async () => {
  const id = await addStorefront(sql)
  const before = await stored()
  const lacking = { ...settings(id), shipsFrom: { ...FROM, city: '', postalCode: '' } }
  await expect(configureStorefront(lacking, as('admin'))).rejects.toThrow(
    'The ship-from address is missing: a city, a postal code.',
  )
  expect(await stored()).toEqual(before)
})

test.each(['care', 'lead', 'engineer'] as const)(
  'the %s role cannot configure storefronts',
  async (role) => {
    const id = await addStorefront(sql)
    await expect(configureStorefront(settings(id), as(role))).rejects.toThrow(
      `Your role is ${role}`,
    )
  },
)

test('an unknown storefront is not found', async () => {
  await expect(
    configureStorefront(settings('00000000-0000-7000-8000-000000000002'), as('admin')),
  ).rejects.toThrow('Storefront not found.')
})
