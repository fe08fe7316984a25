import { addProduct, addStorefront, type TestOrder } from '@/test/support/order-commands'

/** A provoked failure. Without an order: an exception that has none. */
export type Failure = { orderId?: string; reference?: string; sku?: string; exceptionId?: string }

type PaidOrder = { orderId: string; reference: string }

/** A test order, and how its card behaves. */
export type OrderOptions = TestOrder & { sentinel?: string; authorizedMinor?: number }

type Sql = Parameters<typeof addProduct>[0]

/** Where failures are provoked: an engine that the test drives, or a running portal. */
export type World = {
  sql: Sql
  vendorsUrl: string
  /** The shop of `addFailureShop`. */
  shopDomain: string
  storefrontId: string
  /** Adds an order, in this shop by default, whose total is authorized on a card. */
  addPaidOrder(options?: OrderOptions): Promise<PaidOrder>
  /** Runs the pipeline of a new order until it completes or stops. */
  place(orderId: string): Promise<unknown>
  /** Reports an order that made no progress for too long. */
  reportStuck(orderId: string): Promise<unknown>
  /** Waits until everything in progress for the order is finished. */
  settle(orderId: string | undefined): Promise<unknown>
}

/** Adds a shop with enough shirts that does not write fulfillments back to its storefront. */
export async function addFailureShop(sql: Sql, shopDomain: string): Promise<string> {
  const storefrontId = await addStorefront(sql, { shopDomain })
  await addProduct(sql, storefrontId, { sku: 'SHIRT', onHand: 100_000 })
  await sql`update storefronts set ships_from = ${sql.json(SENDER)} where id = ${storefrontId}`
  return storefrontId
}

/** The sender address of the test shop. */
export const SENDER = {
  address1: '1 Main St',
  city: 'Dover',
  provinceCode: 'DE',
  postalCode: '19901',
  phone: '555-0100',
}
