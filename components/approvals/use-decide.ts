'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { NoteInput } from '@/domain/text/text-inputs'

const RejectFormInput = z.object({ note: NoteInput.min(1, 'Enter a note to reject.') })

/** Returns the form of a decision: submitting it rejects the request; the note is optional to approve. */
export function useDecide(resolutionId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = async () => {
    await queries.invalidateQueries({ queryKey: trpc.approvals.pathKey() })
    await queries.invalidateQueries({ queryKey: trpc.orders.pathKey() })
  }
  const approval = useMutation(trpc.approvals.approve.mutationOptions({ onSettled }))
  const rejection = useMutation(trpc.approvals.reject.mutationOptions({ onSettled }))
  const form = useZodForm({
    schema: RejectFormInput,
    savedValues: { note: '' },
    onSubmit: ({ note }) => rejection.mutateAsync({ resolutionId, note }),
  })
  const { note } = form.values
  return {
    form,
    approve: () => form.runSave(() => approval.mutateAsync({ resolutionId, note })),
    giftCardCode: approval.data?.giftCardCode ?? null,
  }
}
