/** The package's main entry: what an `assignment.ts` imports from `interleave`. */
export * from '../oracle/index.js';
export {
  type AssignmentDefinition,
  type Budget,
  type Check,
  defineAssignment,
  type Language,
  type SubmissionExport,
  type SubmissionShape,
  type Text,
  type World,
} from './define.js';
export type { ArgumentSource, ScenarioGenerator } from './scenario-generator.js';
