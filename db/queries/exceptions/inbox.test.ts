import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { InboxCursor, InboxFilter, InboxTab } from '@/domain/exception/inbox'
import { TEAM_HOURS } from '@/domain/working-hours/working-hours'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { countInboxBell, countInboxTabs, listInboxFilters } from './inbox-counts'
import { listInboxGroups } from './inbox-groups'
import { listInbox } from './inbox-list'

const { sql } = await openTestDatabase()
const NOW = new Date('2026-11-18T15:00:00Z')
const staffId = uuidv7()
const viewer = { staffId, now: NOW, hours: TEAM_HOURS }
const all: InboxFilter = { tab: 'all' }
const MINUTE = 60_000

/** Adds 200 open exceptions of four causes, 40 closed ones and one without an order. */
beforeAll(async () => {
  const storefront = await insertTestStorefront(sql)
  await sql`insert into staff ${sql({ id: staffId, name: 'Grace', role: 'care', email: 'g@x.example' })}`
  const orders = await insertTestOrders(
    sql,
    storefront,
    Array.from({ length: 240 }, () => ({})),
  )
  await sql`insert into exceptions ${sql(orders.map((orderId, i) => spec(orderId, i)))}`
  await sql`insert into exceptions ${sql({
    ...spec(null, 1),
    webhook_id: storefront.webhookId,
    kind: 'webhook_unreadable',
    stage: 'engineer',
    fingerprint: 'webhook_unreadable:-:payload:x',
    opened_at: new Date(NOW.getTime() - 90 * 86_400_000),
  })}`
})

const STATUSES = ['open', 'in_progress', 'waiting', 'retrying'] as const

function spec(orderId: string | null, i: number) {
  const status = i >= 200 ? 'resolved' : (STATUSES[i % 4] ?? 'open')
  return {
    id: uuidv7(),
    order_id: orderId,
    step: 'capture',
    kind: i % 3 === 0 ? 'gateway_unavailable' : 'payment_declined',
    stage: status === 'retrying' ? 'auto' : 'staff',
    status,
    severity: i % 3 === 0 ? 'high' : 'normal',
    fingerprint: `cause-${i % 4 === 3 ? 'x' : i % 3}`,
    message: 'No.',
    assignee_id: status === 'in_progress' ? staffId : null,
    // Several share their time, so the ID has to distinguish them.
    opened_at: new Date(NOW.getTime() - Math.floor(i / 7) * 10 * MINUTE),
    due_at: status === 'retrying' ? null : new Date(NOW.getTime() + (i - 100) * 5 * MINUTE),
  }
}

type Paged = { rows: { id: string }[]; next?: InboxCursor | undefined }

async function everyPage(read: (at: InboxCursor | undefined) => Promise<Paged>): Promise<string[]> {
  const ids: string[] = []
  for (let at: InboxCursor | undefined; ; ) {
    const page = await read(at)
    ids.push(...page.rows.map(({ id }) => id))
    at = page.next
    if (!at) return ids
  }
}

const startingAt = (at: InboxCursor | undefined) => at && { direction: 'after' as const, at }

