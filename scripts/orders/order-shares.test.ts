import { expect, test } from 'vitest'
import { shareLines } from './order-shares'

test('the shares add up to exactly 100 % for any counts', () => {
  for (const [alone, staff, escalated] of [
    [1, 1, 1],
    [699, 290, 11],
    [7, 0, 0],
    [333, 333, 335],
  ] as const) {
    const lines = shareLines({ alone, staff, open: 2, escalated, moving: 0 })
    const tenths = lines.map((line) => Math.round(Number.parseFloat(line) * 10))
    expect(tenths.reduce((sum, one) => sum + one, 0)).toBe(1000)
    expect(lines.join()).not.toContain('on their way')
  }
})

test('reports orders that are still moving', () => {
  const lines = shareLines({ alone: 1, staff: 0, open: 0, escalated: 0, moving: 1 })
  expect(lines.at(-1)).toBe(' 50.0 % still in progress (1)')
})
