import { describe, expect, test } from 'vitest'
import { gatherDeliveries } from '@/server/pipeline/ingest-webhook-batch'

const delivery = (id: string, more = {}) => ({
  id,
  name: 'delivery/received',
  data: { deliveryId: `d-${id}`, requestId: `r-${id}`, ...more },
})

describe('deliveries that wait together', () => {
  test('share an event, and its key names exactly them', () => {
    const [one, ...rest] = gatherDeliveries([delivery('1'), delivery('2')])
    expect(rest).toEqual([])
    expect(one).toMatchObject({
      name: 'deliveries/received',
      data: {
        requestId: 'r-1',
        deliveries: [
          { deliveryId: 'd-1', requestId: 'r-1' },
          { deliveryId: 'd-2', requestId: 'r-2' },
        ],
      },
    })
    const [again] = gatherDeliveries([delivery('1'), delivery('2')])
    const [other] = gatherDeliveries([delivery('1'), delivery('2'), delivery('3')])
    expect(again?.id).toBe(one?.id)
    expect(other?.id).not.toBe(one?.id)
  })

  test('leave at most ten to an event', () => {
    const events = gatherDeliveries(Array.from({ length: 21 }, (_, n) => delivery(`${n}`)))
    expect(events.map((event) => (event.data.deliveries as unknown[]).length)).toEqual([10, 10, 1])
  })

  test('leave alone when they broke among others', () => {
    const events = gatherDeliveries([
      delivery('1'),
      delivery('2', { isAlone: true }),
      delivery('3'),
    ])
    const groups = events.map((event) =>
      (event.data.deliveries as { deliveryId: string }[]).map(({ deliveryId }) => deliveryId),
    )
    expect(groups).toEqual([['d-1', 'd-3'], ['d-2']])
  })
})

test('other events go as they are', () => {
  const event = { id: '7', name: 'order/placed', data: { orderId: 'o', requestId: 'r' } }
  expect(gatherDeliveries([event])).toEqual([event])
})
