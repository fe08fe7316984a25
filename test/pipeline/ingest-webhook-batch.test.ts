import { describe, expect, test } from 'vitest'
import { batchWebhooks } from '@/server/pipeline/ingest-webhook-batch'

const webhook = (id: string, more = {}) => ({
  id,
  name: 'webhook/received',
  data: { webhookId: `d-${id}`, requestId: `r-${id}`, ...more },
})

describe('queued webhooks', () => {
  test('share an event whose key covers exactly them', () => {
    const [one, ...rest] = batchWebhooks([webhook('1'), webhook('2')])
    expect(rest).toEqual([])
    expect(one).toMatchObject({
      name: 'webhooks/received',
      data: {
        requestId: 'r-1',
        webhooks: [
          { webhookId: 'd-1', requestId: 'r-1' },
          { webhookId: 'd-2', requestId: 'r-2' },
        ],
      },
    })
    const [again] = batchWebhooks([webhook('1'), webhook('2')])
    const [other] = batchWebhooks([webhook('1'), webhook('2'), webhook('3')])
    expect(again?.id).toBe(one?.id)
    expect(other?.id).not.toBe(one?.id)
  })

  test('are batched ten per event', () => {
    const events = batchWebhooks(Array.from({ length: 21 }, (_, n) => webhook(`${n}`)))
    expect(events.map((event) => (event.data.webhooks as unknown[]).length)).toEqual([10, 10, 1])
  })

  test('get their own event after failing in a batch', () => {
    const events = batchWebhooks([webhook('1'), webhook('2', { isAlone: true }), webhook('3')])
    const groups = events.map((event) =>
      (event.data.webhooks as { webhookId: string }[]).map(({ webhookId }) => webhookId),
    )
    expect(groups).toEqual([['d-1', 'd-3'], ['d-2']])
  })
})

test('other events are unchanged', () => {
  const event = { id: '7', name: 'order/placed', data: { orderId: 'o', requestId: 'r' } }
  expect(batchWebhooks([event])).toEqual([event])
})
