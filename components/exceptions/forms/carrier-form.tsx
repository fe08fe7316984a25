'use client'

import { Autocomplete, TextInput } from '@mantine/core'
import { useZodForm } from '@/components/form/use-zod-form'
import { chooseOtherCarrierAction } from '@/domain/exception/actions/choose-other-carrier'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'

/** Suggested carriers. Any other name can be entered. */
const CARRIERS = ['DHL', 'DPD', 'FedEx', 'UPS', 'USPS']

/** Renders a form for the carrier and tracking number of a parcel. */
export function CarrierForm({ action, data }: { action: Action; data: ItemData }) {
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const form = useZodForm({
    schema: chooseOtherCarrierAction.input,
    savedValues: { carrier: '', trackingNumber: '', trackingUrl: '' },
    onSubmit: (parcel) =>
      takeAction({ ...parcel, exceptionId, version, action: 'choose_other_carrier' }),
  })
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      <Autocomplete label="Carrier" required data={CARRIERS} {...form.getInputProps('carrier')} />
      <TextInput label="Tracking number" required {...form.getInputProps('trackingNumber')} />
      <TextInput
        label="Tracking URL (optional)"
        placeholder="https://"
        {...form.getInputProps('trackingUrl')}
      />
    </FormFrame>
  )
}
