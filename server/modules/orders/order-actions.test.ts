import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import { type Actor, systemActor } from '@/domain/staff/actor'
import type { Role } from '@/domain/staff/permissions'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addOrder } from '@/test/support/order-commands'
import { resendReceipt } from '../emails/resend-receipt'
import { addStaff } from '../staff/add-staff'
import { resumeUnblockedSteps } from '../steps/resume-unblocked-steps'
import { addNote, editNote } from './add-order-note'
import { assignOrder } from './assign-order'
import { editShippingAddress } from './edit-shipping-address'
import { holdOrder } from './hold-order'
import { releaseOrder } from './release-order'
import { addTag, removeTag } from './tag-order'

const { sql } = await openTestDatabase()

const people: Partial<Record<Role, Actor>> = {}
const as = (role: Role): CommandContext => {
  const actor = people[role]
  if (!actor) throw new Error(`No sandbox user with the role ${role}.`)
  return { actor, requestId: 'act-1' }
}
const system: CommandContext = { actor: systemActor('test'), requestId: 'test' }

beforeAll(async () => {
  for (const [role, name] of [
    ['care', 'Grace Hopper'],
    ['lead', 'Zoë Müller'],
    ['manager', 'Ada'],
  ] as const) {
    const id = await addStaff({ email: `${role}@shop.example`, name, role }, system)
    people[role] = { kind: 'person', id, name, role }
  }
})

let orderId: string
beforeEach(async () => {
  orderId = await addOrder(sql)
  await runInTransaction(system, ({ tx }) => insertOrderSteps(tx, orderId))
})

const order = async () => (await sql`select * from orders where id = ${orderId}`)[0]
const setStep = (step: string, status: string) =>
  sql`update order_steps set status = ${status} where order_id = ${orderId} and step = ${step}`
const events = async (type: string) =>
  sql`select * from order_events where order_id = ${orderId} and type = ${type}`
const audits = async () =>
  (await sql`select action from audit_log where subject_id = ${orderId} order by id`).map(
    ({ action }) => action,
  )
const outbox = async () =>
  (await sql`select name from outbox where data->>'orderId' = ${orderId}`).map(({ name }) => name)
