import { z } from 'zod'
import { externalId, list, trimmedText } from './payload-fields'

const person = z
  .object({ id: externalId.nullish(), email: trimmedText, phone: trimmedText })
  .nullish()
  .transform((value) => ({ id: value?.id ?? null, email: value?.email ?? null }))

/** The payload of `customers/redact`: a request to erase a customer. */
export const redactionPayload = z.object({ customer: person, orders_to_redact: list(externalId) })

/** The payload of `customers/data_request`: a customer asks for their stored data. */
export const dataRequestPayload = z.object({
  customer: person,
  orders_requested: list(externalId),
  data_request: z.object({ id: externalId.nullish() }).nullish(),
})

export type RedactionPayload = z.output<typeof redactionPayload>
export type DataRequestPayload = z.output<typeof dataRequestPayload>
