/** A staff member who can be mentioned in a note. */
export type Colleague = { id: string; name: string }

/** A part of a note: plain text, or a mention. */
export type NotePart = { text: string; colleagueId?: string }

const isWordCharacter = (char: string | undefined) =>
  char !== undefined && /[\p{L}\p{N}_]/u.test(char)

/**
 * Splits a note at its mentions: an `@` at the start of a word, followed by a staff member's full
 * name in any case. The longest matching name wins.
 */
export function splitMentions(note: string, colleagues: readonly Colleague[]): NotePart[] {
  const byLength = colleagues.toSorted((a, b) => b.name.length - a.name.length)
  const parts: NotePart[] = []
  let from = 0
  for (let at = note.indexOf('@'); at !== -1; at = note.indexOf('@', at + 1)) {
    if (at < from || isWordCharacter(note[at - 1])) continue
    const named = byLength.find(({ name }) => isNamedAt(note, at + 1, name))
    if (!named) continue
    if (at > from) parts.push({ text: note.slice(from, at) })
    from = at + 1 + named.name.length
    parts.push({ text: note.slice(at, from), colleagueId: named.id })
  }
  if (from < note.length) parts.push({ text: note.slice(from) })
  return parts
}

/** Returns the ids of the mentioned staff members, each once. */
export function findMentions(note: string, colleagues: readonly Colleague[]): string[] {
  return [...new Set(splitMentions(note, colleagues).flatMap((part) => part.colleagueId ?? []))]
}

/** Returns the text between an `@` and the caret while a name is typed; otherwise undefined. */
export function mentionBeingTyped(note: string, caret: number): string | undefined {
  const at = note.lastIndexOf('@', caret - 1)
  if (at === -1 || isWordCharacter(note[at - 1])) return undefined
  const typed = note.slice(at + 1, caret)
  return typed.length <= 40 && !typed.includes('\n') ? typed : undefined
}

function isNamedAt(note: string, at: number, name: string): boolean {
  if (name === '') return false
  const end = at + name.length
  return note.slice(at, end).toLowerCase() === name.toLowerCase() && !isWordCharacter(note[end])
}
