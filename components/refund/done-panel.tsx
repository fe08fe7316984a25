'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconClockPause } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Copyable } from '@/components/copyable/copyable'
import { amountText } from '@/components/money/money'
import { Notice } from '@/components/states/notice'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import type { Issued, RefundForm } from './form/refund-form'
import classes from './refund-sheet.module.css'

type Props = { done: Issued; form: RefundForm; onClose: () => void }

/** What became of the form. A gift card's code is shown here and nowhere else. */
export function DonePanel({ done, form, onClose }: Props) {
  const { locale } = useViewerLocale()
  const back = useRef<HTMLButtonElement>(null)
  // What had the focus went with the form.
  useEffect(() => back.current?.focus(), [])
  const isRequest = done.status === 'requested'
  const amount = amountText(done.totalMinor, done.currency, locale)
  const isRefund = form.reissue === 'refund'
  const what = isRefund ? `The refund of ${amount}` : 'The new parcel'
  return (
    <Notice
      icon={isRequest ? <IconClockPause size={20} /> : <IconCircleCheck size={20} />}
      title={isRequest ? `${what} waits for approval` : `${what} is on its way`}
      actions={
        <Button onClick={onClose} ref={back}>
          Back to the order
        </Button>
      }
    >
      {done.approvalReasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {isRequest && <p>Somebody else has to approve it. You see the decision on the order.</p>}
      {done.giftCardCode && (
        <div className={classes.code}>
          <p>The code of the gift card. It is shown only now:</p>
          <Copyable value={done.giftCardCode} what="gift card code">
            <code>{done.giftCardCode}</code>
          </Copyable>
        </div>
      )}
    </Notice>
  )
}
