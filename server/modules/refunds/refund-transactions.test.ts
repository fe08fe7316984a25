import { expect, test, vi } from 'vitest'
import { openTestShop } from '@/test/support/pipeline/shop'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { executeRefund } from './execute-refund'
import { issueRefund } from './issue-refund'

const opened = vi.hoisted(() => ({ transactions: 0 }))

vi.mock('@/db/client', async (importOriginal) => {
  const client = await importOriginal<typeof import('@/db/client')>()
  const transaction: typeof client.transaction = (work) => {
    opened.transactions += 1
    return client.transaction(work)
  }
  return { ...client, transaction }
})

const { sql, vendors } = await openTestShop(startTestSandbox)
const care = await addPerson(sql, 'care')

async function countTransactions<T>(work: () => Promise<T>): Promise<[number, T]> {
  const before = opened.transactions
  const result = await work()
  return [opened.transactions - before, result]
}

/** Refunds an order in full and counts the transactions of the request and of its execution. */
async function refundInFull(cards: number[]) {
  const total = cards.reduce((sum, minor) => sum + minor, 0)
  const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: total }],
    tenders: cards.map((card) => ({ card })),
  })
  const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
  const [request, { resolutionId }] = await countTransactions(() => issueRefund(form, care))
  const run = { resolutionId, orderId, requestId: 'test', retryScale: 0.001 }
  const [execution, result] = await countTransactions(() => executeRefund(run))
  expect(result).toEqual({ outcome: 'settled', status: 'succeeded' })
  return { request, execution }
}

test('a cash refund to one card takes one transaction to reserve and two to execute', async () => {
  expect(await refundInFull([1_000])).toEqual({ request: 1, execution: 2 })
})

test('every further tender adds one transaction: recording one result prepares the next call', async () => {
  expect(await refundInFull([1_000, 2_000, 3_000])).toEqual({ request: 1, execution: 4 })
})

test('a repeated run of a settled refund takes one transaction', async () => {
  const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 1_000 }],
    tenders: [{ card: 1_000 }],
  })
  const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
  const { resolutionId } = await issueRefund(form, care)
  const run = { resolutionId, orderId, requestId: 'test', retryScale: 0.001 }
  await executeRefund(run)
  const [repeat, result] = await countTransactions(() => executeRefund(run))
  expect(repeat).toBe(1)
  expect(result).toEqual({ outcome: 'settled', status: 'succeeded' })
})
