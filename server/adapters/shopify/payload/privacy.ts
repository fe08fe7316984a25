import { z } from 'zod'
import { externalId, list, word } from './payload-fields'

const person = z
  .object({ id: externalId.nullish(), email: word, phone: word })
  .nullish()
  .transform((value) => ({ id: value?.id ?? null, email: value?.email ?? null }))

/** `customers/redact`: the storefront erases a customer and asks us to do the same. */
export const redactionPayload = z.object({ customer: person, orders_to_redact: list(externalId) })

/** `customers/data_request`: the customer wants to know what we hold about them. */
export const dataRequestPayload = z.object({
  customer: person,
  orders_requested: list(externalId),
  data_request: z.object({ id: externalId.nullish() }).nullish(),
})

export type RedactionPayload = z.output<typeof redactionPayload>
export type DataRequestPayload = z.output<typeof dataRequestPayload>
