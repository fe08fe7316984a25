/**
 * A UUID that names one kind of row. Ids of two kinds are not assignable to each other; a plain
 * string, e.g. from a URL, is accepted wherever an id is expected.
 */
export type Id<Kind extends string> = string & { readonly __id?: Kind }

export type OrderId = Id<'order'>
export type OrderLineId = Id<'orderLine'>
export type CustomerId = Id<'customer'>
export type PaymentId = Id<'payment'>
export type PaymentLinkId = Id<'paymentLink'>
export type GiftCardId = Id<'giftCard'>
/** A refund or a reshipment issued by staff. */
export type ResolutionId = Id<'resolution'>
export type ShipmentId = Id<'shipment'>
export type ExceptionId = Id<'exception'>
export type WebhookId = Id<'webhook'>
export type StorefrontId = Id<'storefront'>
export type StaffId = Id<'staff'>
