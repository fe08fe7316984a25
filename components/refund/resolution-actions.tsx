'use client'

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import type { Resolution } from './resolution'
import classes from './resolution-card.module.css'
import { useResolutionActions } from './use-resolution-actions'

/** Actions for a refund that failed or whose outcome is unknown. */
export function ResolutionActions({ resolution }: { resolution: Resolution }) {
  const cannotAct = useReasonAgainst('refunds.issue') !== undefined
  const [isRecording, setRecording] = useState(false)
  const { retry, lookUp, isBusy } = useResolutionActions(resolution.id)
  const { kind, source, status, error } = resolution
  if (cannotAct || kind !== 'refund' || source !== 'person') return null
  // A failed gift card reversal needs no retry: its amount is back on the gift card.
  const hasFailed =
    !resolution.reversesGiftCardId && (status === 'failed' || status === 'incomplete')
  const isUnknown = status === 'pending' && error !== null
  if (!hasFailed && !isUnknown) return null
  return (
    <>
      <div className={classes.actions}>
        {hasFailed && <RetryButtons isBusy={isBusy} onRetry={retry} />}
        {isUnknown && (
          <Button size="compact-sm" loading={isBusy} onClick={lookUp}>
            Check status
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isRecording}
          onClick={() => setRecording(!isRecording)}
        >
          Record outcome manually
        </Button>
      </div>
      {isRecording && <RecordOutcome resolution={resolution} onDone={() => setRecording(false)} />}
    </>
  )
}

type RetryProps = { isBusy: boolean; onRetry: (as: 'same' | 'gift_card') => void }

function RetryButtons({ isBusy, onRetry }: RetryProps) {
  return (
    <>
      <Button size="compact-sm" loading={isBusy} onClick={() => onRetry('same')}>
        Retry refund
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy}
        onClick={() => onRetry('gift_card')}
      >
        Refund as gift card
      </Button>
    </>
  )
}

function RecordOutcome({ resolution, onDone }: { resolution: Resolution; onDone: () => void }) {
  const [text, setText] = useState('')
  const cannotOverride = useReasonAgainst('refunds.override')
  const { settle, isBusy } = useResolutionActions(resolution.id, onDone)
  const isEmpty = text.trim() === ''
  return (
    <div className={classes.byHand}>
      <TextInput
        label="Payment reference, or proof that the refund wasn't made"
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        loading={isBusy}
        disabled={isEmpty}
        onClick={() => settle({ outcome: 'done', reference: text })}
      >
        Mark as done
      </Button>
      {resolution.status === 'pending' && (
        <Button
          variant="default"
          disabled={isEmpty || isBusy || cannotOverride !== undefined}
          title={cannotOverride}
          onClick={() => settle({ outcome: 'not_done', reason: text })}
        >
          Mark as not done
        </Button>
      )}
    </div>
  )
}
