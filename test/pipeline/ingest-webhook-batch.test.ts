import { describe, expect, test } from 'vitest'
import { gatherWebhooks } from '@/server/pipeline/ingest-webhook-batch'

const webhook = (id: string, more = {}) => ({
  id,
  name: 'webhook/received',
  data: { webhookId: `d-${id}`, requestId: `r-${id}`, ...more },
})

describe('webhooks that wait together', () => {
  test('share an event, and its key names exactly them', () => {
    const [one, ...rest] = gatherWebhooks([webhook('1'), webhook('2')])
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
    const [again] = gatherWebhooks([webhook('1'), webhook('2')])
    const [other] = gatherWebhooks([webhook('1'), webhook('2'), webhook('3')])
    expect(again?.id).toBe(one?.id)
    expect(other?.id).not.toBe(one?.id)
  })

  test('leave at most ten to an event', () => {
    const events = gatherWebhooks(Array.from({ length: 21 }, (_, n) => webhook(`${n}`)))
    expect(events.map((event) => (event.data.webhooks as unknown[]).length)).toEqual([10, 10, 1])
  })

  test('leave alone when they broke among others', () => {
    const events = gatherWebhooks([webhook('1'), webhook('2', { isAlone: true }), webhook('3')])
    const groups = events.map((event) =>
      (event.data.webhooks as { webhookId: string }[]).map(({ webhookId }) => webhookId),
    )
    expect(groups).toEqual([['d-1', 'd-3'], ['d-2']])
  })
})

test('other events go as they are', () => {
  const event = { id: '7', name: 'order/placed', data: { orderId: 'o', requestId: 'r' } }
  expect(gatherWebhooks([event])).toEqual([event])
})
