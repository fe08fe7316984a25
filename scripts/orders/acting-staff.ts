import { createTRPCClient, httpLink } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type postgres from 'postgres'
import superjson from 'superjson'
import { affectedLines } from '../../components/exceptions/item/affected-lines'
import { postalCodeExample } from '../../domain/address/postal-codes'
import { sandboxEmail, sessionCookie } from '../../e2e/support/session'
import type { AppRouter } from '../../server/trpc/router'

type Item = inferRouterOutputs<AppRouter>['exceptionActions']['item']
type Take = inferRouterInputs<AppRouter>['exceptionActions']['take']
type Target = { exceptionId: string; version: number }
type Portal = ReturnType<typeof openPortal>

const reason = 'Checked and correct'
const SPARE_SKU = 'MUG-BLUE'
/** Exceptions that recur this often are escalated. */
const MAX_ATTEMPTS = 3

/** How the sandbox's staff resolve each kind, by the same call as the form's. */
const SETTLE: Partial<Record<string, (target: Target, item: Item) => Take>> = {
  payment_declined: (target) => ({ ...target, action: 'mark_paid', reference: 'BANK-TRANSFER' }),
  authorization_expired: (target) => ({ ...target, action: 'cancel_order', reason }),
  address_invalid: corrected,
  address_empty_after_cleaning: corrected,
  unknown_sku: (target, item) => sentInstead(target, item, 'map_sku'),
  stock_short: (target, item) => sentInstead(target, item, 'replace_item'),
  customs_data_missing: (target, item) => ({
    ...target,
    action: 'fill_customs_data',
    items: affectedLines(item).map(({ id }) => ({
      lineId: id,
      hsCode: '950300',
      originCountry: 'PT',
    })),
  }),
  totals_mismatch: (target) => ({ ...target, action: 'accept_totals', reason }),
  fraud_review: (target) => ({ ...target, action: 'approve_order', reason }),
}

function sentInstead(target: Target, item: Item, action: 'map_sku' | 'replace_item'): Take {
  const items = affectedLines(item).map(({ id }) => ({ lineId: id, sku: SPARE_SKU }))
  return { ...target, action, items }
}

function corrected(target: Target, { order }: Item): Take {
  const before = order?.addresses.find(({ kind }) => kind === 'shipping')
  const countryCode = before?.countryCode ?? 'US'
  const filled = (text: string | null | undefined) => text || 'Entered manually'
  return {
    ...target,
    action: 'edit_address',
    address: {
      name: filled(before?.name),
      company: before?.company ?? '',
      address1: filled(before?.address1),
      address2: before?.address2 ?? '',
      city: filled(before?.city),
      province: before?.province ?? before?.provinceCode ?? '',
      // Countries without postal codes do not require one.
      postalCode: postalCodeExample(countryCode) ?? '',
      countryCode,
      phone: before?.phone ?? '',
    },
  }
}

function openPortal(url: string, cookie: string) {
  const headers = { cookie, origin: url }
  const link = httpLink({ url: `${url}/api/trpc`, headers, transformer: superjson })
  return createTRPCClient<AppRouter>({ links: [link] })
}

/** Returns a sandbox user who works through these orders' exceptions. */
export async function hireStaff(portalUrl: string, sql: postgres.Sql, externalIds: string[]) {
  const cookie = await sessionCookie(portalUrl, sandboxEmail('lead'))
  const portal = openPortal(portalUrl, cookie)
  const done = new Set<string>()
  const tries = new Map<string, number>()
  /** Resolves the exceptions in the staff stage; escalates the others to engineering. */
  return async (): Promise<void> => {
    const rows = await sql<{ id: string; order_id: string }[]>`
      select e.id, e.order_id from exceptions e join orders o on o.id = e.order_id
      where o.external_id = any(${externalIds}) and e.stage = 'staff' and e.status = 'open'
      order by e.opened_at limit 200`
    for (const { id, order_id: orderId } of rows.filter((row) => !done.has(row.id))) {
      done.add(id)
      const tried = tries.get(orderId) ?? 0
      tries.set(orderId, tried + 1)
      await settle(portal, id, tried < MAX_ATTEMPTS)
    }
  }
}

async function settle(portal: Portal, exceptionId: string, isHopeful: boolean): Promise<void> {
  const item = await portal.exceptionActions.item.query({ exceptionId })
  const { kind, version, status } = item.exception
  if (status !== 'open') return
  const how = isHopeful ? SETTLE[kind] : undefined
  const target = { exceptionId, version }
  if (how) await portal.exceptionActions.take.mutate(how(target, item))
  else await portal.exceptions.escalate.mutate({ ...target, note: 'Staff cannot resolve this.' })
}
