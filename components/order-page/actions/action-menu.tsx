'use client'

import { Button, Menu } from '@mantine/core'
import {
  IconBan,
  IconDots,
  IconHandStop,
  IconMailForward,
  IconMapPin,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderData } from '../order-data'
import classes from './action-menu.module.css'
import { AddressDialog } from './address-dialog'
import { CancelDialog } from './cancel-dialog'
import { HoldDialog } from './hold-dialog'
import { useDisabledReason } from './use-disabled-reason'
import { useFeedback } from './use-feedback'

// The form would show and save masked values.
const MASKED = 'Show personal data first.'

type Dialog = 'hold' | 'release' | 'cancel' | 'address'

/** Renders the menu of order actions. Disabled items show the reason. */
export function ActionMenu({ data }: { data: OrderData }) {
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  return (
    <>
      <Menu position="bottom-end" width={280} transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Actions data={data} onOpen={setDialog} />
        </Menu.Dropdown>
      </Menu>
      {(dialog === 'hold' || dialog === 'release') && (
        <HoldDialog order={data.order} action={dialog} onClose={close} />
      )}
      {dialog === 'cancel' && <CancelDialog data={data} onClose={close} />}
      {dialog === 'address' && <AddressDialog data={data} onClose={close} />}
    </>
  )
}

type ActionsProps = { data: OrderData; onOpen: (dialog: Dialog) => void }

function Actions({ data, onOpen }: ActionsProps) {
  const disabledReasonOf = useDisabledReason(data)
  const resend = useResend(data)
  const isHeld = data.order.status === 'on_hold'
  const holdAction = isHeld ? 'release' : 'hold'
  return (
    <>
      <Action
        icon={isHeld ? <IconPlayerPlay size={16} /> : <IconHandStop size={16} />}
        label={isHeld ? 'Release order' : 'Hold order'}
        reason={disabledReasonOf(holdAction)}
        onClick={() => onOpen(holdAction)}
      />
      <Action
        icon={<IconMapPin size={16} />}
        label="Edit shipping address"
        reason={disabledReasonOf('editAddress') ?? (data.isMasked ? MASKED : undefined)}
        onClick={() => onOpen('address')}
      />
      <Action
        icon={<IconMailForward size={16} />}
        label="Resend receipt"
        reason={disabledReasonOf('resendReceipt')}
        onClick={resend}
      />
      <Menu.Divider />
      <Action
        icon={<IconBan size={16} />}
        label="Cancel order"
        reason={disabledReasonOf('cancel')}
        onClick={() => onOpen('cancel')}
      />
    </>
  )
}

type ActionProps = {
  icon: ReactNode
  label: string
  reason: string | undefined
  onClick: () => void
}

function Action({ icon, label, reason, onClick }: ActionProps) {
  const isDisabled = reason !== undefined
  return (
    <Menu.Item
      leftSection={icon}
      className={classes.item}
      closeMenuOnClick={!isDisabled}
      aria-disabled={isDisabled || undefined}
      onClick={() => {
        if (!isDisabled) onClick()
      }}
    >
      {label}
      {isDisabled && <span className={classes.reason}>{reason}</span>}
    </Menu.Item>
  )
}

/** Returns a function that resends the receipt; one idempotency key per click. */
function useResend({ order }: OrderData): () => void {
  const trpc = useTRPC()
  const feedback = useFeedback(
    `Receipt for ${order.name} resent to ${order.email}`,
    "Couldn't resend the receipt",
  )
  const { mutate } = useMutation(trpc.orderActions.resendReceipt.mutationOptions(feedback))
  return () => mutate({ orderId: order.id, idempotencyKey: crypto.randomUUID() })
}
