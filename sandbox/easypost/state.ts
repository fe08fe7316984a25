import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

export type EasyPostAddress = Partial<
  Record<
    | 'name'
    | 'company'
    | 'street1'
    | 'street2'
    | 'city'
    | 'state'
    | 'zip'
    | 'country'
    | 'phone'
    | 'email',
    string
  >
>

export type CustomsItem = {
  description?: string
  quantity?: number
  value?: string
  currency?: string
  weight?: number
  hs_tariff_number?: string
  origin_country?: string
}

export type Rate = { id: string; carrier: string; service: string; rate: string; currency: string }

export type Shipment = {
  id: string
  reference: string | null
  to: EasyPostAddress & { id: string }
  from: EasyPostAddress & { id: string }
  weight: number
  customsItems: CustomsItem[]
  rates: Rate[]
  bought?: { rateId: string; trackingCode: string; at: number }
}

export type EasyPostEvent =
  | { type: 'shipment-created'; shipment: Shipment }
  | { type: 'bought'; shipmentId: string; rateId: string; trackingCode: string; at: number }
  | { type: 'failed-once'; place: string }
  | { type: 'traveled'; shipmentId: string; ms: number }

export type EasyPostState = {
  shipments: Map<string, Shipment>
  /** The latest shipment of each reference. */
  byReference: Map<string, Shipment>
  /** Number of outages so far, by address. */
  outages: Map<string, number>
  append: Journal<EasyPostEvent>['append']
  close(): void
}

/** Rebuilds the carrier's state from its journal. */
export function openEasyPostState(folder: string): EasyPostState {
  const shipments = new Map<string, Shipment>()
  const byReference = new Map<string, Shipment>()
  const outages = new Map<string, number>()
  const journal = openJournal<EasyPostEvent>(join(folder, 'easypost.jsonl'), (event) => {
    if (event.type === 'shipment-created') {
      shipments.set(event.shipment.id, event.shipment)
      if (event.shipment.reference) byReference.set(event.shipment.reference, event.shipment)
    } else if (event.type === 'bought') {
      const shipment = shipments.get(event.shipmentId)
      if (!shipment)
        throw new Error(
          `The carrier's journal has a label for unknown shipment ${event.shipmentId}`,
        )
      const { rateId, trackingCode, at } = event
      shipment.bought = { rateId, trackingCode, at }
    } else if (event.type === 'traveled') {
      const bought = shipments.get(event.shipmentId)?.bought
      if (bought) bought.at -= event.ms
    } else outages.set(event.place, (outages.get(event.place) ?? 0) + 1)
  })
  return { shipments, byReference, outages, append: journal.append, close: journal.close }
}
