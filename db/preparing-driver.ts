import type postgres from 'postgres'

/**
 * Returns a driver that prepares each statement once per connection, in transactions too. By default
 * Drizzle sends unnamed statements, which costs an extra parse/describe round trip per call. For
 * writes only: the planner finds better plans for a list's query when it knows the parameters.
 */
export function preparingDriver(sql: postgres.Sql): postgres.Sql {
  const unsafe = preparingUnsafe(sql)
  return new Proxy(sql, {
    get: (target, key) => {
      if (key === 'begin')
        return (work: (tx: postgres.TransactionSql) => unknown) =>
          target.begin((tx) => work(preparingTransaction(tx)))
      if (key === 'unsafe') return unsafe
      return Reflect.get(target, key)
    },
  })
}

function preparingUnsafe(target: postgres.ISql) {
  return (...[text, parameters, options]: Parameters<typeof target.unsafe>) =>
    target.unsafe(text, parameters, { ...options, prepare: true })
}

function preparingTransaction(tx: postgres.TransactionSql): postgres.TransactionSql {
  const unsafe = preparingUnsafe(tx)
  return new Proxy(tx, {
    get: (target, key) => {
      if (key === 'unsafe') return unsafe
      if (key === 'savepoint') {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.savepoint((inner) => work(preparingTransaction(inner)))
      }
      return Reflect.get(target, key)
    },
  })
}
