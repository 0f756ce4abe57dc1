import type { Incident } from '../../../domain/incident';
import type { LoginCost } from '../../../domain/login-run';
import { stateOf } from '../../../domain/login-standing';
import type { Section } from '../document';

/** What looks like an intruder, on the machine and in the records. */
export function findings({ loginRun, timeline }: Incident): Section {
  const { findings: found = [] } = loginRun ?? {};
  const isSearched = timeline.some((one) => ['Research', 'ExamineOne'].includes(stateOf(one)));
  return {
    title: 'Findings',
    blocks:
      found.length > 0
        ? [{ kind: 'list', title: 'What looks like an intruder', items: found }]
        : isSearched
          ? [{ kind: 'text', text: 'Nothing that was looked at looks like an intruder.' }]
          : [{ kind: 'text', text: 'Nothing was searched: the run came to no research.' }],
  };
}

/** So that silence is not taken for a no. */
export function lookedFor({ loginRun }: Incident): Section {
  const { lookedFor: looks = [] } = loginRun ?? {};
  return {
    title: 'Looked for and not found',
    blocks:
      looks.length === 0
        ? [{ kind: 'text', text: 'No look is written down.' }]
        : [
            {
              kind: 'table',
              table: {
                title: 'Each look that found nothing, or could not be had',
                head: ['Looked for', 'Came to'],
                rows: looks.map(({ what, unread }) => [
                  what,
                  unread ? `not known: ${unread}` : 'nothing of it',
                ]),
              },
            },
          ],
  };
}

/** In what AWS bills. Prices differ by Region and contract, so there is no sum. */
export const costSection = ({ loginRun }: Incident): Section => ({
  title: 'Cost',
  blocks: [
    loginRun?.cost
      ? { kind: 'facts', facts: costFacts(loginRun.cost) }
      : { kind: 'unknown', text: 'Not known yet: the run is not through.' },
  ],
});

const costFacts = (cost: LoginCost) => [
  { name: 'Step Functions', text: `${cost.states} states` },
  { name: 'Systems Manager', text: `${cost.commands} commands` },
  { name: 'Evidence', text: `${cost.bytes.toLocaleString('en')} bytes in S3` },
  { name: 'Snapshots', text: `${cost.snapshotGiB} GiB, and ${cost.copyGiB} GiB of copies` },
  { name: 'Examiner', text: `${cost.examinerMinutes} minutes of one machine` },
];
