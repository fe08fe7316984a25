import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type postgres from 'postgres'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { parseEnv } from '../server/env'
import { main } from './main'
import { hireStaff } from './orders/acting-staff'
import { shareLines, waitForShares } from './orders/order-shares'

const USAGE =
  'usage: npm run storefront -- --orders N [--rate PER_SECOND] [--trouble PERCENT] [--wait SECONDS] [--staff] [--act]'

/** Default of `--wait`: how long to wait for moving orders; 0 does not wait. */
const WAIT_SECONDS = 120

/** The sandbox storefront: places orders in the portal running on this machine. */
await main(async () => {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '20' },
      rate: { type: 'string' },
      trouble: { type: 'string', default: '0' },
      seed: { type: 'string' },
      wait: { type: 'string', default: String(WAIT_SECONDS) },
      staff: { type: 'boolean', default: false },
      act: { type: 'boolean', default: false },
    },
  })
  const orders = numberOf('--orders', values.orders, 1, 1_000_000)
  const troublePercent = numberOf('--trouble', values.trouble, 0, 100)
  const rate = values.rate === undefined ? undefined : numberOf('--rate', values.rate, 0.01, 10_000)
  const seed = values.seed === undefined ? undefined : numberOf('--seed', values.seed, 0, 2 ** 32)
  const waitSeconds = numberOf('--wait', values.wait, 0, 86_400)
  const env = parseEnv(process.env)
  const folder = resolve(env.AFTERCART_DATA_DIR)
  const portalUrl = `http://127.0.0.1:${env.PORT}`
  const placed = await placeOrders({
    portalUrl,
    sandboxUrl: readKept(folder, 'sandbox.json').vendors ?? '',
    webhookSecret:
      env.SHOPIFY_WEBHOOK_SECRET[0] ??
      readKept(folder, 'secrets.json').SHOPIFY_WEBHOOK_SECRET ??
      '',
    orders,
    troublePercent,
    ...(rate !== undefined && { ratePerSecond: rate }),
    ...(seed !== undefined && { seed }),
    onProgress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${orders} orders placed`)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\n')
  const { none = 0, ...troubles } = placed.byTrouble
  console.log(
    `${placed.orders.length} orders placed, ${placed.delivered} webhooks accepted, ${placed.refused} refused.`,
  )
  console.log(`${none} without trouble.`)
  for (const [trouble, count] of Object.entries(troubles)) console.log(`${count} with ${trouble}.`)
  const externalIds = placed.orders.map(({ externalId }) => externalId)
  let staff: Awaited<ReturnType<typeof hireStaff>> | undefined
  const act = async (sql: postgres.Sql) => {
    staff ??= await hireStaff(portalUrl, sql, externalIds)
    await staff()
  }
  const shares = await waitForShares(
    env.DATABASE_URL ?? readFileSync(join(folder, 'postgres.url'), 'utf8').trim(),
    externalIds,
    {
      waitMs: waitSeconds * 1000,
      hasStaff: values.staff || values.act,
      act: values.act ? act : undefined,
    },
  )
  for (const line of shareLines(shares)) console.log(line)
  if (placed.refused > 0) throw new Error('The portal refused webhooks; its log says why.')
})

function numberOf(name: string, text: string, min: number, max: number): number {
  const number = Number(text)
  if (text.trim() !== '' && number >= min && number <= max && (min < 1 || Number.isInteger(number)))
    return number
  throw new Error(`${name} got ${text}; it takes a number from ${min} to ${max}. ${USAGE}`)
}

function readKept(folder: string, name: string): Record<string, string> {
  const file = join(folder, name)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  throw new Error(
    `${file} is not there: start the portal with npm start, in the sandbox, with the same AFTERCART_DATA_DIR.`,
  )
}
