import type postgres from 'postgres'

/**
 * The driver, with every statement prepared once per connection, in transactions and out of them.
 * Left alone, drizzle has each one parsed, planned and described anew, which takes a second round
 * trip. For the few short statements of writes: a list's query is planned better with its
 * parameters known.
 */
export function withPreparedStatements(sql: postgres.Sql): postgres.Sql {
  const unsafe = preparedUnsafe(sql)
  return new Proxy(sql, {
    get: (target, key) => {
      if (key === 'begin')
        return (work: (tx: postgres.TransactionSql) => unknown) =>
          target.begin((tx) => work(prepared(tx)))
      if (key === 'unsafe') return unsafe
      return Reflect.get(target, key)
    },
  })
}

function preparedUnsafe(target: postgres.ISql) {
  return (...[text, parameters, options]: Parameters<typeof target.unsafe>) =>
    target.unsafe(text, parameters, { ...options, prepare: true })
}

function prepared(tx: postgres.TransactionSql): postgres.TransactionSql {
  const unsafe = preparedUnsafe(tx)
  return new Proxy(tx, {
    get: (target, key) => {
      if (key === 'unsafe') return unsafe
      if (key === 'savepoint') {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.savepoint((inner) => work(prepared(inner)))
      }
      return Reflect.get(target, key)
    },
  })
}
