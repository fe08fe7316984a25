export const ANNOTATION_KINDS = ['promotion', 'incident', 'note'] as const
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

export const ANNOTATION_LABELS: Record<AnnotationKind, string> = {
  promotion: 'Promotion',
  incident: 'Incident',
  note: 'Note',
}

/** What happened that explains a number. A moment has no end. */
export type Annotation = {
  id: string
  kind: AnnotationKind
  title: string
  startsAt: Date
  endsAt: Date | null
  /** Null: every storefront. */
  storefrontId: string | null
  authorName: string
}
