import { formatMoney } from '@/domain/money/money'
import type { RefundForm, RefundPreview } from './refund-form'
import { tenderLabel } from './tender-labels'
import type { RefundSheetState } from './use-refund-form'

/** The submit button's label, and why it is disabled; undefined if it is enabled. */
export type SubmitState = { label: string; reasonAgainst: string | undefined }

/** Returns the label with the exact amount and destination, or with the approval it requests. */
export function submitState({ form, preview }: RefundSheetState): SubmitState {
  return form.reissue === 'refund' ? refundState(form, preview) : reshipmentState(form, preview)
}

function refundState(form: RefundForm, preview: RefundSheetState['preview']): SubmitState {
  const data = preview.refund
  const quote = data?.quote
  if (!data || !quote) {
    const reason = preview.isCurrent ? data?.problem : undefined
    return { label: 'Refund', reasonAgainst: reason ?? 'Calculating…' }
  }
  if (quote.totalMinor === 0n) {
    return { label: 'Refund', reasonAgainst: nothingToRefundReason(data) }
  }
  const amount = formatMoney(quote.totalMinor, data.order.currency)
  const label =
    data.limits.approvalReasons.length > 0
      ? `Request approval to refund ${amount}`
      : `Refund ${amount}${target(form, data)}`
  return { label, reasonAgainst: notReadyReason(form, preview) }
}

function nothingToRefundReason({ leftMinor, order }: RefundPreview): string {
  if (leftMinor === 0n) return 'Nothing left to refund.'
  return `Select what to refund. ${formatMoney(leftMinor, order.currency)} left.`
}

function target(form: RefundForm, { tenders }: RefundPreview): string {
  const used = tenders.filter(({ amountMinor }) => amountMinor > 0n)
  const [only] = used
  if (form.refundType === 'gift_card' && used.every((tender) => tender.newGiftCard))
    return ' as a gift card'
  return used.length === 1 && only && !only.newGiftCard ? ` to ${tenderLabel(only)}` : ''
}

function reshipmentState(form: RefundForm, preview: RefundSheetState['preview']): SubmitState {
  const data = preview.reshipment
  const units = data?.quote?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0
  if (data?.problem && preview.isCurrent) return { label: 'Reship', reasonAgainst: data.problem }
  if (!data || units === 0) return { label: 'Reship', reasonAgainst: 'Select items to reship.' }
  const items = `${units} ${units === 1 ? 'item' : 'items'}`
  const label =
    data.limits.approvalReasons.length > 0
      ? `Request approval to reship ${items}`
      : `Reship ${items}`
  return { label, reasonAgainst: notReadyReason(form, preview) }
}

/** Returns why submitting must wait: the amounts on screen must be the ones that are sent. */
function notReadyReason(
  form: RefundForm,
  preview: RefundSheetState['preview'],
): string | undefined {
  if (!preview.isCurrent) return 'Calculating…'
  const isUnfinished = form.customAmount !== null && form.customAmount.amount.trim() === ''
  return isUnfinished && form.reissue === 'refund' ? 'Enter the custom amount.' : undefined
}
