'use client'

import { Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { isAllowed } from '@/domain/staff/permissions'
import type { OrderData } from '../order-data'
import { useDisabledReason } from './use-disabled-reason'
import { useFeedback } from './use-feedback'

/** Renders the assignee select, with the staff members who may act on orders. */
export function OrderAssignee({ data }: { data: OrderData }) {
  const { id, assigneeId } = data.order
  const reason = useDisabledReason(data)('assign')
  const trpc = useTRPC()
  const colleagues = useQuery(trpc.staff.colleagues.queryOptions())
  const feedback = useFeedback(undefined, "Couldn't assign the order")
  const { mutate, isPending, variables } = useMutation(
    trpc.orderActions.assign.mutationOptions(feedback),
  )
  const people = colleagues.data ?? []
  if (reason !== undefined) {
    const name = people.find((person) => person.id === assigneeId)?.name
    return <span title={reason}>{name ?? 'Unassigned'}</span>
  }
  const options = people.filter(
    (person) => isAllowed(person.role, 'orders.act') || person.id === assigneeId,
  )
  return (
    <Select
      size="xs"
      aria-label="Assignee"
      placeholder="Unassigned"
      clearable
      searchable
      disabled={isPending}
      data={options.map((person) => ({ value: person.id, label: person.name }))}
      value={isPending ? (variables?.assigneeId ?? null) : assigneeId}
      onChange={(selected) => mutate({ orderId: id, assigneeId: selected })}
    />
  )
}
