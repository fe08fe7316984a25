import type { LabelRequest } from '@/server/adapters/easypost/shipment-request'
import type { LineToShip } from '../select-lines'

/** Everything the label of a reshipment takes. */
export type Parcel = { lines: LineToShip[]; request: LabelRequest }
