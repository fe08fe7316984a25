'use client'

import { Tooltip, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { AddressForm } from '../forms/address-form'
import { CarrierForm } from '../forms/carrier-form'
import { CustomsForm } from '../forms/customs-form'
import { ProductForm } from '../forms/product-form'
import { SimpleForm } from '../forms/simple-form'
import { StepForm } from '../forms/step-form'
import classes from './item-actions.module.css'
import { type Action, type ItemData, isClosed } from './item-data'

/** The ways to settle an exception of this kind, each with its form. */
export function ItemActions({ data }: { data: ItemData }) {
  const { exception, actions } = data
  const possible = actions.find(({ against }) => against === null)
  const [code, setCode] = useState<Action['code'] | undefined>(possible?.code)
  const chosen = actions.find((action) => action.code === code && action.against === null)
  if (isClosed(exception)) return <Closed data={data} />
  if (actions.length === 0) return null
  return (
    <Section title="Settle it">
      <fieldset className={classes.choices} aria-label="Ways to settle it">
        {actions.map((action) => (
          <Choice
            key={action.code}
            action={action}
            isChosen={action.code === chosen?.code}
            onChoose={() => setCode(action.code)}
          />
        ))}
      </fieldset>
      {chosen ? (
        <ActionForm key={chosen.code} action={chosen} data={data} />
      ) : (
        <Nothing>{possible ? 'Choose what to do.' : (actions[0]?.against ?? '')}</Nothing>
      )}
    </Section>
  )
}

type ChoiceProps = { action: Action; isChosen: boolean; onChoose: () => void }

function Choice({ action: { label, against }, isChosen, onChoose }: ChoiceProps) {
  const isRefused = against !== null
  return (
    <Tooltip label={against} disabled={!isRefused}>
      <UnstyledButton
        className={classes.choice}
        aria-pressed={isChosen}
        aria-disabled={isRefused || undefined}
        onClick={() => isRefused || onChoose()}
      >
        {label}
      </UnstyledButton>
    </Tooltip>
  )
}

function Closed({ data: { exception } }: { data: ItemData }) {
  return (
    <Section title={exception.status === 'ignored' ? 'Ignored' : 'Settled'}>
      <Nothing>
        {exception.closedBy
          ? `Nothing is left to do here: ${exception.closedBy}.`
          : 'Nothing is left to do here.'}
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
