import type { Finding } from '../../../domain/finding';
import { takesNoSetting } from '../../../domain/log-group';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/**
 * PutRetentionPolicy with fewer days. A group without a policy keeps its entries for ever: nothing is
 * longer, so DeleteRetentionPolicy is never tampering.
 */
export const shortenRetention: Technique<'log-group'> = {
  id: 'shorten-retention',
  title: 'Shorten the retention of a trail’s log group',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-03',
  mitre: DISABLE_LOGS,
  events: { 'logs.amazonaws.com': ['PutRetentionPolicy'] },
  parts: [],
  detect,
  drill: calling('logs:PutRetentionPolicy', ({ id }) => ({
    logGroupName: id.split(':log-group:')[1],
    retentionInDays: 1,
  })),
};

function detect(
  observation: Known<'log-group'>,
  { baseline }: Expected<'log-group'>,
): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { name, retentionInDays: must = FOR_EVER } = baseline.state;
  const { retentionInDays: is = FOR_EVER } = observation.state;
  if (is >= must || takesNoSetting(observation.state, baseline.state)) return undefined;
  return {
    technique: 'shorten-retention',
    part: 'retentionInDays',
    expected: must === FOR_EVER ? 'for ever' : `${must}`,
    actual: `${is}`,
    sentence: `Log group ${name} keeps its entries for ${is === 1 ? 'one day' : `${is} days`} only.`,
    healed: false,
  };
}

const FOR_EVER = Number.POSITIVE_INFINITY;
