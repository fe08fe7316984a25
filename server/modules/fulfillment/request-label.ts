import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { buyLabel, verifyAddress } from '@/server/adapters/easypost/easypost'
import type { LabelRequest } from '@/server/adapters/easypost/shipment-request'
import type { Label } from '@/server/adapters/easypost/shipments'
import { carrier } from '@/server/connections'
import type { StepFailure } from '../steps/step-types'

type LabelRefusal = Exclude<VendorOutcome<Label>, { outcome: 'ok' }>

/** Verifies the address with the carrier, then buys the label; a repeat finds the bought label. */
export async function requestLabel(request: LabelRequest): Promise<VendorOutcome<Label>> {
  const connection = carrier()
  const verified = await verifyAddress(connection, request.to)
  if (verified.outcome !== 'ok') return verified
  return buyLabel(connection, request)
}

/** EasyPost error codes that a corrected address, or customs data, resolves. */
const ADDRESS = /^(ADDRESS\.|E\.ADDRESS\.|no_rates$|label_address_differs$)/
const CUSTOMS = /CUSTOMS/i

/** Maps a failed label request to an exception of the catalog. */
export function describeLabelFailure(answer: LabelRefusal): StepFailure {
  if (answer.outcome !== 'refused') {
    // A retry with the same reference finds a label that was already bought.
    const wait = answer.outcome === 'unavailable' ? answer.retryAfterSeconds : undefined
    return {
      kind: 'carrier_unavailable',
      code: answer.outcome,
      message: answer.message,
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    }
  }
  const { code, message } = answer
  if (ADDRESS.test(code)) return { kind: 'address_invalid', code, message }
  if (CUSTOMS.test(code)) return { kind: 'customs_data_missing', code, message }
  return { kind: 'internal_error', code, message: `The carrier rejected the parcel: ${message}` }
}
