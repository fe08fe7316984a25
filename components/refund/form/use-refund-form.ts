'use client'

import { useState } from 'react'
import type { RefundForm } from './refund-form'
import { type Issue, useIssueResolution } from './use-issue-resolution'
import { type LivePreview, useLivePreview } from './use-live-preview'

export type Sheet = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  preview: LivePreview
  issue: Issue
}

/** The form with what the server makes of it. */
export function useRefundForm(
  order: { id: string; name: string; currency: string },
  initial: RefundForm,
): Sheet {
  const [form, setForm] = useState(initial)
  const preview = useLivePreview(order, form)
  const issue = useIssueResolution(order, () => void preview.refetch())
  const change = (part: Partial<RefundForm>) => setForm((before) => ({ ...before, ...part }))
  return { form, change, preview, issue }
}
