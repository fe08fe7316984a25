import { expect, test } from 'vitest'
import { isFromOurPages } from './same-origin'

const own = 'https://portal.example'
const is = (headers: Record<string, string>) =>
  isFromOurPages(new Headers({ host: 'localhost:3000', ...headers }), own)

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: own }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: own }, true],
  [{ origin: 'http://localhost:3000' }, true],
  [{ origin: 'http://localhost:3001' }, false],
  [{ origin: 'https://portal.example.evil.example' }, false],
  [{ origin: 'null' }, false],
  [{}, true],
])('%j: %s', (headers, expected) => {
  expect(is(headers as Record<string, string>)).toBe(expected)
})
