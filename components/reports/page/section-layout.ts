import type { Section } from '@/domain/reports/report-model'

/** Tables of more columns than these need the whole width. */
const MAX_COLUMNS = 5

/** Sections two abreast; a table of many columns, and what would stand alone, across. */
export function laidOut(sections: Section[]): { section: Section; isWide: boolean }[] {
  let isSecond = false
  return sections.map((section, i) => {
    const next = sections[i + 1]
    const isWide = isTable(section) || (!isSecond && (!next || isTable(next)))
    isSecond = !isWide && !isSecond
    return { section, isWide }
  })
}

const isTable = ({ kind, columns }: Section) => kind === 'table' && columns.length > MAX_COLUMNS
