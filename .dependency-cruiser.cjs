/**
 * The layers. Imports point down:
 *
 *   cli -> grade -> world, explore, oracle, report, submission, assignment
 *
 * and what the explorer, the oracles and the virtual worlds are made of runs in any JavaScript engine.
 */
const portable = '^harness/(explore|oracle|world/[^/]+/virtual)/';
// Toys are what the tests explore.
const test = '(\\.test|/toy-[^/]+|/differential/[^/]+)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'A cycle of modules is one module in disguise. Types alone may refer to each other, and the emitter follows the grammar, which is recursive.',
      from: { pathNot: '^harness/submission/emit-' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      from: { pathNot: '^harness/cli/' },
      to: { path: '^harness/cli/' },
    },
    {
      name: 'only-the-cli-imports-grade',
      severity: 'error',
      from: { pathNot: ['^harness/(cli|grade)/', '^assignments/[^/]+\\.checks\\.ts$', test] },
      to: { path: '^harness/grade/' },
    },
    {
      name: 'mutation-knows-sources-only',
      severity: 'error',
      from: { path: '^harness/mutation/', pathNot: test },
      to: { path: '^harness/', pathNot: '^harness/(mutation|submission|assignment)/' },
    },
    {
      name: 'explore-knows-no-world',
      severity: 'error',
      from: { path: '^harness/explore/', pathNot: test },
      to: { path: '^harness/', pathNot: '^harness/explore/' },
    },
    {
      name: 'oracles-know-histories-only',
      severity: 'error',
      from: { path: '^harness/oracle/', pathNot: test },
      to: { path: '^harness/', pathNot: '^harness/oracle/' },
    },
    {
      name: 'reports-know-results-only',
      severity: 'error',
      from: { path: '^harness/report/', pathNot: test },
      // A site is plain data that a report shows.
      to: { path: '^harness/(world|explore|submission)/', pathNot: '^harness/submission/program\\.ts$' },
    },
    {
      name: 'a-virtual-world-knows-no-real-one',
      severity: 'error',
      from: { path: '^harness/world/[^/]+/virtual/', pathNot: test },
      to: { path: '^harness/world/[^/]+/real/' },
    },
    {
      name: 'portable-without-node',
      severity: 'error',
      comment: 'These run in a web page one day.',
      from: { path: portable, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'portable-without-packages',
      severity: 'error',
      from: { path: portable, pathNot: test },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
        pathNot: 'node_modules/fflate',
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^assignments/.*/scenarios\\.ts$' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|fixtures|reports)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
