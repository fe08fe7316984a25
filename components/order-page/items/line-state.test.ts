import { expect, test } from 'vitest'
import { orderData, orderLine } from '@/test/support/order-data'
import { lineState } from './line-state'

const units = (quantity: number) => [{ lineId: 'line-1', quantity }]
const refund = (quantity: number, status = 'succeeded') => ({
  kind: 'refund',
  status,
  lines: units(quantity),
})
const shipment = (quantity: number, status: string, resolutionId: string | null = null) => ({
  status,
  resolutionId,
  lines: units(quantity),
})
const twoShirts = orderLine({ quantity: 2, currentQuantity: 2 })

test('a line without shipments is unfulfilled', () => {
  expect(lineState(twoShirts, orderData())).toEqual({ tone: 'quiet', label: 'Unfulfilled' })
})

test('counts the shipped units of a partly shipped line', () => {
  const state = (...shipments: unknown[]) => lineState(twoShirts, orderData({ shipments }))
  expect(state(shipment(1, 'in_transit'))).toEqual({ tone: 'waiting', label: '1 of 2 shipped' })
  expect(state(shipment(1, 'delivered'), shipment(1, 'label_bought'))).toEqual({
    tone: 'good',
    label: 'Shipped',
  })
})

test('ignores canceled shipments, reshipments and other lines', () => {
  const shipments = [
    shipment(2, 'canceled'),
    shipment(2, 'delivered', 'resolution-1'),
    { status: 'delivered', resolutionId: null, lines: [{ lineId: 'line-2', quantity: 2 }] },
  ]
  expect(lineState(twoShirts, orderData({ shipments })).label).toBe('Unfulfilled')
})

test('a refund takes precedence over a shipment', () => {
  const shipments = [shipment(2, 'delivered')]
  const state = (...resolutions: unknown[]) =>
    lineState(twoShirts, orderData({ shipments, resolutions }))
  expect(state(refund(1))).toEqual({ tone: 'stopped', label: '1 of 2 refunded' })
  expect(state(refund(1), refund(1))).toEqual({ tone: 'stopped', label: 'Refunded' })
})

test('ignores refunds that did not succeed, and reshipments', () => {
  const resolutions = [refund(2, 'failed'), { ...refund(2), kind: 'reshipment' }]
  expect(lineState(twoShirts, orderData({ resolutions })).label).toBe('Unfulfilled')
})

test('names removed lines and lines that are not shipped', () => {
  const removed = orderLine({ currentQuantity: 0 })
  expect(lineState(removed, orderData())).toEqual({ tone: 'stopped', label: 'Removed' })
  const digital = orderLine({ requiresShipping: false })
  expect(lineState(digital, orderData()).label).toBe('No shipping required')
})

test('compares shipped units with the quantity after an order edit', () => {
  const edited = orderLine({ quantity: 3, currentQuantity: 2 })
  const shipments = [shipment(2, 'delivered')]
  expect(lineState(edited, orderData({ shipments }))).toEqual({ tone: 'good', label: 'Shipped' })
})
