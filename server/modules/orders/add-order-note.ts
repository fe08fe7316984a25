import { z } from 'zod'
import { insertOrderNote, lockOrderNote, saveOrderNote } from '@/db/queries/orders/order-notes'
import { listColleagues } from '@/db/queries/settings/staff'
import { noteAdded, noteEdited } from '@/domain/events/order-events'
import { cleanNote } from '@/domain/text/clean-text'
import { findMentions } from '@/domain/text/mentions'
import { AppError } from '@/server/errors'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { actOnOrder } from './act-on-order'

const NoteText = z
  .string()
  .max(5_000, 'A note has at most 5,000 characters.')
  .transform((raw) => cleanNote(raw).text.trim())
  .pipe(z.string().min(1, 'Write something first.'))

export const AddNoteInput = z.object({ orderId: z.uuid(), text: NoteText })
export type AddNoteInput = z.infer<typeof AddNoteInput>

export const EditNoteInput = AddNoteInput.extend({
  noteId: z.uuid(),
  /** `version` of the note that the person saw. */
  version: z.int().min(1),
})
export type EditNoteInput = z.infer<typeof EditNoteInput>

/**
 * Writes a note for colleagues on an order. What it says stays in the note, not in the timeline.
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
 * Changes one's own note; what it said before is kept.
 * @throws AppError forbidden, not_found, conflict when it was edited meanwhile
 */
export function editNote(
  { orderId, noteId, version, text }: EditNoteInput,
  context: CommandContext,
): Promise<{ noteId: string }> {
  return actOnOrder('note', orderId, context, async (uow, { person }) => {
    const note = await lockOrderNote(uow.tx, noteId)
    if (note?.orderId !== orderId) throw new AppError('not_found', 'There is no such note.')
    if (note.authorId !== person.id)
      throw new AppError('forbidden', 'Only its author may edit a note.')
    if (note.version !== version)
      throw new AppError('conflict', 'The note was edited meanwhile. Look at what it says now.')
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
