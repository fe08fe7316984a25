import { expect, test } from 'vitest'
import type { TimelineEvent } from '../order-data'
import { isAboutMoney, isFailure, timelineGroup } from './timeline-groups'

const event = (type: string, data: Record<string, unknown> = {}) =>
  ({ type, data }) as TimelineEvent

test('groups events by actor', () => {
  const group = (actorKind: string) => timelineGroup({ actorKind } as TimelineEvent)
  expect(['person', 'storefront', 'step', 'system'].map(group)).toEqual([
    'people',
    'storefront',
    'steps',
    'steps',
  ])
})

test('finds events about money', () => {
  expect(isAboutMoney(event('refund.failed'))).toBe(true)
  expect(isAboutMoney(event('step.completed', { step: 'capture' }))).toBe(true)
  expect(isAboutMoney(event('step.completed', { step: 'ship' }))).toBe(false)
  expect(isAboutMoney(event('order.resumed'))).toBe(false)
})

test('highlights failures', () => {
  expect(isFailure(event('exception.opened'))).toBe(true)
  expect(isFailure(event('exception.closed'))).toBe(false)
})
