import { expect, test } from 'vitest'
import { exceptionOfKey, resolutionKey } from './resolution-key'

test('returns the exception of its key, and undefined for any other key', () => {
  const id = '0199a7a0-0000-7000-8000-000000000001'
  expect(exceptionOfKey(resolutionKey({ id, version: 12 }))).toBe(id)
  for (const key of ['', id, `exception:${id}`, `form:${id}:1`, `exception:${id}:1:x`])
    expect(exceptionOfKey(key)).toBeUndefined()
})
