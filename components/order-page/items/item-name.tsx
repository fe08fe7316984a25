import type { Line } from '../order-data'
import classes from './item-table.module.css'

/** The product as it was bought: variant, SKU and what the customer had put on it. */
export function ItemName({ line }: { line: Line }) {
  const small = [line.variantTitle, line.sku && `SKU ${line.sku}`, line.isGiftCard && 'Gift card']
  return (
    <div className={classes.item}>
      <bdi className={classes.title}>{line.title}</bdi>
      <bdi className={classes.small}>{small.filter(Boolean).join(' · ')}</bdi>
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
