import { AssignOrderInput, assignOrder } from '../../commands/orders/assign-order'
import { CancelOrderInput, cancelOrder } from '../../commands/orders/cancel-order'
import {
  EditShippingAddressInput,
  editShippingAddress,
} from '../../commands/orders/edit-shipping-address'
import { HoldOrderInput, holdOrder } from '../../commands/orders/hold-order'
import { AddNoteInput, addNote, EditNoteInput, editNote } from '../../commands/orders/note-order'
import { ReleaseOrderInput, releaseOrder } from '../../commands/orders/release-order'
import { ResendReceiptInput, resendReceipt } from '../../commands/orders/resend-receipt'
import { addTag, removeTag, TagOrderInput } from '../../commands/orders/tag-order'
import { procedureWith, router } from '../init'

// What the order allows, and cancelling its money, is settled by the commands.
const acting = procedureWith('orders.act')
const noting = procedureWith('orders.note')

/** What people do to an order beside putting it right. */
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
