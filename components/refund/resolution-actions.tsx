'use client'

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import type { Resolution } from './resolution'
import classes from './resolution-card.module.css'
import { useResolutionActions } from './use-resolution-actions'

/** What can be done about a refund that was refused, or of which nobody knows what became. */
export function ResolutionActions({ resolution }: { resolution: Resolution }) {
  const cannotAct = useReasonAgainst('refunds.issue') !== undefined
  const [isByHand, setByHand] = useState(false)
  const { retry, lookUp, isBusy } = useResolutionActions(resolution.id)
  const { kind, source, status, error } = resolution
  if (cannotAct || kind !== 'refund' || source !== 'person') return null
  // What was refused of a reversal is on its gift card again.
  const isRefused =
    !resolution.reversesGiftCardId && (status === 'failed' || status === 'incomplete')
  const isStuck = status === 'pending' && error !== null
  if (!isRefused && !isStuck) return null
  return (
    <>
      <div className={classes.actions}>
        {isRefused && (
          <>
            <Button size="compact-sm" loading={isBusy} onClick={() => retry('same')}>
              Try again
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              onClick={() => retry('gift_card')}
            >
              Refund as a gift card
            </Button>
          </>
        )}
        {isStuck && (
          <Button size="compact-sm" loading={isBusy} onClick={lookUp}>
            Look it up again
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isByHand}
          onClick={() => setByHand(!isByHand)}
        >
          Settle it by hand
        </Button>
      </div>
      {isByHand && <ByHand resolution={resolution} onDone={() => setByHand(false)} />}
    </>
  )
}

function ByHand({ resolution, onDone }: { resolution: Resolution; onDone: () => void }) {
  const [words, setWords] = useState('')
  const cannotOverride = useReasonAgainst('refunds.override')
  const { settle, isBusy } = useResolutionActions(resolution.id, onDone)
  const isEmpty = words.trim() === ''
  return (
    <div className={classes.byHand}>
      <TextInput
        label="Reference at the payment service, or how you know that it was not done"
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button
        loading={isBusy}
        disabled={isEmpty}
        onClick={() => settle({ outcome: 'done', reference: words })}
      >
        Mark as done
      </Button>
      {resolution.status === 'pending' && (
        <Button
          variant="default"
          disabled={isEmpty || isBusy || cannotOverride !== undefined}
          title={cannotOverride}
          onClick={() => settle({ outcome: 'not_done', reason: words })}
        >
          Mark as not done
        </Button>
      )}
    </div>
  )
}
