import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAllowed, ROLES } from './permissions'
import { maskAddress, maskEmail, maskName, maskPhone, seesPersonalData } from './personal-data'

test('masked names, emails and phone numbers stay distinguishable', () => {
  expect(maskName('Zoë Müller')).toBe('Z••• M•••')
  expect(maskName('山田 太郎')).toBe('山••• 太•••')
  expect(maskName('')).toBe('')
  expect(maskEmail('zoe@example.de')).toBe('z•••@example.de')
  expect(maskEmail('@odd')).toBe('•••')
  expect(maskEmail(null)).toBeNull()
  expect(maskPhone('+49 221 1234567')).toBe('•••67')
})

test('a masked name keeps first letters only', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 3 }).filter((text) => !/[\s•]/.test(text))
  fc.assert(
    fc.property(word, (name) => {
      expect(maskName(name)).not.toContain([...name].slice(1).join(''))
    }),
  )
})

test('a masked address keeps city and country', () => {
  const address = {
    name: 'Ada Lovelace',
    company: null,
    address1: '12 Analytical Way',
    address2: 'Flat 3',
    city: 'Dover',
    postalCode: '19901',
    countryCode: 'US',
    phone: '555 0123',
  }
  const masked = JSON.stringify(maskAddress(address))
  expect(masked).toContain('Dover')
  for (const secret of ['Lovelace', 'Analytical', 'Flat', '19901', '555'])
    expect(masked).not.toContain(secret)
})

test('every role that may edit an address sees it unmasked', () => {
  for (const role of ROLES) {
    if (isAllowed(role, 'orders.act')) expect(seesPersonalData(role)).toBe(true)
  }
  expect([seesPersonalData('manager'), seesPersonalData('finance')]).toEqual([false, false])
})
