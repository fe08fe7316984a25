import { transaction } from '@/db/client'
import { takeProbe } from '@/db/queries/pipeline/breakers'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { findLabel } from '@/server/adapters/easypost/easypost'
import { findPayment } from '@/server/adapters/stripe/stripe'
import { carrier, paymentGateway } from '@/server/connections'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { PROBE_MS } from '../acquire-breaker-permit'
import { recordCallOutcome } from '../record-call-outcome'

/** A reference that does not exist at the vendor: "not found" proves that it responds. */
const PROBE_REFERENCE = 'aftercart-probe'

/**
 * Probes a vendor with a read-only lookup. Without it, a single queued order whose own call always
 * fails would keep the breaker open forever.
 */
export async function askVendor(
  key: BreakerKey,
  context: CommandContext & { retryScale: number },
): Promise<void> {
  if (!(await transaction((tx) => takeProbe(tx, key, PROBE_MS)))) return
  const answer = await QUESTIONS[key]()
  const call = { subject: PROBE_REFERENCE, retryScale: context.retryScale }
  await runInTransaction(context, (uow) => recordCallOutcome(uow, key, call, answer))
}

const QUESTIONS: Record<BreakerKey, () => Promise<VendorOutcome<unknown>>> = {
  'gateway:stripe': () => findPayment(paymentGateway(), PROBE_REFERENCE),
  'carrier:easypost': () => findLabel(carrier(), PROBE_REFERENCE),
}
