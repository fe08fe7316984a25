import { expect, it } from 'vitest'
import { missingAddressFields } from './address-fields'

const berlin = {
  name: 'Anna Müller',
  company: null,
  address1: 'Torstraße 1',
  city: 'Berlin',
  postalCode: '10119',
  countryCode: 'DE',
}

it.each([
  ['a full address', {}, []],
  ['a company without a name', { name: '', company: 'ACME' }, []],
  ['no name', { name: ' ' }, ['a name']],
  ['no street', { address1: '' }, ['a street address']],
  ['no postal code where it is required', { postalCode: null }, ['a postal code']],
  ['no postal code in a country without postal codes', { countryCode: 'AE', postalCode: null }, []],
  ['no postal code where it is optional', { countryCode: 'IE', postalCode: '' }, []],
  ['no city', { city: '' }, ['a city']],
  ['no city in a city state', { countryCode: 'SG', city: '' }, []],
  ['no country', { countryCode: '' }, ['a country']],
])('%s', (_, change, missing) => {
  expect(missingAddressFields({ ...berlin, ...change })).toEqual(missing)
})

it('lists all missing fields, in the order of the form', () => {
  const nothing = { name: '', address1: '', city: '', countryCode: 'US' }
  expect(missingAddressFields(nothing)).toEqual([
    'a name',
    'a street address',
    'a city',
    'a postal code',
  ])
})
