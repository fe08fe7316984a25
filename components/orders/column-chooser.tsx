'use client'

import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import classes from './column-chooser.module.css'
import { COLUMN_LABELS, COLUMN_NAMES, type ColumnName } from './column-names'

type Props = {
  shown: readonly ColumnName[]
  onChange: (columns: ColumnName[] | null) => void
}

/** Lets the user select and reorder the columns of the list. */
export function ColumnChooser({ shown, onChange }: Props) {
  const hidden = COLUMN_NAMES.filter((name) => !shown.includes(name))
  const toggle = (name: ColumnName) =>
    onChange(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name])
  const move = (index: number, offset: 1 | -1) => {
    const [moved] = shown.slice(index, index + 1)
    const others = shown.toSpliced(index, 1)
    if (moved) onChange(others.toSpliced(index + offset, 0, moved))
  }
  return (
    <Popover position="bottom-end" trapFocus transitionProps={{ duration: 100 }}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <ul className={classes.columns}>
          {[...shown, ...hidden].map((name, index) => (
            <li key={name} className={classes.column}>
              <Checkbox
                size="xs"
                label={COLUMN_LABELS[name]}
                checked={shown.includes(name)}
                disabled={name === 'order'}
                onChange={() => toggle(name)}
              />
              {shown.includes(name) && (
                <span className={classes.moves}>
                  <MoveButton
                    name={name}
                    direction="up"
                    isDisabled={index === 0}
                    onMove={() => move(index, -1)}
                  />
                  <MoveButton
                    name={name}
                    direction="down"
                    isDisabled={index === shown.length - 1}
                    onMove={() => move(index, 1)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
        <Button variant="subtle" size="compact-xs" onClick={() => onChange(null)}>
          Reset columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

type MoveProps = {
  name: ColumnName
  direction: 'up' | 'down'
  isDisabled: boolean
  onMove: () => void
}

function MoveButton({ name, direction, isDisabled, onMove }: MoveProps) {
  const Icon = direction === 'up' ? IconArrowUp : IconArrowDown
  return (
    <ActionIcon
      variant="subtle"
      size="sm"
      disabled={isDisabled}
      aria-label={`Move ${COLUMN_LABELS[name]} ${direction}`}
      onClick={onMove}
    >
      <Icon size={14} />
    </ActionIcon>
  )
}
