import { z } from 'zod'
import { AddressInput } from '../../address/address-input'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

export const reshipCorrectedAction = defineAction({
  code: 'reship_corrected',
  label: 'Reship to corrected address',
  permission: 'refunds.issue',
  form: 'address',
  input: z.object({ address: AddressInput, reason: Reason }),
  effect: 'Ships the same items to this address at no charge.',
  past: 'reshipped the items to a corrected address',
  isFinal: true,
})
