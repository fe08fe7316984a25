'use client'

import { Tooltip, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { sentenceCase } from '@/domain/events/sentence-parts'
import { AddressForm } from '../forms/address-form'
import { CarrierForm } from '../forms/carrier-form'
import { CustomsForm } from '../forms/customs-form'
import { ProductForm } from '../forms/product-form'
import { SimpleForm } from '../forms/simple-form'
import { StepForm } from '../forms/step-form'
import classes from './item-actions.module.css'
import { type Action, type ItemData, isClosed } from './item-data'

/** Renders the actions that resolve an exception of this kind, with the form of the selected one. */
export function ItemActions({ data }: { data: ItemData }) {
  const { exception, actions } = data
  const firstAllowed = actions.find(({ unavailableReason }) => unavailableReason === null)
  const [code, setCode] = useState<Action['code'] | undefined>(firstAllowed?.code)
  const selected = actions.find(
    (action) => action.code === code && action.unavailableReason === null,
  )
  if (isClosed(exception)) return <Closed data={data} />
  if (actions.length === 0) return null
  return (
    <Section title="Resolve">
      <fieldset className={classes.choices} aria-label="Actions">
        {actions.map((action) => (
          <ActionButton
            key={action.code}
            action={action}
            isSelected={action.code === selected?.code}
            onSelect={() => setCode(action.code)}
          />
        ))}
      </fieldset>
      {selected ? (
        <ActionForm key={selected.code} action={selected} data={data} />
      ) : (
        <Nothing>
          {firstAllowed ? 'Select an action.' : (actions[0]?.unavailableReason ?? '')}
        </Nothing>
      )}
    </Section>
  )
}

type ActionButtonProps = { action: Action; isSelected: boolean; onSelect: () => void }

function ActionButton({
  action: { label, unavailableReason },
  isSelected,
  onSelect,
}: ActionButtonProps) {
  const isDisabled = unavailableReason !== null
  return (
    <Tooltip label={unavailableReason} disabled={!isDisabled}>
      <UnstyledButton
        className={classes.choice}
        aria-pressed={isSelected}
        aria-disabled={isDisabled || undefined}
        onClick={() => isDisabled || onSelect()}
      >
        {label}
      </UnstyledButton>
    </Tooltip>
  )
}

function Closed({ data: { exception } }: { data: ItemData }) {
  return (
    <Section title={exception.status === 'ignored' ? 'Ignored' : 'Resolved'}>
      <Nothing>
        {exception.closedBy ? `${sentenceCase(exception.closedBy)}.` : 'No action needed.'}
      </Nothing>
    </Section>
  )
}

function ActionForm({ action, data }: { action: Action; data: ItemData }) {
  switch (action.form) {
    case 'address':
      return <AddressForm action={action} data={data} />
    case 'carrier':
      return <CarrierForm action={action} data={data} />
    case 'customs':
      return <CustomsForm action={action} data={data} />
    case 'product':
      return <ProductForm action={action} data={data} />
    case 'step_input':
    case 'step_result':
      return <StepForm action={action} data={data} />
    default:
      return <SimpleForm action={action} data={data} />
  }
}
