import type { Line } from '../order-data'
import classes from './item-table.module.css'

/** Renders the product as bought: title, variant, SKU and custom properties. */
export function ItemName({ line }: { line: Line }) {
  const details = [line.variantTitle, line.sku && `SKU ${line.sku}`, line.isGiftCard && 'Gift card']
  return (
    <div className={classes.item}>
      <bdi className={classes.title}>{line.title}</bdi>
      <bdi className={classes.small}>{details.filter(Boolean).join(' · ')}</bdi>
      {line.properties.length > 0 && (
        <ul className={classes.properties}>
          {line.properties.map(({ name, value }) => (
            <li key={name} dir="auto">
              {name}: {value}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
