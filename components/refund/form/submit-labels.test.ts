import { expect, test } from 'vitest'
import { EMPTY_FORM, type RefundPreview } from './refund-form'
import { submitState } from './submit-labels'
import type { RefundSheetState } from './use-refund-form'

/** Returns why the button is disabled for a refund of zero. */
function reasonOf(refund: { leftMinor: bigint; problem?: string }) {
  const quote = refund.problem ? null : { totalMinor: 0n }
  const order = { currency: 'USD' }
  const preview = { problem: null, ...refund, quote, order } as RefundPreview
  const sheet = {
    form: EMPTY_FORM,
    preview: { refund: preview, isCurrent: true },
  } as RefundSheetState
  return submitState(sheet).reasonAgainst
}

test('asks to select items only while something is left to refund', () => {
  expect(reasonOf({ leftMinor: 1_599n })).toBe('Select what to refund. $15.99 left.')
  expect(reasonOf({ leftMinor: 0n })).toBe('Nothing left to refund.')
  expect(reasonOf({ leftMinor: 0n, problem: 'Nothing was paid.' })).toBe('Nothing was paid.')
})
