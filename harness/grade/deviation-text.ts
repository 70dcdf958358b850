import type { Site } from '../submission/program.js';
import type { Deviation } from '../world/self-checking-runner.js';

/** What is said of a submission that did not do the same when a schedule was run again. */
export function deviationText(
  { step, site, first, second }: Deviation,
  sites: readonly Site[],
  lang: 'en' | 'zh',
): string {
  const place = sites[site];
  const where = place === undefined ? '' : ` (${place.file}:${place.line} ${place.text})`;
  if (lang === 'zh') {
    return `同一调度运行两次,结果不同:第 ${step + 1} 步${where} 第一次是“${first}”,第二次是“${second}”。提交的代码依赖调度器无法控制的东西,例如在两次运行之间保留的状态。`;
  }
  return `The same schedule, run twice, did not do the same: step ${step + 1}${where} was '${first}' and then '${second}'. The submission depends on something that no scheduler controls, such as state that outlives a run.`;
}
