import type { Check } from '../assignment/define.js';
import { generateScenarios } from '../assignment/scenario-generator.js';
import type { CheckProgress } from '../report/reporter.js';
import type { Explorer } from './exploration.js';
import { type Exploration, exploreScenario } from './explore-scenario.js';
import type { ExplorerConfig } from './protocol.js';

/**
 * Explores the scenarios that a check leaves to its generator, one after the other; the budget is shared out among them.
 * The first that is violated ends it. What passes is called sampled: there are more scenarios.
 */
export async function exploreGenerated(
  explorer: Explorer,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
): Promise<Exploration> {
  const { generate } = check;
  if (generate === undefined) throw new Error(`check '${check.id}' generates no scenarios`);
  const scenarios = generateScenarios(generate, config.plan.seed);
  const budget = Math.ceil(config.plan.budget / scenarios.length);
  const notes = new Set<string>();
  let executions = 0;
  let proved = 0;
  for (const generated of scenarios) {
    const before = executions;
    const one = { ...config, generated, plan: { ...config.plan, budget } };
    const result = await exploreScenario(explorer, one, check, (progress) => {
      tell({ ...progress, executions: before + progress.executions });
    });
    // That a scenario was drawn is chance's doing, whatever became of it.
    switch (result.type) {
      case 'passed':
        executions += result.executions;
        if (result.strength.level === 'proved') proved += 1;
        for (const note of result.strength.notes) notes.add(note);
        break;
      case 'violated':
        return {
          ...result,
          executions: before + result.executions,
          found: { ...result.found, generated },
          seeded: true,
        };
      case 'deviates':
      case 'error':
        return { ...result, executions: before + result.executions };
      case 'broken':
      case 'dies':
        return result;
      default:
        return result satisfies never;
    }
  }
  const drawn = `${String(scenarios.length)} generated scenarios, ${String(proved)} of them in all their executions`;
  return {
    type: 'passed',
    executions,
    strength: { level: 'sampled', executions, notes: [drawn, ...notes] },
    seeded: true,
  };
}
