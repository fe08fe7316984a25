import type { Reply, Vendor, VendorRequest } from '../vendor-http'
import { digitString, vendorId } from '../vendor-id'
import { addressErrors, takeOutage } from './check-address'
import { addressObject, shipmentObject, trackingOf } from './objects'
import { labelPage, trackPage } from './pages'
import { ratesFor } from './rates'
import {
  type CustomsItem,
  type EasyPostAddress,
  type EasyPostState,
  openEasyPostState,
  type Shipment,
} from './state'

/** Opens a sandbox for EasyPost's API: address verification, shipments, labels, trackers. */
export function openCarrier(folder: string, retryScale: number): { vendor: Vendor; close(): void } {
  const state = openEasyPostState(folder)
  const reply = (shipment: Shipment, request: VendorRequest): Reply => {
    const tracking = trackingOf(shipment, Date.now(), retryScale)
    return { status: 200, json: shipmentObject(shipment, request.baseUrl, tracking) }
  }
  return { vendor: (request) => route(state, request, reply, retryScale), close: state.close }
}

type ShipmentReply = (shipment: Shipment, request: VendorRequest) => Reply

function route(
  state: EasyPostState,
  request: VendorRequest,
  reply: ShipmentReply,
  retryScale: number,
): Reply | undefined {
  const [, root, kind, id = '', action = ''] = request.path.split('/').map(decodeURIComponent)
  if (request.method === 'GET' && root === 'labels') return labelPage(state, kind ?? '')
  if (request.method === 'GET' && root === 'track') return trackPage(state, kind ?? '', retryScale)
  if (request.method === 'POST' && root === 'travel')
    return advanceParcel(state, request, retryScale)
  if (root !== 'v2') return undefined
  if (!/^Basic \S{4,}$/.test(request.headers.authorization ?? ''))
    return failure(401, 'APIKEY.MISSING', 'An API key is required.')
  if (request.method === 'POST' && kind === 'addresses' && id === '') return verify(state, request)
  if (kind !== 'shipments') return undefined
  if (request.method === 'POST' && id === '') return create(state, request, reply)
  const shipment = state.shipments.get(id) ?? state.byReference.get(id)
  if (!shipment) return failure(404, 'NOT_FOUND', 'The requested resource could not be found.')
  if (request.method === 'GET' && action === '') return reply(shipment, request)
  if (request.method === 'POST' && action === 'buy') return buy(state, request, shipment, reply)
  return undefined
}

function verify(state: EasyPostState, request: VendorRequest): Reply {
  const body = readJson(request) as { address?: EasyPostAddress; verify_strict?: unknown }
  const address = body.address ?? {}
  if (takeOutage(state, address)) return carrierOutage()
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

function create(state: EasyPostState, request: VendorRequest, reply: ShipmentReply): Reply {
  const { shipment: input } = readJson(request) as ShipmentBody
  const { to_address: to, from_address: from } = input ?? {}
  const weight = input?.parcel?.weight ?? 0
  if (!to || !from || weight <= 0)
    return failure(422, 'SHIPMENT.INVALID_PARAMS', 'Addresses and a parcel are required.')
  if (takeOutage(state, to)) return carrierOutage()
  const errors = addressErrors(to)
  if (errors.length > 0)
    return failure(422, 'ADDRESS.VERIFY.FAILURE', 'Unable to verify address.', errors)
  const shipment: Shipment = {
    id: vendorId('shp'),
    reference: input?.reference ?? null,
    to: { ...to, id: vendorId('adr') },
    from: { ...from, id: vendorId('adr') },
    weight,
    customsItems: input?.customs_info?.customs_items ?? [],
    rates: ratesFor(weight, to.country !== from.country),
  }
  state.append([{ type: 'shipment-created', shipment }])
  return reply(shipment, request)
}

function buy(
  state: EasyPostState,
  request: VendorRequest,
  shipment: Shipment,
  reply: ShipmentReply,
): Reply {
  if (takeOutage(state, shipment.to)) return carrierOutage()
  if (shipment.bought)
    return failure(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.')
  const { rate } = readJson(request) as { rate?: { id?: string } }
  const selected = shipment.rates.find(({ id }) => id === rate?.id)
  if (!selected)
    return failure(422, 'SHIPMENT.RATE.NOT_FOUND', 'This rate does not belong to this shipment.')
  const isInternational = shipment.to.country !== shipment.from.country
  if (isInternational && !isDeclared(shipment.customsItems))
    return failure(422, 'SHIPMENT.CUSTOMS_INFO.REQUIRED', 'Customs items are required.')
  const trackingCode = selected.carrier === 'USPS' ? `94${digitString(20)}` : digitString(10)
  const event = { shipmentId: shipment.id, rateId: selected.id, trackingCode, at: Date.now() }
  state.append([{ type: 'bought', ...event }])
  return reply(shipment, request)
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

/** `POST /travel` with `tracking_code` and `hours`: advances a parcel's transit by that time. */
function advanceParcel(state: EasyPostState, request: VendorRequest, retryScale: number): Reply {
  const fields = new URLSearchParams(request.body)
  const code = fields.get('tracking_code')
  const parcel = [...state.shipments.values()].find(({ bought }) => bought?.trackingCode === code)
  const ms = Number(fields.get('hours')) * 3_600_000 * retryScale
  if (!parcel || !(ms > 0))
    return failure(422, 'TRACKER.INVALID', 'A parcel and a number of hours are required.')
  state.append([{ type: 'traveled', shipmentId: parcel.id, ms }])
  return { status: 200, json: { id: parcel.id, ...trackingOf(parcel, Date.now(), retryScale) } }
}

function readJson(request: VendorRequest): object {
  try {
    const body: unknown = JSON.parse(request.body)
    return body && typeof body === 'object' ? body : {}
  } catch {
    return {}
  }
}

function carrierOutage(): Reply {
  return failure(503, 'SERVICE.UNAVAILABLE', 'The carrier is unavailable.')
}

/** Returns an error in EasyPost's format. Source: https://docs.easypost.com/docs/errors */
function failure(status: number, code: string, message: string, errors: unknown[] = []): Reply {
  return { status, json: { error: { code, message, errors } } }
}
