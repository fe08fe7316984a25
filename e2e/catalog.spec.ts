import type { Page } from '@playwright/test'
import type postgres from 'postgres'
import { EXCEPTION_KINDS, type ExceptionKind } from '../domain/exception/exception-kinds'
import { breakerOfKind } from '../domain/pipeline/breaker'
import type { Role } from '../domain/staff/permissions'
import type { Outcome } from '../test/support/pipeline/outcomes'
import type { Failure, World } from '../test/support/pipeline/world'
import { expect, test } from './support/portal-page'
import { listOpenExceptions, openPortalWorld } from './support/portal-world'
import { type Fill, submitNote, takeAction } from './support/take-action'
import { until } from './support/until'

// A hanging action fails with its own error before the test's timeout.
test.use({ actionTimeout: 60_000 })

type Case = Outcome & { kind: ExceptionKind; code: string; fill?: Fill }
type Provoked = Case & { failure: Failure }
type PageOf = (role: Role) => Promise<Page>
type Context = { world: World; sql: postgres.Sql; pageOf: PageOf }

/** Returns a case per action of these kinds. */
async function casesOf(kinds: ExceptionKind[]): Promise<Case[]> {
  const { OUTCOMES } = await import('../test/support/pipeline/outcomes')
  return kinds.flatMap((kind) =>
    Object.entries(OUTCOMES[kind]).map(([code, outcome]) => ({ kind, code, ...outcome })),
  )
}

/** Provokes a failure. Repeats when the vendor recovered before a person had to act. */
async function provoke({ world, sql }: Context, testCase: Case): Promise<Provoked> {
  const { failuresOf } = await import('../test/support/pipeline/failures')
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const failure = await failuresOf(world)[testCase.kind](testCase.code)
    const isOpen = await until(
      async () => {
        if ((await listOpenExceptions(sql, failure, testCase.kind)).length > 0) return true
        const ended = await sql`select 1 from exceptions
          where order_id = ${failure.orderId ?? null} and kind = ${testCase.kind} and status = 'resolved'`
        if (ended.length > 0) return false
        throw new Error(`${testCase.kind} did not open.`)
      },
      { seconds: 60 },
    )
    if (isOpen) return { ...testCase, failure }
  }
  throw new Error(`${testCase.kind} closes automatically before anyone can act.`)
}

/** Runs the work sequentially and returns all promises immediately. */
function sequentially<T, R>(all: T[], work: (item: T) => Promise<R>): Promise<R>[] {
  let last: Promise<unknown> = Promise.resolve()
  return all.map((item) => {
    const result = last.then(() => work(item))
    last = result
    // The rejection is handled where the promise is awaited later.
    result.catch(() => {})
    return result
  })
}

/** Navigates on the client, as a link does. */
async function navigate(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const { next } = window as unknown as { next: { router: { push(to: string): void } } }
    next.router.push(to)
  }, path)
  await expect.poll(() => page.url()).toContain(path)
}

async function open(page: Page, id: string, { orderId }: Failure): Promise<void> {
  await navigate(page, `/exceptions/${id}`)
  if (orderId) await expect(page.locator(`header a[href$="${orderId}"]`)).toBeVisible()
}

/** Takes an action in the browser and waits until it is saved. */
async function act(context: Context, testCase: Case, failure: Failure, kind?: string) {
  const { sql, pageOf } = context
  const found = await until(
    async () => {
      const [row] = await listOpenExceptions(sql, failure, kind)
      if (!row) throw new Error(`No open exception for ${testCase.kind}, ${testCase.code}.`)
      return row
    },
    { seconds: 60 },
  )
  const page = await pageOf(testCase.role ?? 'care')
  await open(page, found.id, failure)
  await takeAction(page, found.kind as ExceptionKind, testCase.code, testCase.fill)
  await until(
    async () => {
      const [row] = await sql`select version from exceptions where id = ${found.id}`
      if (row?.version === found.version)
        throw new Error(`${testCase.kind}, ${testCase.code}: not taken.`)
    },
    { seconds: 60, everyMs: 50 },
  )
  return page
}

/** Takes one action, expects its status, and performs what must happen next. */
async function settle(context: Context, testCase: Provoked): Promise<void> {
  const { externalEventsOf } = await import('../test/support/pipeline/external-events')
  const externalEvents = externalEventsOf(context.world)
  const { before, status = 'resolved', after, failure } = testCase
  if (before) await externalEvents[before](failure)
  const page = await act(context, testCase, failure, testCase.kind)
  if (status === 'resolved' || status === 'ignored') {
    const title = status === 'ignored' ? 'Ignored' : 'Resolved'
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
  }
  if (!after) return
  const { event, action, role = 'care' } = after
  if (event) await externalEvents[event](failure)
  if (!action) return
  await context.world.settle(failure.orderId)
  await act(context, { ...testCase, role, code: action }, failure)
}

