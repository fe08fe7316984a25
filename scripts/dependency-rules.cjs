// The import rules. `npm run check` and `npm test` run them; each comment says how to fix a violation.

const NOT_TEST = '\\.test\\.tsx?$|^test/'
const OURS = '^(app|pages|components|domain|paths|server|db|sandbox|test|e2e|bench|scripts)/'

/** Code under `from` may import only from `allowed` (and packages, unless a rule below forbids it). */
function only(name, from, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from, pathNot: NOT_TEST },
    to: { path: OURS, pathNot: allowed },
  }
}

// Modules from the lowest layer to the highest. A module imports only modules of lower layers.
const MODULE_LAYERS = [
  ['staff', 'admin'],
  ['exceptions'],
  ['vendors', 'steps'],
  ['orders'],
  ['emails', 'customers', 'refunds', 'payments'],
  ['gift-cards', 'fulfillment'],
  ['pipeline', 'intake'],
  ['inbox', 'reports'],
]

const moduleLayerRules = MODULE_LAYERS.flatMap((layer, i) =>
  layer.map((module) => {
    const lower = MODULE_LAYERS.slice(0, i).flat()
    const allowed = [module, ...lower].join('|')
    return {
      name: `module-layers-${module}`,
      severity: 'error',
      comment: `server/modules/${module} imports only lower modules (${lower.join(', ') || 'none'}): move the shared code down, or the caller up.`,
      from: { path: `^server/modules/${module}/`, pathNot: NOT_TEST },
      to: { path: '^server/modules/', pathNot: `^server/modules/(${allowed})/` },
    }
  }),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files import each other: move what both use into a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'app-is-the-top',
      severity: 'error',
      comment: 'app and pages are routing only: move what you need into components or server.',
      from: { pathNot: '^(app|pages)/' },
      to: { path: '^(app|pages)/' },
    },
    {
      name: 'product-without-scripts',
      severity: 'error',
      comment:
        'scripts, bench and e2e start and measure the product; the product never imports them.',
      from: { path: '^(app|pages|components|domain|paths|server|db|sandbox)/', pathNot: NOT_TEST },
      to: { path: '^(scripts|bench|e2e)/' },
    },
    {
      name: 'test-support-in-tests',
      severity: 'error',
      comment:
        'Only tests, e2e and bench import test/support: move the code into the product if it needs it.',
      from: { pathNot: '\\.test\\.tsx?$|^(test|e2e|bench)/' },
      to: { path: '^test/' },
    },
    only(
      'domain-is-pure',
      '^domain/',
      '^domain/',
      'domain imports only itself: pass what you need as an argument.',
    ),
    only('paths-are-pure', '^paths/', '^(paths|domain)/', 'paths builds and parses URLs only.'),
    {
      name: 'domain-without-node',
      severity: 'error',
      comment: 'domain and paths run in the browser: no Node.js modules, no I/O.',
      from: { path: '^(domain|paths)/', pathNot: NOT_TEST },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'db-imports-domain-only',
      '^db/',
      '^(db|domain|paths)/',
      'db reads and writes rows: put decisions into server/modules.',
    ),
    {
      name: 'sql-in-db-only',
      severity: 'error',
      comment: 'Add a function to db/queries and call that.',
      from: { path: '^(app|pages|components|domain|paths|server|sandbox)/', pathNot: NOT_TEST },
      to: { path: 'node_modules/(drizzle-orm|postgres)/' },
    },
    only(
      'adapters-are-independent',
      '^server/adapters/([^/]+)/',
      '^(domain/|server/adapters/($1/|[^/]+\\.ts$)|server/(errors|log)\\.ts)',
      'An adapter speaks to one vendor in our terms: no database, no other adapter.',
    ),
    {
      name: 'module-internals',
      severity: 'error',
      comment: 'Import the public verb of the module, not its internal folder.',
      from: { pathNot: `${NOT_TEST}|^server/modules/([^/]+)/` },
      to: { path: '^server/modules/[^/]+/internal/' },
    },
    {
      name: 'internals-of-another-module',
      severity: 'error',
      comment: 'Import the public verb of the other module, not its internal folder.',
      from: { path: '^server/modules/([^/]+)/', pathNot: NOT_TEST },
      to: { path: '^server/modules/[^/]+/internal/', pathNot: '^server/modules/$1/' },
    },
    only(
      'modules-below-their-callers',
      '^server/modules/',
      '^(db|domain|paths)/|^server/(modules|adapters)/|^server/(connections|errors|log|env|redact|require-person|unit-of-work|version)\\.ts',
      'A module knows the database, adapters and rules, never who calls it.',
    ),
    ...moduleLayerRules,
    only(
      'pipeline-calls-modules',
      '^server/pipeline/',
      '^(domain|paths)/|^server/(pipeline|modules)/|^server/(errors|log|env)\\.ts',
      'A pipeline step calls a module verb; queries and vendors belong there.',
    ),
    only(
      'worker-serves-the-pipeline',
      '^server/worker/',
      '^db/(client|applied-patches)\\.ts|^server/(worker|pipeline)/|^server/(errors|log|env)\\.ts',
      'The worker only hosts the pipeline functions.',
    ),
    only(
      'runner-is-independent',
      '^server/runner/',
      '^(db|domain)/|^server/runner/|^server/(errors|log|env)\\.ts',
      'The runner knows the functions by HTTP only.',
    ),
    only(
      'trpc-is-thin',
      '^server/trpc/',
      '^db/queries/|^db/client\\.ts|^(domain|paths)/|^server/(trpc|modules|auth)/|^server/(auth|errors|log|env|request-id|unit-of-work)\\.ts',
      'A procedure checks, calls one query or module verb, and returns the result.',
    ),
    only(
      'api-is-thin',
      '^server/api/',
      '^(domain|paths)/|^server/(api|modules)/|^server/(errors|log|env|request-id)\\.ts',
      'An API handler translates HTTP to one module verb.',
    ),
    {
      name: 'components-know-only-domain',
      severity: 'error',
      comment: 'Components get data through tRPC; of the server they import types only.',
      from: { path: '^components/', pathNot: NOT_TEST },
      to: { path: '^(app|server|db|sandbox)/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'pages-are-thin',
      '^app/(?!api/)',
      '^(app|components|domain|paths)/|^server/(trpc|auth)/|^server/(auth|env)\\.ts',
      'A page parses its URL, prefetches and renders one component.',
    ),
    only(
      'routes-are-thin',
      '^(app|pages)/api/',
      '^(app/api|domain|paths)/|^server/(api|modules|pipeline|trpc|auth)/|^server/(auth|env|log|errors|request-id|health|unit-of-work)\\.ts',
      'A route handler translates HTTP to one module verb.',
    ),
    only(
      'sandbox-is-independent',
      '^sandbox/',
      '^(sandbox|domain)/',
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
