// Who may import whom. `npm test` runs it; each comment says how to mend what it finds.

const NOT_TEST = '(\\.test\\.tsx?|/testing[^/]*\\.ts)$'

/** Code under `from` may import only from `allowed` (and packages, unless a rule below says no). */
function only(name, from, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from, pathNot: NOT_TEST },
    to: { path: '^(app|pages|components|server|db|sandbox|e2e|bench|scripts)/', pathNot: allowed },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files need each other: move what both use into a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      comment: 'app and pages are routing only: move what you need into components or server.',
      from: { pathNot: '^(app|pages)/' },
      to: { path: '^(app|pages)/' },
    },
    {
      name: 'nothing-imports-scripts-bench-e2e',
      severity: 'error',
      comment: 'They start and measure the product, the product does not know them.',
      from: { path: '^(app|pages|components|server|db|sandbox)/', pathNot: NOT_TEST },
      to: { path: '^(scripts|bench|e2e)/' },
    },
    only(
      'domain-is-pure',
      '^server/domain/',
      '^server/domain/',
      'server/domain takes values and gives values: pass what you need as an argument.',
    ),
    {
      name: 'domain-without-node',
      severity: 'error',
      comment: 'server/domain runs in the browser too: no Node.js modules, no I/O.',
      from: { path: '^server/domain/', pathNot: NOT_TEST },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'db-knows-only-domain',
      '^db/',
      '^(db|server/domain)/',
      'db reads and writes rows: put the decision into server/commands.',
    ),
    {
      name: 'only-db-speaks-sql',
      severity: 'error',
      comment: 'Add a function to db/queries/<noun>.ts and call that.',
      from: { path: '^(app|pages|components|server|sandbox)/', pathNot: NOT_TEST },
      to: { path: 'node_modules/(drizzle-orm|postgres)/' },
    },
    only(
      'adapters-stand-alone',
      '^server/adapters/([^/]+)/',
      '^server/(domain/|adapters/$1/|adapters/[^/]+\\.ts$|errors\\.ts|log\\.ts)',
      'An adapter speaks to one vendor in our terms: no database, no other adapter.',
    ),
    only(
      'commands-below-pipeline-and-trpc',
      '^server/commands/',
      '^(db/|server/(commands|adapters|domain)/|server/(connections|errors|log|env|redact|version)\\.ts)',
      'A command knows database, adapters and rules, never who calls it.',
    ),
    only(
      'pipeline-calls-commands',
      '^server/pipeline/',
      '^server/((pipeline|commands|domain)/|(errors|log|env)\\.ts)',
      'A pipeline step calls one command; queries and vendors belong there.',
    ),
    only(
      'intake-stores-deliveries',
      '^server/intake/',
      '^server/((intake|commands/deliveries)/|(errors|log|env|request-id)\\.ts)',
      'The intake verifies and stores what a storefront sends: what it says is read later.',
    ),
    only(
      'worker-serves-the-pipeline',
      '^server/worker/',
      '^(db/client\\.ts|server/(worker|pipeline)/|server/(errors|log|env)\\.ts)',
      'The worker is a door to the pipeline: what is done behind it belongs there.',
    ),
    only(
      'runner-stands-alone',
      '^server/runner/',
      '^(db/|server/(runner|domain)/|server/(errors|log|env)\\.ts)',
      'The runner knows the functions by HTTP only.',
    ),
    only(
      'trpc-is-thin',
      '^server/trpc/',
      '^(db/queries/|db/client\\.ts|server/(trpc|commands|domain|auth)/|server/(auth|errors|log|env|request-id)\\.ts)',
      'A procedure checks, calls one query or command, and answers.',
    ),
    {
      name: 'components-know-only-domain',
      severity: 'error',
      comment: 'Components get data through tRPC; of the server they may know rules and types.',
      from: { path: '^components/', pathNot: NOT_TEST },
      to: {
        path: '^(app|server|db|sandbox)/',
        pathNot: '^server/domain/',
        dependencyTypesNot: ['type-only'],
      },
    },
    only(
      'pages-are-thin',
      '^app/(?!api/)',
      '^(app|components|server/trpc|server/auth|server/domain)|^server/(auth|env)\\.ts',
      'A page parses its URL, prefetches and renders one component.',
    ),
    only(
      'routes-are-thin',
      '^(app|pages)/api/',
      '^(app/api|server/(commands|intake|pipeline|trpc|auth|domain))/|^server/(auth|env|log|errors|request-id|health)\\.ts',
      'A route handler translates HTTP to one command.',
    ),
    only(
      'sandbox-stands-alone',
      '^sandbox/',
      '^(sandbox|server/domain)/',
      'The sandbox plays the outside world: it must not share code with what it tests.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules/\\.cache)' },
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