/** Expects every order to reach its final status with no open exceptions. */
async function expectFinalStatuses(
  { sql, world, pageOf }: Context,
  all: Provoked[],
): Promise<void> {
  const expected = all.flatMap(({ kind, code, order, failure: { orderId } }) =>
    order && orderId ? [{ label: `${kind}, ${code}`, orderId, order }] : [],
  )
  await world.settle(undefined)
  await until(
    async () => {
      const rows = await sql`select o.id, o.status, exists (select from exceptions e
          where e.order_id = o.id and e.status not in ('resolved', 'ignored')) as is_open
        from orders o where o.id = any(${expected.map(({ orderId }) => orderId)})`
      const found = new Map(rows.map((row) => [row.id, row]))
      const mismatches = expected.flatMap(({ label, orderId, order }) => {
        const { status, is_open: isOpen } = found.get(orderId) ?? {}
        return status === order && !(isOpen && order === 'completed') ? [] : [{ label, status }]
      })
      expect(mismatches).toEqual([])
    },
    { seconds: 90 },
  )
  await expectListed(await pageOf('care'), world, expected)
}

const STATUS_LABELS = { completed: 'Completed', canceled: 'Canceled', blocked: 'Blocked' } as const

/** Expects the order list to show each order's final status. */
async function expectListed(
  page: Page,
  { sql, storefrontId }: World,
  expected: { orderId: string; order: keyof typeof STATUS_LABELS }[],
): Promise<void> {
  await navigate(page, `/orders?storefront=${storefrontId}`)
  const own = await sql`select id from orders where storefront_id = ${storefrontId}`
  const isOwn = new Set(own.map(({ id }) => id))
  for (const { orderId, order } of expected.filter((testCase) => isOwn.has(testCase.orderId))) {
    const row = page.getByRole('row').filter({ has: page.locator(`a[href$="${orderId}"]`) })
    await expect(row).toContainText(STATUS_LABELS[order])
  }
}

type Verbs = { pageAs: (role: Role) => Promise<Page> }

/** Keeps one page per role, loaded once. */
function pagesOf(pageAs: Verbs['pageAs']): PageOf {
  const pages = new Map<Role, Promise<Page>>()
  const load = async (role: Role) => {
    const page = await pageAs(role)
    await page.goto('/exceptions')
    return page
  }
  return (role) => {
    const page = pages.get(role) ?? load(role)
    pages.set(role, page)
    return page
  }
}

const KINDS = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]
const isEngineering = (kind: ExceptionKind) => EXCEPTION_KINDS[kind].stage === 'engineer'
const isMoney = (kind: ExceptionKind) =>
  /payment|gateway|authorization|amount|refund_|chargeback/.test(kind)

/** The catalog in three parts, one test each, so that they run in parallel. */
const PARTS = {
  money: KINDS.filter((kind) => !isEngineering(kind) && isMoney(kind)),
  'goods and emails': KINDS.filter((kind) => !isEngineering(kind) && !isMoney(kind)),
  engineers: KINDS.filter(isEngineering),
}

for (const [name, kinds] of Object.entries(PARTS)) {
  test(`${name}: every action of every kind is taken on its page, and the orders finish`, async ({
    pageAs,
    portal,
    sql,
  }) => {
    test.setTimeout(600_000)
    const world = await openPortalWorld(portal, sql)
    const context = { world, sql, pageOf: pagesOf(pageAs) }
    const cases = await casesOf(kinds)
    const isOutage = ({ kind }: Case) => breakerOfKind(kind) !== undefined
    // Several at once would open the vendor's circuit breaker and wait for its recovery instead.
    const outages = sequentially(cases.filter(isOutage), (testCase) => provoke(context, testCase))
    const others = cases
      .filter((testCase) => !isOutage(testCase))
      .map((testCase) => provoke(context, testCase))
    for (const testCase of others) testCase.catch(() => {})
    const all: Provoked[] = []
    for (const provoked of [...others, ...outages]) {
      const testCase = await provoked
      await test.step(`${testCase.kind}, ${testCase.code}`, () => settle(context, testCase))
      all.push(testCase)
    }
    await expectFinalStatuses(context, all)
  })
}

test('engineers edit a step input and return an exception to staff', async ({
  pageAs,
  portal,
  sql,
}) => {
  const world = await openPortalWorld(portal, sql)
  const context = { world, sql, pageOf: pagesOf(pageAs) }
  const declined = { kind: 'payment_declined', role: 'engineer', order: 'completed' } as const
  const { failure } = await provoke(context, { ...declined, code: 'edit_input' })
  const [exception] = await listOpenExceptions(sql, failure)
  const staff = await context.pageOf('care')
  await open(staff, exception?.id ?? '', failure)
  await submitNote(staff, 'Escalate', 'Note for engineering')
  const page = await context.pageOf('engineer')
  await open(page, exception?.id ?? '', failure)
  await submitNote(page, 'Return to staff', 'Note for staff')
  await expect(staff.getByRole('button', { name: 'Escalate…' })).toBeVisible()
  await submitNote(staff, 'Escalate', 'Note for engineering')
  await expect(page.getByRole('button', { name: 'Edit input' })).toBeVisible()
  const { authorizePayment } = await import('../test/support/payments')
  const reference = await authorizePayment(portal.sandboxUrl, 'ok', 3000)
  const fill = async (at: Page) => {
    const input = at.getByRole('textbox', { name: /^Step input/ })
    await expect(input).toHaveValue(/pi_/)
    await input.fill((await input.inputValue()).replace(/pi_\w+/, reference))
    await at
      .getByRole('textbox', { name: 'Reason', exact: true })
      .fill('The wrong payment was named')
  }
  await act(context, { ...declined, code: 'edit_input', fill }, failure)
  await expectFinalStatuses(context, [{ ...declined, code: 'edit_input', failure }])
})
