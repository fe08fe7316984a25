import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextInTurn } from './round-robin'

const people = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 })

test('in as many turns as there are people everybody has one', () => {
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

test('the turn of somebody who left goes to the next one', () => {
  const all = ['a', 'c', 'd'].map((id) => ({ id, name: id.toUpperCase() }))
  expect(nextInTurn(all, 'b')).toEqual({ id: 'c', name: 'C' })
  expect(nextInTurn(all, 'd')).toEqual({ id: 'a', name: 'A' })
})

test('without anybody nobody has a turn', () => {
  expect(nextInTurn([], 'a')).toBeUndefined()
})
