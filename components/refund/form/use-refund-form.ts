'use client'

import { useState } from 'react'
import type { RefundForm } from './refund-form'
import { type IssueMutation, useIssueResolution } from './use-issue-resolution'
import { type LivePreview, useLivePreview } from './use-live-preview'

export type RefundSheetState = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  preview: LivePreview
  issue: IssueMutation
}

/**
 * Returns the form's state, its live preview and its submit mutation. Not a `useZodForm`: nothing is
 * validated here, since the preview both validates the input and computes its amounts.
 */
export function useRefundForm(
  order: { id: string; name: string; currency: string },
  initial: RefundForm,
): RefundSheetState {
  const [form, setForm] = useState(initial)
  const preview = useLivePreview(order, form)
  const issue = useIssueResolution(order, () => void preview.refetch())
  const change = (part: Partial<RefundForm>) => setForm((current) => ({ ...current, ...part }))
  return { form, change, preview, issue }
}
