'use client'

import { ActionIcon, Pill, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { MAX_TAG_LENGTH, Tag } from '@/domain/order/order-tag'
import type { OrderData } from '../order-data'
import classes from './order-tags.module.css'
import { useDisabledReason } from './use-disabled-reason'
import { useFeedback } from './use-feedback'

/** Renders the order's tags, with controls to add and remove them. */
export function OrderTags({ data }: { data: OrderData }) {
  const { id, tags } = data.order
  const reason = useDisabledReason(data)('tag')
  const trpc = useTRPC()
  const feedback = useFeedback(undefined, "Couldn't update tags")
  const add = useMutation(trpc.orderActions.addTag.mutationOptions(feedback))
  const remove = useMutation(trpc.orderActions.removeTag.mutationOptions(feedback))
  const isBusy = add.isPending || remove.isPending
  return (
    <div className={classes.tags}>
      {tags.map((tag) => (
        <Pill
          key={tag}
          withRemoveButton={reason === undefined}
          disabled={isBusy}
          onRemove={() => remove.mutate({ orderId: id, tag })}
          removeButtonProps={{
            'aria-label': `Remove tag ${tag}`,
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          <bdi>{tag}</bdi>
        </Pill>
      ))}
      {reason === undefined && (
        <NewTag isBusy={isBusy} onAdd={(tag) => add.mutateAsync({ orderId: id, tag })} />
      )}
      {reason !== undefined && tags.length === 0 && <span className={classes.none}>None</span>}
    </div>
  )
}

const TagFormInput = z.object({ tag: Tag })

type NewTagProps = { isBusy: boolean; onAdd: (tag: string) => Promise<unknown> }

function NewTag({ isBusy, onAdd }: NewTagProps) {
  const form = useZodForm({
    schema: TagFormInput,
    savedValues: { tag: '' },
    onSubmit: ({ tag }) => onAdd(tag),
    nextValues: () => ({ tag: '' }),
  })
  const isEmpty = form.values.tag.trim() === ''
  const { formProps } = form
  return (
    <form
      {...formProps}
      className={classes.new}
      onSubmit={(event) => {
        if (isEmpty || isBusy) event.preventDefault()
        else formProps.onSubmit(event)
      }}
    >
      <TextInput
        size="xs"
        aria-label="New tag"
        placeholder="Add tag"
        maxLength={MAX_TAG_LENGTH}
        {...form.getInputProps('tag')}
        rightSection={
          !isEmpty && (
            <ActionIcon type="submit" size="sm" variant="subtle" aria-label="Add tag">
              <IconPlus size={14} />
            </ActionIcon>
          )
        }
      />
    </form>
  )
}
