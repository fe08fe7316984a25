import { formatMoney } from '@/domain/money/money'
import type { RefundForm, RefundPreview } from './refund-form'
import { tenderLabel } from './tender-labels'
import type { Sheet } from './use-refund-form'

/** What the button says, and why it cannot be pressed; undefined when it can. */
export type SubmitState = { label: string; reasonAgainst: string | undefined }

/** The button names the exact amount and where it goes, or says what it will ask for. */
export function submitState({ form, preview }: Sheet): SubmitState {
  return form.reissue === 'refund' ? refundState(form, preview) : reshipmentState(form, preview)
}

function refundState(form: RefundForm, preview: Sheet['preview']): SubmitState {
  const data = preview.refund
  const quote = data?.quote
  if (!data || !quote) {
    const reason = preview.isCurrent ? data?.problem : undefined
    return { label: 'Refund', reasonAgainst: reason ?? 'The amount is being worked out.' }
  }
  if (quote.totalMinor === 0n) {
    return { label: 'Refund', reasonAgainst: whyNothing(data) }
  }
  const amount = formatMoney(quote.totalMinor, data.order.currency)
  const label =
    data.limits.approvalReasons.length > 0
      ? `Ask to refund ${amount}`
      : `Refund ${amount}${target(form, data)}`
  return { label, reasonAgainst: whyWait(form, preview) }
}

function whyNothing({ leftMinor, order }: RefundPreview): string {
  if (leftMinor === 0n) return 'Nothing is left to refund.'
  return `Choose what to refund. ${formatMoney(leftMinor, order.currency)} is left.`
}

function target(form: RefundForm, { tenders }: RefundPreview): string {
  const used = tenders.filter(({ amountMinor }) => amountMinor > 0n)
  const [only] = used
  if (form.refundType === 'gift_card' && used.every((one) => one.newGiftCard))
    return ' as a gift card'
  return used.length === 1 && only && !only.newGiftCard ? ` to ${tenderLabel(only)}` : ''
}

function reshipmentState(form: RefundForm, preview: Sheet['preview']): SubmitState {
  const data = preview.reshipment
  const units = data?.quote?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0
  if (data?.problem && preview.isCurrent)
    return { label: 'Send again', reasonAgainst: data.problem }
  if (!data || units === 0)
    return { label: 'Send again', reasonAgainst: 'Choose what to send again.' }
  const what = `${units} ${units === 1 ? 'item' : 'items'} again`
  const label = data.limits.approvalReasons.length > 0 ? `Ask to send ${what}` : `Send ${what}`
  return { label, reasonAgainst: whyWait(form, preview) }
}

/** What is on screen must be what is sent. */
function whyWait(form: RefundForm, preview: Sheet['preview']): string | undefined {
  if (!preview.isCurrent) return 'The amount is being worked out.'
  const isUnfinished = form.otherAmount !== null && form.otherAmount.amount.trim() === ''
  return isUnfinished && form.reissue === 'refund' ? 'Type the other amount.' : undefined
}
