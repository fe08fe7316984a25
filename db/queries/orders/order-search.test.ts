import { beforeAll, describe, expect, it } from 'vitest'
import type { OrderCursor } from '@/paths/list-cursor'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { listOrders } from './order-list'

const { sql } = await openTestDatabase()

const PEOPLE = [
  { name: '#1043', customerName: 'Zoë Müller', email: 'zoe@example.de' },
  { name: '#10430', customerName: '山田 太郎', email: 'taro@example.jp' },
  { name: '#10431', customerName: 'محمد الأحمد', email: 'm.ahmad@example.ae' },
  { name: '#10432', customerName: 'Олександр Шевченко', email: 'Olex@Example.ua' },
  { name: '#20000', customerName: 'नीरज शर्मा', email: 'neeraj@example.in' },
  { name: '#20001', customerName: `O'Brien "50%_off" \\ Seán`, email: 'sean@example.ie' },
  { name: '#20002', customerName: '50 percent off', email: '50xoff@example.com' },
  { name: '#20003', customerName: '', email: null },
  { name: '#20004', customerName: 'Zoë Müller-Lüdenscheidt', email: 'zoe@example.de.example.com' },
]

beforeAll(async () => {
  const storefront = await insertTestStorefront(sql)
  const specs = PEOPLE.map((person, i) => ({
    ...person,
    placedAt: new Date(1_700_000_000_000 + i),
  }))
  await insertTestOrders(sql, storefront, specs)
})

const search = async (text: string) =>
  (await listOrders({ view: 'all', search: text })).rows.map(({ name }) => name)

describe('exact matches come first', () => {
  it.each([
    ['a number', '1043', ['#1043', '#10432', '#10431', '#10430']],
    ['a number with #', '#1043', ['#1043', '#10432', '#10431', '#10430']],
    ['an email', 'zoe@example.de', ['#1043', '#20004']],
    ['an email in upper case', 'ZOE@EXAMPLE.DE', ['#1043', '#20004']],
    ['an email stored in mixed case', 'olex@example.ua', ['#10432']],
    ['a name', 'Zoë Müller', ['#1043', '#20004']],
  ])('%s', async (_, text, found) => {
    expect(await search(text)).toEqual(found)
  })
})

describe('any script, any part, any word order', () => {
  it.each([
    ['太郎', ['#10430']],
    ['田', ['#10430']],
    ['الأحمد', ['#10431']],
    ['шевченко', ['#10432']],
    ['ШЕВЧЕНКО', ['#10432']],
    ['शर्मा', ['#20000']],
    ['müller zoë', ['#20004', '#1043']],
    ['MÜLLER', ['#20004', '#1043']],
    ['  lüden   zoë ', ['#20004']],
    // Decomposed, as some keyboards type it.
    ['Mu\u0308ller', ['#20004', '#1043']],
    ['nobody', []],
  ])('%s', async (text, found) => {
    expect(await search(text)).toEqual(found)
  })
})

describe('special characters match themselves', () => {
  it.each([
    ['50%_off', ['#20001']],
    ['%', ['#20001']],
    ['_', ['#20001']],
    ['\\', ['#20001']],
    ["o'brien", ['#20001']],
    ['"50', ['#20001']],
    ['50%off', []],
    ["'; drop table orders; --", []],
    ['\u0000', []],
  ])('%s', async (text, found) => {
    expect(await search(text)).toEqual(found)
  })
})

it('pages over exact and other matches without losing or repeating rows, in both directions', async () => {
  const input = { view: 'all', search: '1043', limit: 1 } as const
  const forth: string[] = []
  let next: OrderCursor | undefined
  let last = await listOrders(input)
  forth.push(...last.rows.map(({ name }) => name))
  for (next = last.next; next; next = last.next) {
    last = await listOrders({ ...input, cursor: { direction: 'after', at: next } })
    forth.push(...last.rows.map(({ name }) => name))
  }
  expect(forth).toEqual(['#1043', '#10432', '#10431', '#10430'])
  const back: string[] = []
  for (let at = last.previous; at; at = last.previous) {
    last = await listOrders({ ...input, cursor: { direction: 'before', at } })
    back.push(...last.rows.map(({ name }) => name))
  }
  expect(back).toEqual(['#10431', '#10432', '#1043'])
})

it('respects the view', async () => {
  expect((await listOrders({ view: 'refunded', search: '1043' })).rows).toEqual([])
})
