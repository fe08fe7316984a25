'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Nothing } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useTakeAction } from '../item/use-take-action'
import { FormFrame } from './form-frame'

type Props = { action: Action; data: ItemData }

/** What a step works with, or what it came to, written by an engineer as JSON. */
export function StepForm({ action, data }: Props) {
  const trpc = useTRPC()
  const { id: exceptionId } = data.exception
  const { data: raw, error } = useQuery(trpc.exceptionActions.raw.queryOptions({ exceptionId }))
  if (!raw) return <Nothing>{error ? error.message : 'Loading …'}</Nothing>
  const isInput = action.form === 'step_input'
  const start = isInput ? raw.input : raw.resultExample
  return <JsonForm action={action} data={data} start={start} />
}

function JsonForm({ action, data, start }: Props & { start: unknown }) {
  const isInput = action.code === 'edit_input'
  const hasJson = start !== null && start !== undefined
  const [text, setText] = useState(() => JSON.stringify(start ?? {}, null, 2))
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<{ json?: string; reason?: string }>({})
  const taking = useTakeAction(`Done: ${action.past}.`)
  const submit = () => {
    const { value, problem } = hasJson ? readJson(text) : {}
    const found = {
      ...(problem ? { json: problem } : {}),
      ...(reason.trim() === '' ? { reason: 'Say why, in a few words.' } : {}),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const { id: exceptionId, version } = data.exception
    const shared = { exceptionId, version, reason: reason.trim() }
    if (isInput) taking.take({ ...shared, action: 'edit_input', input: value })
    else taking.take({ ...shared, action: 'resolve_by_hand', ...(hasJson && { result: value }) })
  }
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      {hasJson && (
        <Textarea
          label={isInput ? 'Input of the step' : 'Result of the step'}
          description="JSON; the step’s own rules check it before anything is stored."
          classNames={{ input: classes.json ?? '' }}
          spellCheck={false}
          autosize
          minRows={3}
          maxRows={24}
          value={text}
          error={problems.json}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Why"
        required
        maxLength={500}
        value={reason}
        error={problems.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormFrame>
  )
}

function readJson(text: string): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { problem: `That is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.` }
  }
}
