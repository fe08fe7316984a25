import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextInTurn } from './round-robin'

const people = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 })

test('every candidate gets one turn per round', () => {
  fc.assert(
    fc.property(people, fc.option(fc.uuid(), { nil: null }), (ids, start) => {
      const all = ids.map((id) => ({ id, name: id }))
      const turns: string[] = []
      let last = start
      for (const _ of ids) {
        last = nextInTurn(all, last)?.id ?? null
        turns.push(last ?? '')
      }
      expect(turns.toSorted()).toEqual(ids.toSorted())
    }),
  )
})

test('the turn of a removed candidate goes to the next one', () => {
  const all = ['a', 'c', 'd'].map((id) => ({ id, name: id.toUpperCase() }))
  expect(nextInTurn(all, 'b')).toEqual({ id: 'c', name: 'C' })
  expect(nextInTurn(all, 'd')).toEqual({ id: 'a', name: 'A' })
})

test('returns undefined without candidates', () => {
  expect(nextInTurn([], 'a')).toBeUndefined()
})
