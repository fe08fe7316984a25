import type { Line } from '../order-data'
import classes from './shipment-list.module.css'

type Props = { units: { lineId: string; quantity: number }[]; lines: Line[] }

/** Renders the items of a parcel or a refund with their quantities. */
export function LineUnits({ units, lines }: Props) {
  return (
    <ul className={classes.units}>
      {units.map(({ lineId, quantity }) => (
        <li key={lineId}>
          {quantity} × <bdi>{lines.find(({ id }) => id === lineId)?.title ?? 'Unknown item'}</bdi>
        </li>
      ))}
    </ul>
  )
}
