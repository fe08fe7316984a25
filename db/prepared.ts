import type postgres from 'postgres'

/**
 * The driver, with every statement of its transactions prepared once per connection. Left alone,
 * drizzle has each one parsed, planned and described anew, which takes a second round trip.
 * For transactions only: they are few short statements again and again, while a list's query is
 * planned better with its parameters known.
 */
export function withPreparedTransactions(sql: postgres.Sql): postgres.Sql {
  return new Proxy(sql, {
    get: (target, key) =>
      key === 'begin'
        ? (work: (tx: postgres.TransactionSql) => unknown) =>
            target.begin((tx) => work(prepared(tx)))
        : Reflect.get(target, key),
  })
}

function prepared(tx: postgres.TransactionSql): postgres.TransactionSql {
  return new Proxy(tx, {
    get: (target, key) => {
      if (key === 'unsafe') {
        return (...[text, parameters, options]: Parameters<typeof tx.unsafe>) =>
          target.unsafe(text, parameters, { ...options, prepare: true })
      }
      if (key === 'savepoint') {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.savepoint((inner) => work(prepared(inner)))
      }
      return Reflect.get(target, key)
    },
  })
}
