import { z } from 'zod'
import type { Executor } from '@/db/client'
import { listOwnParcels, saveShipmentTracking } from '@/db/queries/fulfillment/shipments'
import { listProducts } from '@/db/queries/fulfillment/stock'
import { listPayments, savePaymentReference } from '@/db/queries/money/payments'
import { saveEditedEmail, saveFulfillSku, saveLineCustoms } from '@/db/queries/orders/order-edits'
import { listOrderLines, type OrderLineRow } from '@/db/queries/orders/order-parts'
import { type OrderRow, saveOrder } from '@/db/queries/orders/orders'
import { AddressInput } from '@/domain/address/address-input'
import type { OrderLineId } from '@/domain/ids'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { HsCode, OriginCountry } from '@/domain/shipment/customs-input'
import { AppError } from '@/server/errors'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import { refreshSearchText } from '@/server/modules/orders/refresh-search-text'
import type { UnitOfWork } from '@/server/unit-of-work'
import { readAddressInput, saveAddressInput } from '../shipping-address'

/** The editable input of a step: its schema and how it is read and saved. */
type StepInputs<S extends z.ZodType = z.ZodType> = {
  schema: S
  read(tx: Executor, order: OrderRow): Promise<z.input<S>>
  save(uow: UnitOfWork, order: OrderRow, input: z.output<S>): Promise<void>
}

const stepInputs = <S extends z.ZodType>(inputs: StepInputs<S>): StepInputs =>
  inputs as unknown as StepInputs

const Line = { lineId: z.uuid('Enter the ID of a line of this order.') }
const Address = z.object({ address: AddressInput })

const validate = stepInputs({
  schema: Address,
  read: async (tx, order) => ({ address: await readAddressInput(tx, order) }),
  save: (uow, order, { address }) => saveAddressInput(uow, order, address),
})

const screen = stepInputs({
  schema: z.object({ riskLevel: z.enum(['none', 'low', 'medium', 'high']) }),
  read: async (_tx, { riskLevel }) => ({ riskLevel }),
  save: (uow, order, change) => saveOrder(uow.tx, order.id, change),
})

const capture = stepInputs({
  schema: z.object({
    tenders: z.array(
      z.object({
        paymentId: z.uuid('Enter the ID of a payment of this order.'),
        reference: z.string().trim().min(1, 'Enter the payment reference.').max(200),
      }),
    ),
  }),
  read: async (tx, order) => {
    const tenders = (await listPayments(tx, order.id)).filter(isOpenTender)
    return {
      tenders: tenders.map(({ id, gatewayReference: reference }) => ({ paymentId: id, reference })),
    }
  },
  save: async (uow, order, input) => {
    const tenders = (await listPayments(uow.tx, order.id)).filter(isOpenTender)
    for (const { paymentId, reference } of input.tenders) {
      const tender = tenders.find(({ id }) => id === paymentId)
      if (!tender) throw badInput('tenders contains a payment that is not waiting for its capture.')
      if (tender.gatewayReference === reference) continue
      if (await savePaymentReference(uow.tx, paymentId, reference)) continue
      throw new AppError(
        'conflict',
        'A charge of this payment is in progress. Check its status first.',
      )
    }
  },
})

const allocate = stepInputs({
  schema: z.object({
    lines: z.array(
      z.object({
        ...Line,
        sku: z.string().trim().min(1, 'Enter a SKU of the storefront.').max(200),
      }),
    ),
  }),
  read: async (tx, order) => ({
    lines: (await listGoods(tx, order)).map((line) => ({
      lineId: line.id,
      sku: sentSku(line) ?? '',
    })),
  }),
  save: async (uow, order, { lines }) => {
    const goods = await listGoods(uow.tx, order)
    const skus = [...new Set(lines.map(({ sku }) => sku))]
    const known = await listProducts(uow.tx, order.storefrontId, skus)
    for (const { lineId, sku } of lines) {
      const line = lineOf(goods, lineId)
      if (sentSku(line) === sku) continue
      if (!known.some((product) => product.sku === sku))
        throw badInput(`${sku} is not a product of this storefront.`)
      await saveFulfillSku(uow.tx, lineId, sku)
    }
  },
})

const ship = stepInputs({
  schema: Address.extend({
    items: z.array(
      z.object({
        ...Line,
        hsCode: HsCode.nullable(),
        originCountry: OriginCountry.nullable(),
      }),
    ),
  }),
  read: async (tx, order) => ({
    address: await readAddressInput(tx, order),
    items: (await listGoods(tx, order)).map(({ id: lineId, hsCode, originCountry }) => ({
      lineId,
      hsCode,
      originCountry,
    })),
  }),
  save: async (uow, order, { address, items }) => {
    await saveAddressInput(uow, order, address)
    const goods = await listGoods(uow.tx, order)
    for (const { lineId, hsCode, originCountry } of items) {
      lineOf(goods, lineId)
      if (hsCode && originCountry) await saveLineCustoms(uow.tx, lineId, { hsCode, originCountry })
    }
  },
})

const notify = stepInputs({
  schema: z.object({
    email: z.string().trim().max(320).pipe(z.email('Enter a valid email address.')),
  }),
  read: async (_tx, { email }) => ({ email: email ?? '' }),
  save: async (uow, order, { email }) => {
    if (email === order.email) return
    await saveEditedEmail(uow.tx, order.id, email, uow.now)
    await refreshSearchText(uow, { ...order, email })
  },
})

/** Carrier and tracking number of a parcel. */
export const Tracking = z.object({
  carrier: z.string().trim().min(1, 'Enter the carrier.').max(100),
  trackingNumber: z.string().trim().min(1, 'Enter the tracking number.').max(100),
  trackingUrl: z.url('Enter a tracking URL that starts with https://.').max(2000).or(z.literal('')),
})

const sync = stepInputs({
  schema: Tracking,
  read: async (tx, order) => {
    const shipment = (await listOwnParcels(tx, order.id)).at(-1)
    return {
      carrier: shipment?.carrier ?? '',
      trackingNumber: shipment?.trackingNumber ?? '',
      trackingUrl: shipment?.trackingUrl ?? '',
    }
  },
  save: async (uow, order, tracking) => {
    const shipment = (await listOwnParcels(uow.tx, order.id)).at(-1)
    if (!shipment) throw new AppError('conflict', 'No parcel of this order has shipped yet.')
    await saveShipmentTracking(uow.tx, shipment.id, tracking)
  },
})

/** The editable input of each step. `complete` has none: it only checks the other steps. */
export const STEP_INPUTS: Readonly<Record<PipelineStep, StepInputs | undefined>> = {
  validate,
  screen,
  capture,
  allocate,
  ship,
  notify,
  sync,
  complete: undefined,
}

const badInput = (message: string) => new AppError('bad_input', message)

const isOpenTender = (tender: Parameters<typeof isCapturedByUs>[0] & { capturedMinor: bigint }) =>
  isCapturedByUs(tender) && tender.capturedMinor === 0n

async function listGoods(tx: Executor, order: OrderRow): Promise<OrderLineRow[]> {
  const lines = await listOrderLines(tx, order.id)
  return lines.filter((line) => line.requiresShipping && line.currentQuantity > 0)
}

function lineOf(lines: OrderLineRow[], lineId: OrderLineId): OrderLineRow {
  const line = lines.find(({ id }) => id === lineId)
  if (!line) throw badInput('An item refers to a line that is not in this order.')
  return line
}
