import { expect, it } from 'vitest'
import { readLocale, readTimeZone } from './viewer-locale'

it.each([
  ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
  ['*;q=0.5, ja', 'ja'],
  ['not a tag!, sv-SE', 'sv-SE'],
  ['xx-XX, fr', 'fr'],
  ['', 'en'],
  [null, 'en'],
])('the locale of %j is %s', (header, locale) => {
  expect(readLocale(header)).toBe(locale)
})

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Asia/Kolkata', /^Asia\/(Kolkata|Calcutta)$/],
  ['Nowhere/Here', 'UTC'],
  ['<script>', 'UTC'],
  [undefined, 'UTC'],
])('the time zone of %j is %s', (cookie, zone) => {
  expect(readTimeZone(cookie)).toMatch(zone)
})
