import type { Asked, Reply, Vendor } from '../exchange'
import { digitString, vendorId } from '../vendor-id'
import { addressErrors, isOut } from './check-address'
import { addressObject, shipmentObject, whereIs } from './objects'
import { labelPage, trackPage } from './pages'
import { ratesFor } from './rates'
import {
  type CustomsItem,
  type EasyPostAddress,
  type EasyPostState,
  openEasyPostState,
  type Shipment,
} from './state'

/** A stand-in for EasyPost's API: address verification, shipments, labels, trackers. */
export function openCarrier(folder: string, retryScale: number): { vendor: Vendor; close(): void } {
  const state = openEasyPostState(folder)
  const show = (shipment: Shipment, asked: Asked): Reply => {
    const where = whereIs(shipment, Date.now(), retryScale)
    return { status: 200, json: shipmentObject(shipment, asked.baseUrl, where) }
  }
  return { vendor: (asked) => route(state, asked, show, retryScale), close: state.close }
}

type Show = (shipment: Shipment, asked: Asked) => Reply

function route(
  state: EasyPostState,
  asked: Asked,
  show: Show,
  retryScale: number,
): Reply | undefined {
  const [, root, kind, id = '', action = ''] = asked.path.split('/').map(decodeURIComponent)
  if (asked.method === 'GET' && root === 'labels') return labelPage(state, kind ?? '')
  if (asked.method === 'GET' && root === 'track') return trackPage(state, kind ?? '', retryScale)
  if (asked.method === 'POST' && root === 'travel') return travel(state, asked, retryScale)
  if (root !== 'v2') return undefined
  if (!/^Basic \S{4,}$/.test(asked.headers.authorization ?? ''))
    return failure(401, 'APIKEY.MISSING', 'An API key is required.')
  if (asked.method === 'POST' && kind === 'addresses' && id === '') return verify(state, asked)
  if (kind !== 'shipments') return undefined
  if (asked.method === 'POST' && id === '') return create(state, asked, show)
  const shipment = state.shipments.get(id) ?? state.byReference.get(id)
  if (!shipment) return failure(404, 'NOT_FOUND', 'The requested resource could not be found.')
  if (asked.method === 'GET' && action === '') return show(shipment, asked)
  if (asked.method === 'POST' && action === 'buy') return buy(state, asked, shipment, show)
  return undefined
}

function verify(state: EasyPostState, asked: Asked): Reply {
  const body = readJson(asked) as { address?: EasyPostAddress; verify_strict?: unknown }
  const address = body.address ?? {}
  if (isOut(state, address)) return outOfOrder()
  const errors = addressErrors(address)
  if (errors.length > 0 && body.verify_strict)
    return failure(422, 'ADDRESS.VERIFY.FAILURE', 'Unable to verify address.', errors)
  const delivery = { success: errors.length === 0, errors, details: {} }
  const stored = addressObject({ ...address, id: vendorId('adr') })
  return { status: 201, json: { ...stored, verifications: { delivery } } }
}

type ShipmentBody = {
  shipment?: {
    reference?: string
    to_address?: EasyPostAddress
    from_address?: EasyPostAddress
    parcel?: { weight?: number }
    customs_info?: { customs_items?: CustomsItem[] }
  }
}

function create(state: EasyPostState, asked: Asked, show: Show): Reply {
  const { shipment: wanted } = readJson(asked) as ShipmentBody
  const { to_address: to, from_address: from } = wanted ?? {}
  const weight = wanted?.parcel?.weight ?? 0
  if (!to || !from || weight <= 0)
    return failure(422, 'SHIPMENT.INVALID_PARAMS', 'Addresses and a parcel are required.')
  if (isOut(state, to)) return outOfOrder()
  const errors = addressErrors(to)
  if (errors.length > 0)
    return failure(422, 'ADDRESS.VERIFY.FAILURE', 'Unable to verify address.', errors)
  const shipment: Shipment = {
    id: vendorId('shp'),
    reference: wanted?.reference ?? null,
    to: { ...to, id: vendorId('adr') },
    from: { ...from, id: vendorId('adr') },
    weight,
    customsItems: wanted?.customs_info?.customs_items ?? [],
    rates: ratesFor(weight, to.country !== from.country),
  }
  state.append([{ type: 'shipment-created', shipment }])
  return show(shipment, asked)
}

function buy(state: EasyPostState, asked: Asked, shipment: Shipment, show: Show): Reply {
  if (isOut(state, shipment.to)) return outOfOrder()
  if (shipment.bought)
    return failure(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.')
  const { rate } = readJson(asked) as { rate?: { id?: string } }
  const chosen = shipment.rates.find((one) => one.id === rate?.id)
  if (!chosen) return failure(422, 'SHIPMENT.RATE.NOT_FOUND', 'This rate is not of this shipment.')
  const isAbroad = shipment.to.country !== shipment.from.country
  if (isAbroad && !isDeclared(shipment.customsItems))
    return failure(422, 'SHIPMENT.CUSTOMS_INFO.REQUIRED', 'Customs items are required.')
  const trackingCode = chosen.carrier === 'USPS' ? `94${digitString(20)}` : digitString(10)
  const event = { shipmentId: shipment.id, rateId: chosen.id, trackingCode, at: Date.now() }
  state.append([{ type: 'bought', ...event }])
  return show(shipment, asked)
}

function isDeclared(items: CustomsItem[]): boolean {
  return (
    items.length > 0 &&
    items.every(
      (item) =>
        /^\d{6,10}$/.test(item.hs_tariff_number ?? '') &&
        /^[A-Z]{2}$/.test(item.origin_country ?? '') &&
        Boolean(item.description && item.quantity && item.value && item.weight),
    )
  )
}

/** `POST /travel` with `tracking_code` and `hours`: so much of a parcel's way is over at once. */
function travel(state: EasyPostState, asked: Asked, retryScale: number): Reply {
  const fields = new URLSearchParams(asked.body)
  const code = fields.get('tracking_code')
  const parcel = [...state.shipments.values()].find(({ bought }) => bought?.trackingCode === code)
  const ms = Number(fields.get('hours')) * 3_600_000 * retryScale
  if (!parcel || !(ms > 0)) return failure(422, 'TRACKER.INVALID', 'Name a parcel and its hours.')
  state.append([{ type: 'traveled', shipmentId: parcel.id, ms }])
  return { status: 200, json: { id: parcel.id, ...whereIs(parcel, Date.now(), retryScale) } }
}

function readJson(asked: Asked): object {
  try {
    const body: unknown = JSON.parse(asked.body)
    return body && typeof body === 'object' ? body : {}
  } catch {
    return {}
  }
}

function outOfOrder(): Reply {
  return failure(503, 'SERVICE.UNAVAILABLE', 'The carrier is out of order.')
}

/** An error in EasyPost's shape. Source: https://docs.easypost.com/docs/errors */
function failure(status: number, code: string, message: string, errors: unknown[] = []): Reply {
  return { status, json: { error: { code, message, errors } } }
}
