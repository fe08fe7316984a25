'use client'

import { Alert, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Failure } from '@/components/states/failure'
import classes from '../refund-sheet.module.css'
import { RefundSummary } from '../refund-summary'
import { ChoiceFields } from './choice-fields'
import { ItemList } from './item-list'
import { OptionsFields } from './options-fields'
import { OverrideField, ShipToFields } from './reshipment-fields'
import { SheetFooter } from './sheet-footer'
import { SheetSkeleton } from './sheet-skeleton'
import { submitState } from './submit-labels'
import type { RefundSheetState } from './use-refund-form'

type Props = {
  order: { id: string; name: string; currency: string }
  sheet: RefundSheetState
  onClose: () => void
}

/** The form's fields, summary and submit button. */
export function SheetForm({ order, sheet, onClose }: Props) {
  const { form, change, preview, issue } = sheet
  const data = form.reissue === 'refund' ? preview.refund : preview.reshipment
  const submit = submitState(sheet)
  const send = () => {
    if (submit.reasonAgainst === undefined && data && !issue.isIssuing)
      issue.issue(form, data.revision)
  }
  useHotkeys([['mod+Enter', send]], [])
  if (preview.error && !data) return <Failure title="Couldn't load this order" query={preview} />
  if (!data) return <SheetSkeleton />
  return (
    // Enter in a field must not move money: only the button and Ctrl+Enter submit.
    <form className={classes.form} onSubmit={(event) => event.preventDefault()}>
      <div className={classes.fields}>
        {preview.notice && <ChangeNotice text={preview.notice} onClose={preview.dismissNotice} />}
        <ChoiceFields form={form} change={change} preview={preview.refund} order={order} />
        <ItemList form={form} change={change} lines={data.lines} currency={order.currency} />
        {form.reissue === 'reshipment' && preview.reshipment && (
          <>
            <ShipToFields form={form} change={change} shipTo={preview.reshipment.shipTo} />
            <OverrideField form={form} change={change} />
          </>
        )}
        <OptionsFields form={form} change={change} preview={preview.refund} order={order} />
        <NoteField value={form.note} onChange={(note) => change({ note })} />
      </div>
      <RefundSummary sheet={sheet} currency={order.currency} />
      <SheetFooter submit={submit} issue={issue} onSend={send} onClose={onClose} />
    </form>
  )
}

/** Says that another user changed the order. */
function ChangeNotice({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Alert
      color="yellow"
      variant="outline"
      role="status"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onClose}
    >
      {text}
    </Alert>
  )
}

function NoteField({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  return (
    <Textarea
      label="Note"
      description="Visible to staff only."
      autosize
      minRows={2}
      maxRows={6}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
