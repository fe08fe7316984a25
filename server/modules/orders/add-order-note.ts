import { z } from 'zod'
import { insertOrderNote, lockOrderNote, saveOrderNote } from '@/db/queries/orders/order-notes'
import { listColleagues } from '@/db/queries/settings/staff'
import { noteAdded, noteEdited } from '@/domain/events/order-events'
import { NoteText } from '@/domain/order/order-note'
import { findMentions } from '@/domain/text/mentions'
import { AppError, staleVersion } from '@/server/errors'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { actOnOrder } from './act-on-order'

export const AddNoteInput = z.object({ orderId: z.uuid(), text: NoteText })
export type AddNoteInput = z.infer<typeof AddNoteInput>

export const EditNoteInput = AddNoteInput.extend({
  noteId: z.uuid(),
  /** The note's `version` that the user saw. */
  version: z.int().min(1),
})
export type EditNoteInput = z.infer<typeof EditNoteInput>

/**
 * Adds an internal note to an order. Its text is stored in the note only, not on the timeline.
 * @throws AppError forbidden, not_found
 */
export function addNote(
  { orderId, text }: AddNoteInput,
  context: CommandContext,
): Promise<{ noteId: string }> {
  return actOnOrder('note', orderId, context, async (uow, { person }) => {
    const { ids, names } = await mentionsIn(uow, text)
    const note = { orderId, authorId: person.id, text, mentions: ids, createdAt: uow.now }
    const noteId = await insertOrderNote(uow.tx, note)
    uow.record(noteAdded({ orderId, noteId, mentions: names }))
    return { noteId }
  })
}

/**
 * Edits the actor's own note; earlier versions are kept.
 * @throws AppError forbidden, not_found, conflict when it was edited since
 */
export function editNote(
  { orderId, noteId, version, text }: EditNoteInput,
  context: CommandContext,
): Promise<{ noteId: string }> {
  return actOnOrder('note', orderId, context, async (uow, { person }) => {
    const note = await lockOrderNote(uow.tx, noteId)
    if (note?.orderId !== orderId) throw new AppError('not_found', 'Note not found.')
    if (note.authorId !== person.id)
      throw new AppError('forbidden', 'Only the author can edit a note.')
    if (note.version !== version)
      throw staleVersion('This note was edited by someone else. Reload it and try again.')
    if (note.text === text) return { noteId }
    const { ids, names } = await mentionsIn(uow, text)
    await saveOrderNote(uow.tx, note, { text, mentions: ids }, uow.now)
    uow.record(noteEdited({ orderId, noteId, mentions: names, version }))
    return { noteId }
  })
}

async function mentionsIn(
  { tx }: UnitOfWork,
  text: string,
): Promise<{ ids: string[]; names: string[] }> {
  const colleagues = await listColleagues(tx)
  const ids = findMentions(text, colleagues)
  const names = colleagues.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return { ids, names }
}
