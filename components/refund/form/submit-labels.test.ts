import { expect, test } from 'vitest'
import { EMPTY_FORM, type RefundPreview } from './refund-form'
import { submitState } from './submit-labels'
import type { Sheet } from './use-refund-form'

/** What the button says of a refund that comes to nothing. */
function reasonOf(refund: { leftMinor: bigint; problem?: string }) {
  const quote = refund.problem ? null : { totalMinor: 0n }
  const order = { currency: 'USD' }
  const shown = { problem: null, ...refund, quote, order } as RefundPreview
  const sheet = { form: EMPTY_FORM, preview: { refund: shown, isCurrent: true } } as Sheet
  return submitState(sheet).reasonAgainst
}

test('the button asks to choose only while there is something to choose from', () => {
  expect(reasonOf({ leftMinor: 1_599n })).toBe('Choose what to refund. $15.99 is left.')
  expect(reasonOf({ leftMinor: 0n })).toBe('Nothing is left to refund.')
  expect(reasonOf({ leftMinor: 0n, problem: 'Nothing was paid.' })).toBe('Nothing was paid.')
})
