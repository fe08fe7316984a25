import { expect, test } from 'vitest'
import { safeCallbackPath, signInPathWith } from './callback-path'

test.each([
  ['/orders', '/orders'],
  ['/orders?q=%2F%2Fevil.example&status=blocked', '/orders?q=%2F%2Fevil.example&status=blocked'],
  ['/orders/0193f0c1#timeline', '/orders/0193f0c1#timeline'],
  ['/orders?q=山田', '/orders?q=%E5%B1%B1%E7%94%B0'],
  ['/orders/../webhooks', '/webhooks'],
  ['https://portal.example/orders?a=1', '/orders?a=1'],
])('%s returns %s', (wanted, path) => {
  expect(safeCallbackPath(wanted, 'https://portal.example')).toBe(path)
})

test.each([
  'https://evil.example',
  'HTTPS://evil.example/orders',
  'https://portal.example.evil.example/orders',
  'https://portal.example@evil.example/orders',
  'http://portal.example/orders',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/%2Fevil.example',
  '/%2f%2fevil.example',
  '/%5Cevil.example',
  '/%09/evil.example',
  '/%0d%0aSet-Cookie:a=b',
  '/.//evil.example',
  '/orders/..//evil.example',
  '/orders/%2e%2e//evil.example',
  '/\u2028/evil.example',
  '/%E0%A4%A',
  'javascript:alert(1)',
  'data:text/html,x',
  'orders',
  '?callbackUrl=/orders',
  '@evil.example',
  '.evil.example',
  'https://portal.example//evil.example',
  '/sign-in',
  '/sign-in?callbackUrl=/sign-in',
  '/api/auth/signout',
  '/api/trpc/account.me',
  '/_next/static/x.js',
  `/${'a'.repeat(2001)}`,
  '',
])('%j returns the home page', (wanted) => {
  expect(safeCallbackPath(wanted, 'https://portal.example')).toBe('/')
})

test.each([[undefined], [null], [['/orders']], [{ toString: () => '/orders' }], [42]])(
  'a value that is not a string returns the home page',
  (wanted) => {
    expect(safeCallbackPath(wanted)).toBe('/')
  },
)

test('the sign-in path contains only a valid callback path', () => {
  expect(signInPathWith('/')).toBe('/sign-in')
  expect(signInPathWith('//evil.example')).toBe('/sign-in')
  expect(signInPathWith('/orders?q=a b')).toBe('/sign-in?callbackUrl=%2Forders%3Fq%3Da%2520b')
})
