/** The name of a column and, where the name alone is ambiguous, the definition of its number. */
export type ColumnText = { label: string; hint?: string }

/** The name of the time column of a series. */
export const TIME_TEXT: ColumnText = { label: 'Time' }

/** The title of a section, a remark below it, and the text shown when it has no rows. */
export type SectionText = { title: string; note?: string; empty?: string }

/** All texts of one report page: sections by their ID, columns, and labels for values in cells. */
export type PageLabels = {
  sections: Record<string, SectionText>
  columns: Record<string, ColumnText>
  values: Record<string, Record<string, string>>
}

/** Returns the ID and the texts of a section, ready to be spread into it. */
export function sectionText<
  Labels extends PageLabels,
  Id extends keyof Labels['sections'] & string,
>({ sections }: Labels, id: Id): SectionText & { id: Id } {
  return { id, ...(sections as Record<Id, SectionText>)[id] }
}
