import { addAmounts, type DutySnapshot, type TaxSnapshot } from '@/domain/order/order-snapshot'
import { countryOf } from './map-address'
import type { AmountReader } from './money-fields'
import type { DutyPayload, TaxLinePayload } from './order-payload'

export function mapTaxes(
  field: string,
  payload: readonly TaxLinePayload[],
  amounts: AmountReader,
): TaxSnapshot[] {
  return payload.map((tax, n) => {
    const path = `${field}.tax_lines[${n}]`.replace(/^\./, '')
    return {
      title: tax.title ?? '',
      rate: rateOf(`${path}.rate`, tax.rate, amounts),
      amount: amounts.read(`${path}.price`, tax.price_set, tax.price),
      isChannelLiable: tax.channel_liable,
    }
  })
}

/** Returns a rate as a decimal fraction; Shopify writes small ones with an exponent. */
function rateOf(field: string, raw: string | undefined, amounts: AmountReader): string | null {
  if (raw === undefined) return null
  if (/^\d{1,9}(\.\d{1,20})?([eE]-?\d{1,2})?$/.test(raw)) return raw
  amounts.problems.push(`${field}: "${raw.slice(0, 40)}" is not a valid rate.`)
  return null
}

export function mapDuties(
  field: string,
  payload: readonly DutyPayload[],
  scope: DutySnapshot['scope'],
  amounts: AmountReader,
): DutySnapshot[] {
  return payload.map((duty, n) => ({
    scope,
    hsCode: duty.harmonized_system_code,
    originCountry: countryOf(duty.country_code_of_origin) || null,
    amount: amounts.read(`${field}.duties[${n}]`, duty.price),
    taxes: mapTaxes(`${field}.duties[${n}]`, duty.tax_lines, amounts),
  }))
}

export const sumOfTaxes = (taxes: readonly TaxSnapshot[]) =>
  addAmounts(taxes.map(({ amount }) => amount))
