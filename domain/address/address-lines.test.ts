import { expect, it } from 'vitest'
import { addressLines, type PostalAddress } from './address-lines'

const noAddress: PostalAddress = {
  name: '',
  company: null,
  address1: '',
  address2: null,
  city: '',
  province: null,
  provinceCode: null,
  postalCode: null,
  countryCode: '',
}

it.each<[string, Partial<PostalAddress>, string[]]>([
  [
    'Germany: postal code before the city',
    {
      name: 'Zoë Müller',
      address1: 'Domkloster 4',
      city: 'Köln',
      postalCode: '50667',
      countryCode: 'DE',
    },
    ['Zoë Müller', 'Domkloster 4', '50667 Köln'],
  ],
  [
    'United States: state and ZIP code after the city',
    {
      address1: '1 Main St',
      address2: 'Apt 2',
      city: 'Austin',
      province: 'Texas',
      provinceCode: 'TX',
      postalCode: '78701',
      countryCode: 'US',
    },
    ['1 Main St', 'Apt 2', 'Austin, TX 78701'],
  ],
  [
    'Japan in Japanese script: from the largest unit to the smallest',
    {
      name: '山田 太郎',
      address1: '千代田1-1',
      city: '千代田区',
      province: '東京都',
      postalCode: '100-8111',
      countryCode: 'JP',
    },
    ['〒100-8111', '東京都 千代田区', '千代田1-1', '山田 太郎'],
  ],
  [
    'Japan in Latin script: from the smallest unit to the largest',
    {
      name: 'Taro Yamada',
      address1: '1-1 Chiyoda',
      city: 'Chiyoda-ku',
      province: 'Tokyo',
      postalCode: '100-8111',
      countryCode: 'JP',
    },
    ['Taro Yamada', '1-1 Chiyoda', 'Chiyoda-ku, Tokyo', '100-8111'],
  ],
  [
    'a missing province leaves no punctuation',
    { address1: '1 Main St', city: 'Austin', postalCode: '78701', countryCode: 'US' },
    ['1 Main St', 'Austin 78701'],
  ],
  [
    'unknown country: every field',
    {
      name: 'A',
      company: 'B',
      address1: 'C',
      address2: 'D',
      city: 'E',
      province: 'F',
      postalCode: 'G',
      countryCode: 'ZZ',
    },
    ['A', 'B', 'C', 'D', 'E F G'],
  ],
  ['an empty address has no lines', {}, []],
])('%s', (_, fields, lines) => {
  expect(addressLines({ ...noAddress, ...fields })).toEqual(lines)
})

it('keeps every field in every country', () => {
  const full: PostalAddress = {
    name: 'name',
    company: 'company',
    address1: 'street',
    address2: 'floor',
    city: 'city',
    province: 'province',
    provinceCode: 'province',
    postalCode: 'code',
    countryCode: 'DE',
  }
  const regions = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const first of regions)
    for (const second of regions) {
      const text = addressLines({ ...full, countryCode: first + second }).join('\n')
      for (const value of ['name', 'company', 'street', 'floor', 'city', 'province', 'code'])
        expect(text, `${first}${second} ${value}`).toContain(value)
    }
})
