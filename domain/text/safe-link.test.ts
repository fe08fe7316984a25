import { expect, it } from 'vitest'
import { safeLink } from './safe-link'

it.each([
  ['https://example.com/track?n=1', 'https://example.com/track?n=1'],
  ['HTTP://example.com', 'http://example.com/'],
  ['javascript:alert(1)', undefined],
  [' JavaScript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//example.com', undefined],
  ['/orders', undefined],
  ['', undefined],
  [null, undefined],
])('%j', (url, link) => {
  expect(safeLink(url)).toBe(link)
})
