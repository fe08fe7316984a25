import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMentions, mentionBeingTyped, splitMentions } from './mentions'

const zoe = { id: 'zoe', name: 'Zoë Müller' }
const jo = { id: 'jo', name: 'Jo' }
const joann = { id: 'joann', name: 'Jo Ann' }
const taro = { id: 'taro', name: '山田 太郎' }
const all = [zoe, jo, joann, taro]

test.each([
  ['@Zoë Müller, please look', ['zoe']],
  ['please look, @zoë müller.', ['zoe']],
  ['@Jo Ann and @Jo', ['joann', 'jo']],
  ['@Jo @Jo @Jo', ['jo']],
  ['@Joanna is nobody here', []],
  ['write to info@Jo', []],
  ['(@山田 太郎)', ['taro']],
  ['@', []],
  ['', []],
])('%s', (note, ids) => {
  expect(findMentions(note, all)).toEqual(ids)
})

test('the parts of a note concatenate to the note', () => {
  const pieces = fc.constantFrom('@', 'Jo', ' ', 'Jo Ann', '@Zoë Müller', 'x', '\n', '@山田 太郎')
  fc.assert(
    fc.property(fc.array(pieces), (words) => {
      const note = words.join('')
      const parts = splitMentions(note, all)
      expect(parts.map(({ text }) => text).join('')).toBe(note)
      for (const { text, colleagueId } of parts) {
        const named = all.find(({ id }) => id === colleagueId)
        if (colleagueId) expect(text.toLowerCase()).toBe(`@${named?.name}`.toLowerCase())
      }
    }),
  )
})

test('returns the name being typed, from its @ to the caret', () => {
  expect(mentionBeingTyped('ask @Zo', 7)).toBe('Zo')
  expect(mentionBeingTyped('ask @', 5)).toBe('')
  expect(mentionBeingTyped('mail a@b', 8)).toBeUndefined()
  expect(mentionBeingTyped('@Zo\nnext', 8)).toBeUndefined()
  expect(mentionBeingTyped('nothing', 3)).toBeUndefined()
})
