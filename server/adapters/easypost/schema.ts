import { z } from 'zod'

/** The fields of EasyPost's objects that Aftercart reads. Source: https://docs.easypost.com */
export const Address = z.object({ id: z.string() })

const StoredAddress = z.object({
  street1: z.string().nullish(),
  zip: z.string().nullish(),
  country: z.string().nullish(),
})

const StoredCustomsItem = z.object({
  quantity: z.number().nullish(),
  hs_tariff_number: z.string().nullish(),
  origin_country: z.string().nullish(),
})

const Rate = z.object({
  id: z.string(),
  carrier: z.string(),
  service: z.string(),
  /** A decimal number in a string, e.g. "7.58". */
  rate: z.string(),
  currency: z.string(),
})
export type Rate = z.infer<typeof Rate>

export const Shipment = z.object({
  id: z.string(),
  to_address: StoredAddress,
  parcel: z.object({ weight: z.number() }).nullish(),
  customs_info: z.object({ customs_items: z.array(StoredCustomsItem) }).nullish(),
  rates: z.array(Rate),
  /** The reasons why carriers offer no rate. */
  messages: z.array(z.object({ message: z.unknown().optional() })).nullish(),
  selected_rate: Rate.nullish(),
  tracking_code: z.string().nullish(),
  postage_label: z.object({ label_url: z.string() }).nullish(),
  tracker: z
    .object({
      status: z.string(),
      status_detail: z.string().nullish(),
      public_url: z.string().nullish(),
    })
    .nullish(),
})
export type Shipment = z.infer<typeof Shipment>

/** Source: https://docs.easypost.com/docs/errors */
export const EasyPostError = z.object({
  error: z.object({
    code: z.string(),
    message: z.unknown().optional(),
    errors: z.array(z.unknown()).nullish(),
  }),
})
