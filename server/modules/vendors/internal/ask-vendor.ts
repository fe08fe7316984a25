import { transaction } from '@/db/client'
import { takeProbe } from '@/db/queries/pipeline/breakers'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { findLabel } from '@/server/adapters/easypost/easypost'
import { findPayment } from '@/server/adapters/stripe/stripe'
import { carrier, paymentGateway } from '@/server/connections'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { PROBE_MS } from '../acquire-breaker-permit'
import { noteOutcome } from '../record-call-outcome'

/** Nothing at the vendor has this name: whoever says so is there. */
const NOBODY = 'aftercart-probe'

/**
 * Finds out by a question that changes nothing whether a vendor answers. An order whose own call
 * always fails would keep its breaker open for ever when no other waits: with the vendor answering it
 * is let out, and its failures count as its own.
 */
export async function askVendor(
  key: BreakerKey,
  context: CommandContext & { retryScale: number },
): Promise<void> {
  if (!(await transaction((tx) => takeProbe(tx, key, PROBE_MS)))) return
  const answer = await QUESTIONS[key]()
  const call = { subject: NOBODY, retryScale: context.retryScale }
  await runInTransaction(context, (uow) => noteOutcome(uow, key, call, answer))
}

const QUESTIONS: Record<BreakerKey, () => Promise<VendorOutcome<unknown>>> = {
  'gateway:stripe': () => findPayment(paymentGateway(), NOBODY),
  'carrier:easypost': () => findLabel(carrier(), NOBODY),
}
