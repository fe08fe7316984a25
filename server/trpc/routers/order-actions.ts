import { ResendReceiptInput, resendReceipt } from '@/server/modules/emails/resend-receipt'
import {
  AddNoteInput,
  addNote,
  EditNoteInput,
  editNote,
} from '@/server/modules/orders/add-order-note'
import { AssignOrderInput, assignOrder } from '@/server/modules/orders/assign-order'
import {
  EditShippingAddressInput,
  editShippingAddress,
} from '@/server/modules/orders/edit-shipping-address'
import { HoldOrderInput, holdOrder } from '@/server/modules/orders/hold-order'
import { ReleaseOrderInput, releaseOrder } from '@/server/modules/orders/release-order'
import { addTag, removeTag, TagOrderInput } from '@/server/modules/orders/tag-order'
import { CancelOrderInput, cancelOrder } from '@/server/modules/pipeline/cancel-order'
import { procedureWith, router } from '../init'

// The module verbs check the order's state and refund its money.
const acting = procedureWith('orders.act')
const noting = procedureWith('orders.note')

/** Actions on an order: hold, cancel, tag, assign, notes and others. */
export const orderActionsRouter = router({
  hold: acting.input(HoldOrderInput).mutation(({ input, ctx }) => holdOrder(input, ctx.command)),

  release: acting
    .input(ReleaseOrderInput)
    .mutation(({ input, ctx }) => releaseOrder(input, ctx.command)),

  cancel: acting
    .input(CancelOrderInput)
    .mutation(({ input, ctx }) => cancelOrder(input, ctx.command)),

  editAddress: acting
    .input(EditShippingAddressInput)
    .mutation(({ input, ctx }) => editShippingAddress(input, ctx.command)),

  resendReceipt: acting
    .input(ResendReceiptInput)
    .mutation(({ input, ctx }) => resendReceipt(input, ctx.command)),

  addTag: acting.input(TagOrderInput).mutation(({ input, ctx }) => addTag(input, ctx.command)),

  removeTag: acting
    .input(TagOrderInput)
    .mutation(({ input, ctx }) => removeTag(input, ctx.command)),

  assign: acting
    .input(AssignOrderInput)
    .mutation(({ input, ctx }) => assignOrder(input, ctx.command)),

  addNote: noting.input(AddNoteInput).mutation(({ input, ctx }) => addNote(input, ctx.command)),

  editNote: noting.input(EditNoteInput).mutation(({ input, ctx }) => editNote(input, ctx.command)),
})
