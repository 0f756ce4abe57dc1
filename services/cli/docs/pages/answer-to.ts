import type { Row } from '../../../../shared/record/row';
import { hasRunbook } from '../../../../shared/restore/runbooks/catalogue';
import { allTechniques } from '../../../../shared/tampering/catalogue';
import { findReported } from '../../../../shared/tampering/reported/catalogue';

/** What Trailwarden does about a call: puts back what it changed, tells it with guidance, or only shows it in a replay. */
export type Answer = 'restored' | 'told' | 'replayed';

/**
 * By the catalogue alone. A call may be restored and told: what a baseline has is restored, the rest is told. A technique
 * that no runbook undoes is told as well, as it is found in the state.
 */
export function answersTo({ id, technique }: Row, call: string): readonly Answer[] {
  const reported = findReported(id);
  const [source = '', name = ''] = call.split(' ');
  // A row that names no technique may be any of its number that know the call: the record does not tell which.
  const found = allTechniques.filter((one) =>
    technique === undefined
      ? (one.row === id || reported?.restored) && one.events[source]?.includes(name)
      : one.id === technique,
  );
  const isTold =
    technique === undefined && reported && !Object.hasOwn(reported.notForwarded ?? {}, call);
  const answers: readonly Answer[] = [
    ...(found.some((one) => hasRunbook(one.id)) ? (['restored'] as const) : []),
    ...(isTold || found.some((one) => !hasRunbook(one.id)) ? (['told'] as const) : []),
  ];
  return answers.length > 0 ? answers : ['replayed'];
}
