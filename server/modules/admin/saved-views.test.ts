import { beforeAll, expect, test } from 'vitest'
import { getDb } from '@/db/client'
import { findDefaultView, listSavedViews } from '@/db/queries/settings/saved-views'
import { type Actor, systemActor } from '@/domain/staff/actor'
import type { CommandContext } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addStaff } from '../staff/add-staff'
import { chooseDefaultView } from './choose-default-view'
import { deleteView } from './delete-view'
import { saveView } from './save-view'

const { sql } = await openTestDatabase()

type Person = Extract<Actor, { kind: 'person' }>
const people = {} as Record<'care' | 'lead', Person>
const as = (role: 'care' | 'lead'): CommandContext => ({ actor: people[role], requestId: 'views' })

beforeAll(async () => {
  const context = { actor: systemActor('test'), requestId: 'test' }
  for (const role of ['care', 'lead'] as const) {
    const id = await addStaff({ email: `${role}@shop.example`, name: role, role }, context)
    people[role] = { kind: 'person', id, name: role, role }
  }
})

const view = {
  scope: 'orders' as const,
  name: 'Blocked in Japan',
  query: 'status=blocked&country=JP',
  isShared: false,
}
const names = async (role: 'care' | 'lead') =>
  (await listSavedViews(getDb(), people[role].id, 'orders')).map(({ name }) => name)

test('private views are visible to their owner, shared ones to everyone', async () => {
  const { viewId } = await saveView(view, as('lead'))
  await saveView({ ...view, name: 'Team', isShared: true }, as('lead'))
  expect(await names('lead')).toEqual(['Blocked in Japan', 'Team'])
  expect(await names('care')).toEqual(['Team'])
  await expect(deleteView({ viewId }, as('care'))).rejects.toMatchObject({ code: 'not_found' })
  await deleteView({ viewId }, as('lead'))
  expect(await names('lead')).toEqual(['Team'])
})

test('care cannot share views or delete shared ones', async () => {
  const shared = { ...view, isShared: true }
  await expect(saveView(shared, as('care'))).rejects.toMatchObject({ code: 'forbidden' })
  const { viewId } = await saveView(shared, as('lead'))
  await expect(deleteView({ viewId }, as('care'))).rejects.toMatchObject({ code: 'forbidden' })
})

test('of two concurrently chosen defaults one is kept', async () => {
  const ids = await Promise.all(
    ['A', 'B'].map((name) => saveView({ ...view, name, isShared: true }, as('lead'))),
  )
  await Promise.all(
    ids.map(({ viewId }) =>
      chooseDefaultView({ scope: 'orders', role: 'care', viewId }, as('lead')),
    ),
  )
  expect(await sql`select 1 from saved_views where default_for_role = 'care'`).toHaveLength(1)
  expect(['A', 'B']).toContain((await findDefaultView(getDb(), 'care', 'orders'))?.name)
  await chooseDefaultView({ scope: 'orders', role: 'care', viewId: null }, as('lead'))
  expect(await findDefaultView(getDb(), 'care', 'orders')).toBeUndefined()
})

test('a private view cannot be a default, and care cannot choose one', async () => {
  const { viewId } = await saveView(view, as('care'))
  await expect(
    chooseDefaultView({ scope: 'orders', role: 'care', viewId }, as('lead')),
  ).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(
    chooseDefaultView({ scope: 'orders', role: 'care', viewId }, as('care')),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('each scope has separate views and defaults', async () => {
  const { viewId } = await saveView({ ...view, name: 'Orders', isShared: true }, as('lead'))
  const sales = {
    ...view,
    scope: 'reports' as const,
    name: 'Sales',
    query: 'sales',
    isShared: true,
  }
  const report = await saveView(sales, as('lead'))
  expect(await names('lead')).not.toContain('Sales')
  expect(await listSavedViews(getDb(), people.care.id, 'reports')).toMatchObject([
    { name: 'Sales' },
  ])
  await chooseDefaultView({ scope: 'orders', role: 'lead', viewId }, as('lead'))
  await chooseDefaultView({ scope: 'reports', role: 'lead', viewId: report.viewId }, as('lead'))
  expect(await findDefaultView(getDb(), 'lead', 'orders')).toMatchObject({ id: viewId })
  expect(await findDefaultView(getDb(), 'lead', 'reports')).toMatchObject({ id: report.viewId })
  const across = { scope: 'orders' as const, role: 'lead' as const, viewId: report.viewId }
  await expect(chooseDefaultView(across, as('lead'))).rejects.toMatchObject({ code: 'not_found' })
})
