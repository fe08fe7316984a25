import {
  countDuplicate,
  insertWebhooks,
  type NewWebhook,
} from '@/db/queries/webhooks/webhook-intake'
import { AppError } from '@/server/errors'
import { logger } from '@/server/log'
import { forgetStorefronts, storefrontIdOf } from './storefront-ids'

/** The result for one webhook. `isLeader`: the one of its batch that flushes the outbox. */
export type Stored = { isNew: boolean; isLeader: boolean }

type Waiting = {
  webhook: NewWebhook
  resolve: (stored: Stored) => void
  reject: (error: Error) => void
}

const log = logger('intake')

const MAX_ROWS = 32
/** Two, so that the next batch fills while the previous one is executing. */
const MAX_STATEMENTS = 2
const MAX_BYTES = 4_000_000
/** Shopify times out after 5 seconds; a 503 before that makes it send again. */
const DEADLINE_MS = 4_000

/**
 * SQLSTATE classes about a single row (data, constraint, limit) or conflicting transactions: the
 * other rows of the batch succeed when inserted one by one.
 */
const ROW_ERRORS = /^(22|23|40|54)/

let queue: Waiting[] = []
let statements = 0
let isPlanned = false

/**
 * Stores a webhook and its event. Webhooks that arrive while statements are executing share the
 * next one and its commit: a fraction of a commit each under load, no delay otherwise.
 * @throws AppError unavailable when the database did not store it in time
 */
export function storeWebhook(webhook: NewWebhook): Promise<Stored> {
  return new Promise((resolve, reject) => {
    queue.push({ webhook, resolve, reject })
    plan()
  })
}

/** Requests arriving in the same event-loop turn are batched into one statement. */
function plan(): void {
  if (isPlanned || queue.length === 0 || statements >= MAX_STATEMENTS) return
  isPlanned = true
  setImmediate(() => {
    isPlanned = false
    storeNext()
    plan()
  })
}

function storeNext(): void {
  const batch = takeBatch()
  statements += 1
  // A statement that never ends must not block the next ones.
  let isCurrent = true
  const finish = () => {
    if (!isCurrent) return
    isCurrent = false
    statements -= 1
    plan()
  }
  const timer = setTimeout(() => {
    refuse(batch, new Error(`no response within ${DEADLINE_MS} ms`))
    finish()
  }, DEADLINE_MS)
  void storeBatch(batch).finally(() => {
    clearTimeout(timer)
    finish()
  })
}

function takeBatch(): Waiting[] {
  let rows = 0
  let bytes = 0
  for (const { webhook } of queue) {
    bytes += webhook.body.length
    if (rows === MAX_ROWS || (rows > 0 && bytes > MAX_BYTES)) break
    rows += 1
  }
  const batch = queue.slice(0, rows)
  queue = queue.slice(rows)
  return batch
}

async function storeBatch(batch: Waiting[]): Promise<void> {
  try {
    settle(batch, await insertWebhooks(batch.map((waiting) => waiting.webhook)))
  } catch (error) {
    if (!ROW_ERRORS.test(sqlState(error))) return refuse(batch, error)
    log.warn(
      { err: error, rows: batch.length },
      'a batch was rejected; inserting its rows one by one',
    )
    // The cause may be a cached storefront whose row was deleted.
    forgetStorefronts()
    for (const waiting of batch) await storeAlone(waiting)
  }
}

async function storeAlone(waiting: Waiting): Promise<void> {
  const { webhook } = waiting
  try {
    const storefrontId = await storefrontIdOf(webhook.platform, webhook.shopDomain)
    settle([waiting], await insertWebhooks([{ ...webhook, storefrontId }]))
  } catch (error) {
    refuse([waiting], error)
  }
}

function settle(batch: Waiting[], added: Set<string>): void {
  const isAdded = ({ webhook }: Waiting) => added.has(webhook.id)
  const leader = batch.find((entry) => isAdded(entry) && entry.webhook.status === 'received')
  for (const waiting of batch) {
    if (isAdded(waiting)) waiting.resolve({ isNew: true, isLeader: waiting === leader })
    else settleDuplicate(waiting)
  }
  // One string, because every string of a log line is scanned for personal data.
  const requests = batch.map(({ webhook }) => webhook.requestId).join(' ')
  log.info({ requests, added: added.size }, 'webhooks stored')
}

function settleDuplicate({ webhook, resolve, reject }: Waiting): void {
  countDuplicate(webhook).then(
    () => resolve({ isNew: false, isLeader: false }),
    (error) => reject(unavailable(error)),
  )
}

function refuse(batch: Waiting[], error: unknown): void {
  log.error({ err: error, rows: batch.length }, 'failed to store webhooks')
  for (const waiting of batch) waiting.reject(unavailable(error))
}

function unavailable(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'The webhook could not be stored. Send it again.',
    {},
    { cause },
  )
}

/** Returns the error's SQLSTATE, from Drizzle's wrapper too; '' when it has none. */
function sqlState(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause) return String(cause.code)
  return ''
}
