import { afterAll, beforeAll } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { addProduct, addStorefront } from '@/test/support/order-commands'
import { addAuthorizedOrder } from './authorized-order'
import { startTestEngine, type TestEngine } from './pipeline'
import type { TestRun } from './run'
import type { OrderOptions } from './world'

/** An address that every carrier accepts, as staff would enter it. */
export const CORRECTED_ADDRESS = {
  name: 'Ada Lovelace',
  company: '',
  address1: '12 Analytical Way',
  address2: '',
  city: 'Dover',
  province: 'DE',
  postalCode: '19901',
  countryCode: 'US',
  phone: '',
}

type Vendors = { url: string; smtpUrl: string; stop(): Promise<void> }

/**
 * A test shop with a database, the sandbox vendors, an engine and enough stock. Call once at the top
 * of a test file.
 */
export async function openTestShop(startVendors: () => Promise<Vendors>) {
  const { sql } = await openTestDatabase()
  const vendors = await startVendors()
  Object.assign(process.env, {
    AFTERCART_SANDBOX: '1',
    AFTERCART_SANDBOX_VENDORS: vendors.url,
    AFTERCART_SANDBOX_SMTP: vendors.smtpUrl,
    AFTERCART_RETRY_SCALE: '0.001',
  })
  const engine: TestEngine = await startTestEngine()
  const storefrontId = await addStorefront(sql)
  beforeAll(async () => {
    await addProduct(sql, storefrontId, { sku: 'SHIRT', onHand: 100_000 })
  })
  afterAll(async () => {
    await engine.stop()
    await vendors.stop()
  })

  /** Adds an order whose total is authorized at the sandbox gateway. */
  const addPaidOrder = (options: OrderOptions = {}) => addAuthorizedOrder(sql, vendors.url, options)

  function start(orderId: string, name = 'order/placed'): TestRun {
    const data = { orderId, requestId: 'test', reason: 'test' }
    const [run] = engine.accept({ name, data })
    if (!run) throw new Error(`${name} started nothing.`)
    return run
  }

  return {
    sql,
    vendors,
    engine,
    storefrontId,
    addPaidOrder,
    start,
    place: (orderId: string) => engine.finish(start(orderId)),
    resume: (orderId: string) => engine.finish(start(orderId, 'order/resumed')),

    /** `step status` of every step, in order. */
    steps: async (orderId: string): Promise<string[]> => {
      const rows = await sql`
        select step, status from order_steps where order_id = ${orderId} order by position`
      return rows.map((row) => `${row.step} ${row.status}`)
    },

    order: async (orderId: string) => {
      const [row] = await sql`select * from orders where id = ${orderId}`
      if (!row) throw new Error('Order not found.')
      return row
    },

    /** The order's exceptions, oldest first. */
    exceptions: (orderId: string) =>
      sql`select * from exceptions where order_id = ${orderId} order by opened_at, id`,

    /** Returns how often the gateway moved money for a payment, by its own ledger. */
    ledger: async (reference: string): Promise<Ledger> => {
      const response = await fetch(`${vendors.url}/stripe/ledger`)
      const { payments, keys } = (await response.json()) as LedgerDocument
      const payment = payments.find((one) => one.id === reference)
      if (!payment) throw new Error('The gateway does not know the payment.')
      const own = keys.filter((one) => one.payment === reference && one.action !== 'create')
      return { ...payment, keys: own }
    },

    /** Returns the emails to a recipient in the sandbox mailbox. */
    mails: async (to: string): Promise<MailDocument[]> => {
      const response = await fetch(`${vendors.url}/mailbox`, {
        headers: { accept: 'application/json' },
      })
      const mails = (await response.json()) as MailDocument[]
      return mails.filter((mail) => mail.to === to)
    },
  }
}

type GatewayKey = { key: string; action: string; payment: string; asked: number; applied: number }
type GatewayPayment = { id: string; status: string; authorized: number; captured: number }
type LedgerDocument = { payments: GatewayPayment[]; keys: GatewayKey[] }
type MailDocument = { to: string; subject: string; text: string; html: string; times: number }
export type Ledger = GatewayPayment & { keys: GatewayKey[] }
