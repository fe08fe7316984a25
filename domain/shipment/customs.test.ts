import { expect, it } from 'vitest'
import { crossesBorder, dutyScope } from './customs'

const at = (place: string) => {
  const [countryCode = '', postalCode] = place.split(':')
  return { countryCode, postalCode }
}

it.each([
  ['US', 'US:10001'],
  ['US', 'PR:00930'],
  ['DE', 'FR:75001'],
  ['DE', 'de: D-10115'],
  ['FR', 'MC:98000'],
  ['FR', 'FR:13001'],
  ['PT', 'IE'],
  ['CH', 'LI:9490'],
  ['GB', 'IM:IM2 1AA'],
  ['JP', 'JP:100-0001'],
])('%s to %s crosses no customs border', (from, to) => {
  expect(crossesBorder(at(from), at(to))).toBe(false)
  expect(dutyScope(at(from), at(to))).toBe('domestic')
})

it.each([
  ['US', 'CA'],
  ['DE', 'CH'],
  ['DE', 'GB'],
  ['GB', 'IE'],
  ['FR', 'RE:97400'],
  ['FR', 'FR:97400'],
  ['ES', 'ES:35001'],
  ['ES', 'ES:51 001'],
  ['DE', 'DE:78266'],
  ['DE', 'DE:D-27498'],
  ['IT', 'IT:23041'],
  ['FI', 'AX:22100'],
  ['FI', 'FI:FI-22100'],
  ['US', 'US:09012'],
  ['US', 'US:96910'],
  ['CN', 'HK'],
  ['DE', 'TR'],
  ['DE', ''],
  ['', ''],
])('%s to %s crosses a customs border', (from, to) => {
  expect(crossesBorder(at(from), at(to))).toBe(true)
  expect(crossesBorder(at(to), at(from))).toBe(true)
  expect(dutyScope(at(from), at(to))).toBe('international')
})
