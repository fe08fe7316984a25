import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import classes from './keyboard-shortcuts.module.css'
import { useNavItems } from './viewer'

const KEYS = [
  { keys: ['Ctrl / ⌘', 'K'], does: 'Open the palette' },
  { keys: ['/'], does: 'Search on this page' },
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Previous row' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['Esc'], does: 'Close the exception beside the list' },
  { keys: ['x'], does: 'Choose the order or the exception' },
  { keys: ['t'], does: 'Take the exception' },
  { keys: ['a'], does: 'Assign the exception' },
  { keys: ['w'], does: 'Let the exception wait' },
  { keys: ['i'], does: 'Ignore the exception' },
  { keys: ['e'], does: 'Escalate the exception, or hand it back' },
  { keys: ['r'], does: 'Retry the exception; on an order, refund or reship' },
  { keys: ['Ctrl / ⌘', 'Enter'], does: 'Send the refund' },
  { keys: ['?'], does: 'This list' },
]

/** The keys, as `?` shows them. */
export function KeyboardShortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navItems = useNavItems()
  const goTo = navItems.map(({ key, label }) => ({ keys: ['g', key], does: `Go to ${label}` }))
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" size="sm">
      <dl className={classes.keys}>
        {[...KEYS.slice(0, 2), ...goTo, ...KEYS.slice(2)].map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>{does}</dt>
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
