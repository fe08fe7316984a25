import type { Line } from '../order-data'
import classes from './shipment-list.module.css'

type Props = { units: { lineId: string; quantity: number }[]; lines: Line[] }

/** Which items, and how many of each, a parcel or a refund is about. */
export function LineUnits({ units, lines }: Props) {
  return (
    <ul className={classes.units}>
      {units.map(({ lineId, quantity }) => (
        <li key={lineId}>
          {quantity} × <bdi>{lines.find(({ id }) => id === lineId)?.title ?? 'an item'}</bdi>
        </li>
      ))}
    </ul>
  )
}
