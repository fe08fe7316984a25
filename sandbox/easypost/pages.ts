import { escapeHtml, page, type Reply } from '../vendor-http'
import { trackingOf } from './objects'
import type { EasyPostAddress, EasyPostState } from './state'

/** Returns the page that shows a label. */
export function labelPage(state: EasyPostState, shipmentId: string): Reply {
  const shipment = state.shipments.get(shipmentId)
  if (!shipment?.bought) return { status: 404, html: page('Label not found', '') }
  const { to, from, bought, customsItems, rates } = shipment
  const rate = rates.find(({ id }) => id === bought.rateId)
  const customs = customsItems.map(
    (item) =>
      `<tr><td>${item.quantity}</td><td>${escapeHtml(item.description ?? '')}</td><td>${escapeHtml(item.hs_tariff_number ?? '')}</td><td>${escapeHtml(item.origin_country ?? '')}</td><td>${escapeHtml(`${item.value} ${item.currency}`)}</td></tr>`,
  )
  const declaration = customs.length > 0 ? `<h2>Customs</h2><table>${customs.join('')}</table>` : ''
  return {
    status: 200,
    html: page(
      `${rate?.carrier} ${rate?.service}`,
      `<p>From</p>${lines(from)}<p>To</p><h2>${lines(to)}</h2><pre>${bought.trackingCode}</pre>${declaration}`,
    ),
  }
}

/** Returns the tracking page of a parcel. */
export function trackPage(state: EasyPostState, code: string, retryScale: number): Reply {
  const shipment = [...state.shipments.values()].find(({ bought }) => bought?.trackingCode === code)
  if (!shipment) return { status: 404, html: page('Parcel not found', '') }
  const { status } = trackingOf(shipment, Date.now(), retryScale)
  return { status: 200, html: page(`Parcel ${code}`, `<p>${status.replaceAll('_', ' ')}</p>`) }
}

function lines(address: EasyPostAddress): string {
  const { name, company, street1, street2, city, state, zip, country } = address
  const place = [city, state, zip].filter(Boolean).join(' ')
  return [name, company, street1, street2, place, country]
    .filter((line): line is string => Boolean(line))
    .map((line) => `<div dir="auto">${escapeHtml(line)}</div>`)
    .join('')
}
