'use client'

import { useHotkeys } from '@mantine/hooks'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useReasonAgainst } from '@/components/shell/viewer'
import { RefundSheet } from './refund-sheet'

type Props = { order: { id: string; name: string; currency: string } }

/** Opens the Issue Refund form; `R` is its shortcut. */
export function RefundButton({ order }: Props) {
  const [isOpen, setOpen] = useState(false)
  const reason = useReasonAgainst('refunds.issue')
  const open = () => {
    if (reason === undefined) setOpen(true)
  }
  useHotkeys([['r', open]])
  return (
    <>
      <ReasonedButton
        onClick={open}
        reasonAgainst={reason}
        icon={<IconArrowBackUp size={16} aria-hidden />}
      >
        Refund or reship
      </ReasonedButton>
      <RefundSheet order={order} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}
