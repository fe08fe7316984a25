import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ROLES } from '../staff/permissions'
import {
  formatInboxCursor,
  InboxFilter,
  parseInboxCursor,
  rolesForStage,
  stagesForRole,
} from './inbox'

it('parses every cursor it formats', () => {
  const ids = fc.oneof(fc.uuid(), fc.constant('payment_declined:capture:no_funds:0abc'))
  fc.assert(
    fc.property(fc.nat({ max: 300_000_000_000_000 }), ids, (at, id) => {
      expect(parseInboxCursor(formatInboxCursor({ at, id }))).toEqual({ at, id })
    }),
  )
})

it.each(['', '~', '1~', '~x', '-1~x', '1~x~y', 'x~y', `1~\0`, `${'9'.repeat(16)}~x`])(
  'rejects the cursor %j',
  (text) => expect(parseInboxCursor(text)).toBeUndefined(),
)

it('gives each stage to the roles that may work on it', () => {
  expect(rolesForStage('engineer')).toEqual(['engineer', 'admin'])
  expect(rolesForStage('staff')).toEqual(['care', 'lead', 'engineer', 'admin'])
  for (const role of ROLES)
    for (const stage of ['auto', 'staff', 'engineer'] as const)
      expect(stagesForRole(role).includes(stage)).toBe(rolesForStage(stage).includes(role))
})

it('rejects a kind that is not in the catalog', () => {
  expect(InboxFilter.safeParse({ kind: 'payment_declined' }).success).toBe(true)
  expect(InboxFilter.safeParse({ kind: 'toString' }).success).toBe(false)
})
