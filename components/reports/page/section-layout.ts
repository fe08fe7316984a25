import type { Section } from '@/domain/reports/report-model'

/** Tables with more columns use the full width. */
const MAX_COLUMNS = 5

/** Lays sections out in two columns; wide tables and single sections span both. */
export function layOutSections(sections: Section[]): { section: Section; isWide: boolean }[] {
  let isSecond = false
  return sections.map((section, i) => {
    const next = sections[i + 1]
    const isWide = isWideTable(section) || (!isSecond && (!next || isWideTable(next)))
    isSecond = !isWide && !isSecond
    return { section, isWide }
  })
}

const isWideTable = ({ kind, columns }: Section) => kind === 'table' && columns.length > MAX_COLUMNS
