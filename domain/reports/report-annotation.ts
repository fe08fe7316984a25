export const ANNOTATION_KINDS = ['promotion', 'incident', 'note'] as const
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

export const ANNOTATION_LABELS: Record<AnnotationKind, string> = {
  promotion: 'Promotion',
  incident: 'Incident',
  note: 'Note',
}

/** An event shown on the time axes of reports, to explain a number. */
export type Annotation = {
  id: string
  kind: AnnotationKind
  title: string
  startsAt: Date
  /** Null: a single point in time. */
  endsAt: Date | null
  /** Null: all storefronts. */
  storefrontId: string | null
  authorName: string
}
