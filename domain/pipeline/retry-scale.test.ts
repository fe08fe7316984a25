import { expect, it } from 'vitest'
import { scaledDelay } from './retry-scale'

it.each([
  [300, 1, 300],
  [330.4, 1, 330],
  [300, 0.001, 1],
  [1800, 0.001, 2],
  [7200, 0.001, 7],
  [60, 0, 1],
  [60, 2, 120],
])('%s seconds at scale %s are %s', (seconds, scale, expected) => {
  expect(scaledDelay(seconds, scale)).toBe(expected)
})
