import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import classes from './keyboard-shortcuts.module.css'
import { useNavItems } from './viewer'

const SHORTCUTS = [
  { keys: ['Ctrl / ⌘', 'K'], action: 'Search or go to a page' },
  { keys: ['/'], action: 'Search this page' },
  { keys: ['j'], action: 'Next row' },
  { keys: ['k'], action: 'Previous row' },
  { keys: ['Enter'], action: 'Open row' },
  { keys: ['Esc'], action: 'Close exception pane' },
  { keys: ['x'], action: 'Select order or exception' },
  { keys: ['t'], action: 'Assign exception to me' },
  { keys: ['a'], action: 'Assign exception' },
  { keys: ['w'], action: 'Snooze exception' },
  { keys: ['i'], action: 'Ignore exception' },
  { keys: ['e'], action: 'Escalate exception or return it to staff' },
  { keys: ['r'], action: 'Retry exception; on an order, refund or reship' },
  { keys: ['Ctrl / ⌘', 'Enter'], action: 'Submit refund' },
  { keys: ['?'], action: 'Show shortcuts' },
]

/** The dialog that lists the keyboard shortcuts; opened by `?`. */
export function KeyboardShortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navItems = useNavItems()
  const goTo = navItems.map(({ key, label }) => ({ keys: ['g', key], action: `Go to ${label}` }))
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" size="sm">
      <dl className={classes.keys}>
        {[...SHORTCUTS.slice(0, 2), ...goTo, ...SHORTCUTS.slice(2)].map(({ keys, action }) => (
          <Fragment key={action}>
            <dt>{action}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  )
}