const outcomes = async (...calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map(({ status }) => status).sort()

test('a held order stops until it is released', async () => {
  await holdOrder({ orderId, reason: 'Looks odd.' }, as('care'))
  expect(await order()).toMatchObject({ status: 'on_hold', hold_reason: 'Looks odd.' })
  await releaseOrder({ orderId, reason: 'Is fine.' }, as('lead'))
  expect(await order()).toMatchObject({ status: 'processing', held_at: null, hold_reason: null })
  expect(await outbox()).toEqual(['order/resumed'])
  expect(await events('order.held')).toMatchObject([
    { actor_name: 'Grace Hopper', data: { before: 'processing', after: 'on_hold' } },
  ])
  expect(await audits()).toEqual(['order.held', 'order.released'])
})

test('a release does not charge a declined card again, but uses changes that arrived meanwhile', async () => {
  await setStep('capture', 'blocked')
  await sql`update order_steps set status = 'done' where order_id = ${orderId} and position < 2`
  await sql`update orders set status = 'blocked' where id = ${orderId}`
  await holdOrder({ orderId, reason: 'Wait.' }, as('care'))
  await releaseOrder({ orderId, reason: 'Go.' }, as('care'))
  expect(await order()).toMatchObject({ status: 'blocked' })
  expect(await outbox()).toEqual([])
  await holdOrder({ orderId, reason: 'Wait.' }, as('care'))
  await runInTransaction(system, (uow) =>
    resumeUnblockedSteps(uow, { id: orderId, status: 'on_hold' }, 'payment'),
  )
  expect(await order()).toMatchObject({ status: 'on_hold' })
  await releaseOrder({ orderId, reason: 'Go.' }, as('care'))
  expect(await order()).toMatchObject({ status: 'processing' })
  expect(await outbox()).toEqual(['order/resumed'])
})

test('of two concurrent holds one succeeds and the other gets a conflict', async () => {
  const calls = ['One.', 'Two.'].map((reason) => holdOrder({ orderId, reason }, as('care')))
  expect(await outcomes(...calls)).toEqual(['fulfilled', 'rejected'])
  expect(await events('order.held')).toHaveLength(1)
})

test('missing permission, unknown orders and finished orders are refused without a write', async () => {
  const held = (id: string, role: Role) => holdOrder({ orderId: id, reason: 'x' }, as(role))
  await expect(held(orderId, 'manager')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(held(uuidv7(), 'care')).rejects.toMatchObject({ code: 'not_found' })
  await sql`update orders set status = 'completed' where id = ${orderId}`
  await expect(held(orderId, 'care')).rejects.toMatchObject({ code: 'conflict' })
  expect(await audits()).toEqual([])
})

test('concurrently added tags are both kept; a removed tag stays removed', async () => {
  await sql`update orders set tags = '{vip}' where id = ${orderId}`
  const tags = ['gift', 'fragile']
  await Promise.all(tags.map((tag) => addTag({ orderId, tag }, as('care'))))
  await removeTag({ orderId, tag: 'vip' }, as('lead'))
  await addTag({ orderId, tag: 'gift' }, as('care'))
  const row = await order()
  expect(row?.tags.toSorted()).toEqual(['fragile', 'gift'])
  expect(row).toMatchObject({ removed_tags: ['vip'] })
  expect(await events('tag.added')).toHaveLength(2)
  expect((await events('tag.removed'))[0]?.data).toMatchObject({ tag: 'vip' })
})

const address = {
  name: 'Ada Lovelace',
  address1: 'Müllerstraße 1',
  city: 'Köln',
  postalCode: '50667',
  countryCode: 'de',
}

test('an address can be edited until its label is bought, and the order continues', async () => {
  await setStep('ship', 'blocked')
  await sql`update orders set status = 'blocked' where id = ${orderId}`
  const { fields } = await editShippingAddress({ orderId, address, version: 1 }, as('care'))
  expect(fields).toEqual(['address1', 'city', 'provinceCode', 'postalCode', 'countryCode'])
  const [row] = await sql`select * from order_addresses where order_id = ${orderId}`
  expect(row).toMatchObject({ city: 'Köln', country_code: 'DE', province_code: null, version: 2 })
  expect(row?.edited_at).not.toBeNull()
  expect(await order()).toMatchObject({
    status: 'processing',
    search_text: expect.stringContaining('müllerstraße 1'),
  })
  expect((await events('address.edited'))[0]?.data).toMatchObject({
    before: { city: 'Dover' },
    after: { city: 'Köln' },
  })
  const [audit] = await sql`select data from audit_log where subject_id = ${orderId}`
  expect(JSON.stringify(audit?.data)).not.toContain('Köln')
  await setStep('ship', 'done')
  await expect(
    editShippingAddress({ orderId, address, version: 2 }, as('care')),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('label') })
})

test('of two concurrent address edits one gets a conflict', async () => {
  const calls = ['Köln', 'Bonn'].map((city) =>
    editShippingAddress({ orderId, address: { ...address, city }, version: 1 }, as('care')),
  )
  expect(await outcomes(...calls)).toEqual(['fulfilled', 'rejected'])
  await expect(
    editShippingAddress(
      { orderId, address: { ...address, postalCode: '' }, version: 2 },
      as('care'),
    ),
  ).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining('postal code') })
})

test('a receipt is resent once per request', async () => {
  const ask = () => resendReceipt({ orderId, idempotencyKey: 'key-12345' }, as('care'))
  await expect(ask()).rejects.toMatchObject({ code: 'conflict' })
  await setStep('notify', 'done')
  await Promise.all([ask(), ask()])
  expect(await outbox()).toEqual(['receipt/requested'])
  expect(await events('receipt.requested')).toHaveLength(1)
})

test('an order is assigned to staff who work on orders, and unassigned', async () => {
  const [care, manager] = [people.care?.id ?? '', people.manager?.id ?? '']
  await assignOrder({ orderId, assigneeId: care }, as('lead'))
  expect(await order()).toMatchObject({ assignee_id: care })
  await expect(assignOrder({ orderId, assigneeId: manager }, as('lead'))).rejects.toMatchObject({
    code: 'bad_input',
  })
  await assignOrder({ orderId, assigneeId: null }, as('lead'))
  expect((await events('order.assigned')).map(({ data }) => data)).toEqual([
    { before: null, after: 'Grace Hopper' },
    { before: 'Grace Hopper', after: null },
  ])
})

test('a note mentions colleagues, and an edit keeps the earlier version', async () => {
  const text = 'Ask @zoë müller about it.'
  const { noteId } = await addNote({ orderId, text }, as('care'))
  const [note] = await sql`select * from order_notes where id = ${noteId}`
  expect(note).toMatchObject({ text, mentions: [people.lead?.id] })
  const edit = { orderId, noteId, version: 1, text: 'Settled.' }
  await expect(editNote(edit, as('lead'))).rejects.toMatchObject({ code: 'forbidden' })
  const calls = [editNote(edit, as('care')), editNote({ ...edit, text: 'No.' }, as('care'))]
  expect(await outcomes(...calls)).toEqual(['fulfilled', 'rejected'])
  expect(await sql`select version, text from order_note_versions`).toEqual([{ version: 1, text }])
  const said = JSON.stringify([await events('note.added'), await events('note.edited')])
  expect(said).not.toContain('Ask')
})
