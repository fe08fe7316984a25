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
              {shown.includes(name) && <MoveButtons {...{ index, shown, onChange }} />}
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

function MoveButtons({ index, shown, onChange }: Props & { index: number }) {
  const name = shown[index]
  if (name === undefined) return null
  const move = (offset: 1 | -1) =>
    onChange(shown.toSpliced(index, 1).toSpliced(index + offset, 0, name))
  return (
    <span className={classes.moves}>
      <MoveButton name={name} direction="up" isDisabled={index === 0} onMove={() => move(-1)} />
      <MoveButton
        name={name}
        direction="down"
        isDisabled={index === shown.length - 1}
        onMove={() => move(1)}
      />
    </span>
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
