import { defineKind, SLA } from '../kind'

export const unknownSku = defineKind({
  code: 'unknown_sku',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Unknown product',
  shortCause: 'unknown product',
  explanation: 'The storefront sold an item whose SKU is not in the product list.',
  actions: ['map_sku', 'refund_item'],
  closesWhen: 'The product is added to the list.',
  playbook: `The storefront sold an item that is not in the product list. Choose the matching product; later orders with this SKU are mapped automatically. For a new product, have it added to the list first.`,
})
