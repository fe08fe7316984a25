/** A staff member who can be assigned work. */
export type Candidate = { id: string; name: string }

/**
 * Returns the candidate after `lastId` by id, wrapping around; undefined without candidates. A
 * candidate who left in between does not shift the rotation.
 */
export function nextInTurn(
  people: readonly Candidate[],
  lastId: string | null,
): Candidate | undefined {
  const inOrder = people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return inOrder.find(({ id }) => lastId === null || id > lastId) ?? inOrder[0]
}
