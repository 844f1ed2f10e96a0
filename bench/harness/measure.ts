// Measures a figure: every contender in turn, run after run, so that what disturbs the machine disturbs all of them.
import type { Bench } from './bench.ts';
import type { Contender, Figure, FigureResult, Outcome } from './figure.ts';
import { within } from './within.ts';

/** The figure's outcomes. Never rejects: what fails is told in its outcome. */
export async function measureFigure(figure: Figure, bench: Bench): Promise<FigureResult> {
  const { id, title, measures } = figure;
  const contenders = figure.contenders(bench).filter(({ kind }) => !bench.options.alone || kind !== 'peer');
  const outcomes = contenders.map(({ name, kind }): Outcome => ({ name, kind, runs: [], trouble: null }));
  const end = Date.now() + figure.limit_minutes * 60_000;
  const attempt = async (at: number, what: string, work: (contender: Contender) => Promise<unknown>) => {
    const [contender, outcome] = [contenders[at], outcomes[at]];
    if (!contender || !outcome || outcome.trouble !== null) return;
    bench.say(`${title}: ${contender.name}, ${what}`);
    try {
      await within(Math.max(1, end - Date.now()), contender.name, work(contender));
    } catch (fault) {
      outcome.trouble = fault instanceof Error ? fault.message : String(fault);
    }
  };
  for (const at of contenders.keys()) await attempt(at, 'ready', async (contender) => contender.prepare?.());
  for (let run = 0; run < bench.options.runs; run += 1)
    for (const at of contenders.keys())
      await attempt(at, `run ${run + 1} of ${bench.options.runs}`, async (contender) => {
        outcomes[at]?.runs.push(await contender.run(run));
      });
  return { figure: id, title, measures, outcomes };
}
