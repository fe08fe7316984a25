'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconClockPause } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Copyable } from '@/components/copyable/copyable'
import { amountText } from '@/components/money/money'
import { Notice } from '@/components/states/notice'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import type { IssuedResolution, RefundForm } from './form/refund-form'
import classes from './refund-sheet.module.css'

type Props = { done: IssuedResolution; form: RefundForm; onClose: () => void }

/** Confirms the submitted refund or reshipment. The only place that shows a new gift card's code. */
export function DonePanel({ done, form, onClose }: Props) {
  const { locale } = useViewerLocale()
  const backButton = useRef<HTMLButtonElement>(null)
  // The focused field was removed together with the form.
  useEffect(() => backButton.current?.focus(), [])
  const isRequest = done.status === 'requested'
  const amount = amountText(done.totalMinor, done.currency, locale)
  const isRefund = form.reissue === 'refund'
  const subject = isRefund ? `Refund of ${amount}` : 'Reshipment'
  return (
    <Notice
      icon={isRequest ? <IconClockPause size={20} /> : <IconCircleCheck size={20} />}
      title={`${subject} submitted${isRequest ? ' for approval' : ''}`}
      actions={
        <Button onClick={onClose} ref={backButton}>
          Back to order
        </Button>
      }
    >
      {done.approvalReasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {isRequest && <p>Another user must approve it. The decision will appear on the order.</p>}
      {done.giftCardCode && (
        <div className={classes.code}>
          <p>Gift card code. Copy it now, it won't be shown again.</p>
          <Copyable value={done.giftCardCode} what="gift card code">
            <code>{done.giftCardCode}</code>
          </Copyable>
        </div>
      )}
    </Notice>
  )
}
