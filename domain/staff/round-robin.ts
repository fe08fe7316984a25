/** Somebody to whom work may be given. */
export type Candidate = { id: string; name: string }

/**
 * Whose turn it is: the one after the last, in the order of their ids, and the first again after
 * the last of them. Somebody who left in between costs nobody a turn. Undefined: there is nobody.
 */
export function nextInTurn(
  people: readonly Candidate[],
  lastId: string | null,
): Candidate | undefined {
  const inOrder = people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return inOrder.find(({ id }) => lastId === null || id > lastId) ?? inOrder[0]
}
