import type { RefundPreview } from './refund-form'

type Tender = Pick<RefundPreview['tenders'][number], 'kind' | 'brand' | 'lastFour'>

const KINDS: Record<Tender['kind'], string> = {
  card: 'Card',
  wallet: 'Wallet',
  gift_card: 'Gift card',
  bank: 'Bank transfer',
  other: 'Payment',
}

/** Returns the name of a payment: "Visa •••• 4242". */
export function tenderLabel({ kind, brand, lastFour }: Tender): string {
  const name = brand ? brand.charAt(0).toUpperCase() + brand.slice(1) : KINDS[kind]
  return lastFour ? `${name} •••• ${lastFour}` : name
}
