import { describeLogin, type Login, loginKey } from '../../domain/login';
import type { Trace } from '../../domain/trace';

/** As many are told one by one. */
const FEW = 3;

/** Logins on other machines with the same address or key: many are one sentence, which hides nothing else. */
export function elsewhereTraces(logins: readonly Login[]): readonly Trace[] {
  const [first] = logins;
  if (!first) return [];
  if (logins.length <= FEW) {
    return logins.map((one) => ({
      kind: 'seen-elsewhere',
      sentence: `The same address or key on another machine: ${describeLogin(one)}`,
      ...{ evidence: [one.id], at: one.at, words: one.words },
    }));
  }
  const machines = [...new Set(logins.flatMap((one) => loginKey(one)?.split('/').at(-1) ?? []))];
  const some = machines.slice(0, FEW).join(', ');
  return [
    {
      kind: 'seen-elsewhere',
      sentence: `The same address or key logged in ${logins.length} times on ${machines.length} other machines: ${some}${machines.length > FEW ? ' …' : ''}.`,
      evidence: logins.slice(0, 10).map(({ id }) => id),
      at: first.at,
      words: logins.every(({ words }) => words === 'aws') ? 'aws' : 'host',
    },
  ];
}