describe('the flat list', () => {
  it.each(['due', 'oldest', 'newest'] as const)(
    'by %s shows every open one once, in order',
    async (sort) => {
      const ids = await everyPage((at) =>
        listInbox({ filter: all, sort, limit: 13, cursor: startingAt(at) }, viewer),
      )
      const by = {
        due: sql`coalesce(due_at, 'infinity'), id`,
        oldest: sql`opened_at, id`,
        newest: sql`opened_at desc, id desc`,
      }[sort]
      const expected =
        await sql`select id from exceptions where status <> 'resolved' order by ${by}`
      expect(ids).toEqual(expected.map(({ id }) => id))
      expect(ids).toHaveLength(201)
    },
  )

  it('pages back over the same rows', async () => {
    const first = await listInbox({ filter: all, sort: 'due', limit: 20 }, viewer)
    const second = await listInbox(
      { filter: all, sort: 'due', limit: 20, cursor: startingAt(first.next) },
      viewer,
    )
    if (!second.previous) throw new Error('The second page has one before it.')
    const cursor = { direction: 'before' as const, at: second.previous }
    const back = await listInbox({ filter: all, sort: 'due', limit: 20, cursor }, viewer)
    expect(back.rows).toEqual(first.rows)
    expect(back.previous).toBeUndefined()
  })

  it('shows an exception without an order with its webhook', async () => {
    const filter: InboxFilter = { tab: 'all', kind: 'webhook_unreadable' }
    const { rows } = await listInbox({ filter, sort: 'due' }, viewer)
    expect(rows).toMatchObject([{ orderId: null, orderName: null, topic: 'orders/create' }])
  })

  it.each([
    [{ kind: 'gateway_unavailable' } as const, 'kind', 'gateway_unavailable'],
    [{ severity: 'high' } as const, 'severity', 'high'],
    [{ stage: 'auto' } as const, 'stage', 'auto'],
  ])('filters by %o', async (part, column, value) => {
    const { rows } = await listInbox({ filter: { tab: 'all', ...part }, sort: 'due' }, viewer)
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row[column as 'kind']))).toEqual(new Set([value]))
  })

  it('filters by age and by cause', async () => {
    const old = await listInbox({ filter: { tab: 'all', age: '7d' }, sort: 'due' }, viewer)
    expect(old.rows).toHaveLength(1)
    const filter = { tab: 'all', fingerprint: 'cause-1' } as const
    const cause = await listInbox({ filter, sort: 'due', limit: 100 }, viewer)
    const [expected] = await sql`
      select count(*)::int as n from exceptions where fingerprint = 'cause-1' and status <> 'resolved'`
    expect(cause.rows).toHaveLength(expected?.n)
  })
})

describe('the groups', () => {
  it('add up to the list, with the amount of each currency', async () => {
    const { rows } = await listInboxGroups({ filter: all, sort: 'count' }, viewer)
    expect(rows.reduce((sum, group) => sum + group.count, 0)).toBe(201)
    expect(rows.map(({ count }) => count)).toEqual(
      rows.map(({ count }) => count).toSorted((a, b) => b - a),
    )
    const [first] = rows
    expect(first?.amounts).toEqual([{ currency: 'EUR', minor: BigInt(first?.count ?? 0) * 1990n }])
    expect(rows.at(-1)).toMatchObject({ kind: 'webhook_unreadable', amounts: [] })
  })

  it.each(['count', 'due', 'oldest'] as const)('by %s are paged without a gap', async (sort) => {
    const whole = await listInboxGroups({ filter: all, sort }, viewer)
    const ids = await everyPage((at) =>
      listInboxGroups({ filter: all, sort, limit: 2, cursor: startingAt(at) }, viewer),
    )
    expect(ids).toEqual(whole.rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(5)
  })
})

describe('counts', () => {
  it('of the tabs match their lists', async () => {
    const counts = await countInboxTabs(viewer)
    for (const tab of Object.keys(counts) as InboxTab[]) {
      const ids = await everyPage((at) =>
        listInbox({ filter: { tab }, sort: 'due', limit: 50, cursor: startingAt(at) }, viewer),
      )
      expect({ tab, count: ids.length }).toEqual({ tab, count: counts[tab] })
      expect(ids.length).toBeGreaterThan(0)
    }
  })

  it('of the bell cover the stages that a person works on', async () => {
    const bell = await countInboxBell(viewer, ['staff'])
    expect(bell).toMatchObject({ unassigned: 50, mine: 51 })
    expect(bell.overdue).toBeLessThan(bell.dueSoon)
    expect(await countInboxBell(viewer, ['engineer'])).toMatchObject({ unassigned: 0 })
    expect(await countInboxBell(viewer, [])).toMatchObject({ mine: 0 })
  })

  it('use only the indexes of open exceptions', async () => {
    const indexes = await sql`select indexname, indexdef from pg_indexes
      where tablename = 'exceptions' and indexname in
        ('exceptions_open_cause', 'exceptions_open_by_due', 'exceptions_unassigned')`
    expect(indexes).toHaveLength(3)
    for (const { indexdef } of indexes) expect(indexdef).toContain('WHERE')
  })
})

it('lists the filter values', async () => {
  const { storefronts, countries } = await listInboxFilters()
  expect(storefronts).toHaveLength(1)
  expect(countries).toEqual([])
})
