'use client'

import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useReasonAgainst } from '@/components/shell/viewer'
import { ExactTime } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { ANNOTATION_LABELS, type Annotation } from '@/domain/reports/report-annotation'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useReport, useReportState } from '../page/use-report'
import { AnnotationForm } from './annotation-form'
import classes from './dialogs.module.css'
import { useAnnotations } from './use-annotations'

type Props = { page: ReportPage; onClose: () => void }

/** The annotations in the range of the report, and a form to add one. */
export function AnnotationsDialog({ page, onClose }: Props) {
  const { input } = useReportState(page)
  const { data } = useReport(page)
  const annotations = useAnnotations(page, data)
  const reason = useReasonAgainst('reports.annotate')
  return (
    <Modal
      opened
      onClose={onClose}
      title="Annotations"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {annotations.length === 0 ? (
        <p className={classes.nothing}>
          No annotations in this range. Add a promotion, incident or note to explain a change in the
          numbers.
        </p>
      ) : (
        <ul className={classes.list}>
          {annotations.map((annotation) => (
            <AnnotationLine
              key={annotation.id}
              annotation={annotation}
              canRemove={reason === undefined}
            />
          ))}
        </ul>
      )}
      {reason ? (
        <p className={classes.nothing}>{reason}</p>
      ) : (
        <AnnotationForm storefront={input.storefront} />
      )}
    </Modal>
  )
}

function useRemoveAnnotation() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.reportSettings.removeAnnotation.mutationOptions({
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.annotations.pathKey() }),
    }),
  )
}

type LineProps = { annotation: Annotation; canRemove: boolean }

function AnnotationLine({ annotation, canRemove }: LineProps) {
  const { id, kind, title, startsAt, endsAt, authorName } = annotation
  const { mutate, isPending, error } = useRemoveAnnotation()
  return (
    <li>
      <div>
        <strong>
          {ANNOTATION_LABELS[kind]}: <bdi>{title}</bdi>
        </strong>
        <p>
          <ExactTime at={startsAt} />
          {endsAt && (
            <>
              {' '}
              to <ExactTime at={endsAt} />
            </>
          )}
          {' · '}
          <bdi>{authorName}</bdi>
        </p>
        {error && <p role="alert">{error.message}</p>}
      </div>
      {canRemove && (
        <Button
          variant="default"
          size="compact-sm"
          loading={isPending}
          onClick={() => mutate({ annotationId: id })}
          aria-label={`Remove ${title}`}
        >
          Remove
        </Button>
      )}
    </li>
  )
}
