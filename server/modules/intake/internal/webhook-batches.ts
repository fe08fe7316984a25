import {
  countDuplicate,
  insertWebhooks,
  type NewWebhook,
} from '@/db/queries/webhooks/webhook-intake'
import { AppError } from '@/server/errors'
import { logger } from '@/server/log'
import { forgetStorefronts, storefrontIdOf } from './storefront-ids'

/** What became of one webhook. `isLeader`: of its batch it is the one that sends the events on. */
export type Stored = { isNew: boolean; isLeader: boolean }

type Waiting = {
  webhook: NewWebhook
  resolve: (stored: Stored) => void
  reject: (error: Error) => void
}

const log = logger('intake')

const MAX_ROWS = 32
/** While one statement is answered the next one gathers, so that neither side waits for the other. */
const MAX_STATEMENTS = 2
const MAX_BYTES = 4_000_000
/** Shopify hangs up after 5 seconds; an answer before that tells it to send again. */
const DEADLINE_MS = 4_000

/**
 * SQLSTATE classes that speak of one row (data, constraint, limit) or of two transactions in each
 * other's way: alone, the other rows of the batch go in.
 */
const ROW_ERRORS = /^(22|23|40|54)/

let queue: Waiting[] = []
let statements = 0
let isPlanned = false

/**
 * Stores a webhook and its event. All that arrive while statements are under way share the next
 * one, and with it one commit: under load that costs a fraction of a commit each, without load
 * nothing waits.
 * @throws AppError unavailable when the database did not take it in time
 */
export function storeWebhook(webhook: NewWebhook): Promise<Stored> {
  return new Promise((resolve, reject) => {
    queue.push({ webhook, resolve, reject })
    plan()
  })
}

/** Requests that were read at once come one after the other: those of a turn go together. */
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
  // A statement that never ends must not hold up those that come after it.
  let isCurrent = true
  const goOn = () => {
    if (!isCurrent) return
    isCurrent = false
    statements -= 1
    plan()
  }
  const timer = setTimeout(() => {
    refuse(batch, new Error(`no answer within ${DEADLINE_MS} ms`))
    goOn()
  }, DEADLINE_MS)
  void storeBatch(batch).finally(() => {
    clearTimeout(timer)
    goOn()
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
    log.warn({ err: error, rows: batch.length }, 'a batch was refused, its rows go in one by one')
    // One reason may be a shop that was deleted behind our back.
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
  const leader = batch.find((one) => isAdded(one) && one.webhook.status === 'received')
  for (const waiting of batch) {
    if (isAdded(waiting)) waiting.resolve({ isNew: true, isLeader: waiting === leader })
    else settleDuplicate(waiting)
  }
  // One text, because every text of a line is searched for personal data.
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
  log.error({ err: error, rows: batch.length }, 'webhooks could not be stored')
  for (const waiting of batch) waiting.reject(unavailable(error))
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'It could not be stored; send it again.', {}, { cause })
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
