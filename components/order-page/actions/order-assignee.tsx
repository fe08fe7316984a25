'use client'

import { Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { isAllowed } from '@/domain/staff/permissions'
import type { OrderData } from '../order-data'
import { useWhyNot } from './order-can'
import { useFeedback } from './use-feedback'

/** Who looks after the order; whoever may act on orders can be chosen. */
export function OrderAssignee({ data }: { data: OrderData }) {
  const { id, assigneeId } = data.order
  const reason = useWhyNot(data)('assign')
  const trpc = useTRPC()
  const colleagues = useQuery(trpc.staff.colleagues.queryOptions())
  const feedback = useFeedback(undefined, 'The order was not assigned')
  const { mutate, isPending, variables } = useMutation(
    trpc.orderActions.assign.mutationOptions(feedback),
  )
  const people = colleagues.data ?? []
  if (reason !== undefined) {
    const name = people.find((person) => person.id === assigneeId)?.name
    return <span title={reason}>{name ?? 'Nobody'}</span>
  }
  const choices = people.filter(
    (person) => isAllowed(person.role, 'orders.act') || person.id === assigneeId,
  )
  return (
    <Select
      size="xs"
      aria-label="Assigned to"
      placeholder="Nobody"
      clearable
      searchable
      disabled={isPending}
      data={choices.map((person) => ({ value: person.id, label: person.name }))}
      value={isPending ? (variables?.assigneeId ?? null) : assigneeId}
      onChange={(chosen) => mutate({ orderId: id, assigneeId: chosen })}
    />
  )
}
