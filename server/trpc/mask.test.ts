import { describe, expect, test } from 'vitest'
import { maskEvents, maskOrderPage, maskRows } from './mask'

const buyer = { customerName: 'Zoë Müller', email: 'zoe@example.de', total: 5n }
const edited = {
  type: 'address.edited',
  data: { fields: ['city'], before: { city: 'Köln' }, after: { city: 'Bonn' } },
}
const held = { type: 'order.held', data: { reason: 'fraud check' } }

type Page = Parameters<typeof maskOrderPage>[0]
const page = {
  order: { ...buyer, phone: '+49 221 5550123' },
  addresses: [{ name: 'Zoë Müller', address1: 'Domkloster 4', city: 'Köln', countryCode: 'DE' }],
  timeline: { events: [edited, held] },
} as unknown as Page

describe('a role that sees personal data', () => {
  test('gets rows, events and pages unchanged', () => {
    expect(maskRows([buyer], 'care')).toEqual([buyer])
    expect(maskEvents([edited, held], 'care')).toEqual([edited, held])
    expect(maskOrderPage(page, 'care')).toEqual({ ...page, isMasked: false })
  })
})

describe('a role that does not', () => {
  test('gets masked names and emails, and every other column as it is', () => {
    expect(maskRows([buyer], 'manager')).toEqual([
      { customerName: 'Z••• M•••', email: 'z•••@example.de', total: 5n },
    ])
    expect(maskRows([{ ...buyer, email: null }], 'manager')[0]?.email).toBeNull()
  })

  test('gets the names of corrected address fields, never their values', () => {
    expect(maskEvents([edited, held], 'manager')).toEqual([
      { type: 'address.edited', data: { fields: ['city'] } },
      held,
    ])
  })

  test('gets an order page without any personal data', () => {
    const masked = maskOrderPage(page, 'manager')
    expect(masked.isMasked).toBe(true)
    const text = JSON.stringify(masked, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(text).not.toMatch(/Zoë|Müller|zoe@|5550123|Domkloster|Bonn/)
  })
})
